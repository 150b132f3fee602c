// The runs of a folder, and one run followed by its events file as it grows.
"use strict";

const fs = require("fs");
const path = require("path");
const events = require("./events");

const LOOK_MS = 1000;

/** The folders of all runs below `home`, the latest first. */
function list(home) {
  if (!fs.existsSync(home)) return [];
  const found = fs
    .readdirSync(home)
    .map((name) => path.join(home, name))
    .filter((folder) => fs.existsSync(path.join(folder, "run.json")));
  const time = (folder) => fs.statSync(path.join(folder, "run.json")).mtimeMs;
  return found.sort((a, b) => time(b) - time(a));
}

/** Follows one run; `changed` gets its state whenever something has happened. */
class Follower {
  constructor(folder, changed) {
    this.file = path.join(folder, "events.jsonl");
    this.run = events.empty(path.basename(folder));
    const spec = JSON.parse(fs.readFileSync(path.join(folder, "run.json"), "utf8")).spec;
    this.run.metric = spec.metric.name;
    this.run.maximize = spec.metric.maximize;
    this.changed = changed;
    this.read = 0;
    this.rest = Buffer.alloc(0);
    this.timer = setInterval(() => this.look(), LOOK_MS);
    this.look();
  }

  look() {
    if (!fs.existsSync(this.file)) return;
    const size = fs.statSync(this.file).size;
    if (size === this.read) return;
    const handle = fs.openSync(this.file, "r");
    try {
      const fresh = Buffer.alloc(size - this.read);
      const got = fs.readSync(handle, fresh, 0, fresh.length, this.read);
      this.read += got;
      // bytes, not text: a letter of two bytes may be half written
      const all = Buffer.concat([this.rest, fresh.subarray(0, got)]);
      const end = all.lastIndexOf(10) + 1;
      this.rest = all.subarray(end);
      events.lines(all.subarray(0, end).toString("utf8")).events.forEach((event) => events.take(this.run, event));
    } finally {
      fs.closeSync(handle);
    }
    this.changed({ ...this.run, trials: events.ranked(this.run) });
  }

  dispose() {
    clearInterval(this.timer);
  }
}

module.exports = { list, Follower };
