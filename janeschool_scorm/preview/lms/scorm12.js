/* SCORM 1.2 for the LMS frame: names, codes, what a visit opens with and what is kept. */
"use strict";
((L) => {
  const CORE = ["student_id", "student_name", "lesson_location", "credit", "lesson_status",
    "entry", "score.raw", "score.max", "score.min", "lesson_mode"].map((name) => "cmi.core." + name);
  const READ = CORE.concat(["cmi.suspend_data", "cmi.launch_data", "cmi.comments",
    "cmi.comments_from_lms", "cmi.student_data.mastery_score",
    "cmi.student_data.max_time_allowed", "cmi.student_data.time_limit_action"]);
  /** What belongs to one visit alone. */
  const PASSING = ["cmi.core.exit", "cmi.core.session_time"];

  /**
   * The values that a visit opens with (RTE 3.4.4).
   * @param {{mastery, maxTime, timeLimit, data}} item of the manifest
   * @param {{values: Object|null, visits: number}} state what is kept of the item
   * @param {{learner: number, mode: string, credit: string, language: string}} who
   */
  function opening(item, state, who) {
    const kept = state.values || {};
    const counts = who.mode === "normal" && who.credit !== "no-credit";
    return Object.assign({
      "cmi.core.lesson_status": "not attempted", "cmi.core.total_time": "0000:00:00.00",
    }, kept, {
      "cmi.core.student_id": "learner-" + who.learner,
      "cmi.core.student_name": "Learner, Sample " + who.learner,
      "cmi.core.credit": counts ? "credit" : "no-credit",
      "cmi.core.lesson_mode": who.mode,
      "cmi.core.entry": !state.visits ? "ab-initio"
        : kept["cmi.core.exit"] === "suspend" ? "resume" : "",
      "cmi.core.exit": "",
      "cmi.launch_data": item.data || "",
      "cmi.student_data.mastery_score": item.mastery || "",
      "cmi.student_data.max_time_allowed": item.maxTime || "",
      "cmi.student_data.time_limit_action": item.timeLimit || "",
    }, who.language ? { "cmi.student_preference.language": who.language } : {});
  }

  const said = (values) => ["", "not attempted"]
    .indexOf(values["cmi.core.lesson_status"] || "") < 0;

  /**
   * What is kept of the values at the end of a visit: its time is added to the total, and
   * `exit` says how the next one is entered. `final`: LMSFinish was called.
   */
  function closing(values, final) {
    const kept = Object.assign({}, values);
    const total = L.times.seconds12(values["cmi.core.total_time"])
      + L.times.seconds12(values["cmi.core.session_time"]);
    if (final) {
      if (!said(values)) kept["cmi.core.lesson_status"] = "completed";
      kept["cmi.core.total_time"] = L.times.text12(total);
      PASSING.slice(1).forEach((name) => { delete kept[name]; });
    }
    return kept;
  }

  /** The values kept of a visit in which nothing counts: those from before it. */
  const counts = (who) => who.mode === "normal";

  function create(values, options) {
    const api = new window.Scorm12API({
      autocommit: false, logLevel: 5, mastery_override: Boolean(options.override),
    });
    const given = Object.keys(values).filter((name) => values[name] !== "");
    const flat = {};
    given.forEach((name) => { flat[name] = values[name]; });
    api.loadFromFlattenedJSON(flat);
    return api;
  }

  /** What an LMS makes of the values at the end (RTE 3.4.4, notes on the elements). */
  function ending(values) {
    const status = values["cmi.core.lesson_status"];
    const score = values["cmi.core.score.raw"];
    const mastery = values["cmi.student_data.mastery_score"];
    const found = [];
    const say = (text) => found.push({ text: text, rule: "SCORM 1.2 RTE 3.4.4" });
    if (!said(values)) {
      say("no lesson_status was set: the LMS makes it completed");
    }
    if (score && mastery && status !== (Number(score) < Number(mastery) ? "failed" : "passed")) {
      say("an LMS with mastery override makes the status "
        + (Number(score) < Number(mastery) ? "failed" : "passed") + ", not " + status
        + ": the score is " + score + ", the mastery score " + mastery);
    }
    if (!values["cmi.core.session_time"]) {
      say("no session_time was set: the LMS counts no time for this visit");
    }
    return found;
  }

  L.scorm12 = {
    name: "API", script: "vendor/scorm12.min.js", model: () => L.model12, read: READ,
    total: "cmi.core.total_time",
    functions: {
      begin: "LMSInitialize", finish: "LMSFinish", get: "LMSGetValue", set: "LMSSetValue",
      commit: "LMSCommit", error: "LMSGetLastError", string: "LMSGetErrorString",
      diagnostic: "LMSGetDiagnostic",
    },
    closed: {
      LMSInitialize: "101", LMSFinish: "301", LMSGetValue: "301", LMSSetValue: "301",
      LMSCommit: "301",
    },
    category: "201",
    lost: { LMSCommit: "101", LMSFinish: "101" },
    opening: opening, closing: closing, ending: ending,
    listed: () => [], over: () => false, seen: { "cmi.core.lesson_status": "completed" }, counts: counts, create: create,
    status: (values) => values["cmi.core.lesson_status"] || "not attempted",
  };
})(globalThis.Lms = globalThis.Lms || {});
