/*
 * What an LMS keeps of a learner from one visit to the next: attempts, and in each the
 * values of every item. Values in, values out; what a standard resets is in its family.
 *
 * kept = { attempt: 1, attempts: { 1: { items: { ID: { values, visits, over } }, tree } } }
 */
"use strict";
((L) => {
  const copy = (value) => JSON.parse(JSON.stringify(value));

  /** The attempt that goes on; an empty one where there is none. */
  function attempt(kept) {
    const number = kept.attempt || 1;
    const found = (kept.attempts || {})[number] || {};
    return { number: number, items: found.items || {}, tree: found.tree || null };
  }

  function withAttempt(kept, number, changed) {
    const attempts = Object.assign({}, kept.attempts);
    attempts[number] = changed;
    return Object.assign({}, kept, { attempt: number, attempts: attempts });
  }

  L.kept = {
    attempt: attempt,

    /** The values and visits of an item; nothing of it yet is `null` values. */
    item: (kept, id) => attempt(kept).items[id] || { values: null, visits: 0, over: false },

    /** The same with an item's new state. */
    put: (kept, id, state) => {
      const now = attempt(kept);
      const items = Object.assign({}, now.items);
      items[id] = copy(state);
      return withAttempt(kept, now.number, { items: items, tree: now.tree });
    },

    /** The same with the sequencing state of the whole tree. */
    putTree: (kept, tree) => {
      const now = attempt(kept);
      return withAttempt(kept, now.number, { items: now.items, tree: tree });
    },

    /** A new attempt on everything; the earlier ones stay, as an LMS keeps them. */
    restart: (kept) => withAttempt(kept, attempt(kept).number + 1, { items: {}, tree: null }),
  };
})(globalThis.Lms = globalThis.Lms || {});
