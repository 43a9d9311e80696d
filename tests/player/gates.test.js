"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { load, plain, course } = require("./load.js");

const J = load();

/** The course of the tests with minimums: seconds of lessons, modules and the course. */
function gated(asks, rules) {
  const demo = course(J);
  J.rules.lessons(demo).forEach((lesson) => { lesson.asks = asks.lesson || 0; });
  demo.modules.forEach((module) => { module.asks = asks.module || 0; });
  demo.asks = asks.course || 0;
  demo.time_zone = "America/Chicago";
  Object.assign(demo.rules, rules);
  return demo;
}

function at(text) {
  return Date.parse(text);
}

const NOON = at("2026-11-21T18:00:00Z");

/** The state after events that go through the guard, all at one time unless they say. */
function play(demo, events, from) {
  return events.reduce(
    (state, event) => J.guard.next(demo, state, event, event.ms || NOON), from || J.state.empty()
  );
}

const OPEN = { type: "open", place: 0 };
const ITEMS = [
  { type: "done", place: 0, now: 1 }, { type: "answer", place: 1, right: true, answer: 2, limit: 2 },
];
const FINISH = { type: "lesson", place: 0 };

function time(seconds, ms, place) {
  return { type: "time", place: place || 0, seconds, ms };
}

test("a lesson is not finished before its items and its minutes, whoever asks", () => {
  const demo = gated({ lesson: 60 });
  const opened = play(demo, [OPEN]);
  for (const tried of [[FINISH], ITEMS.concat(FINISH), ITEMS.concat(time(59), FINISH), [time(60), FINISH]]) {
    assert.equal(J.rules.lessonDone(demo.modules[0].lessons[0], play(demo, tried, opened)), false);
  }
  const state = play(demo, ITEMS.concat(time(60), FINISH), opened);
  assert.equal(J.rules.lessonDone(demo.modules[0].lessons[0], state), true);
});

test("what is left is said in seconds, and a finished lesson waits for nothing", () => {
  const demo = gated({ lesson: 60 });
  const lesson = demo.modules[0].lessons[0];
  const state = play(demo, [OPEN, time(25)].concat(ITEMS));
  assert.deepEqual(plain(J.gates.wait(demo, lesson, state)), { of: "lesson", asks: 60, left: 35 });
  assert.equal(J.gates.wait(demo, lesson, play(demo, [time(35), FINISH], state)), null);
});

test("a module's minimum holds the last of its lessons, and any of them earns it", () => {
  const demo = gated({ module: 100 });
  const first = play(demo, [OPEN, time(30)].concat(ITEMS, FINISH));
  assert.equal(first.lessons[0].done, true);
  const last = [
    { type: "open", place: 1 }, { type: "skip", place: 3 },
    { type: "answer", place: 2, right: true, answer: 2, limit: 2 },
  ];
  const ready = play(demo, last.concat(time(20, NOON, 1)), first);
  const lesson = demo.modules[0].lessons[1];
  assert.deepEqual(plain(J.gates.wait(demo, lesson, ready)), { of: "module", asks: 100, left: 50 });
  assert.equal(play(demo, [{ type: "lesson", place: 1 }], ready).lessons[1].done, false);
  const back = play(demo, [OPEN, time(50), { type: "lesson", place: 1 }], ready);
  assert.equal(back.lessons[1].done, true);
});

test("time in a finished lesson, and in one of an earlier edition, counts for the course", () => {
  const demo = gated({ course: 100 });
  const done = play(demo, [OPEN, time(60)].concat(ITEMS, FINISH));
  assert.equal(J.gates.short(demo, play(demo, [time(40)], done)).seconds, 0);
  const old = plain(done);
  old.lessons[900] = { seconds: 30, done: true };
  assert.equal(J.gates.short(demo, old).seconds, 10);
});

test("what the rules forbid changes nothing at all", () => {
  const demo = gated({});
  const start = play(demo, [OPEN]);
  const forbidden = [
    { type: "open", place: 2 }, { type: "open", place: 77 }, { type: "lesson", place: 77 },
    { type: "time", place: 1, seconds: 60 }, { type: "time", place: 0, seconds: -5 },
    { type: "time", place: 0, seconds: NaN }, { type: "time", place: 0, seconds: 0.9 },
    { type: "done", place: 1 }, { type: "skip", place: 0 }, { type: "skip", place: 1 },
    { type: "answer", place: 0, right: true, answer: 1 }, { type: "done", place: 5 },
    { type: "done", place: 6 }, { type: "check-start", seed: 1 },
    { type: "check-answer", place: 7, answer: 1 },
    { type: "check-submit", score: 100, passed: true, place: 6, repeat: 0 },
    { type: "finished", now: 5 },
  ];
  for (const event of forbidden) {
    assert.deepEqual(plain(play(demo, [event], start)), plain(start), JSON.stringify(event));
  }
});

test("a page that says passed with too low a score has not passed", () => {
  const demo = gated({});
  demo.rules.order = "free";
  const submit = { type: "check-submit", score: 79, passed: true, repeat: 0, place: 6 };
  const state = play(demo, [{ type: "open", place: 3 }, { type: "check-start", seed: 1 }, submit]);
  assert.equal(J.rules.checkPassed(demo, state), false);
  assert.equal(J.rules.itemDone(state, { place: 6 }), false);
});

test("a try that is open keeps its questions", () => {
  const demo = gated({});
  demo.rules.order = "free";
  const start = [{ type: "open", place: 3 }, { type: "check-start", seed: 1 }];
  assert.equal(play(demo, start.concat({ type: "check-start", seed: 2 })).check.seed, 1);
});

test("a lesson in doubt that lacks its minutes is open again, and nothing else is lost", () => {
  const demo = gated({ lesson: 60 });
  const state = plain(J.state.empty());
  state.lessons = { 0: { seconds: 70, done: true }, 1: { seconds: 5, done: true } };
  state.finished = 29700000;
  const doubted = plain(J.guard.doubted(demo, state));
  assert.deepEqual(doubted.lessons, { 0: { seconds: 70, done: true }, 1: { seconds: 5, done: false } });
  assert.equal(doubted.finished, 0);
  assert.equal(J.rules.result(demo, doubted).status, "incomplete");
});

// --- the day ---------------------------------------------------------------------------

test("a day is the agency's, in summer and in winter, whatever zone the device is in", () => {
  const zone = "America/Chicago";
  const day = (text) => J.days.day(zone, at(text));
  assert.equal(day("2026-11-21T05:59:59Z"), day("2026-11-20T18:00:00Z"));
  assert.equal(day("2026-11-21T06:00:00Z"), day("2026-11-20T18:00:00Z") + 1);
  assert.equal(day("2026-07-01T04:59:59Z") + 1, day("2026-07-01T05:00:00Z"));
  assert.equal(J.days.day("UTC", at("1970-01-02T00:00:00Z")), 1);
});

test("where the browser does not know the zone, the day is the device's", () => {
  const local = new Date(NOON);
  const days = Date.UTC(local.getFullYear(), local.getMonth(), local.getDate()) / 86400000;
  assert.equal(J.days.day("Nowhere/At_All", NOON), days);
  assert.equal(J.days.day(undefined, NOON), days);
});

test("past the daily cap no time counts, nothing new opens, and the next day all goes on", () => {
  const demo = gated({}, { daily_minutes: 2 });
  const capped = play(demo, [OPEN, time(100), time(100)].concat(ITEMS));
  assert.equal(capped.lessons[0].seconds, 120);
  assert.equal(J.days.hold(demo, capped, NOON), "today");
  const finished = play(demo, [FINISH, { type: "open", place: 1 }], capped);
  assert.equal(finished.lessons[0].done, true);
  assert.equal(finished.lessons[1], undefined);
  assert.equal(finished.at, 0);
  const midnight = at("2026-11-22T06:00:00Z");
  assert.equal(J.days.hold(demo, finished, midnight - 1), "today");
  assert.equal(J.days.hold(demo, finished, midnight), "");
  const next = play(demo, [{ type: "open", place: 1, ms: midnight }, time(30, midnight, 1)], finished);
  assert.deepEqual([next.lessons[1].seconds, next.today], [30, 30]);
});

test("a clock set wrong, and right again, locks nobody out", () => {
  const demo = gated({}, { daily_minutes: 2, break_after_minutes: 1, break_minutes: 5 });
  const year = at("2027-11-21T18:00:00Z");
  const capped = play(demo, [OPEN, time(60, year), time(60, year + 600000)]);
  assert.equal(J.days.hold(demo, capped, year + 600000), "today");
  assert.equal(J.days.hold(demo, capped, NOON), "");
  assert.equal(play(demo, [time(30)], capped).lessons[0].seconds, 150);
  const resting = play(demo, [OPEN, time(60)]);
  assert.equal(J.days.hold(demo, resting, NOON - 3600000), "");
});

// --- breaks ------------------------------------------------------------------------------

test("after the stretch a break holds, for no less than its minutes, and then a new stretch begins", () => {
  const demo = gated({}, { break_after_minutes: 10, break_minutes: 5 });
  const late = NOON + 59000;
  const tired = play(demo, [OPEN, time(599, late), time(5, late)]);
  assert.equal(tired.lessons[0].seconds, 600);
  assert.equal(J.days.hold(demo, tired, late + 5 * 60000), "break");
  assert.equal(J.days.hold(demo, tired, late + 6 * 60000), "");
  assert.equal(J.days.breakEnd(demo, tired), NOON / 60000 + 6);
  const rested = play(demo, [time(20, late + 6 * 60000)], tired);
  assert.equal(rested.stretch, 20);
});

test("time away counts as a break", () => {
  const demo = gated({}, { break_after_minutes: 10, break_minutes: 5 });
  const state = play(demo, [OPEN, time(500), time(50, NOON + 10 * 60000)]);
  assert.equal(state.stretch, 50);
});

test("a clock put right by a few seconds is no break", () => {
  const demo = gated({}, { break_after_minutes: 10, break_minutes: 5 });
  const state = play(demo, [OPEN, time(500), time(50, NOON - 1000)]);
  assert.equal(state.stretch, 550);
});

test("without a cap or breaks the state keeps nothing of them", () => {
  const state = play(gated({}), [OPEN, time(500)]);
  assert.deepEqual([state.day, state.today, state.last, state.stretch], [0, 0, 0, 0]);
});

test("day and break survive the resume code", () => {
  const demo = gated({}, { daily_minutes: 2, break_after_minutes: 1, break_minutes: 5 });
  const state = play(demo, [OPEN, time(60)]);
  const code = J.resume.write(state, "0123abcd");
  const read = J.resume.read(code);
  assert.equal(read.broken, false);
  assert.deepEqual(plain(read.state), plain(state));
  assert.equal(J.days.hold(demo, read.state, NOON + 60000), "break");
});

test("a resume code from before there was a cap is read", () => {
  const state = plain(J.state.empty());
  Object.assign(state, { seq: 7, sessions: 2, wall: 700, at: 1, block: 3, started: 29700000 });
  state.lessons = { 0: { seconds: 610, done: true } };
  const code = "JS1.1.0123abcd.7.kyzy2s.2,jg,2,3,hoko0,0.dgy..";
  const read = J.resume.read(code);
  assert.deepEqual(plain(read.state), state);
});
