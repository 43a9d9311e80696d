"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { load, plain, course } = require("./load.js");

const J = load();

test("the answer key is FNV-1a of course, item and answer", () => {
  // The published test value of FNV-1a (32 bit) for "foobar".
  assert.equal(J.answers.fnv("foobar"), 0xbf9cf968);
});

test("an answer is right for its key alone, and a wrong key never throws", () => {
  const item = course(J).modules[0].lessons[0].items[1];
  assert.equal(J.answers.isRight("demo", item, "b"), true);
  assert.equal(J.answers.isRight("demo", item, "a"), false);
  assert.equal(J.answers.isRight("other", item, "b"), false);
  for (const odd of [undefined, null, {}, { id: "x", key: 4 }, { id: "x", key: "zz" }]) {
    assert.equal(J.answers.isRight("demo", odd, "b"), false);
  }
  assert.equal(J.answers.isRight("demo", item, ""), false);
});

test("answers become numbers and letters again", () => {
  for (const letters of ["a", "b", "a,c", "b,d,e", "a,b,c,d,e,f,g,h,i,j,k,l"]) {
    assert.equal(J.answers.toLetters("choice", J.answers.toNumber("choice", letters)), letters);
  }
  for (const letter of ["t", "f"]) {
    assert.equal(J.answers.toLetters("true-false", J.answers.toNumber("true-false", letter)), letter);
  }
  assert.equal(J.answers.toLetters("choice", 0), "");
});

test("one seed draws the same questions whatever the bank's order, without doubles", () => {
  const items = Array.from({ length: 40 }, (_, n) => ({ id: "q" + n, place: n, module: "m" + (n % 8) }));
  const ids = (list) => list.map((item) => item.id).join();
  for (let seed = 0; seed < 200; seed += 1) {
    const drawn = J.draw.draw(items, 25, seed);
    assert.equal(new Set(drawn.map((item) => item.id)).size, 25);
    assert.equal(ids(J.draw.draw(items.slice().reverse(), 25, seed)), ids(drawn));
    assert.equal(new Set(drawn.map((item) => item.module)).size, 8);
  }
  assert.notEqual(ids(J.draw.draw(items, 25, 1)), ids(J.draw.draw(items, 25, 2)));
});

test("a draw asks for no more than the bank holds", () => {
  assert.equal(J.draw.draw([{ id: "a", place: 0, module: "m1" }], 5, 1).length, 1);
});

test("words take their values", () => {
  assert.equal(J.t("Saved {time}", { time: "10:40" }), "Saved 10:40");
  assert.equal(J.t("{unknown} stays"), "{unknown} stays");
});

test("one minute is singular", () => {
  assert.equal(J.duration(61), "1 minute");
  assert.equal(J.duration(3 * 3600 + 120), "3 hours 2 minutes");
});

// --- the ledger ----------------------------------------------------------------------

test("a module's row holds seconds and both attestations within 255 characters", () => {
  const lessons = Array.from({ length: 60 }, (_, n) => ({ place: n, items: [] }));
  lessons[0].items = [{ kind: "attest", place: 0 }];
  lessons[1].items = [{ kind: "attest", place: 1 }];
  const state = plain(J.state.empty());
  lessons.forEach((lesson) => { state.lessons[lesson.place] = { seconds: 1000, done: true }; });
  state.items = { 0: { at: 29700000, status: "d" }, 1: { at: 29700500, status: "d" } };
  const row = J.ledger.module(state, { id: "m-1", lessons }, 29700600);
  assert.equal(row.id, "m_m_1");
  assert.ok(row.response.length <= 255);
  assert.match(row.response, /^\d{8}T\d{4}Z;a=60000;as=\d{8}T\d{4}Z;ae=\d{8}T\d{4}Z;l1=1000;/);
});

test("only the first twenty sessions have a row", () => {
  const about = { started: 29700000, active: 12.3, wall: 60, fingerprint: "0123abcd" };
  const at = (sessions) => J.ledger.session(course(J), Object.assign(plain(J.state.empty()), { sessions }), about);
  assert.equal(at(20).id, "s_20");
  assert.match(at(1).response, /^\d{8}T\d{4}Z;a=12;w=60;v=1\.0\.0;p=0123abcd;q=0$/);
  assert.equal(at(21), null);
});

test("a check-in has one row, with its week and when it was done", () => {
  const row = J.ledger.checkIn(4, 29700000);
  assert.equal(row.id, "k_04");
  assert.equal(row.type, "fill-in");
  assert.match(row.response, /^\d{8}T\d{4}Z$/);
});

test("sessions, modules, scores and the first check always find room among 130 rows", () => {
  const long = plain(course(J));
  long.modules[0].lessons[0].items = Array.from({ length: 150 }, (_, n) => (
    { id: "m1-q" + n, kind: "choice", place: 100 + n, key: "00000000" }
  ));
  long.check.count = 25;
  long.rules.check_attempts = 5;
  const rows = new Set();
  let state = J.state.empty();
  const change = (event) => { state = J.state.next(state, event); };
  const write = (row) => {
    if (!row) return;
    const free = rows.size + J.ledger.reserve(long, state, row.rank) < 130;
    if (rows.has(row.id) || free) rows.add(row.id);
  };
  const about = { started: 1, active: 1, wall: 1, fingerprint: "0123abcd" };
  const place = (n) => 100 + n;
  for (let session = 1; session <= 40; session += 1) {
    change({ type: "session", now: session });
    write(J.ledger.session(long, state, about));
    for (let n = 0; n < 4; n += 1) {
      const item = { id: "m1-q" + ((session - 1) * 4 + n), kind: "choice" };
      for (let tries = 1; tries < 4; tries += 1) {
        change({ type: "answer", place: place((session - 1) * 4 + n), right: false, answer: 1, limit: 9 });
        write(J.ledger.question(item, tries, session, "a", false, 1));
      }
    }
    write(J.ledger.module(state, long.modules[0], session));
  }
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    for (let n = 0; n < 25; n += 1) {
      write(J.ledger.checkItem({ id: "fq-" + n, kind: "choice" }, attempt, 40, "a", false));
    }
    write(J.ledger.checkScore(attempt, 40, 60, false));
    change({ type: "check-start", seed: 1 });
    change({ type: "check-submit", score: 60, passed: false, repeat: 1, place: 9 });
  }
  for (const lesson of J.rules.lessons(long)) change({ type: "lesson", place: lesson.place });
  for (const unit of long.modules) write(J.ledger.module(state, unit, 41));
  assert.ok(rows.size <= 130, `${rows.size} rows`);
  for (let n = 1; n <= 20; n += 1) assert.ok(rows.has("s_" + n));
  for (const id of ["m_m1", "m_m2", "m_m3"]) assert.ok(rows.has(id));
  for (let attempt = 1; attempt <= 5; attempt += 1) assert.ok(rows.has("c_" + attempt + "_s40"));
  for (let n = 0; n < 25; n += 1) assert.ok(rows.has("f1_fq_" + n + "_s40"));
  assert.ok(rows.has("q_m1_q0_1_s1"));
});
