/* Wires all: finds the LMS, reads the saved place, and shows the start page. */
"use strict";
((J) => {
  function notice(words, kind) {
    J.find("#js_notices").appendChild(J.make("p", words, { class: "note " + (kind || "plain") }));
  }

  function notices(answer, saved) {
    const mode = answer.mode;
    if (answer.refused) {
      notice(J.t("Your learning system did not open a session. Nothing is recorded. Close this page and open the course again."), "important");
    } else if (!answer.found) {
      notice(J.t("No learning system was found. You can read and try everything, but nothing is recorded: not your time, not your answers. To have it recorded, open the course from your learning system."), "important");
    } else if (mode !== "normal") {
      notice(J.t("This is a look back. Nothing that you do now counts or is recorded. To make it count, start the course anew from your learning system, or ask your agency."), "important");
    }
    if (saved.broken) {
      notice(J.t("We could not read all of your saved place. What we could read is kept. If lessons that you finished are missing, tell the person named under Help before you go on."), "important");
    }
  }

  function begin() {
    const app = J.app;
    app.begun = true;
    J.find("#js_progress_bar").hidden = false;
    J.find("#js_progress_words").hidden = false;
    const lesson = app.lesson();
    const first = J.rules.firstUnfinished(app.course, app.state);
    if (!lesson) J.pages.open((first || J.rules.lessons(app.course)[0]).id);
    else if (J.rules.result(app.course, app.state).status !== "incomplete") J.pages.screen("js_summary");
    else if (J.rules.isOpen(app.course, lesson, app.state)) J.pages.open(lesson.id, app.state.block);
    else J.pages.open(first.id);
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
        ? J.t("You finished this course on {date}. You can read it again.", { date: J.date(app.state.finished) })
        : J.t("Welcome back. You stopped in the lesson “{title}”.", { title: lesson.title });
    }
    J.on(button, "click", begin);
    J.find("#js_looking").hidden = true;
    J.find("#js_ready").hidden = false;
  }

  function leave() {
    J.idle.take();
    J.app.mark();
    const force = J.saving.failing();
    J.dialogs.close(J.find("#js_leave"));
    J.app.write().then((saved) => {
      if (!saved && !force) {
        J.saving.now();
        return;
      }
      J.app.end();
      closed(saved ? J.t("Your place is saved.") : J.t("We could not reach your learning system. Write down the time and tell the person named on the start page."));
    });
  }

  function closed(words) {
    J.find("#js_closed_words").textContent = words;
    J.idle.run(false);
    document.documentElement.classList.add("closed");
    J.find("#js_banner").hidden = true;
    J.pages.screen("js_closed");
  }

  function askToLeave() {
    J.dialogs.open(J.find("#js_leave"));
  }

  function ends() {
    J.on(J.find("#js_exit_button"), "click", askToLeave);
    J.on(J.find("#js_summary_exit"), "click", askToLeave);
    J.on(J.find("#js_leave_yes"), "click", leave);
    J.all("[data-print]").forEach((button) => {
      J.on(button, "click", () => { window.print(); });
    });
    // Not `unload`: it is not fired on phones, and LMSs forbid it.
    J.on(window, "pagehide", (event) => {
      J.idle.take();
      if (event.persisted) J.saving.now();
      else J.app.end();
    });
  }

  function run(answer) {
    const app = J.app;
    const saved = J.resume.read(answer.resume);
    app.mode = answer.mode;
    app.found = answer.found;
    app.recording = answer.found && answer.mode === "normal";
    app.state = saved.state;
    app.session.started = J.minutesNow();
    app.session.begun = performance.now();
    app.state = J.state.next(app.state, { type: "session", now: app.session.started });
    [J.items, J.pages, J.contents, J.dialogs, J.idle].forEach((part) => { part.start(); });
    ends();
    notices(answer, saved);
    welcome();
    J.find("#js_exit_button").hidden = !app.recording;
    if (!app.recording) J.find("#js_saved").textContent = J.t("Nothing is recorded");
    app.reconcile();
    // An unreadable place is not written over before the learner has been told.
    if (!saved.broken) J.saving.request();
  }

  function start() {
    const app = J.app;
    app.course = J.course;
    app.fingerprint = document.documentElement.dataset.fingerprint.slice(0, 8);
    app.lms = J.adapter(J.course);
    app.adapter = app.lms;
    app.adapter.start().then((answer) => {
      if (!answer.found) app.adapter = J.memory();
      run(answer);
    });
  }

  start();
})(JaneSchool);
