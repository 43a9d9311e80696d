/* The LMS frame's scripts in a fresh global with scorm-again, as the frame's page has them. */
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const ROOT = path.join(__dirname, "..", "..", "..");
const LMS = path.join(ROOT, "janeschool_scorm", "preview", "lms");
const RUNTIME = path.join(ROOT, "node_modules", "scorm-again", "dist");
const page = fs.readFileSync(path.join(LMS, "index.html"), "utf8");
/** In the page's order; the last one starts it and needs a document. */
const SCRIPTS = [...page.matchAll(/src="([^"]+)"/g)].map((match) => match[1])
  .filter((name) => name !== "frame.js");

let runtimes = null;

/** Parsed once: the two files are large. */
function compiled() {
  runtimes = runtimes || ["scorm12", "scorm2004"].map((name) => new vm.Script(
    fs.readFileSync(path.join(RUNTIME, name + ".min.js"), "utf8"), { filename: name }
  ));
  return runtimes;
}

/** `Lms`; with `run`, the run-times of scorm-again are there, too. */
function load(run) {
  const context = vm.createContext({ console, performance, setTimeout, clearTimeout });
  context.window = context;
  if (run) compiled().forEach((script) => script.runInContext(context));
  SCRIPTS.forEach((name) => vm.runInContext(
    fs.readFileSync(path.join(LMS, name), "utf8"), context, { filename: name }
  ));
  return context;
}

/**
 * An LMS without a page: what is kept in memory, what it told, what it would show.
 * `session.open(id)` begins a visit; `session.api()` is what a course finds.
 */
function session(standard, facts) {
  const window = load(true);
  const L = window.Lms;
  const told = [];
  const shown = [];
  const saved = {};
  const faults = L.faults();
  const server = {
    online: true,
    kept: (learner) => Promise.resolve(JSON.parse(saved[learner] || "{}")),
    save: (learner, kept) => {
      if (server.online) saved[learner] = JSON.stringify(kept);
      return server.online;
    },
    wait: () => {},
  };
  const visits = L.visits(L[standard], Object.assign({ override: true, sequencing: null }, facts), {
    faults: faults, server: server, post: (message) => told.push(message), target: window,
    show: (item, enter) => { shown.push([item.id, enter()]); },
    changed: () => told.push({ type: "changed" }),
  });
  const who = { learner: 1, mode: "normal", credit: "credit", language: "" };
  return {
    L, told, shown, saved, faults, server, visits, who,
    open: (id) => visits.meet(Object.assign({}, who)).then(() => visits.open(id)),
    api: () => window[L[standard].name],
    calls: () => told.filter((message) => message.type === "call"),
    verdicts: () => told.flatMap((message) => message.verdict || []),
    state: () => told.filter((message) => message.type === "state").pop().values,
  };
}

const plain = (value) => JSON.parse(JSON.stringify(value));
module.exports = { load, session, plain, LMS, SCRIPTS };
