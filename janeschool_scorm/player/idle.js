/* Feeds the clock of active time from the page, and asks "are you still there?". */
"use strict";
((J) => {
  const TICK = 1000;
  const SAVE_EVERY = 60;
  const SIGNS = ["keydown", "pointerdown", "pointermove", "wheel", "touchmove", "scroll", "input"];

  let clock = null;
  let unsaved = 0;

  function now() {
    return performance.now();
  }

  function take() {
    const seconds = clock.take(now());
    const lesson = J.app.lesson();
    if (!seconds || !lesson || J.app.closed) return;
    J.app.session.active += seconds;
    unsaved += seconds;
    J.app.dispatch({ type: "time", place: lesson.place, seconds: seconds });
    if (unsaved >= SAVE_EVERY) {
      unsaved = 0;
      J.saving.request();
    }
  }

  function tick() {
    take();
    const dialog = J.find("#js_idle");
    if (clock.isIdle() && !dialog.open && !J.app.closed) J.dialogs.open(dialog, extend);
  }

  function extend() {
    clock.extend(now());
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
      J.on(J.find("#js_idle"), "keydown", () => { J.dialogs.close(J.find("#js_idle")); });
      window.setInterval(tick, TICK);
    },
  };
})(JaneSchool);
