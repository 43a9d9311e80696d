/* SCORM 2004 for the LMS frame: names, codes, what a visit opens with and what is kept. */
"use strict";
((L) => {
  const READ = ["completion_status", "completion_threshold", "credit", "entry",
    "launch_data", "learner_id", "learner_name", "location", "max_time_allowed", "mode",
    "progress_measure", "scaled_passing_score", "score.scaled", "score.raw", "score.min",
    "score.max", "success_status", "suspend_data", "time_limit_action"].map((name) => "cmi." + name);
  /** What belongs to one visit alone; with them what the LMS says anew each time. */
  const PASSING = ["cmi.exit", "cmi.session_time", "adl.nav.request"];

  function facts(item, who) {
    const counts = who.mode === "normal" && who.credit !== "no-credit";
    return Object.assign({
      "cmi.learner_id": "learner-" + who.learner,
      "cmi.learner_name": "Learner, Sample " + who.learner,
      "cmi.credit": counts ? "credit" : "no-credit",
      "cmi.mode": who.mode,
    }, who.language ? { "cmi.learner_preference.language": who.language } : {},
    item.data ? { "cmi.launch_data": item.data } : {},
    item.timeLimit ? { "cmi.time_limit_action": item.timeLimit } : {},
    item.maxTime ? { "cmi.max_time_allowed": item.maxTime } : {},
    item.threshold ? { "cmi.completion_threshold": item.threshold } : {},
    item.passing ? { "cmi.scaled_passing_score": item.passing } : {});
  }

  /** The objectives that the manifest names stand there from the start (RTE 4.2.17). */
  function objectives(item) {
    const found = {};
    (item.objectives || []).forEach((id, n) => { found["cmi.objectives." + n + ".id"] = id; });
    return found;
  }

  /**
   * The values that a visit opens with (RTE 4.2). After any exit but suspend a learner
   * attempt is over, and the next visit is a new one with nothing in it (RTE 2.1.1).
   */
  function opening(item, state, who) {
    const goesOn = state.values && !state.over;
    const kept = goesOn ? state.values : objectives(item);
    const entry = !goesOn ? "ab-initio" : kept["cmi.exit"] === "suspend" ? "resume" : "";
    const values = Object.assign({
      "cmi.total_time": "PT0H0M0S", "cmi.completion_status": "unknown",
      "cmi.success_status": "unknown",
    }, kept, facts(item, who), { "cmi.entry": entry });
    PASSING.forEach((name) => { delete values[name]; });
    return values;
  }

  /** What is kept at the end of a visit; `final`: Terminate was called. */
  function closing(values, final) {
    const kept = Object.assign({}, values);
    if (!final) return kept;
    const total = L.times.seconds2004(values["cmi.total_time"])
      + L.times.seconds2004(values["cmi.session_time"]);
    kept["cmi.total_time"] = L.times.text2004(total);
    if (values["adl.nav.request"] === "suspendAll") kept["cmi.exit"] = "suspend";
    PASSING.slice(1).forEach((name) => { delete kept[name]; });
    return kept;
  }

  /** What an LMS makes of the values at the end. */
  function ending(values) {
    const found = [];
    const say = (text, section) => found.push({ text: text, rule: "SCORM 2004 RTE " + section });
    const suspends = values["cmi.exit"] === "suspend" || values["adl.nav.request"] === "suspendAll";
    if (!suspends && values["cmi.suspend_data"]) {
      say("suspend_data is lost: exit is not suspend, so the next visit is a new attempt", "4.2.8");
    }
    if (values["cmi.score.raw"] && !values["cmi.score.scaled"]) {
      say("score.raw is set without score.scaled, the only one that LMSs judge by", "4.2.20");
    }
    if (!values["cmi.session_time"]) {
      say("no session_time was set: the LMS counts no time for this visit", "4.2.21");
    }
    return found;
  }

  /** Elements of the objectives that the run-time may fill by itself, from global ones. */
  function listed(values) {
    const found = [];
    for (let n = 0; values["cmi.objectives." + n + ".id"] || n === 0; n += 1) {
      ["id", "success_status", "completion_status", "score.scaled"].forEach((name) => {
        found.push("cmi.objectives." + n + "." + name);
      });
    }
    return found;
  }

  function create(values, options) {
    const api = new window.Scorm2004API(Object.assign(
      { autocommit: false, logLevel: 5 }, options.settings
    ));
    load(api, values);
    return api;
  }

  function load(api, values) {
    const flat = {};
    Object.keys(values).filter((name) => values[name] !== "").forEach((name) => {
      flat[name] = values[name];
    });
    api.loadFromFlattenedJSON(flat);
  }

  function status(values) {
    const done = values["cmi.completion_status"] || "unknown";
    const success = values["cmi.success_status"] || "unknown";
    return success === "unknown" ? done : done + ", " + success;
  }

  L.scorm2004 = {
    name: "API_1484_11", script: "vendor/scorm2004.min.js", model: () => L.model2004, read: READ,
    total: "cmi.total_time",
    functions: {
      begin: "Initialize", finish: "Terminate", get: "GetValue", set: "SetValue",
      commit: "Commit", error: "GetLastError", string: "GetErrorString",
      diagnostic: "GetDiagnostic",
    },
    closed: {
      Initialize: "102", Terminate: "112", GetValue: "122", SetValue: "132", Commit: "142",
    },
    category: "401",
    lost: { Commit: "391", Terminate: "111" },
    opening: opening, closing: closing, ending: ending, create: create, load: load, status: status,
    counts: (who) => who.mode === "normal",
    listed: listed, seen: { "cmi.completion_status": "completed" },
    /** Has the learner attempt ended with this visit? */
    over: (values) => values["cmi.exit"] !== "suspend",
  };
})(globalThis.Lms = globalThis.Lms || {});
