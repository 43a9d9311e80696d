/*
 * What the LMS has of the learner, in one plain line: not what the course wrote last, but
 * what was kept by the last good save, which is what a report would show.
 */
"use strict";
((P) => {
  const NAMES = {
    scorm12: {
      status: "cmi.core.lesson_status", raw: "cmi.core.score.raw", total: "cmi.core.total_time",
      session: "cmi.core.session_time",
    },
    scorm2004: {
      status: "cmi.completion_status", success: "cmi.success_status", raw: "cmi.score.raw",
      scaled: "cmi.score.scaled", total: "cmi.total_time", session: "cmi.session_time",
    },
  };

  /** "0001:02:03.4" or "PT1H2M3S" -> seconds, 0 where it is neither. */
  function seconds(text) {
    const match = /^(\d{1,4}):(\d\d):(\d\d(?:\.\d+)?)$/.exec(text || "");
    if (match) return Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3]);
    return P.statements.seconds(text || "") || 0;
  }

  /** Always in hours and minutes: the unit of a court. */
  const hours = (all) => P.wording.number(Math.floor(all / 3600)) + " h " + Math.floor(all / 60) % 60 + " min";

  function status(names, kept) {
    const first = kept.get(names.status) || "not attempted";
    const success = names.success && kept.get(names.success);
    return success && success !== "unknown" ? first + ", " + success : first;
  }

  function score(names, kept) {
    const raw = kept.get(names.raw);
    const scaled = names.scaled ? kept.get(names.scaled) : "";
    if (raw) return "score " + raw + (scaled ? " (scaled " + scaled + ")" : "");
    return scaled ? "score " + scaled + " scaled" : "score none";
  }

  function resume(kept, limit) {
    const text = kept.get("cmi.suspend_data") || "";
    if (!text) return "no resume data";
    const what = text.startsWith("JS1.") ? "resume code " : "resume data ";
    return what + P.wording.number(text.length) + " of " + P.wording.number(limit) + " characters";
  }

  /** @param {Map<string, string>} kept @returns {string[]} */
  function scorm(standard, kept) {
    const names = NAMES[standard];
    return [
      status(names, kept), score(names, kept),
      hours(seconds(kept.get(names.total)) + seconds(kept.get(names.session))),
      resume(kept, P.abilities.of(standard).resume),
    ];
  }

  /** What statements have said so far: the last word on completion, success and score. */
  function heard(facts, statement) {
    const result = (statement && statement.result) || {};
    const verb = P.statements.verb(statement || {});
    const outcome = ["completed", "passed", "failed", "waived"].includes(verb) ? [verb] : [];
    const scaled = result.score && typeof result.score.scaled === "number" ? result.score.scaled : facts.score;
    const ended = verb === "terminated" || verb === "abandoned";
    const time = ended && P.statements.seconds(result.duration || "") || 0;
    return {
      statements: facts.statements + 1,
      outcomes: [...new Set([...facts.outcomes, ...outcome])],
      score: scaled, last: verb, time: facts.time + time,
    };
  }

  const unheard = () => ({ statements: 0, outcomes: [], score: null, last: "", time: 0 });

  /** @param {{satisfied: number, units: number, moveOn: string}} it */
  function moved(it) {
    if (!it || !it.units) return "";
    const rule = it.moveOn ? " (moveOn " + it.moveOn + ")" : "";
    if (it.units > 1) return it.satisfied + " of " + it.units + " units satisfied";
    return (it.satisfied ? "satisfied" : "not yet satisfied") + rule;
  }

  /** @returns {string[]} */
  function records(facts, units) {
    if (!facts.statements) return ["no statement yet"];
    return [
      facts.outcomes.length ? facts.outcomes.join(", ") : "not completed",
      moved(units),
      facts.score === null ? "score none" : "score " + Math.round(facts.score * 100) + " %",
      facts.time ? hours(facts.time) : "",
      P.wording.count(facts.statements, "statement", "statements") + ", the last “" + facts.last + "”",
    ].filter(Boolean);
  }

  /**
   * @param {string} standard
   * @param {{kept: Map, values: Map, facts: Object, units: Object}} known
   * @returns {string[]} parts of the line, to be joined with a dot
   */
  function parts(standard, known) {
    if (NAMES[standard]) {
      return known.kept.size ? scorm(standard, known.kept) : ["nothing yet"];
    }
    if (P.abilities.of(standard).records) return records(known.facts, known.units);
    return ["nothing: there is nothing to play yet"];
  }

  /** "2 of 5 items done", "" where there is one only. */
  function progress(items) {
    const all = items.filter((each) => each.launchable && !each.moveOn);
    const done = all.filter((each) => /^(passed|completed)/.test(each.status)).length;
    return all.length > 1 ? done + " of " + all.length + " items done" : "";
  }

  P.standing = { parts, heard, unheard, progress, seconds };
})(Preview);
