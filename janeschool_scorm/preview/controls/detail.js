/* A row of the log, opened: everything that was said, what differs, what it means. */
"use strict";
((P) => {
  const { el } = P.dom;
  const LONG = 20000;
  const MANY = 50;

  const fact = (name, ...value) => el("div", null, el("dt", null, name), el("dd", null, ...value));

  /** A long text, wrapped; beyond what can be read it is in the copy and the download. */
  function long(text) {
    const shown = text.length > LONG ? text.slice(0, LONG) : text;
    const rest = text.length - shown.length;
    const more = P.wording.number(rest) + " further characters are in the copy and in the download.";
    return el("div", null,
      el("pre.value", { tabindex: "0", role: "region", "aria-label": "Whole value" }, shown || "(empty)"),
      rest ? el("p.soft", null, more) : null);
  }

  const PARTS = { same: "span", gone: "del", new: "ins" };

  const differing = (before, after) => el("pre.value.difference", null,
    ...P.difference(before, after).map(([kind, text]) => el(PARTS[kind], null, text)));

  function reading(text) {
    const read = P.reading(text);
    if (!read) return [];
    if (read.json) return read.json === text ? [] : [fact("As JSON", long(read.json))];
    return [fact("Resume code", el("dl.facts.inner", null, ...read.rows.map(([name, value]) => fact(name, value))))];
  }

  const verdict = (row) => row.verdict.map((each) => el("p.verdict", { "data-level": each.level },
    el("strong", null, each.level === "warning" ? "Warning: " : "Fault: "), each.text,
    each.rule ? el("span.rule", null, each.rule) : null));

  const value = (row) => (row.kind === "write" ? row.args[1] || "" : row.kind === "read" ? row.answer : row.json);

  function changed(row) {
    if (row.kind !== "write" || row.before === undefined) return [];
    const now = row.args[1] || "";
    if (row.before === now) return [fact("Before", "the same value")];
    return [fact("Difference", differing(row.before, now))];
  }

  const parameter = ([name, text]) => el("p", null, el("code", null, name + " = " + P.wording.short(text, 500)));

  const errorOf = (row, standard) => {
    if (P.calls.kind(row.name) === "error") return "";
    return row.failed || row.unset ? ", error " + P.errors.words(standard, row.error) : ", no error";
  };

  function said(row, standard) {
    if (!row.call) {
      return [
        row.kind === "request" ? fact("Request", row.name + " " + row.text) : fact("What", row.name + ": " + row.text),
        row.parameters && row.parameters.length ? fact("Parameters", ...row.parameters.map(parameter)) : null,
      row.answer ? fact("Answer", row.answer) : null,
      row.reply ? fact("Answer's body", long(row.reply)) : null,
      ];
    }
    const args = row.given.map((each) => P.calls.literal(each, 300)).join(", ");
    return [
      fact("Call", el("code", null, row.name + "(" + args + ")")),
      fact("Answer", el("code", null, P.calls.literal(row.came, 300)), errorOf(row, standard)),
    ];
  }

  function repeated(group) {
    if (group.rows.length < 2) return [];
    const last = group.rows.slice(-MANY);
    const older = group.rows.length - last.length;
    return [fact(P.wording.count(group.rows.length, "time", "times"), el("ol.repeats", null,
      ...last.map((row) => el("li", null, P.wording.exact(row.at) + " ",
        el("code", null, P.calls.literal(row.kind === "write" ? row.given[1] : row.came, 80)))),
    ), older ? el("p.soft", null, P.wording.number(older) + " earlier ones are in the download.") : "")];
  }

  function copying(row, copy) {
    const whole = value(row);
    const button = (words, text, said) => el("button.secondary", { on: { click: () => copy(text, said) } }, words);
    return el("p.buttons", null,
      button("Copy the row", P.rows.line(row), "The row is copied."),
      whole ? button("Copy the value", whole, "The value is copied.") : null);
  }

  /**
   * @param {{rows: Object[], asked: Object|null}} group
   * @param {{start: () => number, standard: () => string, copy: (text, said) => void}} context
   */
  function detail(group, context) {
    const row = group.rows[group.rows.length - 1];
    const whole = value(row);
    const characters = whole && row.kind !== "request" ? P.wording.count(whole.length, "character", "characters") : "";
    return el("div.detail", null, el("dl.facts", null,
      ...said(row, context.standard()),
      row.verdict.length ? fact("By the standard", ...verdict(row)) : null,
      fact("When", P.wording.exact(row.at) + ", " + P.wording.since(row.at - context.start()) + " after the start"
        + (row.took === null ? "" : ", took " + P.wording.took(row.took))),
      group.asked ? fact("Afterwards", "the course asked for the error and was told " + group.asked.answer) : null,
      ...repeated(group),
      ...changed(row),
      whole && whole.length > 60 || row.json
        ? fact("Value", characters ? el("p.soft", null, characters) : "", long(whole)) : null,
      ...reading(row.json ? P.reading.inside(JSON.parse(row.json)) : whole),
    ), copying(row, context.copy));
  }

  P.detail = { detail, verdict, differing, long, reading, fact };
})(Preview);
