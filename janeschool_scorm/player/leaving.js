/* Save and exit, the closed page, and a page that goes away. */
"use strict";
((J) => {
  function leave() {
    const force = J.saving.failing();
    J.idle.take();
    J.app.mark();
    if (J.find("#js_leave").open) J.dialogs.close(J.find("#js_leave"));
    J.app.write().then((saved) => {
      if (!saved && !force) {
        J.saving.now();
        return;
      }
      J.app.end(true);
      closed(good(saved) || unsaved());
      if (J.app.adapter.leave) J.app.adapter.leave();
    });
  }

  function good(saved) {
    if (!J.app.recording) return J.t("This look back is closed. Nothing was recorded.");
    return saved && J.t("Your place is saved.");
  }

  function unsaved() {
    const words = J.t("We could not reach your learning system. Write down the time and tell your agency.");
    return J.mirror.holds() ? words + " " + J.t(
      "This browser keeps your last work. It is added when you open the course here again."
    ) : words;
  }

  function closed(words) {
    J.find("#js_closed_words").textContent = words;
    J.idle.run(false);
    document.documentElement.classList.add("closed");
    J.find("#js_banner").hidden = true;
    J.all("dialog[open]").forEach(J.dialogs.close);
    J.pages.screen("js_closed");
  }

  function ask() {
    J.dialogs.open(J.find("#js_leave"));
  }

  function end(words) {
    if (J.app.closed) return;
    J.app.drop();
    closed(words);
  }

  /** The LMS has ended the session: nothing more can be written, but this browser keeps it. */
  function over(words) {
    if (!J.app.closed) J.app.keep();
    end(words);
  }

  /** Another window of this course records: whatever this one wrote would be older. */
  function overtaken() {
    end(J.t("You have opened this course in another window or tab. Go on there. Nothing more is recorded here."));
  }

  J.leaving = {
    over: over,
    overtaken: overtaken,
    start: () => {
      J.all("#js_exit_button, #js_summary_exit, [data-exit]").forEach((button) => {
        J.on(button, "click", ask);
      });
      J.all("#js_leave_yes, #js_unsaved_exit").forEach((button) => { J.on(button, "click", leave); });
      // Not `unload`: it is not fired on phones, and LMSs forbid it.
      J.on(window, "pagehide", (event) => {
        J.idle.take();
        if (event.persisted) J.saving.now();
        else J.app.end();
      });
    },
  };
})(JaneSchool);
