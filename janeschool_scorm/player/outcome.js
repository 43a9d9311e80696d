/* What the LMS is told of the result, and whether it shows less than it was told before. */
"use strict";
((J) => {
  /** Every try of the check used up, and none of them passed. */
  function failed(course, state) {
    return Boolean(course.check && state.check.used) && !J.rules.checkPassed(course, state)
      && J.rules.checkTriesLeft(course, state) === 0;
  }

  /**
   * The result in the word that the agency's LMS wants. `failed` only where the agency
   * asks for it: LMSs end the attempt on it.
   * @returns {{status: string, score: number|null}}
   */
  function outcome(course, state) {
    const result = J.rules.result(course, state);
    const lms = course.lms || {};
    if (result.status === "passed") {
      return { status: lms.status || "passed", score: result.score };
    }
    if (result.status === "incomplete" && course.rules.failed_after_last_try
      && failed(course, state)) return { status: "failed", score: state.check.best };
    return result;
  }

  /**
   * Does the LMS hold more than the saved place that it gave back? Then the place is an
   * older one, or was lost.
   * @param {{rows: number|null, location: string, objectives: Object<string, number>}} held
   *   nothing where an adapter cannot tell
   * @param {boolean} same was the place saved by this very package?
   */
  function behind(course, state, held, same) {
    if (!held) return false;
    if (!state.started && !state.sessions) return held.rows > 0 || held.location !== "";
    return same && course.modules.some((module) => {
      return held.objectives[module.id] > J.rules.modulePercent(module, state);
    });
  }

  J.outcome = { of: outcome, behind: behind };
})(JaneSchool);
