/* An xAPI statement in one line: what was done, with what, and what came of it. */
"use strict";
((P) => {
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  /** A language map in English, else in its first language; "" where it is none. */
  function said(map) {
    if (!isObject(map)) return "";
    const names = Object.keys(map);
    const name = names.find((each) => /^en(-|$)/i.test(each)) || names[0];
    return name !== undefined && typeof map[name] === "string" ? map[name] : "";
  }

  const last = (iri) => String(iri || "").replace(/[#/]+$/, "").split(/[#/]/).pop();

  const verb = (statement) => {
    return isObject(statement.verb) ? said(statement.verb.display) || last(statement.verb.id) : "";
  };

  function object(statement) {
    const it = isObject(statement.object) ? statement.object : {};
    const name = isObject(it.definition) ? said(it.definition.name) : "";
    return name || (typeof it.name === "string" && it.name) || last(it.id) || String(it.objectType || "");
  }

  const DURATION = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

  /** ISO 8601 duration -> seconds; NaN where it is none. */
  function seconds(duration) {
    const match = DURATION.exec(duration);
    if (!match || !/\d/.test(duration)) return NaN;
    const [years, months, days, hours, minutes, rest] = match.slice(1).map((each) => Number(each || 0));
    return (((years * 365 + months * 30 + days) * 24 + hours) * 60 + minutes) * 60 + rest;
  }

  function score(result) {
    const it = isObject(result.score) ? result.score : {};
    if (typeof it.scaled === "number") return "score " + Math.round(it.scaled * 100) + " %";
    return typeof it.raw === "number" ? "score " + it.raw : "";
  }

  /** @returns {string[]} what the result says, in words */
  function outcome(statement) {
    const result = isObject(statement.result) ? statement.result : {};
    const time = typeof result.duration === "string" ? seconds(result.duration) : NaN;
    return [
      result.success === true ? "success" : result.success === false ? "no success" : "",
      result.completion === true ? "complete" : result.completion === false ? "not complete" : "",
      score(result),
      typeof result.response === "string" ? "answer “" + P.wording.short(result.response, 60) + "”" : "",
      Number.isFinite(time) ? P.wording.hours(time) : "",
    ].filter(Boolean);
  }

  /** @returns {string} "passed: Final check (success, score 85 %)" */
  function line(statement) {
    if (!isObject(statement)) return "no statement";
    const came = outcome(statement);
    const about = came.length ? " (" + came.join(", ") + ")" : "";
    return verb(statement) + ": " + P.wording.short(object(statement), 120) + about;
  }

  P.statements = { line, verb, object, outcome, seconds };
})(Preview);
