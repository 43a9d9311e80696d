/* Is the page going away, and was it still seen when it went? */
"use strict";
((J) => {
  /** @returns {{away: boolean, unseen: boolean}} kept up to date */
  J.going = () => {
    const going = { away: false, unseen: document.visibilityState === "hidden" };
    // Registered before all others: a save at the end has to know.
    J.on(window, "pagehide", (event) => { going.away = !event.persisted; });
    J.on(document, "visibilitychange", () => {
      if (!going.away) going.unseen = document.visibilityState === "hidden";
    });
    return going;
  };
})(JaneSchool);
