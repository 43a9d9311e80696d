/* The summary: hours, score, date, fingerprint. It is no certificate, and says so. */
"use strict";
((J) => {
  function lead(result) {
    const done = result.status !== "incomplete";
    if (J.app.course.week) {
      return done ? J.t("You have done this check-in.") : J.t("This check-in is not done yet.");
    }
    if (done) return J.t("You have finished this course.");
    if (usedUp()) {
      return J.t("All tries of the final check are used. Your work is kept. Talk with the person named below.");
    }
    return J.t("The course is not finished yet. This is what you have done so far.");
  }

  function facts() {
    const app = J.app;
    const state = app.state;
    const pairs = [
      [app.course.week ? J.t("Check-in") : J.t("Course"), app.course.title],
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
    if (state.started) pairs.push([J.t("Started on"), J.date(state.started)]);
    if (state.finished) pairs.push([J.t("Finished on"), J.date(state.finished)]);
    pairs.push([J.t("Version"), app.course.version]);
    pairs.push([J.t("Package"), document.documentElement.dataset.fingerprint]);
    pairs.push([J.t("Recorded"), recorded()]);
    return pairs;
  }

  function usedUp() {
    const app = J.app;
    return app.course.check && !J.rules.checkPassed(app.course, app.state)
      && !J.rules.checkTriesLeft(app.course, app.state);
  }

  /** Lessons and modules that were finished while the agency asked for less time. */
  function tooShort(short) {
    const app = J.app;
    const done = (lesson) => J.rules.lessonDone(lesson, app.state);
    const lessons = short.lessons.filter(done).map((each) => {
      return [each.title, J.gates.lessonLeft(each, app.state)];
    });
    const modules = short.modules.filter((each) => each.lessons.every(done)).map((each) => {
      return [each.title, J.gates.moduleLeft(each, app.state)];
    });
    return lessons.concat(modules).map((each) => J.t("Read again in “{title}”: {left}.", {
      title: each[0], left: J.waiting.left(each[1]),
    }));
  }

  /** What the rules still ask for, in words. */
  function stillToDo() {
    const app = J.app;
    if (app.state.finished || usedUp()) return [];
    const short = J.gates.short(app.course, app.state);
    const all = J.rules.lessons(app.course).length;
    const lessons = all - J.rules.finishedLessons(app.course, app.state);
    const words = lessons
      ? [J.count(lessons, "Finish one more lesson.", "Finish {n} more lessons.")] : [];
    if (app.course.check && !J.rules.checkPassed(app.course, app.state)) {
      words.push(J.t("Pass the final check."));
    }
    const time = short.seconds ? [J.t(
      "More active time: {left}. Open any lesson again: time in a finished lesson counts too.",
      { left: J.waiting.left(short.seconds) }
    )] : [];
    return words.concat(tooShort(short), time);
  }

  function drawToDo() {
    const list = J.find("#js_summary_open");
    const words = stillToDo();
    list.textContent = "";
    words.forEach((each) => { list.appendChild(J.make("li", each)); });
    J.find("#js_summary_todo").hidden = !words.length;
  }

  function recorded() {
    if (!J.app.recording) return J.t("No. Nothing of this visit is recorded.");
    if (J.saving.failing()) return J.t("Not all of it yet. Keep this page open.");
    return J.t("In your learning system");
  }

  J.summary = {
    draw: () => {
      J.find("#js_summary_words").textContent = lead(J.rules.result(J.app.course, J.app.state));
      drawToDo();
      J.facts(J.find("#js_summary_facts"), facts());
      J.find("#js_summary_exit").hidden = !J.app.recording;
    },
  };
})(JaneSchool);
