/*
 * The LMS of the tests: scorm-again behind asserts that it does not make itself.
 * `window.LMS.faults` must stay empty; `window.LMS.calls` is the log.
 * What was committed outlives a reload in this page's localStorage, as in a database.
 * What differs between SCORM 1.2 and 2004 is in `window.FAMILY` (lms12.js, lms2004.js).
 *
 * Faults, in the address or set later: `broken` answers "false", `throwing` throws, `deaf`
 * says "true" and takes nothing, `cut=255` keeps so many characters of the resume code,
 * `nofinish` has no LMSFinish, `refuses` opens no session.
 */
"use strict";
(function () {
  const query = new URLSearchParams(location.search);
  const family = window.FAMILY;
  const api = family.api;
  const names = family.functions;
  const kept = JSON.parse(localStorage.getItem("cmi") || "{}");
  const lms = {
    api: api, calls: [], faults: [], finished: 0, commits: [],
    broken: query.has("broken"), throwing: false, deaf: query.has("deaf"),
    rows: kept.rows || [], objectives: kept.objectives || [],
    cmi: function () { return JSON.parse(JSON.stringify(api.cmi)); },
    stored: function () { return JSON.parse(localStorage.getItem("cmi") || "{}"); },
  };

  function persist() {
    localStorage.setItem("cmi", JSON.stringify(Object.assign(
      family.stored(), { rows: lms.rows, objectives: lms.objectives }
    )));
  }

  function fault(words) {
    lms.faults.push(words);
  }

  function set(element, value) {
    if (typeof value !== "string") fault(element + ": no string");
    if (value === "") fault(element + ": empty");
    const wrong = family.check(element, value);
    if (wrong) fault(element + "=" + value + ": " + wrong);
    keep(lms.rows, /^cmi\.interactions\.(\d+)\.(\w+)$/.exec(element), value);
    keep(lms.objectives, /^cmi\.objectives\.(\d+)\.([\w.]+)$/.exec(element), value);
  }

  function keep(list, match, value) {
    if (!match) return;
    list[match[1]] = list[match[1]] || {};
    list[match[1]][match[2]] = value;
  }

  /** Rows and objectives of an earlier visit, element by element. */
  function flat() {
    const elements = {};
    [["interactions", lms.rows], ["objectives", lms.objectives]].forEach(function (list) {
      list[1].forEach(function (row, n) {
        Object.keys(row).forEach(function (key) {
          elements["cmi." + list[0] + "." + n + "." + key] = row[key];
        });
      });
    });
    return elements;
  }

  function answer(name, args) {
    if (lms.finished) fault(name + " after the end");
    if (lms.throwing) throw new Error("the learning system is gone");
    if (lms.broken) return "false";
    if (lms.deaf && name !== names.get) return "true";
    if (args[0] === "cmi.suspend_data" && query.has("cut") && args[1]) {
      args[1] = args[1].slice(0, Number(query.get("cut")));
    }
    if (name === names.set) set(args[0], args[1]);
    if (name === names.finish) lms.finished += 1;
    if (name === names.commit) lms.commits.push(Date.now());
    const given = api[name].apply(api, args);
    const code = Number(api[names.error]());
    lms.calls.push([name].concat(args, [String(given), code]));
    if (code !== 0 && code !== family.unset) fault(name + " " + args.join("=") + ": error " + code);
    if (name === names.commit || name === names.finish) persist();
    return given;
  }

  family.begin(kept, query, flat());
  const shown = window[family.name] = {};
  ["begin", "finish", "get", "set", "commit"].forEach(function (part) {
    const name = names[part];
    shown[name] = function () { return answer(name, Array.prototype.slice.call(arguments)); };
  });
  family.asked.forEach(function (name) {
    shown[name] = function () { return api[name].apply(api, arguments); };
  });
  if (query.has("nofinish")) delete shown[names.finish];
  if (query.has("refuses")) {
    shown[names.begin] = function () { return "false"; };
    shown[names.get] = function () { return ""; };
  }
  window.LMS = lms;
  window.addEventListener("DOMContentLoaded", function () {
    document.getElementById("sco").src = query.get("sco");
  });
})();
