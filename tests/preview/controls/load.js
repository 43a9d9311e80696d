/* Loads the pure scripts of the preview's page into a fresh global, in the page's order. */
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const ROOT = path.join(__dirname, "..", "..", "..");
const CONTROLS = path.join(ROOT, "janeschool_scorm", "preview", "controls");
const PLAYER = path.join(ROOT, "janeschool_scorm", "player");
const PURE = [
  "wording", "guard", "calls", "statements", "rows", "log", "difference", "tree", "readings",
  "errors", "abilities", "standing", "devices", "commands", "builds", "kept", "known",
  "former",
];

/** `Preview` with its pure scripts; `JaneSchool` with those that read a resume code. */
function load() {
  const context = vm.createContext({ console });
  const run = (file) => vm.runInContext(fs.readFileSync(file, "utf8"), context, { filename: file });
  run(path.join(CONTROLS, "first.js"));
  ["answers", "ranges", "state", "resume"].forEach((name) => run(path.join(PLAYER, name + ".js")));
  PURE.forEach((name) => run(path.join(CONTROLS, name + ".js")));
  return vm.runInContext("({ Preview, JaneSchool })", context);
}

/** A plain copy: objects of another global are never deeply equal to ours. */
const plain = (value) => JSON.parse(JSON.stringify(value));

module.exports = { load, plain, CONTROLS };
