/* Rows, groups, filters, downloads. */
"use strict";
const test = require("node:test");
const assert = require("node:assert");
const { load, plain } = require("./load.js");

const { Preview: P } = load();

const call = (name, args, answer, more) => P.rows.ofCall({
  at: 1000, name, args, answer, error: "0", took: 1, verdict: [], struck: false, ...more,
});
const FAULT = { verdict: [{ level: "error", text: "no such element", rule: "RTE 3.4" }], error: "201" };

test("each call has its kind, in both families", () => {
  const kinds = ["LMSInitialize", "GetValue", "LMSSetValue", "Commit", "LMSGetLastError", "GetDiagnostic", "Terminate", "Other"]
    .map((name) => P.calls.kind(name));
  assert.deepEqual(kinds, ["session", "read", "write", "save", "error", "error", "session", "other"]);
});

test("the question for the last error belongs to its call, repetitions to one line", () => {
  const rows = [
    call("LMSGetValue", ["a"], "1"), call("LMSGetLastError", [], "0"),
    call("LMSSetValue", ["t", "1"], "true"), call("LMSSetValue", ["t", "2"], "true"), call("LMSSetValue", ["t", "3"], "true"),
    call("LMSSetValue", ["u", "3"], "true"), call("LMSCommit", [""], "true"), call("LMSCommit", [""], "true"),
  ];
  const groups = P.log.grouped(rows);
  assert.deepEqual(plain(groups.map((group) => [group.rows.length, group.asked !== null])), [[1, true], [3, false], [1, false], [2, false]]);
});

test("a fault is never folded away, and its error question is", () => {
  const bad = call("LMSSetValue", ["t", "1"], "false", FAULT);
  const groups = P.log.grouped([bad, call("LMSGetLastError", [], "201"), bad, bad, call("LMSGetLastError", [], "0")]);
  assert.deepEqual(plain(groups.map((group) => group.rows.length)), [1, 1, 1, 1]);
  assert.equal(groups[0].asked.answer, "201");
});

test("groups go on where the last batch ended", () => {
  const first = P.log.grouped([call("Commit", [""], "true")]);
  const both = P.log.grouped([call("Commit", [""], "true"), call("GetValue", ["a"], "")], first);
  assert.equal(both.length, 2);
  assert.equal(both[0].rows.length, 2);
});

test("filters: kinds, faults, words in any part", () => {
  const row = call("LMSSetValue", ["cmi.core.exit", "Suspend"], "true");
  const match = (filter, one) => P.log.matches(one || row, { kinds: new Set(), faults: false, text: "", ...filter });
  assert.ok(match({}));
  assert.ok(match({ text: "suspend" }));
  assert.ok(match({ text: "CORE.EXIT" }));
  assert.ok(!match({ text: "resume" }));
  assert.ok(match({ kinds: new Set(["write"]) }));
  assert.ok(!match({ kinds: new Set(["read", "save"]) }));
  assert.ok(!match({ faults: true }));
  assert.ok(match({ faults: true, text: "rte 3.4" }, call("LMSGetValue", ["x"], "", FAULT)));
});

test("the store keeps the newest rows and counts what it let go", () => {
  const store = P.log.store({ rows: 100 });
  for (let n = 0; n < 250; n += 1) store.add(call("LMSGetValue", [String(n)], ""));
  assert.equal(store.rows().length + store.dropped(), 250);
  assert.ok(store.rows().length <= 100 && store.rows().length >= 90);
  assert.equal(store.counts().read, store.rows().length);
  assert.equal(store.rows().at(-1).args[0], "249");
  const few = P.log.store({ characters: 10000 });
  for (let n = 0; n < 50; n += 1) few.add(call("LMSSetValue", ["x", "y".repeat(1000)], "true"));
  assert.ok(few.rows().length < 10 && few.rows().length > 3);
});

test("50,000 rows are added and grouped in a moment", () => {
  const store = P.log.store();
  const begun = process.cpuUsage();
  for (let n = 0; n < 60000; n += 1) store.add(call("LMSGetValue", ["cmi.interactions." + (n % 97) + ".id"], "x"));
  P.log.grouped(store.rows());
  assert.ok(process.cpuUsage(begun).user < 5e6);
});

test("a row as text says call, answer, error and fault", () => {
  const row = call("LMSSetValue", ["cmi.x", 5], "false", FAULT);
  assert.equal(P.rows.line(row), '1970-01-01T00:00:01.000Z LMSSetValue("cmi.x", 5) -> "false" error 201\n  error: no such element [RTE 3.4]');
});

test("NDJSON begins with the session and has a row a line; JSON holds the same", () => {
  const rows = [call("LMSGetValue", ["a"], "1"), P.rows.note(2000, "you", "New attempt")];
  const lines = P.rows.ndjson(rows, { package: "x.zip" }).trim().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual(lines[0], { package: "x.zip" });
  assert.deepEqual(lines[1], { at: "1970-01-01T00:00:01.000Z", kind: "read", name: "LMSGetValue", args: ["a"], answer: "1", error: "0", took_ms: 1 });
  assert.deepEqual(lines[2], { at: "1970-01-01T00:00:02.000Z", kind: "note", name: "you", text: "New attempt" });
  assert.deepEqual(JSON.parse(P.rows.json(rows, { package: "x.zip" })).rows, lines.slice(1));
});

test("requests, statements, documents and blocked addresses become rows", () => {
  const of = (message) => P.rows.ofMessage(message, 7);
  const request = of({ type: "request", at: 5, method: "PUT", path: "statements", parameters: new Map([["agent", "{}"], ["stateId", "s"]]), status: 409, took: 3, verdict: [], body: { a: 1 } });
  assert.equal(request.text, "statements stateId=s");
  assert.equal(of({ type: "request", method: "GET", path: "activities/state", parameters: new Map(), status: 404, verdict: [] }).failed, false);
  assert.deepEqual([request.kind, request.failed, request.answer, request.at], ["request", true, "409", 5]);
  assert.equal(of({ type: "blocked", at: 0, address: "https://a.example/x.js", file: "index.html", line: 3 }).text, "https://a.example/x.js, asked for by index.html:3");
  assert.equal(of({ type: "stage", stage: "running", text: "" }).at, 7);
  assert.equal(of({ type: "state" }), null);
});
