"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { load, plain, random } = require("./load.js");

const J = load();
const R = J.ranges;

/** What any mixture of parts must come to: one mark for each second that was played. */
function marks(parts, length) {
  const seen = new Array(length).fill(false);
  parts.forEach((part) => seen.fill(true, part[0], part[1]));
  return seen;
}

function anyParts(next, length) {
  return Array.from({ length: Math.floor(next() * 12) }, () => {
    const start = Math.floor(next() * length);
    return [start, Math.min(length, start + 1 + Math.floor(next() * 40))];
  });
}

function merged(parts) {
  return parts.reduce((ranges, part) => R.add(ranges, part[0], part[1]), []);
}

test("2,000 random mixtures of parts measure what a tape with marks measures", () => {
  const next = random(42);
  for (let round = 0; round < 2000; round += 1) {
    const length = 1 + Math.floor(next() * 300);
    const parts = anyParts(next, length);
    const ranges = plain(merged(parts));
    assert.equal(R.seconds(ranges), marks(parts, length).filter(Boolean).length);
    for (let n = 1; n < ranges.length; n += 1) assert.ok(ranges[n][0] > ranges[n - 1][1]);
    assert.deepEqual(plain(merged(parts.slice().reverse())), ranges);
    assert.deepEqual(plain(merged(parts.concat(parts))), ranges);
  }
});

test("what is odd adds nothing", () => {
  for (const [start, end] of [[5, 5], [9, 3], [-1, 4], [NaN, 4], [3, NaN], [undefined, 4]]) {
    assert.deepEqual(plain(R.add([[0, 2]], start, end)), [[0, 2]]);
  }
});

test("the code of random ranges is short, is read again, and never wins a second", () => {
  const next = random(7);
  for (let round = 0; round < 2000; round += 1) {
    const parts = anyParts(next, 5400).map((part) => [part[0] + next(), part[1] + next()]);
    const ranges = plain(merged(parts));
    const code = R.write(ranges);
    assert.ok(code.length <= 40, code);
    if (!code) continue;
    assert.match(code, /^[0-9a-z_]+$/);
    const again = plain(R.read(code));
    assert.equal(R.write(again), code);
    for (const each of again) {
      assert.ok(ranges.some((whole) => whole[0] <= each[0] + 0.1 && each[1] <= whole[1]), code);
    }
    if (ranges.length <= 5) assert.ok(R.seconds(again) > R.seconds(ranges) - 2 * ranges.length);
  }
});

test("a damaged code is null, never half read", () => {
  for (const text of ["", "5", "0_5_3", "_", "0__5", "0_5-3", "zzzzz_1"]) {
    assert.equal(R.read(text), null, text);
  }
});

test("the first gap is where playing goes on", () => {
  assert.equal(R.gap([], 60), 0);
  assert.equal(R.gap([[0, 20]], 60), 20);
  assert.equal(R.gap([[0, 20], [40, 60]], 60), 20);
  assert.equal(R.gap([[10, 20]], 60), 0);
  assert.equal(R.gap([[0.4, 20], [20.6, 30]], 60), 30);
  assert.equal(R.gap([[0, 59.5]], 60), 0);
});

test("a look ahead of the clock is a jump and earns nothing", () => {
  const at = (position, clock, rate) => ({ at: position, clock, rate: rate || 1 });
  assert.deepEqual(plain(R.step(at(10, 0), at(10.25, 250))), [10, 10.25]);
  assert.deepEqual(plain(R.step(at(10, 0, 2), at(10.5, 250, 2))), [10, 10.5]);
  assert.equal(R.step(at(10, 0), at(55, 250)), null);
  assert.equal(R.step(at(10, 0, 2), at(55, 250, 2)), null);
  assert.equal(R.step(at(10, 0), at(4, 250)), null);
  assert.equal(R.step(at(10, 0), at(10, 250)), null);
});

test("speed changes how long it takes, not how much must be played", () => {
  for (const rate of [0.75, 1, 1.5, 2]) {
    let ranges = [];
    let before = { at: 0, clock: 0, rate };
    for (let clock = 250; before.at < 100; clock += 250) {
      const after = { at: Math.min(100, (clock / 1000) * rate), clock, rate };
      const part = R.step(before, after);
      ranges = R.add(ranges, part[0], part[1]);
      assert.equal(R.enough(ranges, 100, 90), after.at >= 89);
      before = after;
    }
    assert.equal(Math.round(R.seconds(ranges)), 100);
  }
});

test("without a length nothing is enough", () => {
  for (const length of [0, NaN, undefined, -3]) {
    assert.equal(R.enough([[0, 1000]], length, 90), false);
  }
});

test("the resume code keeps ranges of what is unfinished alone", () => {
  let state = J.state.next(J.state.empty(), { type: "played", place: 4, ranges: [[0, 62.5], [80, 90]] });
  const code = J.resume.write(state, "0123abcd");
  assert.match(code, /^[\x21-\x7e]+$/);
  const read = J.resume.read(code);
  assert.equal(read.broken, false);
  assert.deepEqual(plain(read.state.items[4].played), [[0, 62], [80, 90]]);
  assert.equal(read.state.items[4].status, "o");
  state = J.state.next(state, { type: "done", place: 4, now: 0 });
  const done = J.resume.read(J.resume.write(state, "0123abcd")).state.items[4];
  assert.equal(done.status, "d");
  assert.equal("played" in done, false);
  const late = J.state.next(state, { type: "played", place: 4, ranges: [[0, 1]] });
  assert.equal(J.state.item(late, 4).status, "d");
});
