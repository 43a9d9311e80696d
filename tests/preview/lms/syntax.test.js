/* The LMS frame's scripts: all are loaded, none goes outside or keeps anything. */
"use strict";
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");
const acorn = require("acorn");
const { LMS, SCRIPTS } = require("./load.js");

const own = fs.readdirSync(LMS).filter((name) => name.endsWith(".js"));
const text = (name) => fs.readFileSync(path.join(LMS, name), "utf8");

test("every script parses as a classic one of ES2020 and is in the page", () => {
  own.forEach((name) => acorn.parse(text(name), { ecmaVersion: 2020, sourceType: "script" }));
  assert.deepEqual([...SCRIPTS, "frame.js"].sort(), own.sort());
});

test("nothing goes outside, stands in HTML or stays in the browser", () => {
  const banned = /https?:\/\/|innerHTML|\beval\(|new Function|localStorage|indexedDB|document\.cookie/;
  own.concat("index.html", "back.html").forEach((name) => assert.ok(!banned.test(text(name)), name));
});

test("the pure parts know no document", () => {
  const pure = ["scorm12-model", "scorm2004-model", "elements", "verdict", "times", "kept", "faults", "calls"];
  pure.forEach((name) => assert.ok(!/\bdocument\b|\bwindow\b/.test(text(name + ".js")), name));
});
