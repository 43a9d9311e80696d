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
    mode: "normal",
    found: false,
    /** Is anything of this session written to an LMS? */
    recording: false,
    closed: false,
    fingerprint: "",
    session: { started: 0, active: 0, wall: 0, begun: 0, since: 0 },
    listeners: [],
  };

  /** Changes the state, tells who draws it, and asks for a save. */
  app.dispatch = (event) => {
    app.state = J.state.next(app.state, event);
    if (event.type === "time" || event.type === "wall" || event.type === "block") return;
    settle();
    app.listeners.forEach((listen) => {
      listen(event);
    });
    J.saving.request();
  };

  /** The course is finished at the moment at which the rule says so, and once. */
  function settle() {
    const result = J.rules.result(app.course, app.state);
    if (result.status === "incomplete" || app.state.finished) return;
    app.state = J.state.next(app.state, { type: "finished", now: J.minutesNow() });
    recordResult();
  }

  function recordResult() {
    const result = J.rules.result(app.course, app.state);
    if (result.status === "incomplete") return;
    app.record({ kind: "result", status: result.status, score: result.score });
  }

  app.record = (event) => {
    if (event && app.recording && !app.closed) app.adapter.record(event);
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

  /** The session's row and the module's: at each lesson's end, when hidden, at the end. */
  app.mark = () => {
    updateWall();
    const about = Object.assign({}, app.session, { fingerprint: app.fingerprint });
    app.record(J.ledger.session(app.course, app.state, about));
    const lesson = app.lesson();
    if (!lesson) return;
    const module = J.rules.moduleOf(app.course, lesson.id);
    app.record(J.ledger.module(app.state, module, J.minutesNow()));
  };

  function updateWall() {
    const wall = (performance.now() - app.session.begun) / 1000;
    app.dispatch({ type: "wall", seconds: wall - app.session.wall });
    app.session.wall = wall;
  }

  function code() {
    app.state = J.state.next(app.state, { type: "saved" });
    const lesson = app.lesson();
    if (lesson) app.record({ kind: "location", lesson: lesson.id });
    app.adapter.time(app.session.active);
    return J.resume.write(app.state, app.fingerprint);
  }

  /** @returns {Promise<boolean>} is all of it certain? */
  app.write = () => {
    updateWall();
    return app.adapter.save(code());
  };

  /** The current lesson, or undefined on the start page before the first one. */
  app.lesson = () => {
    return J.rules.lessons(app.course).find((lesson) => lesson.place === app.state.at);
  };

  /** Ends the session, once; nothing is written after it. */
  app.end = () => {
    if (app.closed || !app.state) return;
    app.mark();
    J.saving.stop();
    app.adapter.finish(code());
    app.closed = true;
  };

  J.app = app;
})(JaneSchool);
