/*
 * How SCORM 1.2 calls and writes it (Run-Time Environment 1.2, 3.3 and 3.4): names of
 * functions and elements, words for its error codes, forms of its values.
 */
"use strict";
((J) => {
  const LONGEST = 255;
  const STATUS = "cmi.core.lesson_status";

  /** CMITimespan with two decimals: Moodle reads `.5` as five hundredths. */
  function timespan(seconds) {
    const hundredths = Math.round(Math.max(0, seconds) * 100);
    const two = (n) => (n < 10 ? "0" : "") + n;
    const hours = Math.min(9999, Math.floor(hundredths / 360000));
    return ("000" + hours).slice(-4) + ":" + two(Math.floor(hundredths / 6000) % 60) + ":"
      + two(Math.floor(hundredths / 100) % 60) + "." + two(hundredths % 100);
  }

  function answer(event) {
    const pairs = [
      ["student_response", String(event.response).slice(0, LONGEST)], ["result", event.result],
    ];
    return event.latency === undefined ? pairs : pairs.concat([["latency", timespan(event.latency)]]);
  }

  const DIALECT = {
    standard: "SCORM 1.2",
    api: "API",
    names: {
      begin: "LMSInitialize", get: "LMSGetValue", set: "LMSSetValue", commit: "LMSCommit",
      finish: "LMSFinish", error: "LMSGetLastError",
    },
    errors: J.texts({
      0: "No error",
      101: "General error of the learning system",
      201: "The learning system did not accept a name or a value",
      202: "The learning system says that this element has no parts",
      203: "The learning system says that this element is no list",
      301: "The learning system is not ready, or the session has ended",
      401: "The learning system does not support this element",
      402: "This element cannot be set: it is a keyword",
      403: "This element can only be read",
      404: "This element can only be written",
      405: "The learning system did not accept the type of a value",
    }),
    away: [101, 301],
    unkept: [401],
    unset: [],
    hopeless: [201, 202, 203, 401, 402, 403, 405],
    essential: /^cmi\.(suspend_data|core\.lesson_status|core\.score)/,
    resumeLimit: 4096,
    /** Read at the start, and shown on the self-test page. */
    prefix: "cmi.core.",
    read: [
      "lesson_mode", "credit", "entry", "lesson_location", "lesson_status", "score.raw", "total_time",
    ],
    /** Without an answer to these nothing is written; the status comes first. */
    needed: ["lesson_status", "lesson_mode"],
    known: ["lesson_status", "score.raw"],
    mode: "lesson_mode",
    location: "lesson_location",
    elements: {
      resume: "cmi.suspend_data", status: STATUS, score: "cmi.core.score.raw",
      location: "cmi.core.lesson_location", time: "cmi.core.session_time", exit: "cmi.core.exit",
      learner: "cmi.core.student_id", language: "cmi.student_preference.language",
    },
    timespan: timespan,
    status: (values) => values[STATUS],
    statuses: (event) => [[STATUS, event.status]],
    scores: (score) => [
      ["cmi.core.score.min", 0], ["cmi.core.score.max", 100], ["cmi.core.score.raw", score],
    ],
    progress: () => [],
    leaving: [],
    naming: () => [],
    /** Of an objective: what is read back, and enough to know the rest by. */
    keeps: [".score.raw", ".status"],
    objective: (event) => [[".score.raw", event.percent], [".status", event.status]],
    opening: (event, now) => [["type", event.type], ["time", now.toISOString().slice(11, 19)]],
    answer: answer,
    stored: (answers) => {
      return {
        status: answers.lesson_status || "", score: answers["score.raw"] || "",
        time: answers.total_time || "",
      };
    },
  };

  J.scorm12 = { timespan: timespan };
  J.adapter = (course, options) => J.scorm.adapter(DIALECT, course, options);
})(JaneSchool);
