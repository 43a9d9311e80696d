/* Events of the ledger: what each row says (see "The SCORM ledger" in the docs). */
"use strict";
((J) => {
  /** An LMS holds few rows: so that sessions, modules and scores always find room. */
  const SECOND_TRIES = 40;
  const QUESTIONS = 70;
  const CHECK_ITEMS = 95;

  /** `20261121T2130Z` of minutes since 1970. */
  function stamp(minutes) {
    return new Date(minutes * 60000).toISOString().replace(/[-:]/g, "").slice(0, 13) + "Z";
  }

  function safe(id) {
    return id.replace(/[^A-Za-z0-9_]/g, "_");
  }

  /** One row per session, for the first twenty; later ones are in the resume code alone. */
  function session(course, state, about) {
    if (state.sessions > 20) return null;
    const words = [
      stamp(about.started), "a=" + Math.round(about.active), "w=" + Math.round(about.wall),
      "v=" + course.version, "p=" + about.fingerprint, "q=" + state.seq,
    ];
    return {
      kind: "row", id: "s_" + state.sessions, type: "fill-in", result: "neutral",
      response: words.join(";"), latency: about.active,
    };
  }

  /** Active seconds of a module's lessons, and when its attestations were made. */
  function module(state, unit, now) {
    const attested = [];
    let active = 0;
    const parts = unit.lessons.map((lesson, i) => {
      const seconds = Math.round(J.state.lesson(state, lesson.place).seconds);
      active += seconds;
      lesson.items.forEach((item) => {
        const at = J.state.item(state, item.place).at;
        if (item.kind === "attest" && at) attested.push(at);
      });
      return "l" + (i + 1) + "=" + seconds;
    });
    const words = [stamp(now), "a=" + active];
    if (attested.length) words.push("as=" + stamp(attested[0]));
    if (attested.length > 1) words.push("ae=" + stamp(attested[attested.length - 1]));
    return {
      kind: "row", id: "m_" + safe(unit.id), type: "fill-in", result: "neutral",
      response: fit(words.concat(parts)), latency: active,
    };
  }

  /** As many parts as 255 characters hold. */
  function fit(words) {
    return words.reduce((text, word) => {
      const longer = text ? text + ";" + word : word;
      return longer.length <= 255 ? longer : text;
    }, "");
  }

  /** `room`: written only while so few rows are used; the resume code has it in any case. */
  function answer(id, kind, response, right, latency, room) {
    return {
      kind: "row", id: id, type: kind, response: response, room: room,
      result: right ? "correct" : "wrong", latency: latency,
    };
  }

  function question(item, tries, sessions, response, right, latency) {
    const id = "q_" + safe(item.id) + "_" + tries + "_s" + sessions;
    return answer(id, item.kind, response, right, latency, tries > 1 ? SECOND_TRIES : QUESTIONS);
  }

  function checkItem(item, attempt, sessions, response, right) {
    const id = "f" + attempt + "_" + safe(item.id) + "_s" + sessions;
    return answer(id, item.kind, response, right, undefined, CHECK_ITEMS);
  }

  function checkScore(attempt, sessions, score, passed, latency) {
    const id = "c_" + attempt + "_s" + sessions;
    return answer(id, "numeric", String(score), passed, latency);
  }

  function opinion(id, sessions, value) {
    return {
      kind: "row", room: QUESTIONS, id: "v_" + safe(id) + "_s" + sessions, type: "likert",
      response: value, result: "neutral",
    };
  }

  function objective(unit, percent) {
    const status = percent === 100 ? "completed" : "incomplete";
    return { kind: "objective", id: unit.id, percent: percent, status: status };
  }

  function checkObjective(course, state) {
    const status = J.rules.checkPassed(course, state) ? "passed" : "incomplete";
    return { kind: "objective", id: course.check.id, percent: state.check.best, status: status };
  }

  J.ledger = {
    stamp: stamp, session: session, module: module, question: question, objective: objective,
    checkItem: checkItem, checkScore: checkScore, checkObjective: checkObjective,
    opinion: opinion,
  };
})(JaneSchool);
