/* Our verdict on calls of SCORM 2004, whatever the run-time lets through. */
"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { load, session } = require("./load.js");

const L = load().Lms;
const ITEMS = { items: [{ id: "one", href: "a.html", launchable: true, kind: "sco" }] };
const ROW = [["cmi.interactions.0.id", "q"], ["cmi.interactions.0.type", "choice"],
  ["cmi.objectives.0.id", "m1"]];

function onSet(element, value, earlier) {
  const judge = L.judge(L.scorm2004, {});
  judge.after("Initialize", [""], "true", "0");
  (earlier || ROW).forEach((pair) => judge.after("SetValue", pair, "true", "0"));
  return Array.from(judge.before("SetValue", [element, value]), (each) => each.level);
}

const GOOD = [
  ["cmi.completion_status", "incomplete"], ["cmi.success_status", "passed"],
  ["cmi.exit", "suspend"], ["cmi.exit", "time-out"], ["cmi.suspend_data", "x".repeat(64000)],
  ["cmi.location", "x".repeat(1000)], ["cmi.score.scaled", "-0.5"], ["cmi.score.scaled", "1"],
  ["cmi.score.raw", "4711.25"], ["cmi.progress_measure", "0.333"],
  ["cmi.session_time", "PT1H30M5.25S"], ["cmi.session_time", "P1DT2H"], ["cmi.session_time", "PT0S"],
  ["cmi.interactions.0.timestamp", "2026-11-22T05:25:00"],
  ["cmi.interactions.0.timestamp", "2026-11-22T05:25:00.00Z"],
  ["cmi.interactions.0.learner_response", "a[,]b"], ["cmi.interactions.0.description", "{lang=en}Why"],
  ["cmi.interactions.0.result", "incorrect"], ["cmi.interactions.1.id", "urn:x-q:2"],
  ["cmi.objectives.0.success_status", "passed"], ["cmi.objectives.1.id", "m2"],
  ["cmi.comments_from_learner.0.comment", "x".repeat(4000)], ["adl.nav.request", "suspendAll"],
  ["adl.nav.request", "{target=lesson-2}choice"], ["cmi.learner_preference.audio_captioning", "1"],
  ["cmi.location", "página"],
];
const BAD = [
  ["cmi.completion_status", "passed"], ["cmi.exit", "timeout"], ["cmi.suspend_data", "x".repeat(64001)],
  ["cmi.location", "x".repeat(1001)], ["cmi.score.scaled", "1.01"], ["cmi.score.scaled", "80"],
  ["cmi.progress_measure", "50"], ["cmi.session_time", "0000:10:00"], ["cmi.session_time", "PT"],
  ["cmi.session_time", "PT1.234S"], ["cmi.interactions.0.timestamp", "2026-11-22T05:25:00Z"],
  ["cmi.interactions.0.timestamp", "2026-11-22T05:25:00.123Z"],
  ["cmi.interactions.0.learner_response", "a[,]b c"], ["cmi.interactions.0.result", "wrong"],
  ["cmi.interactions.2.id", "q"], ["cmi.interactions.1.result", "correct"],
  ["cmi.objectives.0.id", "other"], ["cmi.objectives.1.id", "m1"],
  ["cmi.objectives.1.success_status", "passed"], ["cmi.learner_id", "me"],
  ["cmi.scaled_passing_score", "0.5"], ["cmi.core.lesson_status", "passed"],
  ["adl.nav.request", "next"], ["cmi.interactions.0.type", "essay"],
  ["cmi.interactions.0.id", "has a space"], ["cmi.interactions.0.id", "urn:x"],
];

test("what the data model allows has no word against it", () => {
  for (const [element, value] of GOOD) assert.deepEqual(onSet(element, value), [], element + value.slice(0, 40));
});

test("what the data model forbids is an error", () => {
  for (const [element, value] of BAD) {
    assert.ok(onSet(element, value).includes("error"), element + "=" + value.slice(0, 40));
  }
});

test("a response needs the id and the type of its interaction first", () => {
  assert.deepEqual(onSet("cmi.interactions.0.learner_response", "a", []), ["error", "error"]);
  assert.deepEqual(onSet("cmi.interactions.0.correct_responses.0.pattern", "a",
    [["cmi.interactions.0.id", "q"]]), ["error"]);
});

test("each element of the data model names its own section", () => {
  const sections = new Set(L.model2004.elements.map((row) => row.section));
  for (let n = 1; n <= 25; n += 1) assert.ok(sections.has("SCORM 2004 RTE 4.2." + n), String(n));
});

test("to read what is not there yet is no failure, and the code of a value is 0", async () => {
  const lms = session("scorm2004", ITEMS);
  await lms.open("one");
  const api = lms.api();
  api.Initialize("");
  assert.equal(api.GetValue("cmi.location"), "");
  assert.equal(api.GetLastError(), "403");
  assert.equal(api.GetValue("cmi.completion_status"), "unknown");
  assert.equal(api.GetLastError(), "0");
  assert.deepEqual(Array.from(lms.verdicts(), (each) => each.text), []);
});

test("leaving without suspend says what is lost", async () => {
  const lms = session("scorm2004", ITEMS);
  await lms.open("one");
  const api = lms.api();
  api.Initialize("");
  api.SetValue("cmi.suspend_data", "page 3");
  api.SetValue("cmi.score.raw", "90");
  api.Terminate("");
  const words = lms.calls().pop().verdict.map((each) => each.text).join(" ");
  assert.match(words, /suspend_data is lost/);
  assert.match(words, /score\.raw is set without score\.scaled/);
  assert.match(words, /no session_time/);
});
