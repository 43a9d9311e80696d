/* When to save, and what the learner is told about it. */
"use strict";
((J) => {
  const GAP = 2000;
  const RETRIES = [2000, 4000, 8000, 16000, 30000, 60000];

  const STUCK = 4;

  let lastCommit = 0;
  let timer = 0;
  let failures = 0;
  let failedSince = "";
  let busy = false;
  let again = false;

  /** A small file of the package answers: the way to the LMS's server is open. */
  J.reachable = () => {
    if (location.protocol === "file:" || !window.fetch) return Promise.resolve(true);
    const script = document.querySelector("script[src]");
    return fetch(script.src, { method: "HEAD", cache: "no-store" }).then(
      (answer) => answer.ok,
      () => false
    );
  };

  function clockTime() {
    return new Date().toLocaleTimeString(document.documentElement.lang || "en", {
      hour: "numeric", minute: "2-digit",
    });
  }

  function show(words, bad) {
    const note = J.find("#js_saved");
    note.textContent = bad ? "" : words;
    const banner = J.find("#js_banner");
    banner.hidden = !bad;
    if (bad && J.find("#js_banner_words").textContent !== words) {
      J.find("#js_banner_words").textContent = words;
    }
  }

  function succeeded() {
    // Saved again is said aloud; that all goes well is not, or it would be said each minute.
    J.find("#js_say").textContent = failures ? J.t("Saved again. All of your work is recorded.") : "";
    failures = 0;
    failedSince = "";
    show(J.t("Saved {time}", { time: clockTime() }), false);
  }

  function failed() {
    if (!failedSince) failedSince = clockTime();
    const words = "Not recorded since {time}. Check your connection and keep this page open. "
      + "We keep trying. Please wait before you go on.";
    show(J.t(words, { time: failedSince }), true);
    const pause = RETRIES[Math.min(failures, RETRIES.length - 1)];
    failures += 1;
    schedule(pause);
  }

  function schedule(pause) {
    window.clearTimeout(timer);
    timer = window.setTimeout(commit, pause);
  }

  function commit() {
    timer = 0;
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    again = false;
    lastCommit = Date.now();
    J.app.write().then(settle, () => {
      settle(false);
    });
  }

  function settle(saved) {
    busy = false;
    if (J.app.closed) return;
    if (saved) succeeded();
    else failed();
    if (saved && again) request();
  }

  /** Save soon: commits are merged so that an LMS sees one every two seconds at most. */
  function request() {
    if (!J.app.recording || J.app.closed || failures > 0) return;
    if (busy) again = true;
    else if (!timer) schedule(Math.max(0, lastCommit + GAP - Date.now()));
  }

  /** Save now: the page may be gone in a moment. */
  function now() {
    if (!J.app.recording || J.app.closed) return;
    window.clearTimeout(timer);
    commit();
  }

  J.saving = {
    request: request,
    now: now,
    stop: () => {
      window.clearTimeout(timer);
    },
    /** Is nothing on its way? */
    idle: () => !busy && !timer && failures === 0,
    /** So long that the learner should not go on: nothing of it would be recorded. */
    stuck: () => failures > STUCK,
    /** Words for the summary: is all of it recorded? */
    failing: () => failures > 0,
  };
})(JaneSchool);
