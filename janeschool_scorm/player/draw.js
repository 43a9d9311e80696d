/* Questions drawn from a bank: the same seed always gives the same questions. */
"use strict";
((J) => {
  /** mulberry32: a function that gives numbers from 0 up to 1. */
  function random(seed) {
    let a = seed >>> 0;
    return () => {
      a = (a + 0x6d2b79f5) >>> 0;
      let r = Math.imul(a ^ (a >>> 15), 1 | a);
      r = (r + Math.imul(r ^ (r >>> 7), 61 | r)) ^ r;
      return ((r ^ (r >>> 14)) >>> 0) / 4294967296;
    };
  }

  /** A new list in an order that the seed decides (Fisher and Yates). */
  function shuffle(list, seed) {
    const next = random(seed);
    const out = list.slice();
    for (let i = out.length - 1; i > 0; i -= 1) {
      const j = Math.floor(next() * (i + 1));
      const kept = out[i];
      out[i] = out[j];
      out[j] = kept;
    }
    return out;
  }

  /**
   * `count` items, from every module in turn, so that a check covers the whole course.
   * @param {Array<{module: string, place: number}>} items
   */
  function draw(items, count, seed) {
    const byPlace = items.slice().sort((a, b) => a.place - b.place);
    const piles = new Map();
    shuffle(byPlace, seed).forEach((item) => {
      piles.set(item.module, (piles.get(item.module) || []).concat([item]));
    });
    const rounds = [];
    piles.forEach((pile) => {
      pile.forEach((item, round) => {
        rounds.push([round, item]);
      });
    });
    rounds.sort((a, b) => a[0] - b[0]);
    const drawn = rounds.slice(0, count).map((pair) => pair[1]);
    return shuffle(drawn, seed + 1);
  }

  J.draw = { shuffle: shuffle, draw: draw };
})(JaneSchool);
