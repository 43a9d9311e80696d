/*
 * The scripts of the lessons. They come once the start page stands, so that a slow phone
 * shows it soon, and before any lesson opens, so that none can break half way.
 */
"use strict";
((J) => {
  const PAUSES = [1000, 3000, 8000, 20000];
  const PARTS = ["items", "sound", "aloud"];
  const waiting = [];
  let here = false;

  const nothing = () => {};
  // Nothing plays and nobody speaks before they are there.
  J.sound = { hush: nothing };
  J.aloud = { stop: nothing };

  function arrived() {
    PARTS.forEach((part) => { J[part].start(); });
    here = true;
    waiting.splice(0).forEach((act) => { act(); });
  }

  function failed(tries) {
    if (tries < PAUSES.length) {
      window.setTimeout(load, PAUSES[tries], tries + 1);
      return;
    }
    J.notice(J.t("A part of this course did not arrive. Check your connection. Then open the course again."));
  }

  function load(tries) {
    const script = document.createElement("script");
    script.src = document.body.dataset.later;
    script.onload = arrived;
    script.onerror = () => { failed(tries); };
    document.body.appendChild(script);
  }

  J.later = {
    start: () => { load(0); },
    /** @returns {boolean} is `act` put off until the scripts are there? */
    puts: (act) => {
      if (!here) waiting.push(act);
      return !here;
    },
  };
})(JaneSchool);
