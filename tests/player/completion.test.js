/* Completion cannot come early: thousands of lives of learners, judged by a second opinion. */
"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { load, plain, random } = require("./load.js");
const { Oracle, ZONE } = require("./oracle.js");

const LIVES = 3000;
const START = Date.UTC(2026, 10, 21, 15);

let now = START;
class FakeDate extends Date {
  static now() {
    return now;
  }
}

/** The page's own way to change anything, with an adapter that takes notes. */
function player() {
  const J = load(
    ["outcome", "merge", "app"].map((name) => "janeschool_scorm/player/" + name + ".js"),
    { Date: FakeDate, performance: { now: () => now } }
  );
  J.minutesNow = () => Math.floor(now / 60000);
  J.saving = { request() {} };
  return J;
}

const J = player();

// --- courses ---------------------------------------------------------------------------

function dice(next) {
  return {
    next,
    whole: (limit) => Math.floor(next() * limit),
    pick: (list) => list[Math.floor(next() * list.length)],
    chance: (part) => next() < part,
  };
}

/** A small course by chance: up to three modules, any rules, with or without a check. */
function anyCourse(by) {
  let place = 0;
  const item = (kind) => {
    place += 1;
    return Object.assign({ id: "i" + place, kind, place }, kind === "choice" ? { key: "k" } : {});
  };
  const asks = (most) => by.chance(0.5) ? 0 : by.whole(most);
  const modules = Array.from({ length: 1 + by.whole(3) }, (_, m) => ({
    id: "m" + m, asks: asks(200),
    lessons: Array.from({ length: 1 + by.whole(3) }, (__, n) => ({
      id: "m" + m + "-l" + n, title: "", place: 1 + m * 10 + n, minutes: 1, asks: asks(90),
      items: Array.from({ length: by.whole(3) }, () => item(by.pick(["choice", "attest", "video", "likert"]))),
    })),
  }));
  const check = by.chance(0.5) ? item("draw") : null;
  if (check) by.pick(by.pick(modules).lessons).items.push(check);
  const lesson = check && [].concat(...modules.map((each) => each.lessons)).find((each) => each.items.includes(check));
  return {
    id: "demo", modules, asks: asks(400), time_zone: ZONE,
    check: check && { id: check.id, lesson: lesson.id, count: 1, items: [] },
    rules: {
      order: by.pick(["locked", "free"]), pass_mark: by.pick([1, 50, 80, 100]),
      check_attempts: 1 + by.whole(3), question_attempts: 1 + by.whole(2),
      daily_minutes: by.chance(0.3) ? 1 + by.whole(4) : null,
      break_after_minutes: by.chance(0.3) ? 1 + by.whole(3) : null, break_minutes: 1 + by.whole(20),
    },
  };
}

// --- what a learner can do, and what nobody should be able to ------------------------------

const ACTS = {
  open: (life, lesson) => {
    life.oracle.open(lesson, now);
    J.app.dispatch({ type: "open", place: lesson.place });
  },
  read: (life, lesson) => {
    const seconds = life.by.whole(100) + life.by.pick([0, 0.5]);
    now += seconds * 1000;
    life.oracle.read(lesson, seconds, now);
    J.app.dispatch({ type: "time", place: lesson.place, seconds });
  },
  item: (life, lesson) => {
    const item = life.by.pick(lesson.items);
    if (!item) return;
    const right = life.by.chance(0.5);
    const how = life.by.pick(["done", "done", "skip"]);
    if (item.key) life.oracle.answer(lesson, item, right);
    else life.oracle.act(lesson, item, how);
    J.app.dispatch(item.key
      ? { type: "answer", place: item.place, right, answer: 1, limit: life.course.rules.question_attempts }
      : { type: how, place: item.place, now: 0 });
  },
  finish: (life, lesson) => {
    life.oracle.finish(lesson);
    J.app.dispatch({ type: "lesson", place: lesson.place });
  },
  check: (life) => {
    if (life.by.chance(0.5)) {
      life.oracle.begin();
      J.app.dispatch({ type: "check-start", seed: life.by.whole(1000) });
      return;
    }
    const score = life.by.whole(101);
    life.oracle.submit(score);
    J.app.dispatch({ type: "check-submit", score, passed: life.by.chance(0.5), repeat: 0, place: life.by.whole(20) });
  },
  wait: (life) => {
    now += life.by.pick([60000, 600000, 3600000, 86400000, 31536000000, -60000, -7200000, -31536000000]);
  },
  forge: (life, lesson) => {
    J.app.dispatch(life.by.pick([
      { type: "finished", now: 5 }, { type: "time", place: lesson.place, seconds: -100 },
      { type: "time", place: 999, seconds: 1000 }, { type: "lesson", place: 999 },
      { type: "time", place: lesson.place, seconds: 0.99 }, { type: "open", place: 999 },
      { type: "done", place: life.course.check ? J.rules.lessonById(life.course, life.course.check.lesson)
        .items.find((item) => item.kind === "draw").place : 999 },
    ]));
  },
  reload: (life) => {
    J.app.dispatch({ type: "saved" });
    const before = J.app.state;
    const code = J.resume.write(before, "0123abcd");
    const read = J.resume.read(code);
    assert.equal(read.broken, false);
    assert.deepEqual(plain(read.state), plain(before), code);
    J.app.state = read.state;
    life.codes.push(code);
  },
};
const ANY = Object.keys(ACTS);
/** Someone who works: the acts that lead on, more often. */
const WORK = ["open", "read", "read", "item", "item", "item", "finish", "finish", "check"];

function lessonFor(life) {
  const open = life.oracle.lessons.find((each) => !life.oracle.finished.has(each));
  return open && life.by.chance(0.8) ? open : life.by.pick(life.oracle.lessons);
}

function begin(by) {
  const course = anyCourse(by);
  now = START + by.whole(86400000);
  Object.assign(J.app, { course, state: J.state.empty(), recording: true, closed: false });
  const life = { by, course, oracle: new Oracle(course), codes: [], results: [] };
  J.app.adapter = {
    record: (event) => {
      if (event.kind === "result" && event.status !== "incomplete") life.results.push(event);
    },
  };
  return life;
}

function step(life) {
  const act = life.by.pick(life.by.chance(0.75) ? WORK : ANY);
  ACTS[act](life, lessonFor(life));
  return act;
}

// --- what must always hold -------------------------------------------------------------------

function judge(life, about) {
  const { oracle, course, results } = life;
  const result = J.rules.result(course, J.app.state);
  const complete = oracle.complete();
  assert.equal(result.status !== "incomplete", complete, about);
  assert.equal(results.length > 0, complete, about);
  if (complete) {
    assert.equal(results[0].status, result.status, about);
    assert.equal(result.status, course.check ? "passed" : "completed", about);
    assert.equal(result.score, course.check ? Math.max(...oracle.check.scores) : null, about);
  }
  for (const lesson of oracle.lessons) {
    const state = J.state.lesson(J.app.state, lesson.place);
    assert.equal(state.done, oracle.finished.has(lesson), about);
    assert.equal(state.seconds, oracle.seconds[lesson.id] || 0, about);
  }
}

test("no life of a learner is complete before the minutes, the lessons and the score are there", () => {
  let complete = 0;
  for (let seed = 1; seed <= LIVES; seed += 1) {
    const life = begin(dice(random(seed * 7919)));
    for (let n = 0; n < 110; n += 1) {
      const act = step(life);
      judge(life, `life ${seed}, step ${n}: ${act}`);
    }
    complete += life.oracle.done ? 1 : 0;
  }
  assert.ok(complete > LIVES / 4 && complete < LIVES, `${complete} of ${LIVES} were completed`);
});

/** The facts in a state, judged without the player: does it hold what the rules ask for? */
function holds(course, state) {
  const kept = (lesson) => state.lessons[lesson.place] || { seconds: 0, done: false };
  const had = (lessons) => lessons.reduce((sum, lesson) => sum + kept(lesson).seconds, 0);
  const all = Object.keys(state.lessons).reduce((sum, place) => sum + state.lessons[place].seconds, 0);
  return course.modules.every((module) => had(module.lessons) >= module.asks
    && module.lessons.every((each) => kept(each).done && kept(each).seconds >= each.asks))
    && all >= course.asks
    && (!course.check || (state.check.used > 0 && state.check.best >= course.rules.pass_mark));
}

/** What a page makes of a saved place. */
function resumed(course, code) {
  const read = J.resume.read(code);
  return { broken: read.broken, state: read.broken ? J.guard.doubted(course, read.state) : read.state };
}

function spoilt(by, code) {
  const place = by.whole(code.length);
  const sign = by.pick("0123456789abcdefdorsz,.-_".split(""));
  const kind = by.whole(3);
  if (kind === 0) return code.slice(0, place);
  return code.slice(0, place) + (kind === 1 ? sign : "") + code.slice(place + 1);
}

test("a spoilt, cut or foreign resume code never completes what its facts do not", () => {
  let broken = 0;
  for (let seed = 1; seed <= 600; seed += 1) {
    const by = dice(random(seed * 104729));
    const life = begin(by);
    for (let n = 0; n < 60; n += 1) step(life);
    const other = anyCourse(by);
    const codes = life.codes.concat(J.resume.write(J.app.state, "0123abcd"));
    for (const code of codes) {
      for (let n = 0; n < 5; n += 1) {
        const given = spoilt(by, code);
        const at = resumed(life.course, given);
        broken += at.broken ? 1 : 0;
        if (!at.broken) assert.ok(given === code || given === "");
        const done = J.rules.result(life.course, at.state).status !== "incomplete";
        if (at.broken) assert.equal(done, holds(life.course, at.state), given);
      }
      const foreign = resumed(other, code);
      const done = J.rules.result(other, foreign.state).status !== "incomplete";
      assert.equal(done, foreign.state.finished > 0 || holds(other, foreign.state), code);
    }
  }
  assert.ok(broken > 1000);
});

test("two saved places of one life are worth the later one, and a damaged one adds nothing", () => {
  for (let seed = 1; seed <= 400; seed += 1) {
    const by = dice(random(seed * 15485863));
    const life = begin(by);
    for (let n = 0; n < 80; n += 1) step(life);
    for (let later = 1; later < life.codes.length; later += 1) {
      const early = by.whole(later);
      const [older, newer] = [life.codes[early], life.codes[later]];
      const whole = J.resume.read(newer).state;
      for (const pair of [[older, newer], [newer, older], [newer, newer]]) {
        const merged = J.merge.codes(pair[0], pair[1]);
        assert.deepEqual(plain(merged.state.lessons), plain(whole.lessons));
        assert.deepEqual(plain(J.rules.result(life.course, merged.state)), plain(J.rules.result(life.course, whole)));
      }
      const spoiled = J.merge.codes(spoilt(by, older), newer);
      const state = spoiled.broken ? J.guard.doubted(life.course, spoiled.state) : spoiled.state;
      const done = J.rules.result(life.course, state).status !== "incomplete";
      assert.equal(done, holds(life.course, state), older);
    }
  }
});

test("whoever is capped, rests or jumps through time still completes in the end", () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const life = begin(dice(random(seed * 31)));
    const { oracle, course } = life;
    course.rules.check_attempts = 9;
    for (let round = 0; round < 400 && !oracle.done; round += 1) {
      const lesson = oracle.lessons.find((each) => !oracle.finished.has(each)) || life.by.pick(oracle.lessons);
      for (const act of ["open", "read", "item", "item", "finish"]) ACTS[act](life, lesson);
      if (lesson.items.some((item) => item.kind === "draw")) {
        oracle.begin();
        J.app.dispatch({ type: "check-start", seed: 1 });
        oracle.submit(100);
        J.app.dispatch({ type: "check-submit", score: 100, repeat: 0 });
      }
      if (life.by.chance(0.3)) now += 7200000;
      if (life.by.chance(0.3)) ACTS.reload(life);
      judge(life, `life ${seed}, round ${round}`);
    }
    assert.ok(oracle.done, `life ${seed} came to no end`);
  }
});
