"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { load, random } = require("./load.js");

const J = load();
const IDLE = 180000;

function running() {
  const clock = J.clock.create(IDLE, 0);
  clock.run(0, true);
  return clock;
}

/** Active seconds between two times for a page that asks each second. */
function ticked(clock, from, to) {
  let seconds = 0;
  for (let now = from + 1000; now <= to; now += 1000) seconds += clock.take(now);
  return seconds;
}

test("time counts while someone is there, and stops after the idle span", () => {
  const clock = running();
  assert.equal(ticked(clock, 0, 60000), 60);
  clock.activity(60000);
  assert.equal(ticked(clock, 60000, 600000), 180);
  assert.equal(clock.isIdle(), true);
});

test("a sign of life does not end a pause, the answer to the dialog does", () => {
  const clock = running();
  ticked(clock, 0, 200000);
  clock.activity(201000);
  assert.equal(ticked(clock, 201000, 210000), 0);
  clock.extend(210000);
  assert.equal(clock.isIdle(), false);
  assert.equal(ticked(clock, 210000, 220000), 10);
});

test("a pause takes nothing away of what was counted before", () => {
  const clock = running();
  const before = ticked(clock, 0, 400000);
  clock.extend(400000);
  assert.equal(before + ticked(clock, 400000, 430000), 210);
});

test("a hidden page counts nothing", () => {
  const clock = running();
  let seconds = ticked(clock, 0, 10000);
  clock.visibility(10000, false);
  seconds += ticked(clock, 10000, 500000);
  clock.visibility(500000, true);
  assert.equal(seconds + ticked(clock, 500000, 505000), 15);
  assert.equal(clock.isIdle(), false);
});

test("a playing recording needs no other sign of life", () => {
  const clock = running();
  clock.media(0, true);
  assert.equal(clock.isPlaying(), true);
  assert.equal(ticked(clock, 0, 600000), 600);
  assert.equal(clock.isIdle(), false);
  clock.media(600000, false);
  assert.equal(ticked(clock, 600000, 900000), 180);
});

test("a computer that slept adds ten seconds at most, playing or not", () => {
  for (const playing of [false, true]) {
    const clock = running();
    clock.media(0, playing);
    ticked(clock, 0, 5000);
    assert.equal(clock.take(5000 + 8 * 3600000), 10);
    assert.equal(clock.isIdle(), !playing);
  }
});

test("before the first lesson and after the end no time counts", () => {
  const clock = J.clock.create(IDLE, 0);
  assert.equal(ticked(clock, 0, 60000), 0);
  clock.run(60000, true);
  assert.equal(ticked(clock, 60000, 70000), 10);
  clock.run(70000, false);
  assert.equal(ticked(clock, 70000, 90000), 0);
});

test("no sequence of events counts more than has passed, or anything while hidden or stopped", () => {
  const next = random(99);
  for (let round = 0; round < 500; round += 1) {
    const clock = J.clock.create(IDLE, 0);
    let now = 0;
    let most = 0;
    let seconds = 0;
    let visible = true;
    let stopped = true;
    for (let step = 0; step < 80; step += 1) {
      const passed = Math.floor(next() * (next() < 0.2 ? 400000 : 5000));
      now += passed;
      if (visible && !stopped) most += passed / 1000;
      const act = Math.floor(next() * 6);
      if (act === 0) clock.activity(now);
      if (act === 1) clock.visibility(now, visible = next() < 0.5);
      if (act === 2) clock.media(now, next() < 0.5);
      if (act === 3) clock.extend(now);
      if (act === 4) {
        stopped = next() < 0.3;
        clock.run(now, !stopped);
      }
      seconds += clock.take(now);
      assert.ok(seconds <= most + 1e-6, `round ${round}: ${seconds} of ${most}`);
    }
  }
});

test("a clock that goes back takes nothing away and adds nothing twice", () => {
  const clock = running();
  assert.equal(ticked(clock, 0, 20000), 20);
  assert.equal(clock.take(5000), 0);
  assert.equal(ticked(clock, 5000, 20000), 0);
  assert.equal(ticked(clock, 20000, 30000), 10);
});
