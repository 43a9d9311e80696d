/*
 * The cmi5-defined statements of an AU (cmi5 9.3): which of them a result asks for, and
 * what each says. No page, no network.
 */
"use strict";
((J) => {
  /** What a contextTemplate says stays, in place and first; ours comes behind it (10.2.1). */
  function behind(template, own) {
    const joined = Object.assign({}, template);
    Object.keys(own).forEach((group) => {
      const first = [].concat(template[group] || []);
      const rest = own[group].filter((each) => first.every((known) => known.id !== each.id));
      joined[group] = first.concat(rest);
    });
    return joined;
  }

  /** @returns {Object} the context of a statement of this session */
  function context(own, template, registration) {
    return Object.assign({}, own, template, {
      registration: registration,
      contextActivities: behind(template.contextActivities || {}, own.contextActivities || {}),
      extensions: Object.assign({}, own.extensions, template.extensions),
    });
  }

  /**
   * What may be said of a score (9.3.4, 9.3.5): the mark is that of the launch, and
   * between it and a stricter one of the agency neither verb is true.
   * @param {number} scaled @param {number|null} mastery @param {number} mark of the agency
   * @returns {"passed"|"failed"|""}
   */
  function verdict(scaled, mastery, mark) {
    const launch = typeof mastery === "number" ? mastery : mark;
    if (scaled >= Math.max(launch, mark)) return "passed";
    return scaled < launch ? "failed" : "";
  }

  /**
   * The result of the whole AU -> verbs to say, in order. `completed` stands for every
   * lesson and minute, `passed` for the check.
   * @param {{status: string, score: number|null}} event
   */
  function earned(event, mastery, mark) {
    if (event.status !== "completed" && event.status !== "passed") return [];
    const scored = event.score !== null;
    const passed = scored ? verdict(event.score / 100, mastery, mark) === "passed" : event.status === "passed";
    return passed ? ["completed", "passed"] : ["completed"];
  }

  J.cmi5.context = context;
  J.cmi5.verdict = verdict;
  J.cmi5.earned = earned;
})(JaneSchool);
