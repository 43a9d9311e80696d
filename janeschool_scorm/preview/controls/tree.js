/* Elements by their dotted names -> a tree, and what of it changed last. */
"use strict";
((P) => {
  const RECENT = 50;

  const isNumber = (name) => /^\d+$/.test(name);

  /** Numbers by their size, single values before groups, names by the alphabet. */
  function order(a, b) {
    if (isNumber(a.name) && isNumber(b.name)) return Number(a.name) - Number(b.name);
    const groups = (a.children.length > 0) - (b.children.length > 0);
    return groups || (a.name < b.name ? -1 : 1);
  }

  function sorted(node) {
    node.children.sort(order).forEach(sorted);
    return node;
  }

  /** A container of one child only is written with it: "cmi.core". */
  function step(node, name) {
    const known = node.places.get(name);
    if (known) return known;
    const path = node.path ? node.path + "." + name : name;
    const child = { name, path, value: undefined, children: [], places: new Map() };
    node.children.push(child);
    node.places.set(name, child);
    return child;
  }

  /** @param {Map<string, string>} values @returns {{children: Object[]}} */
  function tree(values) {
    const root = { name: "", path: "", value: undefined, children: [], places: new Map() };
    values.forEach((value, name) => {
      name.split(".").reduce(step, root).value = value;
    });
    return sorted(root);
  }

  const nothing = () => ({ values: new Map(), at: new Map(), recent: [] });

  /**
   * What is remembered after new values: the values, when each changed, and the last changes,
   * the newest first. The first values of an attempt are no change.
   */
  function next(memory, values, now) {
    const first = memory.values.size === 0;
    const at = new Map(memory.at);
    const recent = [];
    if (!first) {
      new Set([...values.keys(), ...memory.values.keys()]).forEach((name) => {
        const before = memory.values.get(name);
        const after = values.get(name);
        if (before === after) return;
        at.set(name, now);
        recent.push({ name, before, after, at: now });
      });
    }
    const names = new Set(recent.map((each) => each.name));
    const older = memory.recent.filter((each) => !names.has(each.name));
    return { values, at, recent: [...recent, ...older].slice(0, RECENT) };
  }

  P.tree = { tree, nothing, next };
})(Preview);
