/* When to save: soon, at once, again after growing pauses; and when the learner is stopped. */
"use strict";
((J) => {
  const GAP = 2000;
  const RETRIES = [2000, 4000, 8000, 16000, 30000, 60000];
  /** An LMS that takes longer to answer is in doubt, and the learner is told. */
  const SLOW = 10000;
  /** After so long without a record the course waits: nobody is to work for nothing. */
  const STOP_AFTER = 5 * 60000;

  let lastCommit = -GAP;
  let timer = 0;
  let slow = 0;
  let stop = 0;
  let failures = 0;
  let trouble = false;
  let stuck = false;
  let busy = false;
  let again = false;

  function succeeded() {
    failures = 0;
    window.clearTimeout(stop);
    if (trouble) J.unsaved.over();
    else J.unsaved.saved();
    trouble = false;
    stuck = false;
  }

  function doubted() {
    if (!trouble) {
      trouble = true;
      stop = window.setTimeout(() => {
        stuck = true;
        J.unsaved.stop();
      }, STOP_AFTER);
    }
    J.unsaved.failing();
  }

  function failed() {
    doubted();
    schedule(RETRIES[Math.min(failures, RETRIES.length - 1)]);
    failures += 1;
  }

  function schedule(pause) {
    window.clearTimeout(timer);
    timer = window.setTimeout(commit, pause);
  }

  function commit() {
    window.clearTimeout(timer);
    timer = 0;
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    again = false;
    lastCommit = performance.now();
    if (trouble) J.unsaved.trying();
    slow = window.setTimeout(doubted, SLOW);
    J.app.write().then(settle, () => { settle(false); });
  }

  function settle(saved) {
    busy = false;
    window.clearTimeout(slow);
    if (J.app.closed) return;
    if (saved) succeeded();
    else failed();
    if (saved && again) request();
  }

  function off() {
    return !J.app.recording || J.app.closed;
  }

  /** Save soon: commits are merged so that an LMS sees one every two seconds at most. */
  function request() {
    if (off()) return;
    if (busy) again = true;
    // The next try has it; until then this browser keeps it.
    if (trouble) J.app.keep();
    else if (!busy && !timer) schedule(Math.max(0, lastCommit + GAP - performance.now()));
  }

  /** Save now: the page may be gone in a moment. */
  function now() {
    if (off()) return;
    if (busy) J.app.write();
    commit();
  }

  J.saving = {
    request: request,
    now: now,
    /** The adapter has just made the first commit. */
    start: () => {
      lastCommit = performance.now();
      J.on(window, "online", () => {
        if (trouble) now();
      });
    },
    stop: () => {
      [timer, slow, stop].forEach((each) => { window.clearTimeout(each); });
    },
    /** Is nothing on its way? */
    idle: () => !busy && !timer && !trouble,
    /** So long that the learner should not go on: nothing of it would be recorded. */
    stuck: () => stuck,
    failing: () => trouble,
  };
})(JaneSchool);
