"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { load, plain, random, course } = require("./load.js");

const J = load();

function play(demo, events) {
  return events.reduce((state, event) => J.state.next(state, event), J.state.empty());
}

/** Everything a learner can do, chosen by chance; what the rules forbid is not done. */
function anyEvent(demo, state, next) {
  const lessons = J.rules.lessons(demo);
  const lesson = lessons[Math.floor(next() * lessons.length)];
  const item = lesson.items[Math.floor(next() * lesson.items.length)];
  const kind = Math.floor(next() * 7);
  if (!J.rules.isOpen(demo, lesson, state)) return null;
  if (kind === 0) return { type: "open", place: lesson.place };
  if (kind === 1 && J.rules.missing(lesson, state).length === 0) return { type: "lesson", place: lesson.place };
  if (kind === 2) return { type: "time", place: lesson.place, seconds: next() * 60 };
  if (item.key) return { type: "answer", place: item.place, right: next() < 0.5, answer: 1, limit: 2 };
  if (item.kind !== "draw") return { type: next() < 0.5 ? "done" : "skip", place: item.place, now: 5 };
  if (state.check.open) {
    const score = Math.floor(next() * 101);
    return { type: "check-submit", score, passed: score >= 80, repeat: 1, place: item.place };
  }
  if (!J.rules.checkTriesLeft(demo, state) || J.rules.checkPassed(demo, state)) return null;
  return { type: "check-start", seed: Math.floor(next() * 1000) };
}

test("no sequence of actions is complete without every lesson, every item and the score", () => {
  let completed = 0;
  for (let seed = 0; seed < 400; seed += 1) {
    const next = random(seed);
    const demo = course(J, seed % 2 ? { check: null } : {});
    if (seed % 2) demo.modules = demo.modules.slice(0, 2);
    let state = J.state.empty();
    for (let step = 0; step < 120; step += 1) {
      const event = anyEvent(demo, state, next);
      if (event) state = J.state.next(state, event);
      if (next() < 0.1) state = J.resume.read(J.resume.write(state, "0123abcd")).state;
      const result = J.rules.result(demo, state);
      if (result.status === "incomplete") {
        assert.equal(result.score, null);
        continue;
      }
      completed += 1;
      for (const lesson of J.rules.lessons(demo)) {
        assert.ok(J.rules.lessonDone(lesson, state));
        assert.equal(J.rules.missing(lesson, state).length, 0);
      }
      if (demo.check) assert.ok(result.status === "passed" && result.score >= 80);
      else assert.deepEqual(plain(result), { status: "completed", score: null });
    }
  }
  assert.ok(completed > 100, "the property was tried on completed courses too");
});

test("in a locked course only finished lessons and the first unfinished one are open", () => {
  const demo = course(J);
  const state = play(demo, [{ type: "lesson", place: 0 }]);
  const standing = J.rules.lessons(demo).map((lesson) => J.rules.standing(demo, lesson, state));
  assert.deepEqual(plain(standing), ["finished", "open", "locked", "locked"]);
});

test("in a free course every lesson is open", () => {
  const demo = course(J);
  demo.rules.order = "free";
  for (const lesson of J.rules.lessons(demo)) {
    assert.ok(J.rules.isOpen(demo, lesson, J.state.empty()));
  }
});

test("a question is done when it is right or its tries are used, and then keeps its answer", () => {
  const event = (right, answer) => ({ type: "answer", place: 1, right, answer, limit: 2 });
  assert.equal(play(null, [event(false, 1)]).items[1].status, "o");
  assert.equal(play(null, [event(false, 1), event(false, 4)]).items[1].status, "d");
  const right = play(null, [event(true, 2), event(false, 1)]);
  assert.deepEqual(plain(right.items[1]), { status: "r", tries: 1, answer: 2, at: 0 });
});

test("used-up tries of the check stay incomplete, and the best score is kept", () => {
  const demo = course(J);
  const submit = (score) => ({ type: "check-submit", score, passed: false, repeat: 3, place: 6 });
  const start = { type: "check-start", seed: 1 };
  const state = play(demo, [start, submit(66), start, submit(33), submit(100)]);
  assert.equal(state.check.best, 66);
  assert.equal(state.check.last, 33);
  assert.equal(J.rules.checkTriesLeft(demo, state), 0);
  assert.equal(J.rules.result(demo, state).status, "incomplete");
});

test("a finished course stays finished when a later edition asks for more", () => {
  const demo = course(J);
  const state = play(demo, [{ type: "finished", now: 5 }, { type: "finished", now: 9 }]);
  assert.equal(state.finished, 5);
  assert.equal(J.rules.result(demo, state).status, "passed");
});

test("the score is rounded down, and a module's percent follows planned minutes", () => {
  assert.equal(J.rules.score(19, 24), 79);
  assert.equal(J.rules.score(0, 0), 0);
  const demo = course(J);
  assert.equal(J.rules.modulePercent(demo.modules[0], play(demo, [{ type: "lesson", place: 0 }])), 50);
});

test("events change nothing in the state that was given", () => {
  const before = J.state.empty();
  const copy = plain(before);
  play(null, []);
  J.state.next(before, { type: "answer", place: 1, right: true, answer: 1, limit: 2 });
  J.state.next(before, { type: "check-answer", place: 1, answer: 1 });
  assert.deepEqual(plain(before), copy);
});
