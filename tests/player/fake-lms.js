/* A strict SCORM 1.2 LMS of our own: vocabularies, types, limits, order, session. */
"use strict";

const TIMESPAN = /^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/;
const IDENTIFIER = /^[A-Za-z0-9_]{1,255}$/;
const DECIMAL = /^\d{1,3}(\.\d{1,2})?$/;
const TEXT = /^[\x20-\x7e]{1,255}$/;

const WRITABLE = [
  [/^cmi\.suspend_data$/, /^[\x20-\x7e]{1,4096}$/],
  [/^cmi\.core\.lesson_location$/, TEXT],
  [/^cmi\.core\.lesson_status$/, /^(passed|completed|failed|incomplete|browsed)$/],
  [/^cmi\.core\.score\.(raw|min|max)$/, DECIMAL],
  [/^cmi\.core\.exit$/, /^(time-out|suspend|logout)$/],
  [/^cmi\.core\.session_time$/, TIMESPAN],
  [/^cmi\.objectives\.\d+\.id$/, IDENTIFIER],
  [/^cmi\.objectives\.\d+\.score\.raw$/, DECIMAL],
  [/^cmi\.objectives\.\d+\.status$/, /^(passed|completed|failed|incomplete|browsed|not attempted)$/],
  [/^cmi\.interactions\.\d+\.id$/, IDENTIFIER],
  [/^cmi\.interactions\.\d+\.type$/, /^(true-false|choice|fill-in|matching|performance|sequencing|likert|numeric)$/],
  [/^cmi\.interactions\.\d+\.time$/, TIME],
  [/^cmi\.interactions\.\d+\.student_response$/, TEXT],
  [/^cmi\.interactions\.\d+\.result$/, /^(correct|wrong|unanticipated|neutral|\d+(\.\d+)?)$/],
  [/^cmi\.interactions\.\d+\.latency$/, TIMESPAN],
];

/** @param {Object} stored what an earlier session left: element -> value */
function fakeLms(stored) {
  const data = Object.assign({
    "cmi.core.lesson_mode": "normal", "cmi.core.credit": "credit", "cmi.core.entry": "ab-initio",
    "cmi.core.lesson_status": "not attempted", "cmi.core.lesson_location": "",
    "cmi.core.score.raw": "", "cmi.suspend_data": "", "cmi.student_preference.language": "",
    "cmi.core.student_id": "token-1",
  }, stored);
  const lms = { data, calls: [], faults: [], committed: null, finished: 0, open: false, commits: 0 };
  let error = 0;

  function answer(value, code) {
    error = code || 0;
    if (code) lms.faults.push(`${lms.calls[lms.calls.length - 1].join(" ")}: ${code}`);
    return value;
  }

  function count(list) {
    const rows = Object.keys(data).filter((name) => name.startsWith(`cmi.${list}.`));
    return new Set(rows.map((name) => name.split(".")[2])).size;
  }

  function refusal(element, value) {
    if (!lms.open) return 301;
    const rule = WRITABLE.find(([name]) => name.test(element));
    if (!rule) return 401;
    if (typeof value !== "string" || !rule[1].test(value)) return 405;
    const row = /^cmi\.(interactions|objectives)\.(\d+)\./.exec(element);
    return row && Number(row[2]) > count(row[1]) ? 201 : 0;
  }

  function called(name, act) {
    lms.api[name] = function (...args) {
      lms.calls.push([name, ...args]);
      if (lms.finished && !name.startsWith("LMSGetL")) lms.faults.push(`${name} after the end`);
      return act(...args);
    };
  }

  lms.api = { LMSGetLastError: () => String(error) };
  called("LMSInitialize", () => {
    lms.open = true;
    return answer("true");
  });
  called("LMSGetValue", (element) => {
    if (!lms.open) return answer("", 301);
    if (element.endsWith("._count")) return answer(String(count(element.split(".")[1])));
    if (/^cmi\.interactions/.test(element)) return answer("", 404);
    return answer(data[element] === undefined ? "" : data[element]);
  });
  called("LMSSetValue", (element, value) => {
    const code = refusal(element, value);
    if (code) return answer("false", code);
    data[element] = value;
    return answer("true");
  });
  called("LMSCommit", () => {
    lms.commits += 1;
    lms.committed = Object.assign({}, data);
    return answer("true");
  });
  called("LMSFinish", () => {
    lms.finished += 1;
    lms.committed = Object.assign({}, data);
    return answer("true");
  });
  return lms;
}

/** What the next session finds: the committed elements, without write-only ones. */
fakeLms.next = function (lms) {
  return fakeLms(Object.assign({}, lms.committed, { "cmi.core.entry": "resume" }));
};

module.exports = { fakeLms };
