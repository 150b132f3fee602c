// Just enough of VS Code's interface to start the extension and to open a run.
"use strict";

const [extension, folder] = process.argv.slice(2);
const told = { commands: [], posted: [] };
const panel = {
  webview: {
    cspSource: "editor:",
    asWebviewUri: (uri) => uri,
    onDidReceiveMessage: (hear) => (panel.hear = hear),
    postMessage: (run) => told.posted.push(run),
  },
  onDidDispose: (work) => (panel.dispose = work),
};
const made = {};
const vscode = {
  workspace: {
    workspaceFolders: [{ uri: { fsPath: folder } }],
    getConfiguration: () => ({ get: (n) => ({ path: "forgeweld", runs: "generated" })[n] }),
  },
  window: {
    showQuickPick: async (items) => items[0],
    createWebviewPanel: (kind, title) => ((told.title = title), panel),
  },
  commands: { registerCommand: (name, work) => ((made[name] = work), told.commands.push(name)) },
  lm: { registerMcpServerDefinitionProvider: (id, provider) => (told.servers = provider.provideMcpServerDefinitions()) },
  McpStdioServerDefinition: class {
    constructor(label, command, args) { Object.assign(this, { label, command, args }); }
  },
  Uri: { file: (path) => path, joinPath: (...parts) => parts.join("/") },
  ViewColumn: { Active: 1 },
};
const Module = require("module");
const load = Module._load;
Module._load = (name, ...rest) => (name === "vscode" ? vscode : load(name, ...rest));
const context = { subscriptions: [], extensionUri: extension, extension: { packageJSON: { version: "0" } } };
require(extension + "/extension.js").activate(context);
made["forgeweld.open"]().then(async () => {
  await panel.hear("ready");
  panel.dispose();
  console.log(JSON.stringify({ ...told, html: panel.webview.html }));
});
