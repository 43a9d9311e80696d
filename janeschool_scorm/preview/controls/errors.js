/* What the error codes of each standard say (SCORM 1.2 RTE 3.3; SCORM 2004 RTE 3.1.7). */
"use strict";
((P) => {
  const SCORM12 = {
    101: "General exception", 201: "Invalid argument", 202: "Element cannot have children",
    203: "Element is not an array", 301: "Not initialized", 401: "Not implemented",
    402: "Element is a keyword", 403: "Element is read only", 404: "Element is write only",
    405: "Incorrect data type",
  };
  const SCORM2004 = {
    101: "General exception", 102: "General initialization failure", 103: "Already initialized",
    104: "Content instance terminated", 111: "General termination failure",
    112: "Termination before initialization", 113: "Termination after termination",
    122: "Retrieve data before initialization", 123: "Retrieve data after termination",
    132: "Store data before initialization", 133: "Store data after termination",
    142: "Commit before initialization", 143: "Commit after termination", 201: "General argument error",
    301: "General get failure", 351: "General set failure", 391: "General commit failure",
    401: "Undefined element", 402: "Unimplemented element", 403: "Element value not initialized",
    404: "Element is read only", 405: "Element is write only", 406: "Element type mismatch",
    407: "Element value out of range", 408: "Dependency not established",
  };
  const HTTP = {
    400: "Bad request", 401: "Not authorised", 403: "Forbidden", 404: "Not found", 409: "Conflict",
    412: "Precondition failed", 413: "Too large", 429: "Too many requests", 500: "Server error",
    503: "Not available for now",
  };
  const BY_STANDARD = { scorm12: SCORM12, scorm2004: SCORM2004, cmi5: HTTP, xapi: HTTP };
  /** Those that an LMS in trouble gives of itself, whatever the course has written. */
  const CHOSEN = {
    scorm12: [101, 201, 301, 401, 403, 405], scorm2004: [101, 301, 351, 391, 143, 404, 406],
    cmi5: [500, 503, 401, 403, 409, 413, 429], xapi: [500, 503, 401, 403, 409, 413, 429],
  };

  const table = (standard) => BY_STANDARD[standard] || SCORM12;

  /** "405" -> "405 Incorrect data type" */
  const words = (standard, code) => [code, table(standard)[code]].filter(Boolean).join(" ");

  /** @returns {Array<[string, string]>} codes that can be chosen, with their words */
  const choices = (standard) => (CHOSEN[standard] || CHOSEN.scorm12)
    .map((code) => [String(code), words(standard, code)]);

  P.errors = { words, choices };
})(Preview);
