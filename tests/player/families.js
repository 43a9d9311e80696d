/*
 * The two SCORM families as the tests need them: scripts, names of functions and elements,
 * and a strict idea of what may be written where (Run-Time Environment 1.2, 3.4; 2004, 4.2).
 */
"use strict";

const SHARED = ["calls", "pending", "adapter"].map(
  (name) => `janeschool_scorm/player/scorm/${name}.js`
);
const ROW = /^cmi\.interactions\.(\d+)\.(\w+)$/;

// --- SCORM 1.2 ------------------------------------------------------------------------

const TIMESPAN_12 = /^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/;
const IDENTIFIER = /^[A-Za-z0-9_]{1,255}$/;
const DECIMAL_12 = /^\d{1,3}(\.\d{1,2})?$/;
const TEXT_12 = /^[\x20-\x7e]{1,255}$/;

const SCORM12 = {
  name: "SCORM 1.2",
  module: ["scorm-again/scorm12", "Scorm12API"],
  scripts: SHARED.concat("packagers/scorm12/dialect.js"),
  functions: {
    begin: "LMSInitialize", get: "LMSGetValue", set: "LMSSetValue", commit: "LMSCommit",
    finish: "LMSFinish", error: "LMSGetLastError",
  },
  elements: {
    mode: "cmi.core.lesson_mode", credit: "cmi.core.credit", entry: "cmi.core.entry",
    status: "cmi.core.lesson_status", score: "cmi.core.score.raw", exit: "cmi.core.exit",
    location: "cmi.core.lesson_location", learner: "cmi.core.student_id",
    response: "student_response", time: "time",
  },
  needed: ["cmi.suspend_data", "cmi.core.lesson_status", "cmi.core.lesson_mode"],
  passed: { "cmi.core.lesson_status": "passed" },
  completed: { "cmi.core.lesson_status": "completed" },
  longest: 255,
  resumeLimit: 4096,
  choice: "a,c",
  nineSeconds: "0000:00:09.00",
  codes: { closed: 301, unknown: 401, value: 405, order: 201, unreadable: 404, unset: 0 },
  unreadable: /^cmi\.(interactions|core\.(exit|session_time))/,
  fresh: {
    "cmi.core.lesson_mode": "normal", "cmi.core.credit": "credit",
    "cmi.core.entry": "ab-initio", "cmi.core.lesson_status": "not attempted",
    "cmi.core.lesson_location": "", "cmi.core.score.raw": "", "cmi.suspend_data": "",
    "cmi.student_preference.language": "", "cmi.core.student_id": "token-1",
  },
  writable: [
    [/^cmi\.suspend_data$/, /^[\x20-\x7e]{1,4096}$/],
    [/^cmi\.core\.lesson_location$/, TEXT_12],
    [/^cmi\.core\.lesson_status$/, /^(passed|completed|failed|incomplete|browsed)$/],
    [/^cmi\.core\.score\.(raw|min|max)$/, DECIMAL_12],
    [/^cmi\.core\.exit$/, /^suspend$/],
    [/^cmi\.core\.session_time$/, TIMESPAN_12],
    [/^cmi\.objectives\.\d+\.id$/, IDENTIFIER],
    [/^cmi\.objectives\.\d+\.score\.raw$/, DECIMAL_12],
    [/^cmi\.objectives\.\d+\.status$/, /^(passed|completed|failed|incomplete|browsed|not attempted)$/],
    [/^cmi\.interactions\.\d+\.id$/, IDENTIFIER],
    [/^cmi\.interactions\.\d+\.type$/, /^(true-false|choice|fill-in|matching|performance|sequencing|likert|numeric)$/],
    [/^cmi\.interactions\.\d+\.time$/, /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/],
    [/^cmi\.interactions\.\d+\.student_response$/, TEXT_12],
    [/^cmi\.interactions\.\d+\.result$/, /^(correct|wrong|unanticipated|neutral|\d+(\.\d+)?)$/],
    [/^cmi\.interactions\.\d+\.latency$/, TIMESPAN_12],
  ],
  judge: () => 0,
};

// --- SCORM 2004 -----------------------------------------------------------------------

/* What Moodle 4.5 takes, which is less than the standard allows. */
const TIMESPAN_2004 = /^PT\d+H[0-5]?\dM[0-5]?\d\.\d\dS$/;
const TIMESTAMP = /^20[0-3]\d-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{2}Z$/;
const SHORT = "[A-Za-z0-9_.]{1,250}";
const REAL = /^-?\d{1,5}(\.\d{1,18})?$/;
const SCALED = /^(0(\.\d{1,7})?|1)$/;
const LOCALIZED = /^\{lang=[a-z]{2,3}(-[A-Za-z0-9]{2,8})?\}[^{\r\n][^\r\n]{0,249}$/;
const COMPLETION = /^(completed|incomplete)$/;
const SUCCESS = /^(passed|failed|unknown)$/;

const RESPONSES = {
  "true-false": /^(true|false)$/,
  choice: new RegExp(`^${SHORT}(\\[,\\]${SHORT}){0,35}$`),
  sequencing: new RegExp(`^${SHORT}(\\[,\\]${SHORT}){0,35}$`),
  matching: new RegExp(`^${SHORT}\\[\\.\\]${SHORT}(\\[,\\]${SHORT}\\[\\.\\]${SHORT}){0,35}$`),
  likert: new RegExp(`^${SHORT}$`),
  numeric: REAL,
  "fill-in": /^[^{\r\n][^\r\n]{0,249}$/,
};

/** What depends on other elements: a code, or 0. */
function judge2004(data, element, value) {
  const row = ROW.exec(element);
  if (row && row[2] !== "id" && data[`cmi.interactions.${row[1]}.id`] === undefined) return 408;
  if (row && row[2] === "learner_response") {
    const type = data[`cmi.interactions.${row[1]}.type`];
    if (type === undefined) return 408;
    return RESPONSES[type].test(value) ? 0 : 406;
  }
  if (!/^cmi\.objectives\.\d+\.id$/.test(element)) return 0;
  const ids = Object.keys(data).filter((name) => /^cmi\.objectives\.\d+\.id$/.test(name));
  const taken = ids.some((name) => name !== element && data[name] === value);
  return taken || (data[element] !== undefined && data[element] !== value) ? 351 : 0;
}

const SCORM2004 = {
  name: "SCORM 2004",
  module: ["scorm-again/scorm2004", "Scorm2004API"],
  scripts: SHARED.concat("packagers/scorm2004/dialect.js"),
  functions: {
    begin: "Initialize", get: "GetValue", set: "SetValue", commit: "Commit",
    finish: "Terminate", error: "GetLastError",
  },
  elements: {
    mode: "cmi.mode", credit: "cmi.credit", entry: "cmi.entry",
    status: "cmi.completion_status", score: "cmi.score.raw", exit: "cmi.exit",
    location: "cmi.location", learner: "cmi.learner_id",
    response: "learner_response", time: "timestamp",
  },
  needed: ["cmi.suspend_data", "cmi.completion_status", "cmi.success_status", "cmi.mode"],
  passed: { "cmi.completion_status": "completed", "cmi.success_status": "passed" },
  completed: { "cmi.completion_status": "completed", "cmi.success_status": "unknown" },
  longest: 250,
  resumeLimit: 64000,
  choice: "a[,]c",
  nineSeconds: "PT0H0M9.00S",
  codes: { closed: 132, unknown: 401, value: 406, order: 351, unreadable: 405, unset: 403 },
  unreadable: /^cmi\.(exit|session_time)$/,
  fresh: {
    "cmi.mode": "normal", "cmi.credit": "credit", "cmi.entry": "ab-initio",
    "cmi.completion_status": "unknown", "cmi.success_status": "unknown",
    "cmi.learner_preference.language": "", "cmi.learner_id": "token-1",
    "cmi.total_time": "PT0H0M0S",
  },
  writable: [
    [/^cmi\.suspend_data$/, /^[\x20-\x7e]{1,64000}$/],
    [/^cmi\.location$/, /^[\x20-\x7e]{1,1000}$/],
    [/^cmi\.completion_status$/, COMPLETION],
    [/^cmi\.success_status$/, SUCCESS],
    [/^cmi\.score\.(raw|min|max)$/, REAL],
    [/^cmi\.score\.scaled$/, SCALED],
    [/^cmi\.progress_measure$/, SCALED],
    [/^cmi\.exit$/, /^suspend$/],
    [/^cmi\.session_time$/, TIMESPAN_2004],
    [/^adl\.nav\.request$/, /^suspendAll$/],
    [/^cmi\.objectives\.\d+\.id$/, IDENTIFIER],
    [/^cmi\.objectives\.\d+\.description$/, LOCALIZED],
    [/^cmi\.objectives\.\d+\.score\.(raw|min|max)$/, REAL],
    [/^cmi\.objectives\.\d+\.score\.scaled$/, SCALED],
    [/^cmi\.objectives\.\d+\.progress_measure$/, SCALED],
    [/^cmi\.objectives\.\d+\.completion_status$/, COMPLETION],
    [/^cmi\.objectives\.\d+\.success_status$/, SUCCESS],
    [/^cmi\.interactions\.\d+\.id$/, IDENTIFIER],
    [/^cmi\.interactions\.\d+\.type$/, /^(true-false|choice|fill-in|matching|sequencing|likert|numeric)$/],
    [/^cmi\.interactions\.\d+\.timestamp$/, TIMESTAMP],
    [/^cmi\.interactions\.\d+\.learner_response$/, /./],
    [/^cmi\.interactions\.\d+\.result$/, /^(correct|incorrect|unanticipated|neutral|\d+(\.\d+)?)$/],
    [/^cmi\.interactions\.\d+\.latency$/, TIMESPAN_2004],
  ],
  judge: judge2004,
};

module.exports = { SCORM12, SCORM2004, FAMILIES: [SCORM12, SCORM2004] };
