/*
 * The elements of the item that plays: as they stand, and what the LMS has kept of them.
 * A value that was set is not kept: only a good save keeps it, and none does where nothing
 * counts.
 */
"use strict";
((P) => {
  const empty = (item) => ({
    item: item || "", memory: P.tree.nothing(), kept: new Map(), unsaved: new Map(), ending: false,
  });

  /** All that stands now: the LMS's own elements, then what was set since they were told. */
  const standing = (it) => new Map([...it.memory.values, ...it.unsaved]);

  /** The one change in place: thousands of values may be set before a save. */
  function set(it, message) {
    if (P.calls.good(message)) it.unsaved.set(P.calls.element(message), String(message.args[1]));
    return it;
  }

  /** At the start the LMS has what it gives; what was written before and not saved is lost. */
  const begun = (it) => ({ ...it, kept: new Map(it.memory.values), unsaved: new Map() });

  /** A good end changes more than was set: times are added, a status may be decided. */
  function saved(it, message) {
    const ending = P.calls.kind(message.name) === "session";
    return { ...it, kept: standing(it), unsaved: new Map(), ending };
  }

  /** @param {boolean} counts false in browse and review: the LMS says "true" and keeps nothing */
  function called(it, message, counts) {
    if (P.calls.kind(message.name) === "write") return set(it, message);
    if (P.calls.begins(message)) return begun(it);
    return P.calls.keeps(message) && counts ? saved(it, message) : it;
  }

  /** What the LMS itself says that it has is believed first. */
  function keptOf(it, message) {
    if (message.kept && message.kept.size) return message.kept;
    return it.ending ? new Map(message.values) : it.kept;
  }

  /** The LMS tells of all elements; another item has its own. */
  function stated(known, message, now) {
    const it = message.item && known.item && message.item !== known.item ? empty(message.item) : known;
    const memory = P.tree.next(it.memory, message.values, now);
    return { ...it, item: message.item || it.item, memory, kept: keptOf(it, message), ending: false };
  }

  P.kept = { empty, called, stated };
})(Preview);
