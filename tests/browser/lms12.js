/* SCORM 1.2 for lms.js: its run-time, its names, what a visit begins with and leaves. */
"use strict";
(function () {
  const KEEP = ["cmi.suspend_data", "cmi.core.lesson_location", "cmi.core.lesson_status",
    "cmi.core.score.raw", "cmi.core.score.min", "cmi.core.score.max"];
  const api = new window.Scorm12API({ autocommit: false, logLevel: 5, mastery_override: true });

  function begin(kept, query, flat) {
    const core = Object.assign({}, kept.core || {}, {
      student_id: query.get("learner") || "token-1", student_name: "Learner, Test", credit: "credit",
      lesson_mode: query.get("mode") || "normal", entry: kept.core ? "resume" : "ab-initio",
    });
    // With a mastery score, override turns any status into passed or failed by the raw score.
    api.loadFromJSON({
      core: core, suspend_data: kept.suspend_data || "", student_data: { mastery_score: "80" },
    });
    if (Object.keys(flat).length) api.loadFromFlattenedJSON(flat);
  }

  function stored() {
    const cmi = { core: {}, suspend_data: api.cmi.suspend_data };
    KEEP.forEach(function (element) {
      const path = element.split(".").slice(1);
      const value = path.reduce(function (node, name) { return node[name]; }, api.cmi);
      if (path[0] !== "core" || value === "") return;
      if (path[1] === "score") {
        cmi.core.score = cmi.core.score || {};
        cmi.core.score[path[2]] = value;
      } else cmi.core[path[1]] = value;
    });
    return cmi;
  }

  window.FAMILY = {
    api: api, name: "API", unset: 0,
    functions: {
      begin: "LMSInitialize", finish: "LMSFinish", get: "LMSGetValue", set: "LMSSetValue",
      commit: "LMSCommit", error: "LMSGetLastError",
    },
    asked: ["LMSGetLastError", "LMSGetErrorString", "LMSGetDiagnostic"],
    begin: begin,
    stored: stored,
    check: function (element, value) {
      const most = element === "cmi.suspend_data" ? 4096 : 255;
      return value.length > most ? "too long" : /^[\x20-\x7e]*$/.test(value) ? "" : "not ASCII";
    },
  };
})();
