/* Events of the ledger: what each row says (see "The SCORM ledger" in the docs). */
"use strict";
((J) => {
  /** Only the first sessions have a row; later ones are in the resume code alone. */
  const SESSIONS = 20;
  /**
   * An LMS holds few rows, so each has a rank: 0 always finds room, 1 the items of the
   * first check, 2 first answers, 3 what the resume code has in any case.
   */
  const FIRST_CHECK = 1;
  const FIRST_ANSWER = 2;
  const LATER = 3;
  /** Kinds that SCORM 1.2 calls by another name (3.4.7, interactions.n.type). */
  const TYPES = { match: "matching", sort: "matching", order: "sequencing" };

  /** `20261121T2130Z` of minutes since 1970. */
  function stamp(minutes) {
    return new Date(minutes * 60000).toISOString().replace(/[-:]/g, "").slice(0, 13) + "Z";
  }

  function safe(id) {
    return id.replace(/[^A-Za-z0-9_]/g, "_");
  }

  function session(course, state, about) {
    if (state.sessions > SESSIONS) return null;
    const words = [
      stamp(about.started), "a=" + Math.round(about.active), "w=" + Math.round(about.wall),
      "v=" + course.version, "p=" + about.fingerprint, "q=" + state.seq,
    ];
    return {
      kind: "row", id: "s_" + state.sessions, type: "fill-in", result: "neutral", rank: 0,
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
      rank: finished(unit, state) ? 0 : LATER,
    };
  }

  function finished(unit, state) {
    return unit.lessons.every((lesson) => J.rules.lessonDone(lesson, state));
  }

  /** As many parts as 250 characters hold, which every LMS keeps of a fill-in. */
  function fit(words) {
    return words.reduce((text, word) => {
      const longer = text ? text + ";" + word : word;
      return longer.length <= 250 ? longer : text;
    }, "");
  }

  function answer(id, kind, response, right, latency, rank) {
    return {
      kind: "row", id: id, type: TYPES[kind] || kind, response: response, rank: rank,
      result: right ? "correct" : "wrong", latency: latency,
    };
  }

  function question(item, tries, sessions, response, right, latency) {
    const id = "q_" + safe(item.id) + "_" + tries + "_s" + sessions;
    const row = answer(id, item.kind, response, right, latency, tries > 1 ? LATER : FIRST_ANSWER);
    return Object.assign(row, { item: item.id, attempt: tries });
  }

  function checkItem(item, attempt, sessions, response, right) {
    const id = "f" + attempt + "_" + safe(item.id) + "_s" + sessions;
    const row = answer(id, item.kind, response, right, undefined, attempt > 1 ? LATER : FIRST_CHECK);
    return Object.assign(row, { item: item.id, attempt: attempt });
  }

  function checkScore(attempt, sessions, score, passed, latency) {
    const id = "c_" + attempt + "_s" + sessions;
    return answer(id, "numeric", String(score), passed, latency, 0);
  }

  function opinion(id, sessions, value) {
    return {
      kind: "row", rank: FIRST_ANSWER, id: "v_" + safe(id) + "_s" + sessions, type: "likert",
      response: value, result: "neutral",
    };
  }

  /** `k_05`: the check-in of that week was done, and when. */
  function checkIn(week, minutes) {
    return {
      kind: "row", rank: 0, id: "k_" + ("0" + week).slice(-2), type: "fill-in",
      response: stamp(minutes), result: "neutral",
    };
  }

  /** Questions of lessons that have no answer yet. */
  function unanswered(course, state) {
    return J.rules.lessons(course).reduce((sum, lesson) => sum + lesson.items.filter(
      (item) => item.key && !J.state.item(state, item.place).tries
    ).length, 0);
  }

  /** Rows that must stay free, because what is still to come matters more. */
  function reserve(course, state, rank) {
    if (!rank) return 0;
    const check = course.check && !J.rules.checkPassed(course, state);
    let rows = Math.max(0, SESSIONS - state.sessions)
      + course.modules.filter((unit) => !finished(unit, state)).length;
    if (check) rows += J.rules.checkTriesLeft(course, state);
    if (check && rank > FIRST_CHECK && !state.check.used) rows += course.check.count;
    return rank > FIRST_ANSWER ? rows + unanswered(course, state) : rows;
  }

  function objective(unit, percent) {
    const status = percent === 100 ? "completed" : "incomplete";
    return { kind: "objective", id: unit.id, percent: percent, status: status };
  }

  function checkObjective(course, state) {
    const status = J.rules.checkPassed(course, state) ? "passed" : "incomplete";
    return {
      kind: "objective", id: course.check.id, percent: state.check.best, status: status, scored: true,
    };
  }

  J.ledger = {
    stamp: stamp, session: session, module: module, question: question, objective: objective,
    checkItem: checkItem, checkScore: checkScore, checkObjective: checkObjective,
    opinion: opinion, checkIn: checkIn, reserve: reserve,
  };
})(JaneSchool);
