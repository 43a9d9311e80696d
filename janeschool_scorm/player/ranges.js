/* Which seconds of a recording were really played: merged, measured, short in the resume code. */
"use strict";
((J) => {
  /** A second more or less is lost to rounding, never won. */
  const SLACK = 1;
  /** The resume code keeps this many ranges of an unfinished recording, the longest. */
  const MOST = 5;
  /** A browser tells the position about four times a second, and somewhat late. */
  const LATE = 0.5;

  /**
   * Ranges are [[start, end], ...] in seconds, in order, apart from each other.
   * @returns {number[][]} with one more part merged in; nothing odd is ever added
   */
  function add(ranges, start, end) {
    if (!(start >= 0 && end > start)) return ranges;
    const apart = ranges.filter((each) => each[1] < start || each[0] > end);
    const joined = ranges.filter((each) => apart.indexOf(each) < 0).concat([[start, end]]);
    const from = Math.min.apply(null, joined.map((each) => each[0]));
    const to = Math.max.apply(null, joined.map((each) => each[1]));
    return apart.concat([[from, to]]).sort((a, b) => a[0] - b[0]);
  }

  function seconds(ranges) {
    return ranges.reduce((sum, each) => sum + each[1] - each[0], 0);
  }

  /** Has the asked percentage of `length` seconds been played? */
  function enough(ranges, length, percent) {
    return length > 0 && seconds(ranges) + SLACK >= (length * percent) / 100;
  }

  /** Where the first part begins that was not played; 0 where there is none. */
  function gap(ranges, length) {
    let at = 0;
    ranges.some((each) => {
      if (each[0] - at > SLACK) return true;
      at = each[1];
      return false;
    });
    return at >= length - SLACK ? 0 : at;
  }

  /**
   * The part that was played between two looks, or null after a jump: the position may
   * not run ahead of the clock, at whatever speed.
   * @param {{at: number, clock: number, rate: number}} before seconds, milliseconds, factor
   */
  function step(before, after) {
    const most = ((after.clock - before.clock) / 1000) * Math.max(before.rate, after.rate) + LATE;
    const length = after.at - before.at;
    return length > 0 && length <= most ? [before.at, after.at] : null;
  }

  /**
   * `0_5a_3_1c`: skipped and played seconds in turn, base 36, rounded inwards; but a
   * browser tells that it plays when it has moved on by a few milliseconds.
   */
  function write(ranges) {
    let at = 0;
    return ranges.map((each) => [Math.ceil(each[0] - 0.1), Math.floor(each[1])])
      .filter((each) => each[1] > each[0])
      .sort((a, b) => b[1] - b[0] - a[1] + a[0]).slice(0, MOST)
      .sort((a, b) => a[0] - b[0])
      .map((each) => {
        const words = (each[0] - at).toString(36) + "_" + (each[1] - each[0]).toString(36);
        at = each[1];
        return words;
      }).join("_");
  }

  /** The inverse of `write`; null where the text is none of it. */
  function read(text) {
    if (!/^[0-9a-z]{1,4}(_[0-9a-z]{1,4})*$/.test(text)) return null;
    const numbers = text.split("_").map((each) => parseInt(each, 36));
    if (numbers.length % 2) return null;
    let at = 0;
    let ranges = [];
    for (let n = 0; n < numbers.length; n += 2) {
      const start = at + numbers[n];
      at = start + numbers[n + 1];
      ranges = add(ranges, start, at);
    }
    return ranges;
  }

  J.ranges = {
    add: add, seconds: seconds, enough: enough, gap: gap, step: step, write: write, read: read,
  };
})(JaneSchool);
