/*
 * The LMS of the tests: scorm-again behind asserts that it does not make itself.
 * `window.LMS.faults` must stay empty; `window.LMS.calls` is the log.
 * What was committed outlives a reload in this page's localStorage, as in a database.
 *
 * Faults, in the address or set later: `broken` answers "false", `throwing` throws, `deaf`
 * says "true" and takes nothing, `cut=255` keeps so many characters of the resume code,
 * `nofinish` has no LMSFinish, `refuses` opens no session.
 */
"use strict";
(function () {
  const KEEP = ["cmi.suspend_data", "cmi.core.lesson_location", "cmi.core.lesson_status",
    "cmi.core.score.raw", "cmi.core.score.min", "cmi.core.score.max"];
  const query = new URLSearchParams(location.search);
  const api = new window.Scorm12API({ autocommit: false, logLevel: 5, mastery_override: true });
  const stored = JSON.parse(localStorage.getItem("cmi") || "{}");
  const lms = {
    api: api, calls: [], faults: [], finished: 0, commits: [],
    broken: query.has("broken"), throwing: false, deaf: query.has("deaf"),
    rows: stored.rows || [], objectives: stored.objectives || [],
    cmi: function () { return JSON.parse(JSON.stringify(api.cmi)); },
    stored: function () { return JSON.parse(localStorage.getItem("cmi") || "{}"); },
  };

  function begin() {
    const core = Object.assign({}, stored.core || {}, {
      student_id: query.get("learner") || "token-1", student_name: "Learner, Test", credit: "credit",
      lesson_mode: query.get("mode") || "normal", entry: stored.core ? "resume" : "ab-initio",
    });
    // With a mastery score, override turns any status into passed or failed by the raw score.
    api.loadFromJSON({
      core: core, suspend_data: stored.suspend_data || "", student_data: { mastery_score: "80" },
    });
    const flat = {};
    lms.rows.forEach(function (row, n) {
      Object.keys(row).forEach(function (key) { flat["cmi.interactions." + n + "." + key] = row[key]; });
    });
    lms.objectives.forEach(function (row, n) {
      Object.keys(row).forEach(function (key) { flat["cmi.objectives." + n + "." + key] = row[key]; });
    });
    if (Object.keys(flat).length) api.loadFromFlattenedJSON(flat);
  }

  function persist() {
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
    localStorage.setItem("cmi", JSON.stringify({
      core: cmi.core, suspend_data: cmi.suspend_data, rows: lms.rows, objectives: lms.objectives,
    }));
  }

  function fault(words) {
    lms.faults.push(words);
  }

  function checkSet(element, value) {
    if (typeof value !== "string") fault(element + ": no string");
    if (value === "") fault(element + ": empty");
    if (element === "cmi.suspend_data" && value.length > 4096) fault("suspend_data too long");
    if (element !== "cmi.suspend_data" && value.length > 255) fault(element + ": too long");
    if (!/^[\x20-\x7e]*$/.test(value)) fault(element + ": not ASCII");
    keep(lms.rows, /^cmi\.interactions\.(\d+)\.(\w+)$/.exec(element), value);
    keep(lms.objectives, /^cmi\.objectives\.(\d+)\.([\w.]+)$/.exec(element), value);
  }

  function keep(list, match, value) {
    if (!match) return;
    list[match[1]] = list[match[1]] || {};
    list[match[1]][match[2]] = value;
  }

  window.API = {};
  Object.getOwnPropertyNames(Object.getPrototypeOf(api)).concat([
    "LMSInitialize", "LMSFinish", "LMSGetValue", "LMSSetValue", "LMSCommit",
    "LMSGetLastError", "LMSGetErrorString", "LMSGetDiagnostic",
  ]).filter(function (name) { return /^LMS/.test(name); }).forEach(function (name) {
    window.API[name] = function () {
      const args = Array.prototype.slice.call(arguments);
      if (/^LMSGet(LastError|ErrorString|Diagnostic)$/.test(name)) return api[name].apply(api, args);
      if (lms.finished) fault(name + " after LMSFinish");
      if (lms.throwing) throw new Error("the learning system is gone");
      if (lms.broken) return "false";
      if (lms.deaf && name !== "LMSGetValue") return "true";
      if (args[0] === "cmi.suspend_data" && query.has("cut") && args[1]) {
        args[1] = args[1].slice(0, Number(query.get("cut")));
      }
      if (name === "LMSSetValue") checkSet(args[0], args[1]);
      if (name === "LMSFinish") lms.finished += 1;
      if (name === "LMSCommit") lms.commits.push(Date.now());
      const answer = api[name].apply(api, args);
      const code = Number(api.LMSGetLastError());
      lms.calls.push([name].concat(args, [String(answer), code]));
      if (code !== 0) fault(name + " " + args.join("=") + ": error " + code);
      if (name === "LMSCommit" || name === "LMSFinish") persist();
      return answer;
    };
  });

  begin();
  if (query.has("nofinish")) delete window.API.LMSFinish;
  if (query.has("refuses")) {
    window.API.LMSInitialize = function () { return "false"; };
    window.API.LMSGetValue = function () { return ""; };
  }
  window.LMS = lms;
  window.addEventListener("DOMContentLoaded", function () {
    document.getElementById("sco").src = query.get("sco");
  });
})();
