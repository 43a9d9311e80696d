/* The line between course and panel: dragged, or moved with the arrow keys. */
"use strict";
((P) => {
  const LEAST = 20;
  const MOST = 75;
  const STEP = 2;

  /** @param {() => void} changed called when the course has another place */
  function divider(changed) {
    const main = P.dom.byId("main");
    const line = P.dom.byId("divider");
    const panel = P.dom.byId("panel");
    const button = P.dom.byId("panel_button");
    const stacked = window.matchMedia("(max-width: 60rem)");

    function set(percent) {
      const value = Math.round(Math.min(MOST, Math.max(LEAST, percent)));
      line.setAttribute("aria-valuenow", String(value));
      main.style.setProperty("--panel", value + "%");
      changed();
    }

    const now = () => Number(line.getAttribute("aria-valuenow"));

    function dragged(event) {
      const box = main.getBoundingClientRect();
      set(stacked.matches
        ? (box.bottom - event.clientY) / box.height * 100
        : (box.right - event.clientX) / box.width * 100);
    }

    // The frame would take the pointer's moves: while dragging it takes none.
    function hold(event) {
      line.setPointerCapture(event.pointerId);
      main.classList.add("dragging");
      line.addEventListener("pointermove", dragged);
    }

    function release() {
      main.classList.remove("dragging");
      line.removeEventListener("pointermove", dragged);
    }

    function key(event) {
      const steps = { ArrowLeft: STEP, ArrowUp: STEP, ArrowRight: -STEP, ArrowDown: -STEP };
      const to = event.key === "Home" ? LEAST : event.key === "End" ? MOST
        : steps[event.key] ? now() + steps[event.key] : 0;
      if (!to) return;
      event.preventDefault();
      set(to);
    }

    function turned() {
      line.setAttribute("aria-orientation", stacked.matches ? "horizontal" : "vertical");
      line.setAttribute("aria-label", stacked.matches ? "Height of the panel" : "Width of the panel");
      set(now());
    }

    function show(open) {
      panel.hidden = !open;
      line.hidden = !open;
      main.classList.toggle("alone", !open);
      button.setAttribute("aria-expanded", String(open));
      P.dom.say(button, open ? "Hide the panel" : "Show the panel");
      changed();
    }

    line.addEventListener("pointerdown", hold);
    line.addEventListener("pointerup", release);
    line.addEventListener("pointercancel", release);
    line.addEventListener("keydown", key);
    button.addEventListener("click", () => show(panel.hidden));
    stacked.addEventListener("change", turned);
    turned();
    return { show, toggle: () => show(panel.hidden), set };
  }

  P.divider = divider;
})(Preview);
