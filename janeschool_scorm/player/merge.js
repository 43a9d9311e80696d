/*
 * Two saved places of one learner -> one in which nothing of either is lost.
 *
 * An LMS may give back an older place than this browser kept while saves failed, or a
 * newer one from another device. Where they disagree on a fact, the further one counts;
 * where on a place, the one with the higher sequence number does.
 */
"use strict";
((J) => {
  const RANK = { o: 0, s: 1, d: 2, r: 3 };

  function join(a, b, both) {
    const out = Object.assign({}, a);
    Object.keys(b).forEach((place) => {
      out[place] = a[place] ? both(a[place], b[place]) : b[place];
    });
    return out;
  }

  function lesson(a, b) {
    return { seconds: Math.max(a.seconds, b.seconds), done: a.done || b.done };
  }

  function item(a, b) {
    const further = RANK[b.status] - RANK[a.status] || b.tries - a.tries;
    return further > 0 || (!further && !a.played && b.played) ? b : a;
  }

  function check(a, b) {
    const later = b.used - a.used || b.open - a.open;
    return Object.assign({}, later > 0 ? b : a, {
      used: Math.max(a.used, b.used), best: Math.max(a.best, b.best),
    });
  }

  /** The earlier of two times, of which 0 is none. */
  function first(a, b) {
    return a && b ? Math.min(a, b) : a || b;
  }

  /** @returns {Object} a state; neither argument is changed */
  function states(one, other) {
    const a = other.seq > one.seq ? other : one;
    const b = a === one ? other : one;
    const most = {};
    ["seq", "sessions", "wall"].forEach((name) => { most[name] = Math.max(a[name], b[name]); });
    return Object.assign({}, a, most, {
      started: first(a.started, b.started),
      finished: first(a.finished, b.finished),
      today: a.day === b.day ? Math.max(a.today, b.today) : a.today,
      lessons: join(a.lessons, b.lessons, lesson),
      items: join(a.items, b.items, item),
      check: check(a.check, b.check),
    });
  }

  /** Has `more` anything that `state` has not? Sequence and place apart. */
  function adds(state, more) {
    const known = (map, place, least) => map[place] && least(map[place]);
    return more.check.used > state.check.used || (more.finished && !state.finished)
      || Object.keys(more.lessons).some((place) => {
        const its = more.lessons[place];
        return !known(state.lessons, place, (mine) => {
          return mine.seconds >= its.seconds && (mine.done || !its.done);
        });
      })
      || Object.keys(more.items).some((place) => {
        const its = more.items[place];
        return !known(state.items, place, (mine) => item(mine, its) === mine);
      });
  }

  /**
   * What the LMS gave back and what this browser kept, as one saved place.
   * @param {string} code @param {string} kept both resume codes, either may be empty
   * @returns {{state: Object, broken: boolean, fingerprint: string, added: boolean}}
   *   `added`: the browser knew more than the LMS
   */
  function codes(code, kept) {
    const saved = J.resume.read(code);
    const own = J.resume.read(kept);
    if (!kept || own.broken) return Object.assign(saved, { added: false });
    // A whole code that is as new says all that a damaged one could say; of its very
    // last save a page that closes may not have kept its own copy.
    const useless = saved.broken && saved.state.seq <= own.state.seq + 1;
    return {
      state: useless ? own.state : states(saved.state, own.state),
      added: useless || adds(saved.state, own.state), broken: saved.broken && !useless,
      fingerprint: own.state.seq > saved.state.seq ? own.fingerprint : saved.fingerprint,
    };
  }

  J.merge = { states: states, codes: codes };
})(JaneSchool);
