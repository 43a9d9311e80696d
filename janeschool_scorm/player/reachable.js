/* Is the way to the server open from which the package came? */
"use strict";
((J) => {
  /** Longer than a slow network takes, shorter than a browser waits. */
  const PATIENCE = 45000;

  /**
   * An LMS may say "true" without a network: so a small file of the package is asked for.
   * A server that does not know HEAD has answered all the same.
   * @returns {Promise<boolean>}
   */
  J.reachable = () => {
    if (location.protocol === "file:" || !window.fetch) return Promise.resolve(true);
    const script = document.querySelector("script[src]");
    const asked = fetch(script.src, { method: "HEAD", cache: "no-store" }).then(
      (answer) => answer.ok || [405, 501].indexOf(answer.status) >= 0,
      () => false
    );
    const late = new Promise((resolve) => {
      window.setTimeout(() => { resolve(false); }, PATIENCE);
    });
    return Promise.race([asked, late]);
  };
})(JaneSchool);
