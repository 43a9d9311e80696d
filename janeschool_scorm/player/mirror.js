/*
 * While saves fail, this browser keeps the resume code: numbers, no words, no identity.
 * It is added at the next start, and erased once the LMS has it.
 *
 * One IndexedDB database for each learner and course, under a hash of both; it is there
 * only while it holds something. Where IndexedDB is absent or fails, nothing is kept.
 */
"use strict";
((J) => {
  /** A browser that asks its user, or hangs, must not hold up the start. */
  const PATIENCE = 5000;

  let box = null;
  let latest = "";
  let held = false;
  let work = Promise.resolve("");

  /** One after the other, and whatever fails is nothing. */
  function queue(act) {
    work = work.then(() => box ? act() : "").catch(() => "");
    return work;
  }

  function put() {
    const code = latest;
    return code && box.put(code).then(() => {
      held = true;
    });
  }

  J.mirror = {
    /**
     * What was kept of this learner's work, empty where nothing was.
     * @param {string} key hash of learner and course; empty: nothing is ever kept
     * @returns {Promise<string>}
     */
    open: (key) => {
      box = key ? J.box("js-" + key) : null;
      const late = new Promise((resolve) => {
        window.setTimeout(() => { resolve(null); }, PATIENCE);
      });
      return Promise.race([queue(() => box.read()), late]).then((code) => {
        // What could not be read in time is not written over.
        if (code === null) box = null;
        latest = code || "";
        held = Boolean(latest);
        return latest;
      });
    },
    keep: (code) => {
      if (!code) return work;
      latest = code;
      return queue(put);
    },
    erase: () => {
      if (!latest) return work;
      latest = "";
      held = false;
      return queue(() => box.drop());
    },
    /** Does this browser hold work that the LMS may not have? */
    holds: () => held,
  };
})(JaneSchool);
