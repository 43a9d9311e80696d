/*
 * The resume code: state <-> ASCII text.
 *
 *   JS1.<schema>.<fingerprint8>.<seq>.<crc>.<totals>.<lessons>.<check>.<items>
 *
 * Numbers are base 36. Lessons and items stand by their place in the course, each
 * after a comma; a place is written only where it does not follow the one before.
 * crc is FNV-1a of all that is around it. A part that cannot be read is left out
 * and reported; the other parts are still used. What matters most stands first: an LMS
 * that cuts the code at 255 characters still gives back the lessons of js-101.
 */
"use strict";
((J) => {
  const SCHEMA = "1";
  /** Of the totals the first six are always there; the rest as far as one is not 0. */
  const TOTALS = [
    "sessions", "wall", "at", "block", "started", "finished", "day", "today", "last", "stretch",
  ];
  const FEWEST = 6;

  function b36(number) {
    return Math.max(0, Math.round(number)).toString(36);
  }

  function from36(text) {
    return /^[0-9a-z]{1,10}$/.test(text || "") ? parseInt(text, 36) : NaN;
  }

  function writeMap(map, write) {
    let before = -1;
    return Object.keys(map).map(Number).sort((a, b) => a - b).map((place) => {
      const mark = place === before + 1 ? "" : b36(place) + "-";
      before = place;
      return mark + write(map[place]);
    }).join(",");
  }

  function readMap(text, read, problems) {
    const map = {};
    let place = -1;
    (text || "").split(",").filter(Boolean).forEach((part) => {
      const cut = part.indexOf("-");
      place = cut < 0 ? place + 1 : from36(part.slice(0, cut));
      const value = read(part.slice(cut + 1));
      if (value === null || !(place >= 0)) problems.push(part);
      else map[place] = value;
    });
    return map;
  }

  function writeLesson(lesson) {
    return (lesson.done ? "d" : "o") + b36(Math.floor(lesson.seconds));
  }

  function readLesson(text) {
    const seconds = from36(text.slice(1));
    if (!/^[do]/.test(text) || isNaN(seconds)) return null;
    return { seconds: seconds, done: text[0] === "d" };
  }

  function writeItem(item) {
    const tries = item.tries ? String(Math.min(item.tries, 9)) : "";
    const answer = tries && item.answer ? b36(item.answer) : "";
    // Two lines before what was played of an unfinished recording: at most 42 characters.
    const played = item.status === "o" && item.played ? J.ranges.write(item.played) : "";
    return item.status + tries + answer + (item.at ? "_" + b36(item.at) : "")
      + (played ? "__" + played : "");
  }

  function readItem(text) {
    const match = /^([odrs])(?:([1-9])([0-9a-z]{0,8}))?(?:_([0-9a-z]{1,8}))?(?:__([0-9a-z_]+))?$/.exec(text);
    const played = match && match[5] ? J.ranges.read(match[5]) : [];
    if (!match || !played) return null;
    return Object.assign({
      status: match[1],
      tries: Number(match[2] || 0),
      answer: match[3] ? from36(match[3]) : 0,
      at: match[4] ? from36(match[4]) : 0,
    }, played.length ? { played: played } : {});
  }

  function writeCheck(check) {
    if (!check.used && !check.open) return "";
    const head = [check.used, check.best, check.last, check.repeat, check.seed]
      .map(b36).join(",");
    return head + "," + (check.open ? "o" + writeMap(check.answers, b36) : "-");
  }

  function readCheck(text, problems) {
    const check = J.state.empty().check;
    if (!text) return check;
    const parts = text.split(",");
    const numbers = parts.slice(0, 5).map(from36);
    if (numbers.length < 5 || numbers.some(isNaN)) problems.push("check");
    ["used", "best", "last", "repeat", "seed"].forEach((name, i) => {
      check[name] = numbers[i] || 0;
    });
    const rest = parts.slice(5).join(",");
    check.open = rest[0] === "o";
    check.answers = check.open ? readMap(rest.slice(1), readAnswer, problems) : {};
    return check;
  }

  function readAnswer(text) {
    const number = from36(text);
    return isNaN(number) ? null : number;
  }

  function crc(parts) {
    return b36(J.answers.fnv(parts.join(".")));
  }

  function writeTotals(state) {
    const numbers = TOTALS.map((name) => name === "at" ? state.at + 1 : state[name]);
    while (numbers.length > FEWEST && !numbers[numbers.length - 1]) numbers.pop();
    return numbers.map(b36).join(",");
  }

  /** @param {string} fingerprint8 @returns {string} */
  function write(state, fingerprint8) {
    const totals = writeTotals(state);
    const head = ["JS1", SCHEMA, fingerprint8, b36(state.seq)];
    const body = [
      totals, writeMap(state.lessons, writeLesson), writeCheck(state.check),
      writeMap(state.items, writeItem),
    ];
    return head.concat([crc(head.concat(body))], body).join(".");
  }

  function readTotals(text, state, problems) {
    const numbers = (text || "").split(",").map(from36);
    if (numbers.length < FEWEST || numbers.length > TOTALS.length || numbers.some(isNaN)) {
      problems.push("totals");
      return;
    }
    numbers.forEach((number, i) => { state[TOTALS[i]] = number; });
    state.at -= 1;
  }

  /** Where a code was cut, its last entry may look like another one. */
  function withoutLast(part) {
    return part.slice(0, Math.max(0, part.lastIndexOf(",")));
  }

  /** The sequence number of a code, 0 where it has none. */
  function sequence(code) {
    const parts = String(code || "").split(".");
    return parts[0] === "JS1" && from36(parts[3]) || 0;
  }

  /**
   * What an LMS shows after a save, against what was written.
   * @returns {"same"|"cut"|"newer"|"other"} newer: another window has written since
   */
  function compare(wrote, shown) {
    if (shown === wrote) return "same";
    if (shown && wrote.indexOf(shown) === 0) return "cut";
    return sequence(shown) > sequence(wrote) ? "newer" : "other";
  }

  /**
   * @param {string} code
   * @returns {{state: Object, broken: boolean, fingerprint: string}}
   *   `broken`: something could not be read; `state` holds what could.
   */
  function read(code) {
    const state = J.state.empty();
    const text = String(code || "").trim();
    if (!text) return { state: state, broken: false, fingerprint: "" };
    const parts = text.split(".");
    if (parts[0] !== "JS1" || parts[1] !== SCHEMA) {
      return { state: state, broken: true, fingerprint: "" };
    }
    const problems = [];
    const head = parts.slice(0, 4);
    const body = parts.slice(5);
    if (body.length !== 4 || crc(head.concat(body)) !== parts[4]) {
      problems.push("crc");
      body.push(withoutLast(body.pop() || ""));
    }
    state.seq = sequence(text);
    readTotals(body[0], state, problems);
    state.lessons = readMap(body[1], readLesson, problems);
    state.check = readCheck(body[2], problems);
    state.items = readMap(body[3], readItem, problems);
    return { state: state, broken: problems.length > 0, fingerprint: parts[2] || "" };
  }

  J.resume = { write: write, read: read, sequence: sequence, compare: compare };
})(JaneSchool);
