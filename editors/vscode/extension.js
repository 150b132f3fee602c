// Forgeweld in VS Code: commands that call `forgeweld`, a view of a run, our MCP server.
"use strict";

const { execFile } = require("child_process");
const crypto = require("crypto");
const path = require("path");
const vscode = require("vscode");
const runs = require("./runs");

function settings() {
  return vscode.workspace.getConfiguration("forgeweld");
}

function folder() {
  const first = (vscode.workspace.workspaceFolders || [])[0];
  return first ? first.uri.fsPath : undefined;
}

function home() {
  return path.join(folder() || ".", settings().get("runs"));
}

/** What the command line says; rejects with its own words. */
function forgeweld(...words) {
  return new Promise((resolve, reject) => {
    const options = { cwd: folder(), maxBuffer: 1 << 26 };
    execFile(settings().get("path"), words, options, (error, stdout, stderr) => {
      if (!error) return resolve(stdout);
      if (error.code === "ENOENT") {
        return reject(new Error("There is no forgeweld command: set forgeweld.path."));
      }
      reject(new Error(stderr.trim().split("\n").slice(-8).join("\n") || error.message));
    });
  });
}

async function telling(title, work) {
  const where = { location: vscode.ProgressLocation.Notification, title };
  try {
    return await vscode.window.withProgress(where, work);
  } catch (error) {
    vscode.window.showErrorMessage(error.message, { modal: error.message.length > 200 });
    return undefined;
  }
}

async function sentence(data) {
  return vscode.window.showInputBox({
    title: `Forgeweld: what is to be learnt from ${path.basename(data)}?`,
    prompt: "One sentence: what to predict, from what, by which metric.",
    placeHolder: "Predict alarm from the picture and the sweep. Metric: F1.",
    ignoreFocusOut: true,
  });
}

async function dataFolder(uri) {
  if (uri) return uri.fsPath;
  const options = { canSelectFolders: true, canSelectFiles: true, openLabel: "Use This Data" };
  const picked = await vscode.window.showOpenDialog(options);
  return picked && picked[0].fsPath;
}

async function forge(context, uri) {
  const data = await dataFolder(uri);
  const said = data && (await sentence(data));
  if (!said) return;
  const minutes = await vscode.window.showQuickPick(["2", "5", "10", "20", "60"], {
    title: "How many minutes may it take? The run goes on when this window is closed.",
  });
  if (!minutes) return;
  const words = ["run", "--data", data, "--minutes", minutes, "--detach", "--json", "--out", home(), "--", said];
  const told = await telling("Reading the data…", () => forgeweld(...words));
  if (told) show(context, path.resolve(folder() || ".", JSON.parse(told).path));
}

async function plan(uri) {
  const data = await dataFolder(uri);
  const said = data && (await sentence(data));
  const told = said && (await telling("Reading the data…", () => forgeweld("plan", "--data", data, "--", said)));
  if (told) {
    const document = await vscode.workspace.openTextDocument({ content: told });
    vscode.window.showTextDocument(document, { preview: true });
  }
}

async function picked() {
  const found = runs.list(home());
  if (!found.length) {
    vscode.window.showInformationMessage(`There are no runs in ${home()}.`);
    return undefined;
  }
  const items = found.map((place) => ({ label: path.basename(place), place }));
  const item = await vscode.window.showQuickPick(items, { title: "Which run?" });
  return item && item.place;
}

/** A tab that follows a run by its events file. */
function show(context, place) {
  const panel = vscode.window.createWebviewPanel(
    "forgeweld.run",
    path.basename(place),
    vscode.ViewColumn.Active,
    { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(context.extensionUri, "media")] },
  );
  panel.webview.html = page(context, panel.webview);
  let follower;
  panel.webview.onDidReceiveMessage(async (message) => {
    if (message === "ready") {
      if (follower) follower.dispose();
      follower = new runs.Follower(place, (run) => panel.webview.postMessage(run));
    } else if (message === "stop") {
      await telling("Saving the run…", () => forgeweld("stop", place));
    } else if (message === "project") {
      const project = vscode.Uri.file(path.join(place, "project", "README.md"));
      vscode.commands.executeCommand("markdown.showPreview", project);
    }
  });
  panel.onDidDispose(() => follower && follower.dispose());
}

function page(context, webview) {
  const nonce = crypto.randomBytes(16).toString("hex");
  const media = (name) => webview.asWebviewUri(vscode.Uri.joinPath(context.extensionUri, "media", name));
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'">
<link rel="stylesheet" href="${media("run.css")}"><title>Forgeweld</title></head>
<body><main id="run" aria-live="polite"></main>
<script nonce="${nonce}" src="${media("run.js")}"></script></body></html>`;
}

/** Our MCP server for the editor's own agent, without any settings. */
function serveMcp(context) {
  if (!vscode.lm || !vscode.lm.registerMcpServerDefinitionProvider) return;
  const provider = {
    provideMcpServerDefinitions: () => {
      const words = ["mcp", "--out", home()];
      const version = context.extension.packageJSON.version;
      const server = new vscode.McpStdioServerDefinition("Forgeweld", settings().get("path"), words, {}, version);
      if (folder()) server.cwd = vscode.Uri.file(folder());
      return [server];
    },
    resolveMcpServerDefinition: (server) => server,
  };
  context.subscriptions.push(vscode.lm.registerMcpServerDefinitionProvider("forgeweld", provider));
}

function terminal(...words) {
  const shown = vscode.window.createTerminal({ name: "Forgeweld", cwd: folder(), shellPath: settings().get("path"), shellArgs: words });
  shown.show();
}

function activate(context) {
  const commands = {
    forge: (uri) => forge(context, uri),
    plan: (uri) => plan(uri),
    open: async () => {
      const place = await picked();
      if (place) show(context, place);
    },
    stop: async () => {
      const place = await picked();
      if (place) await telling("Saving the run…", () => forgeweld("stop", place));
    },
    resume: async () => {
      const place = await picked();
      if (!place) return;
      terminal("resume", place);
      show(context, place);
    },
    chat: async () => {
      const data = await dataFolder();
      if (data) terminal("chat", "--data", data, "--out", home());
    },
    doctor: () => terminal("doctor"),
  };
  for (const [name, work] of Object.entries(commands)) {
    context.subscriptions.push(vscode.commands.registerCommand(`forgeweld.${name}`, work));
  }
  serveMcp(context);
}

module.exports = { activate };
