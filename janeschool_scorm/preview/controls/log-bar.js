/* What is asked of the log: words, kinds, faults only; pause, follow, clear, download. */
"use strict";
((P) => {
  const { el, say } = P.dom;

  const toggle = (label, pressed, change) => {
    const button = el("button.chip", { "aria-pressed": String(pressed), on: { click: () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      change(on);
    } } }, label);
    return button;
  };

  function chips(filter, changed) {
    const counts = new Map();
    const buttons = P.log.KINDS.map(([kind, label]) => {
      const number = el("span.count");
      counts.set(kind, number);
      const button = toggle(label, false, (on) => {
        if (on) filter.kinds.add(kind);
        else filter.kinds.delete(kind);
        changed();
      });
      button.append(" ", number);
      button.dataset.kind = kind;
      return button;
    });
    const show = (by) => buttons.forEach((button) => {
      const many = by[button.dataset.kind];
      say(counts.get(button.dataset.kind), P.wording.number(many));
      button.hidden = !many && button.getAttribute("aria-pressed") !== "true";
    });
    return { buttons, show };
  }

  /**
   * @param {{changed, pause, follow, clear, download, relative, group}} on what is called
   * @returns {{root, filter, counts, input, faults, pause, follow}}
   */
  function bar(on) {
    const filter = { kinds: new Set(), faults: false, text: "" };
    const found = P.dom.search("log_search", "Search the log", "Words, element, value", (text) => {
      filter.text = text;
      on.changed();
    });
    const kinds = chips(filter, on.changed);
    const faults = toggle("Faults only", false, (pressed) => { filter.faults = pressed; on.changed(); });
    const pause = toggle("Pause", false, on.pause);
    const follow = toggle("Follow", true, on.follow);
    const button = (words, act) => el("button.chip", { on: { click: act } }, words);
    const rest = el("div.row-of", { id: "log_rest", role: "group", "aria-label": "More for the log", hidden: true },
      toggle("Group repeats", true, on.group), toggle("Time since start", false, on.relative),
      button("Download NDJSON", () => on.download("ndjson")), button("Download JSON", () => on.download("json")),
      button("Clear", on.clear));
    const more = el("button.chip", { "aria-expanded": "false", "aria-controls": "log_rest", on: { click: () => {
      rest.hidden = !rest.hidden;
      more.setAttribute("aria-expanded", String(!rest.hidden));
    } } }, "More");
    const root = el("div.log-bar", null,
      el("div.row-of", { role: "group", "aria-label": "The log" }, found.root, faults, pause, follow, more),
      rest, el("div.row-of", { role: "group", "aria-label": "Which rows" }, ...kinds.buttons));
    return { root, filter, counts: kinds.show, input: found.input, faults, pause, follow };
  }

  P.logBar = bar;
})(Preview);
