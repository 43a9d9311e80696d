/* The end of a day's time, and breaks: a calm page; reading on is free and does not count. */
"use strict";
((J) => {
  /** The hold that the learner was told of. */
  let told = "";

  /** `today`, `break`, or empty: a finished course holds nobody. */
  function kind() {
    return J.app.state.finished ? "" : J.days.hold(J.app.course, J.app.state, Date.now());
  }

  function until() {
    return { time: J.clockTime(J.days.breakEnd(J.app.course, J.app.state) * 60000) };
  }

  /** What stands under a lesson that is read on. */
  function words() {
    return kind() === "break"
      ? J.t("The break lasts until {time}. Until then your time does not count.", until())
      : J.t("You have done today's time. You can read on, but it does not count.");
  }

  function saved() {
    if (!J.app.recording) return J.t("Nothing is recorded.");
    if (J.saving.failing()) return J.t("Not all of it is saved yet. Keep this page open.");
    return J.saving.idle() ? J.t("Everything is saved.") : J.t("One moment. We are saving.");
  }

  function lead(page) {
    if (!kind()) return J.t(page === "js_break" ? "The break is over." : "A new day has begun.");
    return page === "js_break"
      ? J.t("The break lasts until {time}.", until()) + " " + saved()
      : saved() + " " + J.t("Come back tomorrow.");
  }

  function draw() {
    const page = J.pages.current();
    if (page !== "js_today" && page !== "js_break") return;
    const screen = document.getElementById(page);
    const box = J.find(".lead", screen);
    const text = lead(page);
    if (box.textContent !== text) box.textContent = text;
    J.find(".read-on", screen).textContent = kind() ? J.t("Read on without counting") : J.t("Go on");
    J.find("[data-exit]", screen).hidden = !J.app.recording;
  }

  function show(hold) {
    told = hold;
    J.app.mark();
    J.saving.request();
    J.pages.screen("js_" + hold);
    draw();
  }

  /** Each second: a hold begins, or is over. No recording and no dialog is cut short. */
  function look(playing) {
    const hold = kind();
    if (told && !hold) {
      J.find("#js_say").textContent = J.t("Your time counts again.");
      told = "";
    }
    const busy = playing || J.find("dialog[open]") || !J.find(".lesson.current");
    if (hold && hold !== told && !busy) show(hold);
    draw();
  }

  function readOn() {
    const lesson = J.app.lesson();
    if (lesson) J.pages.open(lesson.id, J.app.state.block);
    else J.pages.screen("js_start");
  }

  J.rest = {
    kind: kind,
    words: words,
    look: look,
    /** A lesson that was never opened waits for the end of the hold. */
    stops: (lesson) => {
      const hold = kind();
      if (!hold || J.app.state.lessons[lesson.place]) return false;
      show(hold);
      return true;
    },
    start: () => {
      J.all(".read-on").forEach((button) => {
        J.on(button, "click", readOn);
      });
    },
  };
})(JaneSchool);
