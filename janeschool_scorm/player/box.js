/*
 * A box in this browser for one value, in an IndexedDB database of its own that is there
 * only while it holds something. Where IndexedDB is absent or fails, promises fail.
 */
"use strict";
((J) => {
  const STORE = "unsaved";

  function opened(name, create) {
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

  function within(name, create, mode, act) {
    return opened(name, create).then((database) => new Promise((resolve, reject) => {
      const whole = database.transaction(STORE, mode);
      const request = act(whole.objectStore(STORE));
      whole.oncomplete = () => { resolve(request.result); };
      whole.onabort = reject;
    }).then((result) => {
      database.close();
      return result;
    }));
  }

  /** @param {string} name of the database */
  J.box = (name) => {
    return {
      read: () => within(name, false, "readonly", (store) => store.get(0)),
      put: (value) => within(name, true, "readwrite", (store) => store.put(value, 0)),
      drop: () => new Promise((resolve) => {
        const request = window.indexedDB.deleteDatabase(name);
        request.onsuccess = request.onerror = request.onblocked = resolve;
      }),
    };
  };
})(JaneSchool);
