"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { load } = require("./load.js");

const T = load(["janeschool_scorm/player/trial.js"]).trial;

function stored(changes) {
  return Object.assign({
    resume: T.text(3), status: "passed", score: String(T.score(3)), time: "0000:01:15.00",
  }, changes);
}

function bad(changes) {
  return T.verdict(stored(changes)).filter((row) => !row.good).map((row) => row.what).join();
}

test("the saved place that is written is as long as any may be, and ASCII", () => {
  for (const run of [1, 9, 10, 9999]) {
    assert.equal(T.text(run).length, 3500);
    assert.match(T.text(run), /^[\x21-\x7e]+$/);
    assert.equal(T.runOf(T.text(run)), run);
  }
});

test("what came back whole is good in every row", () => {
  assert.equal(bad({}), "");
  assert.equal(bad({ status: "completed" }), "");
  assert.equal(bad({ score: "83.00" }), "");
  assert.equal(bad({ time: "PT1M15.00S" }), "");
  assert.equal(bad({ time: "P0DT1H0M0S" }), "");
});

test("each thing that is lost, cut, changed or old is named", () => {
  assert.equal(bad({ resume: "" }), "Saved place");
  assert.equal(bad({ resume: T.text(3).slice(0, 255) }), "Saved place");
  assert.equal(bad({ resume: T.text(3).replace("0100", "0I00") }), "Saved place");
  assert.equal(bad({ status: "incomplete" }), "Status");
  assert.equal(bad({ status: "" }), "Status");
  assert.equal(bad({ score: "" }), "Score");
  assert.equal(bad({ score: String(T.score(2)) }), "Score");
  assert.equal(bad({ time: "" }), "Time");
  assert.equal(bad({ time: "00:00:00" }), "Time");
  assert.equal(bad({ time: "PT0S" }), "Time");
  assert.equal(bad({ time: "P1M" }), "Time");
});

test("a cut place says how much came back", () => {
  const row = T.verdict(stored({ resume: T.text(3).slice(0, 255) }))[0];
  assert.equal(row.back, "255 characters, the first 255 of them unchanged");
  assert.match(row.todo, /4,096 characters/);
});

test("an empty LMS was not visited; anything of a test says that it was", () => {
  const empty = { resume: "", status: "incomplete", score: "", time: "" };
  assert.equal(T.visited(empty), false);
  for (const changes of [{ resume: T.text(1) }, { status: "passed" }, { score: "81" }]) {
    assert.equal(T.visited(Object.assign({}, empty, changes)), true);
  }
});
