"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { load, plain, random, course } = require("./load.js");

const J = load(["janeschool_scorm/player/merge.js"]);
const FINGERPRINT = "0123abcd";

/** Someone's life in the course, cut in two: both go on from the same saved place. */
function life(next, from, events) {
  let state = from;
  for (let n = 0; n < events; n += 1) {
    const place = Math.floor(next() * 12);
    const choice = Math.floor(next() * 6);
    const event = [
      { type: "open", place: place },
      { type: "time", place: place, seconds: Math.floor(next() * 300) },
      { type: "lesson", place: place },
      { type: "answer", place: place, right: next() < 0.5, answer: 1 + Math.floor(next() * 9), limit: 2 },
      { type: "skip", place: place },
      { type: "saved" },
    ][choice];
    state = J.state.next(state, event);
  }
  return plain(state);
}

function doneLessons(state) {
  return Object.keys(state.lessons).filter((place) => state.lessons[place].done);
}

test("no finished lesson, no second and no answer of either side is ever lost", () => {
  const next = random(20261121);
  for (let round = 0; round < 1000; round += 1) {
    const start = life(next, plain(J.state.empty()), 20);
    const one = life(next, start, 20);
    const other = life(next, start, 20);
    const both = plain(J.merge.states(one, other));
    for (const side of [one, other]) {
      for (const place of doneLessons(side)) assert.ok(both.lessons[place].done);
      for (const place of Object.keys(side.lessons)) {
        assert.ok(both.lessons[place].seconds >= side.lessons[place].seconds);
      }
      for (const place of Object.keys(side.items)) {
        const [had, has] = [side.items[place], both.items[place]];
        assert.ok(has.tries >= had.tries || has.status !== "o");
        if (had.status === "r") assert.equal(has.status, "r");
        if (had.status !== "o") assert.notEqual(has.status, "o");
      }
    }
    for (const place of Object.keys(both.lessons)) {
      const seconds = [one, other].map((side) => (side.lessons[place] || { seconds: 0 }).seconds);
      assert.equal(both.lessons[place].seconds, Math.max(...seconds));
    }
  }
});

test("it does not matter which side comes first, and merging again changes nothing", () => {
  const next = random(5);
  for (let round = 0; round < 300; round += 1) {
    const start = life(next, plain(J.state.empty()), 15);
    const one = life(next, start, 15);
    const other = life(next, start, 15);
    if (one.seq === other.seq) other.seq += 1;
    const both = plain(J.merge.states(one, other));
    assert.deepEqual(plain(J.merge.states(other, one)).lessons, both.lessons);
    assert.equal(J.merge.states(other, one).at, both.at);
    assert.deepEqual(plain(J.merge.states(both, one)), both);
    assert.deepEqual(plain(J.merge.states(one, one)), one);
  }
});

test("the place is that of the higher sequence number", () => {
  const older = Object.assign(plain(J.state.empty()), { seq: 4, at: 9, block: 3 });
  const newer = Object.assign(plain(J.state.empty()), { seq: 5, at: 2, block: 1 });
  for (const both of [J.merge.states(older, newer), J.merge.states(newer, older)]) {
    assert.deepEqual([both.at, both.block, both.seq], [2, 1, 5]);
  }
});

test("tries and the best score of the check are kept, and a try in progress", () => {
  const one = plain(J.state.empty());
  const other = plain(J.state.empty());
  one.seq = 9;
  one.check = { used: 1, best: 84, last: 84, repeat: 3, seed: 7, open: false, answers: {} };
  other.check = { used: 1, best: 60, last: 60, repeat: 1, seed: 9, open: true, answers: { 4: 2 } };
  const both = plain(J.merge.states(one, other)).check;
  assert.equal(both.best, 84);
  assert.equal(both.open, true);
  assert.deepEqual(both.answers, { 4: 2 });
  other.check.used = 2;
  assert.equal(J.merge.states(one, other).check.used, 2);
  assert.equal(J.merge.states(one, other).check.best, 84);
});

test("the end, once reached, stays at its first time", () => {
  const one = Object.assign(plain(J.state.empty()), { seq: 2, finished: 0, started: 10 });
  const other = Object.assign(plain(J.state.empty()), { seq: 1, finished: 50, started: 12 });
  assert.deepEqual([J.merge.states(one, other).finished, J.merge.states(one, other).started], [50, 10]);
});

// --- codes -------------------------------------------------------------------------------

function coded(changes) {
  return J.resume.write(Object.assign(plain(J.state.empty()), changes), FINGERPRINT);
}

const LESSONS = { 0: { seconds: 60, done: true }, 1: { seconds: 30, done: true } };

test("what this browser kept is added to an older place, and it is said", () => {
  const lms = coded({ seq: 3, lessons: { 0: LESSONS[0] } });
  const kept = coded({ seq: 5, lessons: LESSONS });
  const saved = J.merge.codes(lms, kept);
  assert.equal(saved.added, true);
  assert.equal(saved.broken, false);
  assert.equal(saved.state.seq, 5);
  assert.deepEqual(doneLessons(saved.state), ["0", "1"]);
});

test("a place that the LMS has in any case is not news", () => {
  const lms = coded({ seq: 7, lessons: LESSONS });
  for (const kept of ["", coded({ seq: 6, lessons: { 0: LESSONS[0] } }), lms, "JS1.damaged"]) {
    const saved = J.merge.codes(lms, kept);
    assert.equal(saved.added, false);
    assert.equal(saved.state.seq, 7);
  }
});

test("an older place of another device still adds what it alone knows", () => {
  const saved = J.merge.codes(coded({ seq: 40, lessons: { 0: LESSONS[0] } }), coded({ seq: 20, lessons: { 1: LESSONS[1] } }));
  assert.deepEqual(doneLessons(saved.state), ["0", "1"]);
  assert.equal(saved.added, true);
  assert.equal(saved.state.seq, 40);
});

test("a damaged place is made whole by what was kept since, and only then", () => {
  const whole = coded({ seq: 5, lessons: LESSONS, items: { 3: { status: "r", tries: 1, answer: 2, at: 0 } } });
  const cut = whole.slice(0, -4);
  assert.equal(J.merge.codes(cut, "").broken, true);
  assert.equal(J.merge.codes(cut, coded({ seq: 5, lessons: LESSONS })).broken, false);
  assert.equal(J.merge.codes(cut, coded({ seq: 4, lessons: LESSONS })).broken, false);
  assert.equal(J.merge.codes(cut, coded({ seq: 3, lessons: LESSONS })).broken, true);
  assert.deepEqual(doneLessons(J.merge.codes(cut, coded({ seq: 3 })).state), ["0", "1"]);
});

// --- a rebuilt course ----------------------------------------------------------------------

test("a story recalled or a lesson added loses nothing finished, and its place is written back", () => {
  const before = course(J);
  const lessons = { 0: LESSONS[0], 1: LESSONS[1], 2: { seconds: 700, done: true } };
  const code = coded({ seq: 8, at: 2, lessons: lessons });
  const after = plain(course(J));
  // m2-l1 is recalled; its replacement has a place of its own, as a new lesson has.
  after.modules[1].lessons = [{ id: "m2-l1-r", title: "Instead", minutes: 10, place: 7, items: [] }];
  const state = J.resume.read(code).state;
  assert.equal(J.rules.finishedLessons(before, state), 3);
  assert.equal(J.rules.finishedLessons(after, state), 2);
  assert.equal(J.rules.firstUnfinished(after, state).id, "m2-l1-r");
  assert.equal(J.state.activeSeconds(state), 790);
  const again = J.resume.read(J.resume.write(J.state.next(state, { type: "open", place: 7 }), "89abcdef"));
  assert.deepEqual(plain(again.state.lessons[2]), lessons[2]);
  assert.equal(J.rules.finishedLessons(before, again.state), 3);
});
