/* The page's scripts: each is loaded, none reads HTML or evaluates text, none goes outside. */
"use strict";
const test = require("node:test");
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const acorn = require("acorn");
const { CONTROLS } = require("./load.js");

const files = fs.readdirSync(CONTROLS);
const page = fs.readFileSync(path.join(CONTROLS, "index.html"), "utf8");
const scripts = files.filter((name) => name.endsWith(".js"));
const text = (name) => fs.readFileSync(path.join(CONTROLS, name), "utf8");

test("every script parses as ES2020 and is in the page", () => {
  const loaded = [...page.matchAll(/<script src="([^"]+)">/g)].map((match) => match[1]);
  scripts.forEach((name) => acorn.parse(text(name), { ecmaVersion: 2020, sourceType: "script" }));
  assert.deepEqual(loaded.filter((name) => !name.startsWith("player/")).sort(), scripts.slice().sort());
});

test("no script knows everything", () => {
  scripts.forEach((name) => assert.ok(text(name).split("\n").length <= 300, name));
  scripts.forEach((name) => text(name).split("\n").forEach((line) => assert.ok(line.length <= 120, name + ": " + line)));
});

test("what comes from a package is only ever a text", () => {
  const banned = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser|srcdoc|setHTML|createContextualFragment/;
  scripts.forEach((name) => assert.ok(!banned.test(text(name)), name));
});

test("nothing is asked of another server, nothing stands inline, nothing is stored", () => {
  [...scripts, "index.html", ...files.filter((name) => name.endsWith(".css"))].forEach((name) => {
    assert.ok(!/https?:\/\//.test(text(name)), name);
    assert.ok(!/localStorage|document\.cookie|indexedDB/.test(text(name)), name);
  });
  assert.ok(!/<script>|<style|\son\w+=|\sstyle=/.test(page));
});
