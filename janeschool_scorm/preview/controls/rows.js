/* What came from the LMS frame, the server or the person -> one row of the log. */
"use strict";
((P) => {
  const EMPTY = {
    args: [], answer: "", error: "0", took: null, verdict: [], text: "", json: "", call: false,
    failed: false, struck: false,
  };

  const worstFirst = (verdict) => [
    ...verdict.filter((each) => each.level === "error"), ...verdict.filter((each) => each.level !== "error"),
  ];

  const written = (value) => {
    if (value === null || value === undefined || value === "") return "";
    return JSON.stringify(value, null, 2);
  };

  /** @param {string|undefined} before what the element held until now */
  function ofCall(message, before) {
    const unset = P.calls.unset(message);
    const failed = Number(message.error) > 0 && P.calls.kind(message.name) !== "error" && !unset;
    return {
      ...EMPTY, kind: kindOf(message.name), call: true, at: message.at, name: message.name,
      given: message.args, args: message.args.map(String), came: message.answer,
      answer: String(message.answer), error: message.error || "0", took: message.took,
      verdict: worstFirst(message.verdict), before, failed, unset, struck: message.struck,
    };
  }

  const kindOf = (name) => {
    const kind = P.calls.kind(name);
    return kind === "other" ? "note" : kind;
  };

  /** Which document or statement it was about; who asked is the same in every request. */
  const about = (parameters) => ["stateId", "profileId", "statementId", "voidedStatementId"]
    .filter((name) => parameters.has(name)).map((name) => name + "=" + parameters.get(name)).join(" ");

  function ofRequest(message) {
    // A document that is not there yet is an answer and no failure.
    const none = message.status === 404 && message.method === "GET";
    return {
      ...EMPTY, kind: "request", at: message.at, name: message.method,
      text: [message.path, about(message.parameters)].filter(Boolean).join(" "),
      answer: String(message.status || "no answer"), took: message.took, verdict: message.verdict,
      struck: message.struck, failed: (message.status >= 400 && !none) || !message.status,
      json: written(message.body), reply: written(message.answer),
      parameters: [...message.parameters],
    };
  }

  const ofStatement = (message) => ({
    ...EMPTY, kind: "statement", at: message.at, name: message.by === "lms" ? "LMS" : "course",
    text: P.statements.line(message.statement), verdict: message.verdict, json: written(message.statement),
  });

  const ofDocument = (message) => ({
    ...EMPTY, kind: "document", at: message.at, name: message.kind || "document",
    text: message.id + (message.method === "DELETE" ? ", deleted" : ""), json: written(message.value),
  });

  const note = (at, name, text, failed) => ({ ...EMPTY, kind: "note", at, name, text, failed: Boolean(failed) });

  const joined = (between, ...parts) => parts.filter(Boolean).join(between);

  const place = (it) => (it.file ? ", asked for by " + it.file + (it.line ? ":" + it.line : "") : "");

  const NOTES = {
    stage: (message, at) => note(at, "window", joined(": ", message.stage, message.text), message.stage === "failed"),
    nav: (message, at) => note(at, "navigation", joined(", ", message.request, message.outcome, message.delivered),
      message.outcome && message.outcome !== "done"),
    note: (message, at) => note(at, "note", message.text),
    moveon: (message) => note(message.at, "moveOn",
      joined(": ", message.item + " is " + (message.satisfied ? "satisfied" : "not satisfied"), message.why)),
    blocked: (message) => note(message.at, "blocked", message.address + place(message), true),
    missing: (message) => note(message.at, "missing", message.file + " is not in the package", true),
    damaged: (message) => note(message.at, "damaged", message.file + ": " + message.text, true),
    request: ofRequest, statement: ofStatement, document: ofDocument,
  };

  /** @returns {Object|null} null for what is no event of its own */
  function ofMessage(message, now) {
    if (!Object.hasOwn(NOTES, message.type)) return null;
    const row = NOTES[message.type](message, now);
    return { ...row, at: row.at || now };
  }

  /** One line that can be pasted into a letter or an issue. */
  function line(row) {
    const said = row.call
      ? row.name + "(" + row.given.map((each) => P.calls.literal(each)).join(", ") + ") -> "
        + P.calls.literal(row.came) + (row.failed ? " error " + row.error : "")
      : row.name + " " + row.text + (row.answer ? " -> " + row.answer : "");
    const faults = row.verdict.map((v) => v.level + ": " + v.text + (v.rule ? " [" + v.rule + "]" : ""));
    return [new Date(row.at).toISOString() + " " + said, ...faults].join("\n  ");
  }

  /** The row as it is kept in a file: only what it has. */
  function plain(row) {
    const all = {
      at: new Date(row.at).toISOString(), kind: row.kind, name: row.name, text: row.text,
      args: row.call ? row.given : [], answer: row.call ? row.came : row.answer, error: row.call ? row.error : "",
      made_to_fail: row.struck || "", took_ms: row.took, verdict: row.verdict,
      value: row.json ? JSON.parse(row.json) : null, reply: row.reply ? JSON.parse(row.reply) : null,
    };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => {
      return value !== "" && value !== null && !(Array.isArray(value) && !value.length);
    }));
  }

  /** NDJSON: the session's facts on the first line, then a row a line. */
  const ndjson = (rows, about) => [about, ...rows.map(plain)].map((each) => JSON.stringify(each)).join("\n") + "\n";

  const json = (rows, about) => JSON.stringify({ ...about, rows: rows.map(plain) }, null, 2) + "\n";

  P.rows = { ofCall, ofMessage, note, line, plain, ndjson, json };
})(Preview);
