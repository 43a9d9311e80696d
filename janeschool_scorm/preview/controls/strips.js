/* What must be seen whatever else is open: trouble that is on, a build, a refused message. */
"use strict";
((P) => {
  const { byId, el, fillOnce } = P.dom;

  const NETWORK = { slow: "the network is slow", offline: "there is no network" };

  /** @returns {string} "" where all is well */
  function trouble(it) {
    return [
      it.fail === "next" ? "the next call fails with " + it.error : "",
      it.fail === "all" ? "every call fails with " + it.error : "",
      it.delay ? "each answer takes " + P.wording.took(it.delay) : "",
      NETWORK[it.network] || "",
      it.expired ? "the session has expired" : "",
    ].filter(Boolean).join("; ");
  }

  const strip = (kind, words, ...buttons) => el("div.strip", { "data-kind": kind }, el("p", null, words), ...buttons);

  /**
   * @param {{calm: () => void, course: () => void, reload: () => void}} on what its buttons do
   * @returns {{show: (it: {trouble, build, refused, failed}) => void}}
   */
  function strips(on) {
    const root = byId("strips");
    const button = (words, act) => el("button.secondary", { on: { click: act } }, words);

    function show(it) {
      const bad = trouble(it.trouble);
      fillOnce(root, JSON.stringify([bad, it.failed, it.build, it.refused]), () => [
        it.failed ? strip("fault", it.failed, button("Try again", on.reload)) : null,
        bad ? strip("care", "Trouble is on: " + bad + ".", button("All is well again", on.calm)) : null,
        it.build ? strip("fault", it.build.text, button("Show the faults", on.course)) : null,
        it.refused ? strip("care", it.refused) : null,
      ]);
    }

    return { show };
  }

  P.strips = { strips, trouble };
})(Preview);
