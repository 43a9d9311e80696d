/* Differences, the tree of elements, what was kept, what is readable. */
"use strict";
const test = require("node:test");
const assert = require("node:assert");
const { load, plain } = require("./load.js");

const { Preview: P, JaneSchool: J } = load();

test("a difference gives back both texts, whatever they are", () => {
  const words = ["", "a", "b.c", "JS1.1.x,1,2", "…", "aa", "[{\"a\":1}]", "x".repeat(500)];
  words.forEach((before) => words.forEach((after) => {
    const parts = P.difference(before + "." + after, after + "," + before);
    const text = (without) => parts.filter(([kind]) => kind !== without).map(([, part]) => part).join("");
    assert.equal(text("new"), before + "." + after);
    assert.equal(text("gone"), after + "," + before);
  }));
});

test("a difference marks only the parts of a code that changed", () => {
  assert.deepEqual(plain(P.difference("JS1.1.ab.3.q.1,2", "JS1.1.ab.4.r.1,2,3")), [
    ["same", "JS1.1.ab."], ["gone", "3"], ["new", "4"], ["same", "."], ["gone", "q"], ["new", "r"], ["same", ".1,2"], ["new", ",3"],
  ]);
});

test("two long texts without anything in common are compared in a moment", () => {
  const begun = process.cpuUsage();
  P.difference(Array.from({ length: 20000 }, (_, n) => n).join(","), Array.from({ length: 20000 }, (_, n) => -n).join(";"));
  assert.ok(process.cpuUsage(begun).user < 3e6);
});

test("elements become a tree: values first, entries by number", () => {
  const values = new Map([["cmi.interactions.10.id", "k"], ["cmi.interactions.2.id", "c"], ["cmi.core.exit", ""], ["cmi.suspend_data", "x"], ["cmi.__proto__.x", "y"]]);
  const cmi = P.tree.tree(values).children[0];
  assert.deepEqual(plain(cmi.children.map((each) => each.name)), ["suspend_data", "__proto__", "core", "interactions"]);
  assert.deepEqual(plain(cmi.children[3].children.map((each) => each.path)), ["cmi.interactions.2", "cmi.interactions.10"]);
});

test("what an element is called is no limit: a name can be a value and a group", () => {
  const root = P.tree.tree(new Map([["a", "1"], ["a.b", "2"]]));
  assert.equal(root.children[0].value, "1");
  assert.equal(root.children[0].children[0].value, "2");
});

test("first values are no change; later ones are, the newest first, each element once", () => {
  let memory = P.tree.next(P.tree.nothing(), new Map([["a", "1"], ["b", "1"]]), 10);
  assert.equal(memory.recent.length, 0);
  memory = P.tree.next(memory, new Map([["a", "2"], ["b", "1"]]), 20);
  memory = P.tree.next(memory, new Map([["a", "2"], ["c", "9"]]), 30);
  memory = P.tree.next(memory, new Map([["a", "3"], ["c", "9"]]), 40);
  assert.deepEqual(plain(memory.recent.map((each) => [each.name, each.before, each.after, each.at])), [
    ["a", "2", "3", 40], ["c", null, "9", 30], ["b", "1", null, 30],
  ].map((row) => row.map((cell) => (cell === null ? undefined : cell))).map(plain));
  assert.equal(memory.at.get("a"), 40);
});

test("a resume code of the player is read with its own words", () => {
  const state = { ...J.state.empty(), seq: 7, sessions: 2, wall: 4000, at: 1, lessons: { 0: { seconds: 600, done: true }, 1: { seconds: 60, done: false } } };
  const code = J.resume.write(state, "0a045854");
  const rows = new Map(plain(P.reading(code).rows));
  assert.equal(rows.get("Readable"), "whole, its checksum is right");
  assert.equal(rows.get("Lessons"), "2 opened, 1 done");
  assert.equal(rows.get("Active time in lessons"), "0 h 11 min");
  assert.match(new Map(P.reading(code.slice(0, -3)).rows).get("Readable"), /in part/);
});

test("JSON is indented, also in an address's writing; a bare word is left alone", () => {
  assert.equal(P.reading('{"a":[1]}').json, '{\n  "a": [\n    1\n  ]\n}');
  assert.equal(P.reading("%7B%22a%22%3A1%7D").json, '{\n  "a": 1\n}');
  ["", "5", "true", "{broken", "%7B%", "JS2.1"].forEach((text) => assert.equal(P.reading(text), null));
});

test("times and counts in words", () => {
  const { since, hours, took, short, count, number } = P.wording;
  assert.deepEqual([since(7250), since(3723400), since(-5)], ["+0:07.2", "+1:02:03.4", "+0:00.0"]);
  assert.deepEqual([hours(59), hours(720), hours(4500)], ["59 s", "0 h 12 min", "1 h 15 min"]);
  assert.deepEqual([took(0.42), took(12.4), took(1204)], ["0.4 ms", "12 ms", "1.20 s"]);
  assert.deepEqual([short("abc", 3), short("abcd", 3), short("a😀bc", 3)], ["abc", "ab…", "a😀…"]);
  assert.deepEqual([count(1, "fault", "faults"), count(1200, "fault", "faults"), number(4096)], ["1 fault", "1,200 faults", "4,096"]);
});

test("what an element was is known at its next call, until a new attempt", () => {
  const former = P.former();
  const call = (name, args, answer) => ({ name, args, answer });
  const write = call("LMSSetValue", ["cmi.core.exit", "suspend"], "true");
  assert.equal(former.before(write), undefined);
  former.called(write);
  assert.equal(former.before(write), "suspend");
  former.called(call("LMSGetValue", ["cmi.core.exit"], ""));
  assert.equal(former.before(write), "");
  former.called(call("LMSCommit", [""], "true"));
  assert.equal(former.before(call("LMSCommit", [""], "true")), undefined);
  former.clear();
  assert.equal(former.before(write), undefined);
});
