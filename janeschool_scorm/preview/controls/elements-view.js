/* The data model as a tree; what changed is marked, and stays listed under "Changed last". */
"use strict";
((P) => {
  const { el, fill, fillOnce, say } = P.dom;
  const FRESH = 6000;
  const LISTED = 8;
  const LONG = 120;
  /** A list of more entries than this begins closed. */
  const OPEN = 6;

  const shown = (value) => (value === undefined ? "(gone)" : value === "" ? "(empty)" : P.wording.short(value, 300));

  /** A long value is a part that opens: what it says, where it can be read. */
  function value(text) {
    if (text === undefined || (text.length <= LONG && !P.reading(text))) {
      return el("code.element-value", null, shown(text));
    }
    const whole = el("div.whole");
    const box = el("details", { on: { toggle: () => {
      if (box.open) fill(whole, P.detail.long(text), el("dl.facts", null, ...P.detail.reading(text)));
    } } }, el("summary", null, el("code.element-value", null, P.wording.short(text, 80)),
      el("span.soft", null, " " + P.wording.count(text.length, "character", "characters"))), whole);
    return box;
  }

  function leaf(node) {
    const holder = el("span.holder", null, value(node.value));
    const when = el("span.when");
    const root = el("li.leaf", null, el("span.element-name", { title: node.path }, node.name), holder, when);
    return { root, path: node.path, text: node.value, holder, when };
  }

  /** @param {Map<string, Object>} leaves filled with every leaf by its path */
  function branch(node, leaves, open) {
    const children = node.children.map((child) => {
      if (!child.children.length) {
        const made = leaf(child);
        leaves.set(child.path, made);
        return made.root;
      }
      return el("li.branch", null, branch(child, leaves, open));
    });
    const entries = node.children.filter((child) => /^\d+$/.test(child.name)).length;
    const many = P.wording.count(entries, "entry", "entries");
    const wanted = open.has(node.path) ? open.get(node.path) : entries <= OPEN;
    const box = el("details", { open: wanted, "data-path": node.path },
      el("summary", null, el("span.element-name", null, node.name), entries ? el("span.soft", null, " " + many) : null),
      el("ul", null, ...children));
    box.addEventListener("toggle", () => open.set(node.path, box.open));
    return box;
  }

  function short(each) {
    const before = each.before === undefined ? "new: " : [el("del", null, shown(each.before)), " → "];
    return el("p.change", null, before, each.after === undefined ? "gone" : el("ins", null, shown(each.after)));
  }

  const change = (each) => el("li", null,
    el("div.change-head", null,
      el("strong.element-name", null, each.name), el("span.when", null, P.wording.clock(each.at))),
    each.before !== undefined && each.after !== undefined && each.before.length > 24 && each.after.length > 24
      ? P.detail.differing(P.wording.short(each.before, 4000), P.wording.short(each.after, 4000))
      : short(each));

  /** @returns {{root, show: (memory, unsaved: Map) => void}} */
  function elementsView() {
    const leaves = new Map();
    const open = new Map();
    const marked = new Map();
    const recent = el("ol.changes");
    const none = el("p.soft", null, "Nothing has changed since the session began.");
    const list = el("ul.elements");
    const empty = el("p.empty", null, "No element yet. They stand here once the course asks or writes.");
    const search = P.dom.search("data_search", "Search the elements", "Element or value", sift);
    const found = el("span.soft", { role: "status" });
    const root = el("div.data", null,
      el("h2", null, "Changed last"), recent, none,
      el("div.head-of", null, el("h2", null, "All elements"), search.root, found),
      empty, list);

    /** "cmi" alone at the top would only push everything aside. */
    const top = (node) => (node.children.length
      ? node.children.map((child) => ({ ...child, name: node.name + "." + child.name })) : [node]);

    function build(values) {
      leaves.clear();
      fill(list, ...P.tree.tree(values).children.flatMap(top).map((node) => {
        if (node.children.length) return el("li.branch", null, branch(node, leaves, open));
        const made = leaf(node);
        leaves.set(node.path, made);
        return made.root;
      }));
    }

    function write(values) {
      values.forEach((text, name) => {
        const at = leaves.get(name);
        if (!at || at.text === text) return;
        at.text = text;
        fill(at.holder, value(text));
      });
    }

    function freshen(memory, unsaved) {
      memory.at.forEach((at, name) => {
        const it = leaves.get(name);
        if (!it) return;
        say(it.when, P.wording.clock(at));
        if (marked.get(name) === at) return;
        marked.set(name, at);
        it.root.classList.add("fresh");
        window.setTimeout(() => { if (marked.get(name) === at) it.root.classList.remove("fresh"); }, FRESH);
      });
      leaves.forEach((it, name) => it.root.classList.toggle("unkept", unsaved.has(name)));
    }

    function sift() {
      const text = search.input.value.trim().toLowerCase();
      let hits = 0;
      leaves.forEach((it, name) => {
        const fits = !text || name.toLowerCase().includes(text) || (it.text || "").toLowerCase().includes(text);
        it.root.hidden = !fits;
        hits += fits ? 1 : 0;
      });
      [...list.querySelectorAll("li.branch")].reverse().forEach((each) => {
        each.hidden = Boolean(text) && !each.querySelector("li.leaf:not([hidden])");
        if (text && !each.hidden) each.firstChild.open = true;
      });
      say(found, text ? P.wording.count(hits, "element", "elements") : "");
    }

    function show(memory, unsaved) {
      const same = leaves.size === memory.values.size && [...memory.values.keys()].every((name) => leaves.has(name));
      if (same) write(memory.values);
      else build(memory.values);
      freshen(memory, unsaved);
      const last = memory.recent.slice(0, LISTED);
      fillOnce(recent, JSON.stringify(last), () => last.map(change));
      none.hidden = memory.recent.length > 0;
      empty.hidden = memory.values.size > 0;
      if (search.input.value) sift();
    }

    return { root, show };
  }

  P.elementsView = elementsView;
})(Preview);
