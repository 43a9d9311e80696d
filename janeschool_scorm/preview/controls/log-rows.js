/* One group of rows as a line of the log: what was asked, what came back, what is wrong. */
"use strict";
((P) => {
  const { el, fill, dotted } = P.dom;
  const LONG = 160;
  const SHORT = 14;
  const STATES = { error: "fault", warning: "warning" };

  const shortArgs = (args) => args.map((each) => P.calls.literal(each, LONG)).join(", ");

  function asked(row) {
    if (!row.call) return [el("span.name", null, row.name), " ", el("span.what", null, P.wording.short(row.text, 400))];
    const [element, ...rest] = row.given;
    const known = P.calls.element(row);
    return [
      el("span.name", null, row.name), "(",
      known ? el("strong", null, dotted(P.calls.literal(element, LONG))) : shortArgs(row.given),
      known && rest.length ? ", " + shortArgs(rest) : "", ")",
    ];
  }

  const answer = (row) => (row.call ? P.calls.literal(row.came, LONG) : row.answer);

  /** A short answer has a place of its own at the end of the line. */
  const inline = (row) => answer(row).length > SHORT;

  function failure(row) {
    if (row.call) return "Error " + row.error;
    return row.kind === "request" ? "Refused" : "Problem";
  }

  /** A word, never a colour alone. */
  function mark(group, row) {
    if (row.verdict.some((each) => each.level === "error")) return el("span.mark.fault", null, "Fault");
    if (row.verdict.length) return el("span.mark.warning", null, "Warning");
    if (row.struck) return el("span.mark.struck", null, "Made to fail, " + row.error);
    if (row.unset) return el("span.mark", null, "No value yet");
    return row.failed ? el("span.mark.failed", null, failure(row)) : null;
  }

  /** How a line is coloured, beside its word. */
  function state(row) {
    if (row.verdict.length) return STATES[P.log.worst(row)];
    return row.failed && !row.struck ? "failed" : "";
  }

  function content(group, start, relative) {
    const row = group.rows[group.rows.length - 1];
    const came = answer(row);
    const exact = P.wording.exact(row.at);
    return [
      el("span.time", { title: exact }, relative ? P.wording.since(row.at - start) : exact),
      el("span.said", null, ...asked(row),
        came && inline(row) ? el("span.answer", null, " → ", el("span.value-read", null, came)) : null),
      el("span.marks", null,
        group.rows.length > 1 ? el("span.mark", null, group.rows.length + " times") : null, mark(group, row)),
      el("span.short-answer", null, inline(row) ? "" : came),
      el("span.took", null, row.took === null ? "" : P.wording.took(row.took)),
    ];
  }

  /**
   * The line as an element: made once, written again when its group grows.
   * @param {{start: () => number, relative: () => boolean, copy: Function}} context
   */
  function line(group, context) {
    const button = el("button.line", { "aria-expanded": "false", tabindex: "-1" });
    const faults = el("div.verdicts");
    const row = group.rows[0];
    const root = el("li.row", { "data-kind": row.kind }, button, faults);
    let opened = null;

    function write() {
      const last = group.rows[group.rows.length - 1];
      fill(button, ...content(group, context.start(), context.relative()));
      fill(faults, ...P.detail.verdict(last));
      root.dataset.state = state(last);
      if (opened) show();
    }

    function show() {
      const made = P.detail.detail(group, context);
      if (opened) opened.replaceWith(made);
      else root.append(made);
      opened = made;
      faults.hidden = true;
      button.setAttribute("aria-expanded", "true");
    }

    function toggle() {
      if (!opened) {
        show();
        return root.scrollIntoView({ block: "nearest" });
      }
      opened.remove();
      opened = null;
      faults.hidden = false;
      return button.setAttribute("aria-expanded", "false");
    }

    button.addEventListener("click", toggle);
    write();
    const copy = () => context.copy(P.rows.line(group.rows[group.rows.length - 1]), "The row is copied.");
    return { root, button, write, group, copy };
  }

  P.logLine = line;
})(Preview);
