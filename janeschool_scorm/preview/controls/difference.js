/* What differs between a value and the one before it. */
"use strict";
((P) => {
  const PIECES = 300;

  /** Common beginning and end; what lies between is gone or new. */
  function ends(before, after) {
    let head = 0;
    while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
    let tail = 0;
    const most = Math.min(before.length, after.length) - head;
    while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
    return [head, tail];
  }

  /** Lengths of the longest common subsequence from each pair of places on. */
  function lengths(a, b) {
    const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
    for (let i = a.length - 1; i >= 0; i -= 1) {
      for (let k = b.length - 1; k >= 0; k -= 1) {
        table[i][k] = a[i] === b[k] ? table[i + 1][k + 1] + 1 : Math.max(table[i + 1][k], table[i][k + 1]);
      }
    }
    return table;
  }

  function between(a, b) {
    if (a.length > PIECES || b.length > PIECES) {
      return [["gone", a.join("")], ["new", b.join("")]];
    }
    const table = lengths(a, b);
    const parts = [];
    let i = 0;
    let k = 0;
    while (i < a.length || k < b.length) {
      if (i < a.length && k < b.length && a[i] === b[k]) {
        parts.push(["same", a[i]]);
        i += 1;
        k += 1;
      } else if (i < a.length && (k === b.length || table[i + 1][k] >= table[i][k + 1])) {
        parts.push(["gone", a[i]]);
        i += 1;
      } else {
        parts.push(["new", b[k]]);
        k += 1;
      }
    }
    return parts;
  }

  function joined(parts) {
    return parts.filter((part) => part[1]).reduce((all, [kind, text]) => {
      const last = all[all.length - 1];
      if (last && last[0] === kind) last[1] += text;
      else all.push([kind, text]);
      return all;
    }, []);
  }

  /** Cut at what separates the parts of codes, JSON and addresses. */
  const pieces = (text) => text.match(/[A-Za-z0-9_-]+|[^A-Za-z0-9_-]/g) || [];

  /** @returns {Array<["same"|"gone"|"new", string]>} which joined give both texts again */
  function difference(before, after) {
    const a = pieces(before);
    const b = pieces(after);
    const [head, tail] = ends(a, b);
    return joined([
      ["same", a.slice(0, head).join("")],
      ...between(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
      ["same", a.slice(a.length - tail).join("")],
    ]);
  }

  P.difference = difference;
})(Preview);
