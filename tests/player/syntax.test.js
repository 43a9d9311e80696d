"use strict";
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");
const acorn = require("acorn");
const { ROOT, PLAYER } = require("./load.js");

function scripts(folder) {
  return fs.readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(".js"))
    .map((name) => path.join(folder, name));
}

const FILES = scripts(PLAYER).concat(scripts(path.join(ROOT, "packagers")));

test("every script is a classic script in the syntax of ES2017", () => {
  for (const file of FILES) {
    const source = fs.readFileSync(file, "utf8");
    acorn.parse(source, { ecmaVersion: 2017, sourceType: "script" });
    assert.match(source, /^"use strict";$/m, file);
  }
});

test("no script uses what LMSs forbid or what would keep data in the browser", () => {
  const forbidden = new RegExp([
    "\\bunload\\b(?!`)", "beforeunload", "localStorage", "document\\.cookie",
    "\\balert\\(", "\\bconfirm\\(\\\"", "window\\.open", "\\beval\\(", "innerHTML",
    "\\.flat\\(", "https?://",
  ].join("|"));
  for (const file of FILES) {
    const code = fs.readFileSync(file, "utf8").replace(/\/\*[^]*?\*\//g, "").replace(/\/\/.*$/gm, "");
    assert.doesNotMatch(code, forbidden, file);
    // What could not be saved is kept in one place, which says when it is erased.
    if (!file.endsWith("box.js")) assert.doesNotMatch(code, /indexedDB/, file);
    // cmi5 fetches its token once, and a reload must not end the session.
    if (!file.endsWith("cmi5/adapter.js")) assert.doesNotMatch(code, /sessionStorage/, file);
  }
});

test("no script is longer than 300 lines", () => {
  for (const file of FILES) {
    const lines = fs.readFileSync(file, "utf8").split("\n").length;
    assert.ok(lines <= 300, `${file}: ${lines} lines`);
  }
});
