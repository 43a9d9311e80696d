/* Our verdict on calls of SCORM 1.2, whatever the run-time lets through. */
"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { load, session } = require("./load.js");

const L = load().Lms;
const ITEMS = { items: [{ id: "one", href: "a.html", launchable: true, kind: "sco" }] };

/** The verdict on one SetValue in an open session, after some others. */
function onSet(element, value, earlier) {
  const judge = L.judge(L.scorm12, {});
  judge.after("LMSInitialize", [""], "true", "0");
  (earlier || []).forEach((pair) => judge.after("LMSSetValue", pair, "true", "0"));
  return Array.from(judge.before("LMSSetValue", [element, value]), (each) => each.level);
}

const GOOD = [
  ["cmi.core.lesson_status", "passed"], ["cmi.core.lesson_location", "x".repeat(255)],
  ["cmi.suspend_data", "x".repeat(4096)], ["cmi.core.score.raw", "100"],
  ["cmi.core.score.raw", "7.25"], ["cmi.core.exit", ""], ["cmi.core.exit", "suspend"],
  ["cmi.core.session_time", "0001:02:03.45"], ["cmi.core.session_time", "01:02:03"],
  ["cmi.interactions.0.id", "q1"], ["cmi.objectives.0.id", "m1"],
  ["cmi.interactions.0.result", "wrong"], ["cmi.interactions.0.result", "0.5"],
  ["cmi.interactions.0.time", "23:59:59.99"], ["cmi.student_preference.audio", "-1"],
  ["cmi.interactions.0.objectives.0.id", "m1"], ["cmi.comments", "fine"],
  ["cmi.interactions.0.correct_responses.0.pattern", "a,b"],
];
const BAD = [
  ["cmi.core.lesson_status", "done"],
  ["cmi.core.lesson_location", "x".repeat(256)], ["cmi.suspend_data", "x".repeat(4097)],
  ["cmi.core.score.raw", "101"], ["cmi.core.score.raw", "-1"], ["cmi.core.score.raw", "80%"],
  ["cmi.core.exit", "normal"], ["cmi.core.session_time", "PT1H"],
  ["cmi.core.session_time", "1:2:3"], ["cmi.core.session_time", "00:61:00"],
  ["cmi.core.student_id", "me"], ["cmi.core.entry", ""], ["cmi.core._children", "x"],
  ["cmi.interactions._count", "3"], ["cmi.interactions.1.id", "q2"],
  ["cmi.interactions.0.result", "incorrect"], ["cmi.interactions.0.time", "2026-11-22"],
  ["cmi.interactions.0.type", "essay"], ["cmi.interactions.00.id", "q"],
  ["cmi.interactions.0.objectives.1.id", "m1"], ["cmi.student_preference.audio", "101"],
  ["cmi.completion_status", "completed"], ["cmi.core.lesson_progress", "1"],
  ["cmi.objectives.0.id", "has a space"], ["cmi.objectives.0.status", "done"],
];

test("what the data model allows has no word against it", () => {
  for (const [element, value] of GOOD) assert.deepEqual(onSet(element, value), [], element);
});

test("what the data model forbids is an error", () => {
  for (const [element, value] of BAD) assert.deepEqual(onSet(element, value), ["error"], element + value);
});

test("a response must fit the type that was set before it", () => {
  const typed = (type) => [["cmi.interactions.0.id", "q"], ["cmi.interactions.0.type", type]];
  const on = (type, value) => onSet("cmi.interactions.0.student_response", value, typed(type));
  for (const pair of [["true-false", "t"], ["choice", "a,c"], ["choice", "{a,c}"],
    ["matching", "a.1,b.2"], ["sequencing", "a,b"], ["numeric", "3.5"], ["fill-in", "word"]]) {
    assert.deepEqual(on(...pair), [], pair.join());
  }
  for (const pair of [["true-false", "true"], ["choice", "answer-1"], ["matching", "a[.]1"],
    ["numeric", "three"], ["likert", "often"]]) {
    assert.deepEqual(on(...pair), ["error"], pair.join());
  }
});

test("a value that is no text, and letters beyond ASCII, are warnings", () => {
  assert.deepEqual(onSet("cmi.core.score.raw", 80), ["warning"]);
  assert.deepEqual(onSet("cmi.core.lesson_location", "página"), ["warning"]);
  assert.deepEqual(onSet("cmi.core.lesson_status", "not attempted"), ["warning"]);
});

test("an element of the other standard is named as one", () => {
  const judge = L.judge(L.scorm12, {});
  judge.after("LMSInitialize", [""], "true", "0");
  const [found] = judge.before("LMSGetValue", ["cmi.completion_status"]);
  assert.match(found.text, /SCORM 2004 RTE 4\.2\.4/);
  assert.match(found.rule, /^SCORM 1\.2 RTE 3\.4\.4/);
});

test("calls at the wrong time or with the wrong arguments are errors", async () => {
  const lms = session("scorm12", ITEMS);
  await lms.open("one");
  const api = lms.api();
  const last = () => lms.calls().pop().verdict.map((each) => each.text).join();
  api.LMSGetValue("cmi.core.student_id");
  assert.match(last(), /before LMSInitialize/);
  api.LMSInitialize();
  assert.match(last(), /takes 1 argument, not 0/);
  api.LMSInitialize("");
  api.LMSInitialize("");
  assert.match(last(), /begun already/);
  api.LMSCommit("now");
  assert.match(last(), /empty string/);
  api.LMSGetValue("cmi.core.exit");
  assert.match(last(), /did not ask why.*only be written/);
  api.LMSSetValue("cmi.core.lesson_status");
  assert.match(last(), /takes 2 arguments, not 1/);
  api.LMSFinish("");
  api.LMSSetValue("cmi.suspend_data", "late");
  assert.match(last(), /comes after LMSFinish/);
});

test("an error is not ignored when the course asks what it was", async () => {
  const lms = session("scorm12", ITEMS);
  await lms.open("one");
  const api = lms.api();
  api.LMSInitialize("");
  assert.equal(api.LMSSetValue("cmi.core.score.raw", "many"), "false");
  assert.equal(api.LMSGetLastError(), "405");
  assert.equal(api.LMSSetValue("cmi.core.lesson_status", "incomplete"), "true");
  assert.ok(!lms.verdicts().some((each) => /did not ask/.test(each.text)));
});

test("the end is judged by what an LMS makes of it", async () => {
  const lms = session("scorm12", { items: [Object.assign({ mastery: "80" }, ITEMS.items[0])] });
  await lms.open("one");
  const api = lms.api();
  api.LMSInitialize("");
  api.LMSSetValue("cmi.core.score.raw", "70");
  api.LMSSetValue("cmi.core.lesson_status", "passed");
  api.LMSFinish("");
  const words = lms.calls().pop().verdict.map((each) => each.text).join(" ");
  assert.match(words, /mastery override makes the status failed/);
  assert.match(words, /no session_time/);
});

test("what the run-time forgives is told all the same", async () => {
  const lms = session("scorm12", ITEMS);
  await lms.open("one");
  const api = lms.api();
  api.LMSInitialize("");
  assert.equal(api.LMSSetValue("cmi.suspend_data", "x".repeat(4097)), "true");
  assert.match(lms.verdicts()[0].text, /4,097 characters/);
});
