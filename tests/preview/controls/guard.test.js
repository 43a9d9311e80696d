/* What comes from the course's port changes nothing unless it has a known shape. */
"use strict";
const test = require("node:test");
const assert = require("node:assert");
const { load, plain } = require("./load.js");

const { Preview: P } = load();
const ORIGIN = "http://127.0.0.1:4000";
const FRAME = { name: "the LMS frame" };

function gate() {
  const refused = [];
  const take = P.guard.gate(ORIGIN, () => FRAME, (why) => { refused.push(why); return null; });
  return { refused, take: (data, event, now) => take({ origin: ORIGIN, source: FRAME, data, ...event }, now || 1000) };
}

const CALL = { js: 1, type: "call", n: 1, at: 1, name: "LMSCommit", args: [""], answer: "true", error: 0, took: 0.2, verdict: [] };

test("a call of the LMS frame is taken as it is", () => {
  const { take, refused } = gate();
  assert.deepEqual(plain(take(CALL)), {
    type: "call", n: 1, at: 1, name: "LMSCommit", args: [""], answer: "true", error: "0", took: 0.2, verdict: [], struck: false,
  });
  assert.deepEqual(refused, []);
});

test("another origin, another window, an unknown form: each is refused and says why", () => {
  const { take, refused } = gate();
  assert.equal(take(CALL, { origin: "http://127.0.0.1:4001" }), null);
  assert.equal(take(CALL, { source: { name: "the package" } }), null);
  [null, 7, "call", [], {}, { js: 1 }, { js: 1, type: "toString" }, { js: 1, type: "__proto__" }, { js: 2, type: "call" }, { type: "call" },
    { js: 1, type: "request" }, { js: 1, type: "reload" }].forEach((data) => assert.equal(take(data), null));
  assert.equal(refused.length, 14);
  assert.deepEqual(refused.slice(0, 2), ["from another origin", "from another window"]);
});

test("wrong types become harmless values of the right type", () => {
  const { take } = gate();
  const call = take({ js: 1, type: "call", n: {}, at: Infinity, name: ["x"], args: "abc", answer: { a: 1 }, error: { b: 2 }, took: "fast", verdict: [7, { level: "fatal", text: 5 }] });
  assert.deepEqual(plain(call), {
    type: "call", n: 0, at: 0, name: '["x"]', args: [], answer: '{"a":1}', error: '{"b":2}', took: 0, struck: false,
    verdict: [{ level: "error", text: "", rule: "" }, { level: "error", text: "5", rule: "" }],
  });
});

test("a number, a boolean and null stay what the course passed", () => {
  const { take } = gate();
  assert.deepEqual(plain(take({ ...CALL, args: ["cmi.core.score.raw", 85, true, null] })).args, ["cmi.core.score.raw", 85, true, null]);
});

test("endless texts and lists are cut", () => {
  const { take } = gate();
  const call = take({ ...CALL, args: Array(500).fill("x".repeat(1000000)), name: "n".repeat(1e6) });
  assert.equal(call.args.length, 20);
  assert.equal(call.args[0].length, 200000);
  assert.equal(call.name.length, 2000);
  const items = take({ js: 1, type: "items", items: Array(9000).fill({ id: "a" }) }).items;
  assert.equal(items.length, 5000);
});

test("values named like an object's own parts are values and nothing else", () => {
  const { take } = gate();
  const values = JSON.parse('{"__proto__": "a", "constructor": "b", "cmi.x": 3}');
  const state = take({ js: 1, type: "state", values });
  assert.deepEqual([...state.values], [["__proto__", "a"], ["constructor", "b"], ["cmi.x", "3"]]);
  assert.equal({}.a, undefined);
});

test("a flood is cut in each second and goes on in the next", () => {
  const { take, refused } = gate();
  for (let n = 0; n < 10500; n += 1) take(CALL, {}, 5000 + (n % 900));
  assert.equal(refused.length, 500);
  assert.notEqual(take(CALL, {}, 6000), null);
});

test("an event of the server has its own types", () => {
  const shaped = (data) => P.guard.shaped(data, P.guard.FROM_SERVER);
  assert.equal(shaped({ type: "nothing" }), null);
  const made = shaped({ type: "reload", built_at: 5, problems: [{ code: "C103", file: "a.md", line: 4, column: 2, severity: "error", text: "no" }, "x"] });
  assert.equal(made.built, true);
  assert.equal(made.problems[0].line, 4);
  assert.equal(made.problems[1].severity, "error");
  assert.equal(shaped({ type: "document", value: { a: "x".repeat(2e6) } }).value, null);
});
