"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { load, plain, course } = require("./load.js");

const J = load(["janeschool_scorm/player/outcome.js", "janeschool_scorm/player/notices.js"]);

function state(changes) {
  return Object.assign(plain(J.state.empty()), changes);
}

const USED = { used: 2, best: 60, last: 60, repeat: 1, seed: 1, open: false, answers: {} };
const PASSED = state({ finished: 5, check: Object.assign({}, USED, { best: 92 }) });

function demo(rules, lms) {
  const made = course(J, { lms: lms });
  made.rules = Object.assign({}, made.rules, rules);
  return made;
}

test("the LMS is told the word that it understands", () => {
  assert.deepEqual(plain(J.outcome.of(demo(), PASSED)), { status: "passed", score: 92 });
  assert.deepEqual(plain(J.outcome.of(demo({}, { status: "completed" }), PASSED)), { status: "completed", score: 92 });
  assert.equal(J.outcome.of(demo(), state({})).status, "incomplete");
});

test("used-up tries stay incomplete, or fail where the agency asks for it", () => {
  const used = state({ check: USED });
  assert.deepEqual(plain(J.outcome.of(demo(), used)), { status: "incomplete", score: null });
  const asks = demo({ failed_after_last_try: true });
  assert.deepEqual(plain(J.outcome.of(asks, used)), { status: "failed", score: 60 });
  const once = state({ check: Object.assign({}, USED, { used: 1 }) });
  assert.equal(J.outcome.of(asks, once).status, "incomplete");
  assert.equal(J.outcome.of(asks, PASSED).status, "passed");
  assert.equal(J.outcome.of(asks, state({})).status, "incomplete");
});

test("an LMS that holds more than it gave back is behind", () => {
  const held = { rows: 0, location: "", objectives: { m1: 0, m2: 0, m3: 0 } };
  const made = demo();
  const half = state({ sessions: 2, started: 9, lessons: { 0: { seconds: 9, done: true } } });
  assert.equal(J.outcome.behind(made, state({}), held, false), false);
  assert.equal(J.outcome.behind(made, state({}), Object.assign({}, held, { rows: 3 }), false), true);
  assert.equal(J.outcome.behind(made, state({}), Object.assign({}, held, { location: "m1-l2" }), false), true);
  const more = { rows: 3, location: "m1-l2", objectives: { m1: 100, m2: 0, m3: 0 } };
  assert.equal(J.outcome.behind(made, half, more, true), true);
  assert.equal(J.outcome.behind(made, half, Object.assign({}, more, { objectives: { m1: 50 } }), true), false);
  // A rebuilt course has other minutes: its percents say nothing about the place.
  assert.equal(J.outcome.behind(made, half, more, false), false);
});

test("each way to begin has one notice, the gravest first", () => {
  const whole = { broken: false, added: false };
  const words = (answer, saved, behind) => plain(J.notices(demo(), answer, Object.assign({}, whole, saved), behind));
  const normal = { found: true, mode: "normal" };
  assert.deepEqual(words(normal), []);
  assert.match(words({ found: false, mode: "normal" })[0], /No learning system was found/);
  assert.match(words({ found: false, foreign: true, mode: "normal" })[0], /another web address/);
  assert.match(words({ found: false, refused: true, mode: "normal" })[0], /did not open a session/);
  assert.match(words({ found: true, mode: "second" })[0], /another window or tab/);
  assert.match(words({ found: true, mode: "review" })[0], /look back/);
  assert.match(words(normal, { broken: true })[0], /could not read all/);
  assert.match(words(normal, {}, true)[0], /older place/);
  assert.match(words(normal, { added: true })[0], /This browser kept it/);
  assert.equal(words({ found: true, mode: "review" }, { broken: true }).length, 2);
});
