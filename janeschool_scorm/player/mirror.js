/*
 * While saves fail, this browser keeps the resume code: numbers, no words, no identity.
 * It is added at the next start, and erased once the LMS has it.
 *
 * One IndexedDB database for each learner and course, under a hash of both; it is there
 * only while it holds something. Where IndexedDB is absent or fails, nothing is kept.
 */
"use strict";
((J) => {
  const STORE = "unsaved";
  /** A browser that asks its user, or hangs, must not hold up the start. */
  const PATIENCE = 5000;

  let name = "";
  let latest = "";
  let held = false;
  let work = Promise.resolve("");

  function opened(create) {
    return new Promise((resolve, reject) => {
      const request = window.indexedDB.open(name, 1);
      request.onupgradeneeded = () => {
        if (create) request.result.createObjectStore(STORE);
        else request.transaction.abort();
      };
      request.onsuccess = () => { resolve(request.result); };
      request.onerror = (event) => {
        event.preventDefault();
        reject(request.error);
      };
    });
  }

  function within(create, mode, act) {
    return opened(create).then((database) => new Promise((resolve, reject) => {
      const whole = database.transaction(STORE, mode);
      const request = act(whole.objectStore(STORE));
      whole.oncomplete = () => { resolve(request.result); };
      whole.onabort = reject;
    }).then((result) => {
      database.close();
      return result;
    }));
  }

  /** One after the other, and whatever fails is nothing. */
  function queue(act) {
    work = work.then(() => name ? act() : "").catch(() => "");
    return work;
  }

  function read() {
    return within(false, "readonly", (store) => store.get(0));
  }

  function put() {
    const code = latest;
    return code && within(true, "readwrite", (store) => store.put(code, 0)).then(() => {
      held = true;
    });
  }

  function drop() {
    return new Promise((resolve) => {
      const request = window.indexedDB.deleteDatabase(name);
      request.onsuccess = request.onerror = request.onblocked = resolve;
    });
  }

  J.mirror = {
    /**
     * What was kept of this learner's work, empty where nothing was.
     * @param {string} key hash of learner and course; empty: nothing is ever kept
     * @returns {Promise<string>}
     */
    open: (key) => {
      name = key && "js-" + key;
      const late = new Promise((resolve) => {
        window.setTimeout(() => { resolve(null); }, PATIENCE);
      });
      return Promise.race([queue(read), late]).then((code) => {
        // What could not be read in time is not written over.
        if (code === null) name = "";
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
      return queue(drop);
    },
    /** Does this browser hold work that the LMS may not have? */
    holds: () => held,
  };
})(JaneSchool);
