/* Single keys outside fields; they can be switched off (WCAG 2.1.4). */
"use strict";
((P) => {
  const { byId, el, fill } = P.dom;

  /** Keys that other parts of the page listen to. */
  const OTHERS = [
    ["↑ ↓ Enter c", "In the log: go from row to row, open one, copy it"],
    ["← →", "On the line beside the panel: make it wider or narrower"],
  ];

  const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

  const line = (key, words) => el("div", null, el("dt", null, el("kbd", null, key)), el("dd", null, words));

  /** @param {Array<[string, string, () => void]>} keys [key, what it does, run] */
  function shortcuts(keys) {
    const dialog = byId("help");
    const on = el("input", { type: "checkbox", id: "keys_on", checked: true });
    fill(dialog,
      el("h2", { id: "help_title" }, "Keyboard shortcuts"),
      el("dl.facts", null, ...[...keys, ...OTHERS].map(([key, words]) => line(key, words))),
      el("p.field-line", null, on, " ", el("label", { for: "keys_on" }, "Use single keys as shortcuts")),
      el("p.soft", null, "While the course has the keyboard, keys go to the course."),
      el("p.buttons", null, el("button.primary", { on: { click: () => dialog.close() } }, "Close")));
    const open = () => dialog.showModal();
    byId("help_button").addEventListener("click", open);
    document.addEventListener("keydown", (event) => {
      if (!on.checked || event.ctrlKey || event.metaKey || event.altKey || dialog.open || typing(event.target)) return;
      const found = keys.find(([key]) => key === event.key);
      if (!found) return;
      event.preventDefault();
      found[2]();
    });
    return { open };
  }

  P.shortcuts = shortcuts;
})(Preview);
