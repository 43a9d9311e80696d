/*
 * The data model of SCORM 2004 (Run-Time Environment, 4th edition, 4.2 and 4.3): who may
 * read and write an element, what it may hold, and in which section that stands.
 */
"use strict";
((L) => {
  const pattern = (regex, words) => ({ test: (value) => regex.test(value), words: words });
  const oneOf = (...words) => ({
    test: (value) => words.indexOf(value) >= 0,
    words: "one of " + words.map((word) => word || "nothing").join(", "),
  });
  const text = (most) => ({
    test: (value) => value.length <= most,
    words: "a text of at most " + most.toLocaleString("en") + " characters",
  });
  const MARK = /^\{lang=[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*\}/;
  const told = (most) => ({
    test: (value) => value.replace(MARK, "").length <= most,
    words: "a text of at most " + most.toLocaleString("en") + " characters, perhaps after {lang=}",
  });
  const REAL = /^-?\d+(\.\d{1,7})?$/;
  const number = (low, high, words) => ({
    test: (value) => REAL.test(value) && Number(value) >= low && Number(value) <= high,
    words: words,
  });

  const ANY = number(-Infinity, Infinity, "a number with at most 7 decimals");
  const SCALED = number(-1, 1, "a number from -1 to 1 with at most 7 decimals");
  const MEASURE = number(0, 1, "a number from 0 to 1 with at most 7 decimals");
  const COMPLETION = oneOf("completed", "incomplete", "not attempted", "unknown");
  const SUCCESS = oneOf("passed", "failed", "unknown");
  const INTERVAL = pattern(
    /^P(?=[\dT])(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/,
    "a time interval such as PT1H30M5.25S, with at most 2 decimals");
  const MOMENT = pattern(new RegExp("^(19[7-9]\\d|20[0-2]\\d|203[0-8])(-(0[1-9]|1[0-2])"
    + "(-(0[1-9]|[12]\\d|3[01])(T([01]\\d|2[0-3])(:[0-5]\\d(:[0-5]\\d"
    + "(\\.\\d{1,2}(Z|[+-]\\d\\d(:[0-5]\\d)?)?)?)?)?)?)?)?$"),
  "a time such as 2026-11-22T05:25:00.00Z; a zone only after decimals, of which at most 2");
  const SHORT = "(?:[A-Za-z0-9][\\x21-\\x5a\\x5c\\x5e-\\x7e]{0,249})";
  const IDENTIFIER = {
    test: (value) => value.length <= 4000 && /^[\x21-\x7e]+$/.test(value)
      && !/^urn:(?![a-z0-9][a-z0-9-]{0,31}:.)/i.test(value),
    words: "an identifier (a URI) of at most 4,000 characters without spaces",
  };
  const TYPES = ["true-false", "choice", "fill-in", "long-fill-in", "matching", "performance",
    "sequencing", "likert", "numeric", "other"];
  const RESULT = {
    test: (value) => REAL.test(value)
      || /^(correct|incorrect|unanticipated|neutral)$/.test(value),
    words: "correct, incorrect, unanticipated, neutral or a number",
  };
  const NAVIGATION = pattern(new RegExp("^(continue|previous|exit|exitAll|abandon|abandonAll"
    + "|suspendAll|_none_|\\{target=[^{}]+\\}(choice|jump))$"),
  "continue, previous, exit, exitAll, abandon, abandonAll, suspendAll, _none_, "
    + "or {target=ID}choice or jump");

  const list = (item, most) => ({
    test: (value) => {
      const parts = value.split("[,]");
      return value === "" || (parts.length <= most && parts.every((part) => item.test(part)));
    },
    words: "parts with [,] between them",
  });
  const short = new RegExp("^" + SHORT + "$");
  const pair = new RegExp("^" + SHORT + "\\[\\.\\]" + SHORT + "$");

  /** What a learner may answer, by the type of the interaction (RTE 4.2.9.1). */
  const RESPONSES = {
    "true-false": oneOf("true", "false"),
    choice: list(short, 36),
    "fill-in": list({ test: (part) => told(250).test(part) }, 10),
    "long-fill-in": told(4000),
    matching: list(pair, 36),
    performance: list({ test: (part) => part.indexOf("[.]") >= 0 }, 250),
    sequencing: list(short, 36),
    likert: pattern(short, "one identifier"),
    numeric: ANY,
    other: text(4000),
  };

  const n = "\\.(0|[1-9]\\d*)\\.";
  const rows = [
    ["cmi\\.(_version|_children)", "r", null, "4.2.1"],
    ["cmi\\.comments_from_learner\\.(_children|_count)", "r", null, "4.2.2"],
    ["cmi\\.comments_from_learner" + n + "comment", "rw", told(4000), "4.2.2"],
    ["cmi\\.comments_from_learner" + n + "location", "rw", text(250), "4.2.2"],
    ["cmi\\.comments_from_learner" + n + "timestamp", "rw", MOMENT, "4.2.2"],
    ["cmi\\.comments_from_lms\\.(_children|_count)", "r", null, "4.2.3"],
    ["cmi\\.comments_from_lms" + n + "(comment|location|timestamp)", "r", null, "4.2.3"],
    ["cmi\\.completion_status", "rw", COMPLETION, "4.2.4"],
    ["cmi\\.completion_threshold", "r", null, "4.2.5"],
    ["cmi\\.credit", "r", null, "4.2.6"],
    ["cmi\\.entry", "r", null, "4.2.7"],
    ["cmi\\.exit", "w", oneOf("time-out", "suspend", "logout", "normal", ""), "4.2.8"],
    ["cmi\\.interactions\\.(_children|_count)", "r", null, "4.2.9"],
    ["cmi\\.interactions" + n + "id", "rw", IDENTIFIER, "4.2.9"],
    ["cmi\\.interactions" + n + "type", "rw", oneOf.apply(null, TYPES), "4.2.9"],
    ["cmi\\.interactions" + n + "objectives\\._count", "r", null, "4.2.9"],
    ["cmi\\.interactions" + n + "objectives" + n + "id", "rw", IDENTIFIER, "4.2.9"],
    ["cmi\\.interactions" + n + "timestamp", "rw", MOMENT, "4.2.9"],
    ["cmi\\.interactions" + n + "correct_responses\\._count", "r", null, "4.2.9"],
    ["cmi\\.interactions" + n + "correct_responses" + n + "pattern", "rw", null, "4.2.9"],
    ["cmi\\.interactions" + n + "weighting", "rw", ANY, "4.2.9"],
    ["cmi\\.interactions" + n + "learner_response", "rw", text(40000), "4.2.9"],
    ["cmi\\.interactions" + n + "result", "rw", RESULT, "4.2.9"],
    ["cmi\\.interactions" + n + "latency", "rw", INTERVAL, "4.2.9"],
    ["cmi\\.interactions" + n + "description", "rw", told(250), "4.2.9"],
    ["cmi\\.launch_data", "r", null, "4.2.10"],
    ["cmi\\.learner_id", "r", null, "4.2.11"],
    ["cmi\\.learner_name", "r", null, "4.2.12"],
    ["cmi\\.learner_preference\\._children", "r", null, "4.2.13"],
    ["cmi\\.learner_preference\\.(audio_level|delivery_speed)", "rw",
      number(0, Infinity, "a number that is not negative"), "4.2.13"],
    ["cmi\\.learner_preference\\.language", "rw",
      pattern(/^$|^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/, "a language tag"), "4.2.13"],
    ["cmi\\.learner_preference\\.audio_captioning", "rw", oneOf("-1", "0", "1"), "4.2.13"],
    ["cmi\\.location", "rw", text(1000), "4.2.14"],
    ["cmi\\.max_time_allowed", "r", null, "4.2.15"],
    ["cmi\\.mode", "r", null, "4.2.16"],
    ["cmi\\.objectives\\.(_children|_count)", "r", null, "4.2.17"],
    ["cmi\\.objectives" + n + "id", "rw", IDENTIFIER, "4.2.17"],
    ["cmi\\.objectives" + n + "score\\._children", "r", null, "4.2.17"],
    ["cmi\\.objectives" + n + "score\\.scaled", "rw", SCALED, "4.2.17"],
    ["cmi\\.objectives" + n + "score\\.(raw|min|max)", "rw", ANY, "4.2.17"],
    ["cmi\\.objectives" + n + "success_status", "rw", SUCCESS, "4.2.17"],
    ["cmi\\.objectives" + n + "completion_status", "rw", COMPLETION, "4.2.17"],
    ["cmi\\.objectives" + n + "progress_measure", "rw", MEASURE, "4.2.17"],
    ["cmi\\.objectives" + n + "description", "rw", told(250), "4.2.17"],
    ["cmi\\.progress_measure", "rw", MEASURE, "4.2.18"],
    ["cmi\\.scaled_passing_score", "r", null, "4.2.19"],
    ["cmi\\.score\\._children", "r", null, "4.2.20"],
    ["cmi\\.score\\.scaled", "rw", SCALED, "4.2.20"],
    ["cmi\\.score\\.(raw|min|max)", "rw", ANY, "4.2.20"],
    ["cmi\\.session_time", "w", INTERVAL, "4.2.21"],
    ["cmi\\.success_status", "rw", SUCCESS, "4.2.22"],
    ["cmi\\.suspend_data", "rw", text(64000), "4.2.23"],
    ["cmi\\.time_limit_action", "r", null, "4.2.24"],
    ["cmi\\.total_time", "r", null, "4.2.25"],
    ["adl\\.nav\\.request", "rw", NAVIGATION, "SN 5.6.4"],
    ["adl\\.nav\\.request_valid\\.(continue|previous)", "r", null, "SN 5.6.4"],
    ["adl\\.nav\\.request_valid\\.(choice|jump)\\.\\{target=[^{}]+\\}", "r", null, "SN 5.6.4"],
    ["adl\\.data\\.(_children|_count)", "r", null, "4.3"],
    ["adl\\.data" + n + "id", "r", null, "4.3"],
    ["adl\\.data" + n + "store", "rw", text(64000), "4.3"],
  ];

  const named = (section) => "SCORM 2004 " + (/^SN/.test(section) ? "" : "RTE ") + section;

  L.model2004 = {
    elements: rows.map((row) => ({
      regex: new RegExp("^" + row[0] + "$"), access: row[1], type: row[2], section: named(row[3]),
    })),
    calls: "SCORM 2004 RTE 3.1.3",
    response: { name: "learner_response", types: RESPONSES },
    ascii: false,
    ids: { first: true, unique: true },
  };
})(globalThis.Lms = globalThis.Lms || {});
