/* Statements, the newest first, and documents with what changed in them (cmi5, xAPI). */
"use strict";
((P) => {
  const { el, fill, fillOnce, say } = P.dom;
  const SHOWN = 300;
  const FRESH = 6000;

  const written = (value) => JSON.stringify(value, null, 2) || "null";

  /** Opened parts are filled when they are opened: hundreds of statements cost little. */
  function opening(id, summary, make, open) {
    const inside = el("div");
    const fillIn = () => { if (box.open && !inside.firstChild) inside.append(...make()); };
    const box = el("details", { open, on: { toggle: fillIn } }, el("summary", { "data-id": id }, ...summary), inside);
    fillIn();
    return box;
  }

  function statement(row, copy) {
    const faulty = row.verdict.length > 0;
    const summary = [
      el("span.when", null, P.wording.clock(row.at)), " ",
      row.name === "LMS" ? el("span.mark", null, "by the LMS") : null, " ",
      el("strong", null, row.text), " ", faulty ? el("span.mark.fault", null, "Fault") : null,
    ];
    const button = () => el("button.secondary", {
      on: { click: () => copy(row.json, "The statement is copied.") },
    }, "Copy the statement");
    return el("li.record", { "data-state": faulty ? "fault" : "" },
      opening(null, summary, () => [P.detail.long(row.json), el("p.buttons", null, button())]),
      ...P.detail.verdict(row));
  }

  /** Written anew at each save: one that is being read stays open. */
  function documentRow(it) {
    const changed = it.before !== undefined && it.before !== it.text;
    const box = opening(it.kind + " " + it.id, [
      el("span.when", null, P.wording.clock(it.at)), " ", el("strong", null, it.id), " ",
      el("span.soft", null, it.kind + ", " + P.wording.count(it.text.length, "character", "characters")),
    ], () => [
      P.detail.long(it.plain || it.text),
      el("dl.facts", null,
        changed ? P.detail.fact("Difference", P.detail.differing(it.before, it.text)) : null,
        ...P.detail.reading(P.reading.inside(it.value))),
    ], it.open);
    box.addEventListener("toggle", () => { it.open = box.open; });
    const row = el("li.record", null, box);
    const left = it.at + FRESH - Date.now();
    row.classList.toggle("fresh", left > 0);
    if (left > 0) window.setTimeout(() => row.classList.remove("fresh"), left);
    return row;
  }

  /** @returns {{root, statement, document, facts, clear}} */
  function recordsView(copy) {
    const statements = el("ol.records");
    const documents = el("ul.records");
    const facts = el("dl.facts");
    const none = el("p.soft", null, "No document yet.");
    const empty = el("p.soft", null, "No statement yet.");
    const kept = new Map();
    let seen = 0;
    const count = el("span.soft");
    const search = P.dom.search("record_search", "Search the statements", "Words in a statement", sift);
    const root = el("div.data", null,
      el("h2", null, "Launch"), facts,
      el("h2", null, "Documents"), none, documents,
      el("div.head-of", null, el("h2", null, "Statements"), count, search.root),
      empty, statements);

    function sift() {
      const text = search.input.value.trim().toLowerCase();
      [...statements.children].forEach((each) => {
        each.hidden = Boolean(text) && !each.dataset.words.includes(text);
      });
    }

    function addStatement(row) {
      const made = statement(row, copy);
      made.dataset.words = (row.text + row.json).slice(0, 20000).toLowerCase();
      statements.prepend(made);
      seen += 1;
      if (statements.children.length > SHOWN) statements.lastChild.remove();
      empty.hidden = true;
      say(count, P.wording.number(seen) + (seen > SHOWN ? ", the newest " + SHOWN + " are shown" : ""));
      sift();
    }

    function addDocument(message, at) {
      const key = message.kind + "\n" + message.id;
      const before = kept.get(key);
      if (message.method === "DELETE") return gone(key);
      const plain = typeof message.value === "string" ? message.value : "";
      kept.set(key, {
        kind: message.kind || "document", id: message.id, at, plain, value: message.value,
        text: plain || written(message.value),
        before: before && before.text, open: Boolean(before && before.open),
      });
      list();
    }

    function gone(key) {
      kept.delete(key);
      list();
    }

    function list() {
      none.hidden = kept.size > 0;
      fill(documents, ...[...kept.values()].sort((a, b) => b.at - a.at).map(documentRow));
    }

    function clear() {
      kept.clear();
      seen = 0;
      [statements, documents].forEach((list) => list.replaceChildren());
      none.hidden = false;
      empty.hidden = false;
      say(count, "");
    }

    return {
      root, statement: addStatement, document: addDocument, clear,
      facts: (values) => fillOnce(facts, JSON.stringify([...values]), () => {
        return [...values].map(([name, value]) => P.detail.fact(name, value));
      }),
    };
  }

  P.recordsView = recordsView;
})(Preview);
