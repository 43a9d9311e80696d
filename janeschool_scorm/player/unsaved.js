/* What the learner sees of saving: a quiet note, the banner, and the panel that stops. */
"use strict";
((J) => {
  /** So long the good news stays. */
  const SHOWN = 6000;

  let since = "";
  let hide = 0;

  function clockTime() {
    return J.clockTime(Date.now());
  }

  /** Written only where it differs: a screen reader says each change. */
  function set(id, words) {
    const element = J.find(id);
    if (element.textContent !== words) element.textContent = words;
  }

  function banner(state, words, note) {
    window.clearTimeout(hide);
    J.find("#js_banner").hidden = !state;
    J.find("#js_banner").dataset.state = state;
    J.find("#js_banner_try").hidden = state === "again";
    J.find("#js_banner .mark").textContent = state === "again" ? "✓" : "!";
    set("#js_banner_words", words);
    set("#js_banner_note", note || "");
  }

  function failing() {
    if (!since) since = clockTime();
    set("#js_saved", "");
    banner("failing", J.t(J.app.shown === "cut"
      ? "Not recorded since {time}. Your learning system keeps only a part of your place. Tell the person named under Help."
      : "Not recorded since {time}. Check your connection and keep this page open.",
    { time: since }), J.t("We keep trying."));
    set("#js_unsaved_note", "");
  }

  function trying() {
    const words = J.t("Trying again now.");
    banner("trying", J.find("#js_banner_words").textContent, words);
    set("#js_unsaved_note", words);
  }

  function saved() {
    set("#js_saved", J.t("Saved {time}", { time: clockTime() }));
  }

  /** Recorded again. */
  function over() {
    since = "";
    saved();
    banner("again", J.t("Recorded again at {time}. All of your work is saved.", { time: clockTime() }));
    hide = window.setTimeout(() => { banner("", ""); }, SHOWN);
    const panel = J.find("#js_unsaved");
    if (panel.open) J.dialogs.close(panel);
  }

  /** Nobody is to work for nothing: the course waits, and no time counts. */
  function stop() {
    const panel = J.find("#js_unsaved");
    if (panel.open || !J.find(".lesson.current")) return;
    J.idle.run(false);
    J.sound.hush();
    set("#js_unsaved_words", J.t(
      "Nothing could be recorded since {time}. So that you do not work for nothing, the course waits here. Your time does not count while it waits.",
      { time: since }
    ));
    J.find("#js_unsaved_kept").hidden = !J.mirror.holds();
    J.dialogs.open(panel, closed);
  }

  function closed() {
    if (J.app.closed) return;
    // A browser lets the Escape key close any dialog at the second stroke.
    if (J.saving.stuck()) window.setTimeout(stop, 0);
    else J.idle.run(Boolean(J.find(".lesson.current")));
  }

  J.unsaved = {
    saved: saved,
    failing: failing,
    trying: trying,
    over: over,
    stop: stop,
    start: () => {
      ["#js_banner_try", "#js_unsaved_try"].forEach((id) => {
        J.on(J.find(id), "click", () => { J.saving.now(); });
      });
      J.on(J.find("#js_unsaved"), "cancel", (event) => { event.preventDefault(); });
      J.app.listeners.push((event) => {
        if (event.type === "open" && J.saving.stuck()) stop();
      });
    },
  };
})(JaneSchool);
