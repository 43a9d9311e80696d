/* The summary: hours, score, date, fingerprint. It is no certificate, and says so. */
"use strict";
((J) => {
  function lead(result) {
    const app = J.app;
    if (result.status !== "incomplete") return J.t("You have finished this course.");
    if (app.course.check && app.state.check.used && !J.rules.checkPassed(app.course, app.state)
      && !J.rules.checkTriesLeft(app.course, app.state)) {
      return J.t("All tries of the final check are used. Your work is kept. Talk with the person named below.");
    }
    return J.t("The course is not finished yet. This is what you have done so far.");
  }

  function facts() {
    const app = J.app;
    const state = app.state;
    const pairs = [
      [J.t("Course"), app.course.title],
      [J.t("Lessons finished"), J.t("{done} of {all}", {
        done: J.rules.finishedLessons(app.course, state), all: J.rules.lessons(app.course).length,
      })],
      [J.t("Active time"), J.duration(J.state.activeSeconds(state))],
    ];
    if (app.course.check && state.check.used) {
      pairs.push([J.t("Final check, best score"), J.t("{n} percent", { n: state.check.best })]);
      pairs.push([J.t("Tries used"), J.t("{n} of {all}", {
        n: state.check.used, all: app.course.rules.check_attempts,
      })]);
    }
    if (state.started) pairs.push([J.t("Started"), J.date(state.started)]);
    if (state.finished) pairs.push([J.t("Finished"), J.date(state.finished)]);
    pairs.push([J.t("Version"), app.course.version]);
    pairs.push([J.t("Package"), document.documentElement.dataset.fingerprint]);
    pairs.push([J.t("Recorded"), recorded()]);
    return pairs;
  }

  function recorded() {
    if (!J.app.recording) return J.t("No. Nothing of this visit is recorded.");
    if (J.saving.failing()) return J.t("Not all of it yet. Keep this page open.");
    return J.t("In your learning system");
  }

  J.summary = {
    draw: () => {
      J.find("#js_summary_words").textContent = lead(J.rules.result(J.app.course, J.app.state));
      J.facts(J.find("#js_summary_facts"), facts());
      J.find("#js_summary_exit").hidden = !J.app.recording;
    },
  };
})(JaneSchool);
