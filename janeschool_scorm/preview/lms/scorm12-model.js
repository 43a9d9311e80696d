/*
 * The data model of SCORM 1.2 (Run-Time Environment 1.2, 3.4.4): who may read and write
 * an element, and what it may hold. A table that knows no LMS.
 */
"use strict";
((L) => {
  const text = (most) => ({
    test: (value) => value.length <= most,
    words: "a text of at most " + most.toLocaleString("en") + " characters",
  });
  const pattern = (regex, words) => ({ test: (value) => regex.test(value), words: words });
  const oneOf = (...words) => ({
    test: (value) => words.indexOf(value) >= 0,
    words: "one of " + words.map((word) => word || "nothing").join(", "),
  });
  const within = (regex, low, high, words) => ({
    test: (value) => regex.test(value) && Number(value) >= low && Number(value) <= high,
    words: words + " from " + low + " to " + high,
  });

  const IDENTIFIER = pattern(/^[\x21-\x7e]{1,255}$/, "an identifier of at most 255 "
    + "characters without spaces");
  const DECIMAL = pattern(/^-?\d+(\.\d+)?$/, "a decimal number");
  const SCORE = pattern(/^$|^(100(\.0+)?|\d{1,2}(\.\d+)?)$/, "a number from 0 to 100, or nothing");
  const TIMESPAN = pattern(/^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/, "a time span HHHH:MM:SS.SS");
  const TIME = pattern(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/, "a time HH:MM:SS.SS");
  const STATUS = ["passed", "completed", "failed", "incomplete", "browsed"];
  const TYPES = ["true-false", "choice", "fill-in", "matching", "performance", "sequencing",
    "likert", "numeric"];
  const RESULT = {
    test: (value) => /^(correct|wrong|unanticipated|neutral|-?\d+(\.\d+)?)$/.test(value),
    words: "correct, wrong, unanticipated, neutral or a number",
  };

  /** A course may say "not attempted"; the common LMSs answer with error 405. */
  const LESSON = Object.assign(oneOf.apply(null, STATUS.concat("not attempted")), {
    care: (value) => (value === "not attempted" ? "many LMSs refuse “not attempted”" : ""),
  });

  /** What a learner may answer, by the type of the interaction. */
  const RESPONSES = {
    "true-false": pattern(/^[01tf]$/, "t, f, 1 or 0"),
    choice: pattern(/^$|^\{?[a-z0-9](,[a-z0-9])*\}?$/, "single characters a to z or 0 to 9 with commas"),
    "fill-in": text(255),
    matching: pattern(/^$|^\{?[a-z0-9]\.[a-z0-9](,[a-z0-9]\.[a-z0-9])*\}?$/,
      "pairs such as 1.a,2.b"),
    performance: text(255),
    sequencing: pattern(/^$|^\{?[a-z0-9](,[a-z0-9])*\}?$/, "single characters a to z or 0 to 9 with commas"),
    likert: pattern(/^[a-z0-9]?$/, "one character a to z or 0 to 9"),
    numeric: DECIMAL,
  };

  const n = "\\.(0|[1-9]\\d*)\\.";
  const rows = [
    ["cmi\\.(_version|_children)", "r"],
    ["cmi\\.core\\._children", "r"],
    ["cmi\\.core\\.(student_id|student_name|credit|entry|total_time|lesson_mode)", "r"],
    ["cmi\\.core\\.lesson_location", "rw", text(255)],
    ["cmi\\.core\\.lesson_status", "rw", LESSON],
    ["cmi\\.core\\.score\\._children", "r"],
    ["cmi\\.core\\.score\\.(raw|min|max)", "rw", SCORE],
    ["cmi\\.core\\.exit", "w", oneOf("time-out", "suspend", "logout", "")],
    ["cmi\\.core\\.session_time", "w", TIMESPAN],
    ["cmi\\.suspend_data", "rw", text(4096)],
    ["cmi\\.(launch_data|comments_from_lms)", "r"],
    ["cmi\\.comments", "rw", text(4096)],
    ["cmi\\.objectives\\.(_children|_count)", "r"],
    ["cmi\\.objectives" + n + "id", "rw", IDENTIFIER],
    ["cmi\\.objectives" + n + "score\\._children", "r"],
    ["cmi\\.objectives" + n + "score\\.(raw|min|max)", "rw", SCORE],
    ["cmi\\.objectives" + n + "status", "rw", oneOf.apply(null, STATUS.concat("not attempted"))],
    ["cmi\\.student_data\\.(_children|mastery_score|max_time_allowed|time_limit_action)", "r"],
    ["cmi\\.student_preference\\._children", "r"],
    ["cmi\\.student_preference\\.audio", "rw", within(/^-?\d+$/, -1, 100, "a whole number")],
    ["cmi\\.student_preference\\.language", "rw", text(255)],
    ["cmi\\.student_preference\\.speed", "rw", within(/^-?\d+$/, -100, 100, "a whole number")],
    ["cmi\\.student_preference\\.text", "rw", within(/^-?\d+$/, -1, 1, "a whole number")],
    ["cmi\\.interactions\\.(_children|_count)", "r"],
    ["cmi\\.interactions" + n + "id", "w", IDENTIFIER],
    ["cmi\\.interactions" + n + "objectives\\._count", "r"],
    ["cmi\\.interactions" + n + "objectives" + n + "id", "w", IDENTIFIER],
    ["cmi\\.interactions" + n + "time", "w", TIME],
    ["cmi\\.interactions" + n + "type", "w", oneOf.apply(null, TYPES)],
    ["cmi\\.interactions" + n + "correct_responses\\._count", "r"],
    ["cmi\\.interactions" + n + "correct_responses" + n + "pattern", "w", text(255)],
    ["cmi\\.interactions" + n + "weighting", "w", DECIMAL],
    ["cmi\\.interactions" + n + "student_response", "w", text(255)],
    ["cmi\\.interactions" + n + "result", "w", RESULT],
    ["cmi\\.interactions" + n + "latency", "w", TIMESPAN],
  ];

  L.model12 = {
    elements: rows.map((row) => ({
      regex: new RegExp("^" + row[0] + "$"), access: row[1], type: row[2] || null,
      section: "SCORM 1.2 RTE 3.4.4",
    })),
    calls: "SCORM 1.2 RTE 3.3",
    collections: /^(cmi\.objectives|cmi\.interactions)$/,
    response: { name: "student_response", types: RESPONSES },
    /** A text in which letters beyond ASCII are at the mercy of the LMS. */
    ascii: true,
    ids: { first: false, unique: false },
  };
})(globalThis.Lms = globalThis.Lms || {});
