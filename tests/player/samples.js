/* One event of each kind that the player records, and the statement that it becomes. */
"use strict";
const { plain } = require("./load.js");
const { AGENT, REGISTRATION, SCRIPTS, opened, paths, server } = require("./lrs.js");

const { J, course } = opened(paths("janeschool_scorm/player/xapi", SCRIPTS), server());
const says = J.statements(course, "0123456789abcdef");
const MADE = { id: "7b1f4a52-0c9f-4d3e-9a63-8e8f2f8f1d02", time: "2026-11-22T12:00:00.000Z", session: "s-1" };

/** The statement of an event, complete with actor and registration. */
function told(event) {
  const what = says.of(event);
  if (!what) return null;
  const body = plain(says.statement(what.verb, what.object, what, MADE));
  return Object.assign({ actor: AGENT }, body, {
    context: Object.assign({ registration: REGISTRATION }, body.context),
  });
}

const ANSWER = {
  kind: "row", id: "q_m1_q1_1_s1", type: "choice", response: "b", result: "correct", rank: 2,
  item: "m1-q1", attempt: 1, latency: 4.5,
};
const RANGES = [[0, 12.5], [30, 41]];
const EVENTS = {
  answer: ANSWER,
  several: Object.assign({}, ANSWER, { item: "m2-q1", response: "a,c", result: "wrong", latency: undefined }),
  truth: Object.assign({}, ANSWER, { item: "m1-q2", type: "true-false", response: "f" }),
  checkItem: Object.assign({}, ANSWER, { item: "fq-2", attempt: 2, seed: 4294967295 }),
  survey: { kind: "row", item: "m1-v1", part: "calm", response: "2", result: "neutral", rank: 2 },
  passed: { kind: "row", attempt: 2, passed: true, right: 3, count: 3, seed: 9, latency: 61.234 },
  failed: { kind: "row", attempt: 1, passed: false, right: 1, count: 3, seed: 8 },
  opened: { kind: "lesson", lesson: "m1-l1", done: false, seconds: 0, sessions: 1 },
  finished: { kind: "lesson", lesson: "m1-l1", done: true, seconds: 301, sessions: 2 },
  attested: { kind: "attested", item: "m1-a1" },
  played: { kind: "media", item: "m2-x1", verb: "played", type: "video", at: 0, length: 41, ranges: [], captions: true },
  paused: { kind: "media", item: "m2-x1", verb: "paused", type: "video", at: 41, length: 41, ranges: RANGES, captions: true },
  seeked: { kind: "media", item: "m2-x1", verb: "seeked", type: "audio", at: 30, from: 12.5, length: NaN, ranges: [], captions: false },
  heard: { kind: "media", item: "m2-x1", verb: "completed", type: "audio", at: 41, length: 41, ranges: RANGES, captions: false },
};

module.exports = { J, course, says, told, ANSWER, EVENTS };

// For tests in other languages: every statement, as JSON.
if (require.main === module) process.stdout.write(JSON.stringify(Object.values(EVENTS).map(told)));
