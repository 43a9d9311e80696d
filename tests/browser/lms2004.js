/*
 * SCORM 2004 for lms.js: its run-time, its names, what a visit begins with and leaves. What
 * may be written where is as in the node tests (tests/player/families.js).
 */
"use strict";
(function () {
  const rules = window.module.exports.SCORM2004;
  const api = new window.Scorm2004API({ autocommit: false, logLevel: 5 });
  let values = {};

  function begin(kept, query, flat) {
    values = Object.assign({}, kept.values, flat);
    // With a passing score an LMS judges success by the scaled score.
    api.loadFromFlattenedJSON(Object.assign({}, values, {
      "cmi.learner_id": query.get("learner") || "token-1", "cmi.credit": "credit",
      "cmi.mode": query.get("mode") || "normal", "cmi.scaled_passing_score": "0.8",
      "cmi.entry": kept.values ? "resume" : "ab-initio",
    }));
  }

  function check(element, value) {
    const rule = rules.writable.find(function (each) { return each[0].test(element); });
    const wrong = !rule ? "unknown" : !rule[1].test(value) ? "no such value"
      : rules.judge(values, element, value);
    values[element] = value;
    return wrong;
  }

  /** Without what belongs to one visit alone. */
  function stored() {
    const lasting = Object.assign({}, values);
    ["cmi.exit", "cmi.session_time", "adl.nav.request"].forEach(function (element) {
      delete lasting[element];
    });
    return { values: lasting, suspend_data: values["cmi.suspend_data"] };
  }

  window.FAMILY = {
    api: api, name: "API_1484_11", unset: rules.codes.unset, functions: rules.functions,
    asked: ["GetLastError", "GetErrorString", "GetDiagnostic"],
    begin: begin, stored: stored, check: check,
  };
})();
