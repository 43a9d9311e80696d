"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { load, plain, random } = require("./load.js");

const J = load();

function anyState(next) {
  const whole = (limit) => Math.floor(next() * limit);
  const pick = (list) => list[whole(list.length)];
  const state = plain(J.state.empty());
  state.seq = whole(5000);
  state.sessions = whole(80);
  state.wall = whole(400000);
  state.at = whole(40) - 1;
  state.block = whole(30);
  state.started = whole(30000000);
  state.finished = pick([0, whole(30000000)]);
  for (let n = whole(40); n > 0; n -= 1) {
    state.lessons[whole(1296)] = { seconds: whole(20000), done: next() < 0.5 };
  }
  for (let n = whole(160); n > 0; n -= 1) {
    const tries = whole(10);
    state.items[whole(1296)] = {
      status: pick(["o", "d", "r", "s"]), tries,
      answer: tries ? whole(pick([4096, 43046721, 20000000000])) : 0, at: pick([0, whole(30000000)]),
    };
  }
  if (next() < 0.6) {
    state.check = {
      used: 1 + whole(20), best: whole(101), last: whole(101), repeat: whole(1 << 20),
      seed: whole(4294967296), open: next() < 0.5, answers: {},
    };
    for (let n = state.check.open ? whole(30) : 0; n > 0; n -= 1) {
      state.check.answers[whole(1296)] = whole(pick([64, 43046721, 20000000000]));
    }
  }
  return state;
}

test("2,000 random states survive the round trip through ASCII", () => {
  const next = random(20261121);
  for (let round = 0; round < 2000; round += 1) {
    const state = anyState(next);
    const code = J.resume.write(state, "0123abcd");
    assert.match(code, /^JS1\.1\.0123abcd\.[0-9a-z.,_-]+$/);
    const read = J.resume.read(code);
    assert.equal(read.broken, false);
    assert.equal(read.fingerprint, "0123abcd");
    assert.deepEqual(plain(read.state), state);
  }
});

test("nothing saved is an empty state and no fault", () => {
  for (const code of ["", null, undefined, "  "]) {
    const read = J.resume.read(code);
    assert.equal(read.broken, false);
    assert.deepEqual(plain(read.state), plain(J.state.empty()));
  }
});

test("every changed character is noticed, and reading never throws", () => {
  const next = random(7);
  for (let round = 0; round < 500; round += 1) {
    const code = J.resume.write(anyState(next), "0123abcd");
    const place = Math.floor(next() * code.length);
    const other = code[place] === "x" ? "y" : "x";
    const read = J.resume.read(code.slice(0, place) + other + code.slice(place + 1));
    assert.equal(read.broken, true, `${code} at ${place}`);
  }
});

test("a code cut off in the middle is broken, and what can be read is kept", () => {
  const state = plain(J.state.empty());
  state.sessions = 3;
  state.lessons = { 0: { seconds: 610, done: true }, 1: { seconds: 20, done: false } };
  const code = J.resume.write(state, "0123abcd");
  const read = J.resume.read(code.slice(0, -2));
  assert.equal(read.broken, true);
  assert.deepEqual(plain(read.state.lessons[0]), { seconds: 610, done: true });
});

test("a code of another program or of a newer schema is broken, never misread", () => {
  for (const code of ["viewed=1,2,3", "JS1.2.0123abcd.1.x.a.b.c.d", "{}", "...."]) {
    assert.equal(J.resume.read(code).broken, true);
  }
});

test("places that this version does not know stay in the code", () => {
  const state = plain(J.state.empty());
  state.lessons[900] = { seconds: 60, done: true };
  state.items[1200] = { status: "r", tries: 1, answer: 4, at: 0 };
  const again = J.state.next(J.resume.read(J.resume.write(state, "0")).state, { type: "open", place: 2 });
  const read = J.resume.read(J.resume.write(again, "1")).state;
  assert.deepEqual(plain(read.lessons[900]), { seconds: 60, done: true });
  assert.equal(read.items[1200].status, "r");
});

test("a course as long as js-101 fits into 1,500 characters", () => {
  const state = plain(J.state.empty());
  Object.assign(state, { seq: 9999, sessions: 60, wall: 90000, at: 30, block: 20, started: 29700000 });
  for (let n = 0; n < 31; n += 1) state.lessons[n] = { seconds: 1800, done: true };
  for (let n = 0; n < 190; n += 1) state.items[n] = { status: "d", tries: 2, answer: 15, at: 0 };
  // Exercises with many parts, in lessons and in the check.
  for (let n = 1; n < 10; n += 1) state.items[n * 9].answer = 43046720;
  for (let n = 0; n < 16; n += 1) state.items[n * 10] = { status: "d", tries: 0, answer: 0, at: 29700000 };
  state.check = { used: 2, best: 76, last: 72, repeat: 255, seed: 4294967295, open: true, answers: {} };
  for (let n = 200; n < 250; n += 2) state.check.answers[n] = n < 210 ? 43046720 : 15;
  const code = J.resume.write(state, "0123abcd");
  assert.ok(code.length <= 1500, `${code.length} characters`);
});
