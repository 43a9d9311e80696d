/*
 * Statements that wait, in this browser under a hash of whose they are: drained on an
 * exact match only, erased when acknowledged and after seven days.
 */
"use strict";
((J) => {
  /** A browser that asks its user, or hangs, must not hold up the start. */
  const PATIENCE = 3000;

  /** @param {string} whose endpoint, actor, registration; empty: nothing is ever kept */
  J.shelf = (whose) => {
    const box = whose && J.box ? J.box("js-x-" + J.uuid.sha1(whose).slice(0, 24)) : null;
    let work = Promise.resolve();
    let latest = null;
    let empty = true;

    /** Of several changes in a row only the last is written. */
    function write() {
      if (!latest) return undefined;
      const entries = latest;
      latest = null;
      if (!entries.length && empty) return undefined;
      empty = !entries.length;
      return empty ? box.drop() : box.put(JSON.stringify(entries));
    }

    function queue(act) {
      work = work.then(act).catch(() => undefined);
      return work;
    }

    return {
      /** @returns {Promise<Object[]>} what an earlier page left */
      read: () => {
        if (!box) return Promise.resolve([]);
        const late = new Promise((resolve) => { window.setTimeout(resolve, PATIENCE); });
        return Promise.race([queue(() => box.read()), late]).then((text) => {
          empty = !text;
          return J.queue.fresh(JSON.parse(text || "[]"), Date.now());
        }).catch(() => []);
      },
      keep: (entries) => {
        latest = entries;
        if (box) queue(write);
      },
    };
  };
})(JaneSchool);
