"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { load, plain, random } = require("./load.js");

const J = load();

/** A learner's answer of each kind, by chance. */
function anyAnswer(kind, next) {
  const whole = (limit) => Math.floor(next() * limit);
  const letter = (place) => "abcdefgh"[place];
  const count = 2 + whole(7);
  const places = Array.from({ length: count }, (_, n) => n);
  const kinds = {
    choice: () => places.filter((place) => place === 0 || next() < 0.5).map(letter).join(),
    "true-false": () => (next() < 0.5 ? "t" : "f"),
    match: () => places.map((place) => letter(place) + "." + (1 + whole(count))).join(),
    sort: () => places.map((place) => letter(place) + "." + (1 + whole(4))).join(),
    order: () => J.draw.shuffle(places, whole(99999)).map(letter).join(),
    "fill-in": () => String(whole(21)),
    numeric: () => String((next() < 0.3 ? -1 : 1) * whole(1e9) / Math.pow(10, whole(7))),
  };
  return kinds[kind]();
}

const KINDS = ["choice", "true-false", "match", "sort", "order", "fill-in", "numeric"];

for (const kind of KINDS) {
  test(`500 answers of kind ${kind} come back from the resume code as they were`, () => {
    const next = random(kind.length * 7919);
    for (let round = 0; round < 500; round += 1) {
      const answer = anyAnswer(kind, next);
      const number = J.answers.toNumber(kind, answer);
      assert.ok(Number.isSafeInteger(number) && number > 0, answer);
      const state = plain(J.state.empty());
      state.items[round] = { status: "d", tries: 2, answer: number, at: 0 };
      Object.assign(state.check, { used: 1, open: true, answers: { [round]: number } });
      const read = J.resume.read(J.resume.write(state, "0123abcd"));
      assert.equal(read.broken, false, answer);
      assert.equal(J.answers.toLetters(kind, read.state.items[round].answer), answer);
      assert.equal(J.answers.toLetters(kind, read.state.check.answers[round]), answer);
    }
  });
}

test("no answer is 0, and 0 is no answer", () => {
  for (const kind of KINDS) {
    assert.equal(J.answers.toNumber(kind, ""), 0);
    assert.equal(J.answers.toLetters(kind, 0), "");
  }
});

test("a number of another kind or version never throws", () => {
  for (const kind of KINDS.concat("unknown")) {
    for (const number of [1, 3, 9, 80, 255, 43046720, 2147483647]) J.answers.toLetters(kind, number);
  }
});

test("the longest answer needs no more than seven characters of the resume code", () => {
  const longest = { match: "a.8,b.8,c.8,d.8,e.8,f.8,g.8,h.8", numeric: "-999999999", order: "a,b,c,d,e,f,g,h" };
  for (const kind of Object.keys(longest)) {
    assert.ok(J.answers.toNumber(kind, longest[kind]).toString(36).length <= 7, kind);
  }
});

test("numbers are read with and without commas, and words are no number", () => {
  const read = {
    "1,000.5": "1000.5", "1000.5": "1000.5", " 12 ": "12", "007": "7", "-3": "-3", "\u22123": "-3",
    "+4": "4", ".5": "0.5", "8.": "8", "1,234,567": "1234567", "0.10": "0.1", "-0": "0",
  };
  for (const typed of Object.keys(read)) assert.equal(J.answers.number(typed), read[typed], typed);
  for (const typed of ["", " ", "three", "3 hours", "1,00", "1.2.3", "1e3", ".", "-", "1234567890", "0.0000000001"]) {
    assert.equal(J.answers.number(typed), "", typed);
  }
});

test("typed words fit whatever their case, accents, spaces, hyphens and apostrophes", () => {
  const same = ["check-in", "Check in", " CHECKIN ", "ch\u00e9ck\u2019in"];
  for (const words of same) assert.equal(J.answers.fold(words), "checkin");
  assert.equal(J.answers.fold("\uff23heckin"), "checkin");
});

test("words that fit nothing are 0, no words are no answer, and odd keys never throw", () => {
  const item = { id: "q", kind: "fill-in", key: "00000000,11111111" };
  assert.equal(J.answers.matched("c", item, "word"), "0");
  assert.equal(J.answers.matched("c", item, " - "), "");
  assert.equal(J.answers.matched("c", item, "\ud800"), "0");
  assert.equal(J.answers.isRight("c", item, "0"), false);
  assert.equal(J.answers.isRight("c", item, "2"), true);
  for (const key of ["", "zz", "00".repeat(25)]) {
    assert.equal(J.answers.isRight("c", { id: "q", kind: "numeric", key }, "1"), false);
  }
});

test("the ledger calls each kind by its SCORM 1.2 name", () => {
  const type = (kind) => J.ledger.question({ id: "m1-q1", kind }, 1, 1, "a.1", true, 3).type;
  assert.deepEqual(["match", "sort", "order", "fill-in", "numeric", "choice"].map(type),
    ["matching", "matching", "sequencing", "fill-in", "numeric", "choice"]);
});
