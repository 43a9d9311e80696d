/* What the learner is told on the start page, before anything counts. */
"use strict";
((J) => {
  function session(answer) {
    if (answer.words) return answer.words;
    if (answer.refused) {
      return J.t("Your learning system did not open a session. Nothing is recorded. Close this page and open the course again.");
    }
    if (answer.foreign) {
      return J.t("This page comes from another web address than your learning system, so your browser keeps the two apart. You can read and try everything, but nothing is recorded. Tell the person named under Help: the course must be served from the learning system’s own address.");
    }
    if (!answer.found) {
      return J.t("No learning system was found. You can read and try everything, but nothing is recorded: not your time, not your answers. To have it recorded, open the course from your learning system.");
    }
    return "";
  }

  function mode(answer) {
    if (answer.mode === "second") {
      return J.t("You have this course open in another window or tab. Go on there, and close this one. Nothing is recorded here. If the other one is closed already, reload this page.");
    }
    if (answer.mode !== "normal") {
      return J.t("This is a look back. Nothing that you do now counts or is recorded. To make it count, start the course anew from your learning system, or ask your agency.");
    }
    return "";
  }

  function place(saved, behind) {
    if (saved.broken) {
      return J.t("We could not read all of your saved place. What we could read is kept. If lessons that you finished are missing, tell the person named under Help before you go on.");
    }
    if (behind) {
      return J.t("Your learning system gave back an older place than it had before. If lessons that you finished are missing, tell the person named under Help before you go on.");
    }
    return saved.added
      ? J.t("Some of your last work had not reached your learning system. This browser kept it, and it is added now.") : "";
  }

  /**
   * @param {Object} course
   * @param {{found: boolean, mode: string}} answer what the adapter's start said
   * @param {{broken: boolean, added: boolean}} saved
   * @param {boolean} behind does the LMS hold more than the place that it gave back?
   * @returns {string[]} sentences, the gravest first
   */
  J.notices = (course, answer, saved, behind) => {
    if (course.reviewer) {
      return [J.t("This is the reviewer edition. All lessons are open, answers are shown, and nothing is recorded or sent.")];
    }
    return [session(answer), mode(answer), place(saved, behind)].filter(Boolean);
  };
})(JaneSchool);
