/*
 * How SCORM 2004 calls and writes it, 3rd and 4th edition alike (Run-Time Environment,
 * 3.1 and 4.2): names of functions and elements, words for its error codes, forms of its
 * values. Where the standard leaves a choice, the form is one that Moodle takes too.
 */
"use strict";
((J) => {
  /** The smallest permitted maximum of a description and of a fill-in (4.2.9). */
  const LONGEST = 250;
  const NOT_OPEN = J.texts("The learning system is not ready: no session is open");
  const OVER = J.texts("The session with the learning system has ended");
  const DONE = ["passed", "completed"];

  /** ISO 8601 with two decimals: Moodle reads `.5` as five hundredths. */
  function timespan(seconds) {
    const hundredths = Math.round(Math.max(0, seconds) * 100);
    return "PT" + Math.floor(hundredths / 360000) + "H" + Math.floor(hundredths / 6000) % 60 + "M"
      + ((hundredths % 6000) / 100).toFixed(2) + "S";
  }

  /** A localized string: its language, then one line of text. */
  function localized(text, language) {
    const line = text.replace(/\s+/g, " ").replace(/^[ {]+/, "").slice(0, LONGEST);
    return "{lang=" + language + "}" + line.replace(/[\ud800-\udbff]$/, "");
  }

  function list(response) {
    return response.split(",").join("[,]");
  }

  /** Type -> a response of the ledger in this standard's form (table 4.2.9.2a). */
  const RESPONSES = {
    choice: list,
    sequencing: list,
    matching: (response) => list(response.replace(/\./g, "[.]")),
    "true-false": (response) => ({ t: "true", f: "false" })[response] || "",
    // More digits than a real(10,7) has places for are left to the resume code.
    numeric: (response) => /^-?\d{1,5}(\.\d{1,18})?$/.test(response) ? response : "",
  };

  /**
   * Six elements a row: Moodle sends each one of them again at every commit. So no
   * description; the words of a question stand in the catalogue, by its id.
   */
  function opening(event, now) {
    return [["type", event.type], ["timestamp", now.toISOString().slice(0, 22) + "Z"]];
  }

  function answer(event) {
    const form = RESPONSES[event.type] || ((response) => response.slice(0, LONGEST));
    const pairs = [
      ["learner_response", form(String(event.response))],
      ["result", event.result === "wrong" ? "incorrect" : event.result],
    ];
    return event.latency === undefined ? pairs : pairs.concat([["latency", timespan(event.latency)]]);
  }

  function completion(status) {
    return DONE.indexOf(status) >= 0 ? "completed" : "incomplete";
  }

  function success(event) {
    if (event.status === "completed") return event.score === null ? "unknown" : "passed";
    return event.status === "incomplete" ? "unknown" : event.status;
  }

  function measure(percent, done) {
    return done ? 1 : Math.min(99, percent) / 100;
  }

  function scores(path, score) {
    return [
      [path + "min", 0], [path + "max", 100], [path + "raw", score], [path + "scaled", score / 100],
    ];
  }

  /** A module has progress, a check has success: each its own of the two. */
  function objective(event) {
    const done = DONE.indexOf(event.status) >= 0;
    return scores(".score.", event.percent).concat([
      [".completion_status", completion(event.status)],
      event.scored ? [".success_status", done ? "passed" : "unknown"]
        : [".progress_measure", measure(event.percent, done)],
    ]);
  }

  /** The two statuses as the one word of the ledger. */
  function status(completed, succeeded) {
    if (succeeded === "passed") return succeeded;
    return completed !== "completed" && succeeded === "failed" ? succeeded : completed || "";
  }

  const DIALECT = {
    standard: "SCORM 2004",
    api: "API_1484_11",
    names: {
      begin: "Initialize", get: "GetValue", set: "SetValue", commit: "Commit",
      finish: "Terminate", error: "GetLastError",
    },
    errors: J.texts({
      0: "No error",
      101: "General error of the learning system",
      102: "The learning system could not open a session",
      103: "A session with the learning system is already open",
      104: OVER,
      111: "The learning system could not close the session",
      112: NOT_OPEN,
      113: OVER,
      122: NOT_OPEN,
      123: OVER,
      132: NOT_OPEN,
      133: OVER,
      142: NOT_OPEN,
      143: OVER,
      201: "The learning system did not accept an argument",
      301: "The learning system could not read a value",
      351: "The learning system could not write a value",
      391: "The learning system could not save",
      401: "The learning system does not know this element",
      402: "The learning system does not support this element",
      403: "The learning system has no value for this yet",
      404: "This element can only be read",
      405: "This element can only be written",
      406: "The learning system did not accept the type of a value",
      407: "The value is outside of what the learning system allows",
      408: "The learning system wants another element before this one",
    }),
    away: [101, 102, 104, 111, 112, 113, 122, 123, 132, 133, 142, 143, 301, 391],
    unkept: [401, 402],
    unset: [403],
    hopeless: [201, 401, 402, 404, 406, 407],
    essential: /^cmi\.(suspend_data|completion_status|success_status|score)/,
    resumeLimit: 64000,
    /** Read at the start, and shown on the self-test page. */
    prefix: "cmi.",
    read: [
      "mode", "credit", "entry", "location", "completion_status", "success_status",
      "score.raw", "progress_measure", "total_time",
    ],
    /** Without an answer to these nothing is written; the status comes first. */
    needed: ["completion_status", "success_status", "mode"],
    known: ["completion_status", "success_status", "score.raw", "progress_measure"],
    mode: "mode",
    location: "location",
    elements: {
      resume: "cmi.suspend_data", status: "cmi.completion_status", score: "cmi.score.raw",
      location: "cmi.location", time: "cmi.session_time", exit: "cmi.exit",
      learner: "cmi.learner_id", language: "cmi.learner_preference.language",
    },
    timespan: timespan,
    status: (values) => status(values["cmi.completion_status"], values["cmi.success_status"]),
    statuses: (event) => [
      ["cmi.completion_status", completion(event.status)], ["cmi.success_status", success(event)],
    ],
    scores: (score) => scores("cmi.score.", score),
    progress: (percent, done) => [["cmi.progress_measure", measure(percent, done)]],
    /** The attempt is suspended, never ended: any other request may reset what is kept. */
    leaving: [["adl.nav.request", "suspendAll"]],
    naming: (part, course) => {
      return part.title ? [[".description", localized(part.title, course.language)]] : [];
    },
    /** Of an objective: what is read back, and enough to know the rest by. */
    keeps: [".score.raw", ".completion_status"],
    objective: objective,
    opening: opening,
    answer: answer,
    stored: (answers) => {
      return {
        status: status(answers.completion_status, answers.success_status),
        score: answers["score.raw"] || "", time: answers.total_time || "",
      };
    },
  };

  J.scorm2004 = { timespan: timespan };
  J.adapter = (course, options) => J.scorm.adapter(DIALECT, course, options);
})(JaneSchool);
