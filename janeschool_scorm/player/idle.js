/* Feeds the clock of active time from the page, and asks "are you still there?". */
"use strict";
((J) => {
  const TICK = 1000;
  const SAVE_EVERY = 60;
  /** A screen reader often moves without a key that the page sees: so focus and selection. */
  const SIGNS = [
    "keydown", "pointerdown", "pointermove", "click", "wheel", "touchmove", "scroll", "input",
    "focusin", "selectionchange",
  ];

  let clock = null;
  let unsaved = 0;
  /** Less than a second that is still to be counted: the state holds whole ones. */
  let part = 0;

  function now() {
    return performance.now();
  }

  function take() {
    const app = J.app;
    const lesson = app.lesson();
    part += clock.take(now());
    const seconds = Math.floor(part);
    if (!seconds || !lesson || app.closed) return;
    part -= seconds;
    app.session.present += seconds;
    const before = J.state.activeSeconds(app.state);
    app.dispatch({ type: "time", place: lesson.place, seconds: seconds });
    count(J.state.activeSeconds(app.state) - before);
  }

  /** Seconds that the rules let count. */
  function count(seconds) {
    J.app.session.active += seconds;
    unsaved += seconds;
    if (unsaved < SAVE_EVERY) return;
    unsaved = 0;
    J.saving.request();
  }

  function tick() {
    if (J.app.closed) return;
    take();
    J.rest.look(clock.isPlaying());
    J.waiting.draw();
    const dialog = J.find("#js_idle");
    if (clock.isIdle() && !dialog.open && !J.rest.kind()) J.dialogs.open(dialog, extend);
  }

  function extend() {
    clock.extend(now());
  }

  /** The key goes no further: it must not press what has the focus after the dialog. */
  function anyKey(event) {
    event.preventDefault();
    J.dialogs.close(J.find("#js_idle"));
  }

  function sign() {
    clock.activity(now());
  }

  function hidden() {
    const isVisible = document.visibilityState !== "hidden";
    take();
    clock.visibility(now(), isVisible);
    if (isVisible || J.app.closed || !J.app.begun) return;
    J.pages.place();
    J.app.mark();
    J.saving.now();
  }

  J.idle = {
    run: (running) => {
      if (clock) take();
      if (clock) clock.run(now(), running);
    },
    media: (playing) => {
      take();
      clock.media(now(), playing);
    },
    take: take,
    start: () => {
      clock = J.clock.create(J.app.course.rules.idle_minutes * 60000, now());
      SIGNS.forEach((type) => {
        window.addEventListener(type, sign, { passive: true, capture: true });
      });
      J.on(document, "visibilitychange", hidden);
      J.on(window, "scroll", () => { J.pages.place(); });
      J.on(J.find("#js_idle"), "keydown", anyKey);
      window.setInterval(tick, TICK);
    },
  };
})(JaneSchool);
