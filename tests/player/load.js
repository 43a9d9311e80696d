/* Loads the player's classic scripts into a fresh global, as a page would. */
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const ROOT = path.join(__dirname, "..", "..");
const PLAYER = path.join(ROOT, "janeschool_scorm", "player");
const PURE = [
  "text", "answers", "draw", "ranges", "state", "resume", "rules", "gates", "days", "guard",
  "clock", "ledger",
];

/** `JaneSchool` with the pure scripts, then the given files (paths from the root). */
function load(more, globals) {
  const context = vm.createContext(Object.assign({ JaneSchool: {}, console }, globals));
  const files = PURE.map((name) => path.join(PLAYER, name + ".js"))
    .concat((more || []).map((name) => path.join(ROOT, name)));
  for (const file of files) {
    vm.runInContext(fs.readFileSync(file, "utf8"), context, { filename: file });
  }
  return context.JaneSchool;
}

/** A seeded generator of numbers from 0 up to 1. */
function random(seed) {
  let value = seed >>> 0;
  return () => {
    value = (Math.imul(value, 1664525) + 1013904223) >>> 0;
    return value / 4294967296;
  };
}

/** A plain copy: objects of another global are never deeply equal to ours. */
function plain(value) {
  return JSON.parse(JSON.stringify(value));
}

/** A course of three modules with every kind of tracked item and a final check. */
function course(J, changes) {
  let place = 0;
  const key = (id, answer) => {
    const value = J.answers.fnv("demo/" + id + "=" + answer);
    return ("0000000" + value.toString(16)).slice(-8);
  };
  const item = (id, kind, answer) => Object.assign(
    { id, kind, place: place++ }, answer ? { key: key(id, answer) } : {}
  );
  const lesson = (id, lessonPlace, items) => (
    { id, title: "Lesson " + id, minutes: 10, place: lessonPlace, items }
  );
  const modules = [
    { id: "m1", title: "One", lessons: [
      lesson("m1-l1", 0, [item("m1-a1", "attest"), item("m1-q1", "choice", "b")]),
      lesson("m1-l2", 1, [item("m1-q2", "true-false", "f"), item("m1-v1", "likert")]),
    ] },
    { id: "m2", title: "Two", lessons: [
      lesson("m2-l1", 2, [item("m2-x1", "video"), item("m2-q1", "choice", "a,c")]),
    ] },
    { id: "m3", title: "Three", lessons: [lesson("m3-l1", 3, [item("m3-check", "draw")])] },
  ];
  const bank = ["m1", "m1", "m2", "m2"].map((module, n) => Object.assign(
    item("fq-" + n, "choice", "a"), { module }
  ));
  return Object.assign({
    id: "demo", version: "1.0.0", title: "Demo", language: "en", agency: "default", modules,
    rules: { order: "locked", pass_mark: 80, check_attempts: 2, question_attempts: 2, idle_minutes: 3 },
    check: { id: "m3-check", lesson: "m3-l1", bank: "final", count: 3, items: bank },
    cues: {}, text: {},
  }, changes);
}

module.exports = { ROOT, PLAYER, load, random, plain, course };
