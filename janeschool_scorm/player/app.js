/* The running player: the state, the adapter, and the one way to change either. */
"use strict";
((J) => {
  const app = {
    course: null,
    state: null,
    adapter: null,
    /** The package's own adapter, for the connection test, even where memory took over. */
    lms: null,
    /** Has the learner chosen to start? */
    begun: false,
    /** Was the saved place unreadable or older? Nothing is written over it before the start. */
    unread: false,
    /** The last code that was written, and what the LMS showed of it then (`J.resume.compare`). */
    written: "",
    shown: "",
    mode: "normal",
    found: false,
    /** Is anything of this session written to an LMS? */
    recording: false,
    closed: false,
    fingerprint: "",
    session: { started: 0, active: 0, wall: 0, begun: 0, since: 0, present: 0 },
    listeners: [],
  };

  /** Changes the state, tells who draws it, and asks for a save. */
  app.dispatch = (event) => {
    app.state = J.guard.next(app.course, app.state, event, Date.now());
    if (["wall", "block", "played"].indexOf(event.type) >= 0) return;
    const ended = settle();
    if (event.type === "check-submit") recordResult();
    if (event.type === "time" && !ended) return;
    app.listeners.forEach((listen) => {
      listen(event);
    });
    J.saving.request();
  };

  /** The course is finished at the moment at which the rule says so, and once. Is it now? */
  function settle() {
    const result = J.rules.result(app.course, app.state);
    if (result.status === "incomplete" || app.state.finished) return false;
    app.state = J.state.next(app.state, { type: "finished", now: J.minutesNow() });
    recordResult();
    return true;
  }

  function recordResult() {
    const spent = { active: J.state.activeSeconds(app.state), wall: app.state.wall };
    app.record(Object.assign({ kind: "result" }, spent, J.outcome.of(app.course, app.state)));
  }

  app.record = (event) => {
    if (!event || !app.recording || app.closed) return;
    const reserve = event.kind === "row" ? J.ledger.reserve(app.course, app.state, event.rank) : 0;
    app.adapter.record(Object.assign({ reserve: reserve }, event));
  };

  /** What the LMS should say, computed from the state: differences are rewritten. */
  app.reconcile = () => {
    app.course.modules.forEach((module) => {
      const percent = J.rules.modulePercent(module, app.state);
      if (percent > 0) app.record(J.ledger.objective(module, percent));
    });
    if (app.course.check && app.state.check.used) {
      app.record(J.ledger.checkObjective(app.course, app.state));
    }
    recordResult();
  };

  /** The session's row and the module's, or the check-in's: at each lesson's end, when
   * hidden, at the end. */
  app.mark = () => {
    updateWall();
    const about = Object.assign({}, app.session, { fingerprint: app.fingerprint });
    app.record(J.ledger.session(app.course, app.state, about));
    if (app.course.week) markCheckIn();
    else markModule(app.lesson());
  };

  /** A check-in has no module's row: that it was done says all. */
  function markCheckIn() {
    if (app.state.finished) app.record(J.ledger.checkIn(app.course.week, app.state.finished));
  }

  function markModule(lesson) {
    if (!lesson) return;
    const module = J.rules.moduleOf(app.course, lesson.id);
    app.record(J.ledger.module(app.state, module, J.minutesNow()));
  }

  function updateWall() {
    const wall = (performance.now() - app.session.begun) / 1000;
    app.dispatch({ type: "wall", seconds: wall - app.session.wall });
    app.session.wall = wall;
  }

  /** The course as if it were one module. */
  function whole() {
    return { lessons: J.rules.lessons(app.course) };
  }

  function code() {
    app.state = J.state.next(app.state, { type: "saved" });
    const lesson = app.lesson();
    if (lesson) app.record({ kind: "location", lesson: lesson.id });
    app.record({ kind: "progress", percent: J.rules.modulePercent(whole(), app.state) });
    app.adapter.time(app.session.active);
    app.written = app.unread && !app.begun ? "" : J.resume.write(app.state, app.fingerprint);
    return app.written;
  }

  /** What the LMS holds now, against what was written last. */
  function look() {
    const shows = app.written && !app.closed ? app.adapter.shows() : null;
    return shows === null ? "same" : J.resume.compare(app.written, shows);
  }

  /** Until the LMS shows what was written, this browser keeps it too. */
  function weigh(saved, resume) {
    if (!resume) return saved;
    app.shown = saved ? look() : "";
    if (app.shown === "newer") J.leaving.overtaken();
    if (app.shown === "same") J.mirror.erase();
    else J.mirror.keep(resume);
    return saved && app.shown !== "cut";
  }

  /** @returns {Promise<boolean>} is all of it certain? */
  app.write = () => {
    updateWall();
    if (!J.tabs.able() && look() === "newer") {
      J.leaving.overtaken();
      return Promise.resolve(false);
    }
    const resume = code();
    // Never behind an LMS that takes a part of it.
    if (J.saving.failing()) J.mirror.keep(resume);
    return app.adapter.save(resume).then((saved) => weigh(saved, resume));
  };

  /** Keeps the state in this browser, for as long as the LMS does not take it. */
  app.keep = () => J.mirror.keep(code());

  /** The current lesson, or undefined on the start page before the first one. */
  app.lesson = () => {
    return J.rules.lessons(app.course).find((lesson) => lesson.place === app.state.at);
  };

  /**
   * Ends the session, once; nothing is written after it.
   * @param {boolean} asked did the learner choose to leave?
   */
  app.end = (asked) => {
    if (app.closed || !app.state) return;
    app.mark();
    const resume = code();
    const doubt = J.saving.failing() || navigator.onLine === false;
    if (!app.adapter.finish(resume, asked) || doubt) J.mirror.keep(resume);
    app.drop();
  };

  /** Nothing more is written from here on. */
  app.drop = () => {
    app.closed = true;
    J.saving.stop();
    J.tabs.leave();
  };

  J.app = app;
})(JaneSchool);
