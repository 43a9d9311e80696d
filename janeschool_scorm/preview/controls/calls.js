/* What a call to the LMS is for, whichever standard it speaks. */
"use strict";
((P) => {
  const KINDS = {
    Initialize: "session", Finish: "session", Terminate: "session",
    GetValue: "read", SetValue: "write", Commit: "save",
    GetLastError: "error", GetErrorString: "error", GetDiagnostic: "error",
  };

  /** "LMSSetValue" and "SetValue" -> "SetValue" */
  const plain = (name) => name.replace(/^LMS/, "");

  /** @returns {"session"|"read"|"write"|"save"|"error"|"other"} */
  const kind = (name) => (Object.hasOwn(KINDS, plain(name)) ? KINDS[plain(name)] : "other");

  /** Did the LMS say yes? */
  const good = (call) => String(call.answer) === "true" && !Number(call.error);

  /** The element that is read or written, "" for every other call. */
  const element = (call) => (["read", "write"].includes(kind(call.name)) ? String(call.args[0] || "") : "");

  /** A value as it would stand in a script: "5" is a text, 5 is a number. */
  const literal = (value, limit) => {
    return JSON.stringify(typeof value === "string" && limit ? P.wording.short(value, limit) : value);
  };

  /** A good save: from then on the LMS has what was written. */
  const keeps = (call) => good(call) && ["Commit", "Finish", "Terminate"].includes(plain(call.name));

  const begins = (call) => good(call) && plain(call.name) === "Initialize";

  /** SCORM 2004 says 403 of an element that has no value yet: no fault, an answer. */
  const unset = (call) => call.name === "GetValue" && Number(call.error) === 403;

  P.calls = { plain, kind, good, element, literal, keeps, begins, unset };
})(Preview);
