/* The LMS frame's own server: the facts of the package, what is kept of learners, waits. */
"use strict";
((L) => {
  const BASE = "../call/";
  /** A beacon or a fetch that outlives its page carries no more than 64 KiB. */
  const KEEPALIVE = 60000;

  /** In the page, so that a call waits for it as it waits for a real LMS. */
  function ask(method, path, body) {
    const request = new XMLHttpRequest();
    try {
      request.open(method, BASE + path, false);
      request.send(body);
      return request.status >= 200 && request.status < 300;
    } catch (error) {
      return false;
    }
  }

  /** While the course's frame is removed: what it saves then. */
  let late = null;
  let removing = false;

  /**
   * Takes the course's frame away. It hears of it and may save once more, but browsers
   * refuse to wait in it then: that is sent when it is gone.
   */
  function remove(frame) {
    late = null;
    removing = true;
    frame.remove();
    removing = false;
    if (late) ask("PUT", "kept/" + late.learner, late.body);
  }

  /** Where the page is on its way out, browsers refuse to wait: it is sent all the same. */
  function save(learner, kept) {
    const body = JSON.stringify(kept);
    if (ask("PUT", "kept/" + learner, body)) return true;
    if (removing) {
      late = { learner: learner, body: body };
      return true;
    }
    return body.length < KEEPALIVE && document.visibilityState === "hidden"
      && navigator.sendBeacon(BASE + "kept/" + learner, body);
  }

  function json(path, options) {
    return fetch(BASE + path, options).then((answer) => answer.json());
  }

  L.server = {
    session: () => json("session"),
    kept: (learner) => json("kept/" + learner),
    launch: (asked) => json("launch", { method: "POST", body: JSON.stringify(asked) }),
    save: save,
    remove: remove,
    wait: (ms) => { if (ms > 0) ask("GET", "wait?ms=" + Math.round(ms)); },
  };
})(globalThis.Lms = globalThis.Lms || {});
