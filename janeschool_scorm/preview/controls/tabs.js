/* The panel's tabs: one at a time, arrows between them (ARIA Authoring Practices, tabs). */
"use strict";
((P) => {
  const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

  /** @returns {{open: (name: string) => void, current: () => string}} */
  function tabs(shown) {
    const all = [...document.querySelectorAll("[role=tab]")];
    const name = (tab) => tab.id.replace("tab_", "");
    let current = "log";

    function open(wanted) {
      current = wanted;
      all.forEach((tab) => {
        const chosen = name(tab) === wanted;
        tab.setAttribute("aria-selected", String(chosen));
        tab.tabIndex = chosen ? 0 : -1;
        P.dom.byId("pane_" + name(tab)).hidden = !chosen;
      });
      shown(wanted);
    }

    function move(event) {
      const at = all.indexOf(event.target);
      const to = event.key === "Home" ? 0 : event.key === "End" ? all.length - 1
        : STEPS[event.key] ? (at + STEPS[event.key] + all.length) % all.length : -1;
      if (to < 0) return;
      event.preventDefault();
      open(name(all[to]));
      all[to].focus();
    }

    all.forEach((tab) => {
      tab.addEventListener("click", () => open(name(tab)));
      tab.addEventListener("keydown", move);
    });
    return { open, current: () => current };
  }

  P.tabs = tabs;
})(Preview);
