/* Wires all: finds the LMS, reads the saved place, and shows the start page. */
"use strict";
((J) => {
  const PARTS = [
    "pages", "contents", "dialogs", "waiting", "rest", "idle", "saving", "unsaved",
    "leaving", "tabs",
  ];

  J.notice = (words) => {
    J.find("#js_notices").appendChild(J.make("p", words, { class: "note important" }));
  };

  function begin() {
    if (J.later.puts(begin)) return;
    const app = J.app;
    app.begun = true;
    J.find("#js_progress_bar").hidden = false;
    J.find("#js_progress_words").hidden = false;
    const lesson = app.lesson();
    const first = J.rules.firstUnfinished(app.course, app.state);
    if (!lesson) J.pages.open((first || J.rules.lessons(app.course)[0]).id);
    else if (app.state.finished) J.pages.screen("js_summary");
    else if (J.rules.isOpen(app.course, lesson, app.state)) J.pages.open(lesson.id, app.state.block);
    else J.pages.open(first.id);
    J.rest.look(false);
  }

  function again(app) {
    const parts = { date: J.date(app.state.finished) };
    return app.course.week
      ? J.t("You did this check-in on {date}. You can read it again.", parts)
      : J.t("You finished this course on {date}. You can read it again.", parts);
  }

  function welcome() {
    const app = J.app;
    const lesson = app.lesson();
    const button = J.find("#js_begin");
    const words = J.find("#js_resume_words");
    if (!app.recording) button.textContent = J.t("Start without recording");
    if (lesson) {
      button.textContent = J.t("Go on");
      words.hidden = false;
      words.textContent = app.state.finished
        ? again(app)
        : J.t("Welcome back. You stopped in the lesson “{title}”.", { title: lesson.title });
    }
    J.on(button, "click", begin);
    J.find("#js_looking").hidden = true;
    J.find("#js_ready").hidden = false;
  }

  function offer(answer, saved, behind) {
    J.notices(J.app.course, answer, saved, behind).forEach(J.notice);
    welcome();
    // The start page of a second window offers no start.
    J.find("#js_begin").hidden = answer.mode === "second";
    J.find("#js_exit_button").hidden = !J.app.recording && !answer.ends;
    if (!J.app.recording) J.find("#js_saved").textContent = J.t("Nothing is recorded");
  }

  /** A check-in is a package of its own. */
  function key(learner) {
    return J.tabs.keyOf(J.course.id + "/" + J.course.unit, learner);
  }

  /** What this browser kept while saves failed, where the agency allows it. */
  function kept(answer) {
    const app = J.app;
    const known = app.recording && answer.learner && app.course.rules.keep_unsaved;
    return J.mirror.open(known ? key(answer.learner) : "");
  }

  function run(answer, own) {
    const app = J.app;
    const saved = J.merge.codes(answer.resume, own);
    const same = saved.fingerprint === app.fingerprint;
    const behind = app.recording && J.outcome.behind(app.course, saved.state, answer.held, same);
    app.state = saved.broken ? J.guard.doubted(app.course, saved.state) : saved.state;
    app.unread = saved.broken || behind;
    app.session.started = J.minutesNow();
    app.session.begun = performance.now();
    app.state = J.state.next(app.state, { type: "session", now: app.session.started });
    PARTS.forEach((part) => { J[part].start(); });
    J.all("[data-print]").forEach((button) => {
      J.on(button, "click", () => { window.print(); });
    });
    offer(answer, saved, behind);
    J.later.start();
    if (behind) return;
    app.reconcile();
    // An unreadable place is not written over before the learner has been told.
    if (!saved.broken) J.saving.request();
  }

  function alone(learner) {
    return J.tabs.alone(key(learner), J.leaving.overtaken);
  }

  function start() {
    const app = J.app;
    app.course = J.course;
    J.comfort.start();
    app.fingerprint = document.documentElement.dataset.fingerprint.slice(0, 8);
    app.lms = J.course.reviewer ? J.memory() : J.adapter(J.course, { alone: alone, over: J.leaving.over });
    app.adapter = app.lms;
    app.adapter.start().then((answer) => {
      if (!answer.found) app.adapter = J.memory();
      app.mode = answer.mode;
      app.found = answer.found;
      app.recording = answer.found && answer.mode === "normal";
      app.course.rules.pass_mark = Math.max(app.course.rules.pass_mark, answer.mark || 0);
      return kept(answer).then((own) => { run(answer, own); });
    });
  }

  start();
})(JaneSchool);
