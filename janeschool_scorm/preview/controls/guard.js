/*
 * What comes from the course's port is believed only as far as its shape: a message of the
 * right origin, from the right window, of a known type, with fields of known types. All
 * else changes nothing and is counted. A text stays a text, cut where it is endless.
 */
"use strict";
((P) => {
  const LONGEST = 200000;
  const MANY = 2000;
  const ITEMS = 5000;
  const PER_SECOND = 10000;
  const FLOOD = "too many in one second";

  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  const text = (value) => {
    if (value === undefined || value === null) return "";
    return (typeof value === "string" ? value : JSON.stringify(value) || "").slice(0, LONGEST);
  };
  /** What a call gave or got: its type is part of what is told. */
  const plain = (value) => (value === null || ["number", "boolean"].includes(typeof value) ? value : text(value));
  const word = (value) => text(value).slice(0, 2000);
  const whole = (value) => (Number.isFinite(value) ? value : 0);
  const flag = (value) => value === true;
  const moment = (value) => (Number.isFinite(value) && value > 0 && value < 8e15 ? value : 0);
  const listOf = (read, most) => (value) => {
    return Array.isArray(value) ? value.slice(0, most || MANY).map(read) : [];
  };

  /** Names to texts; no name can reach an object's own machinery. */
  function mapOf(value) {
    const map = new Map();
    if (!isObject(value)) return map;
    Object.keys(value).slice(0, ITEMS * 4).forEach((name) => map.set(word(name), text(value[name])));
    return map;
  }

  const fields = (shape) => (value) => {
    const from = isObject(value) ? value : {};
    return Object.fromEntries(Object.keys(shape).map((name) => [name, shape[name](from[name])]));
  };

  /** A JSON value as it came, or null where it is too long to be shown. */
  function json(value) {
    const written = JSON.stringify(value === undefined ? null : value);
    return written === undefined || written.length > LONGEST * 5 ? null : JSON.parse(written);
  }

  const level = (value) => (value === "warning" ? "warning" : "error");
  const verdict = listOf(fields({ level, text: word, rule: word }), 50);
  const found = listOf(fields({
    code: word, file: word, path: word, line: whole, column: whole, severity: level,
    text: word, sentence: word,
  }), ITEMS);
  const item = fields({
    id: word, title: word, launchable: flag, depth: whole, status: word, prerequisites: word,
    kind: word, moveOn: word, masteryScore: word,
  });
  const who = fields({ learner: whole, mode: word, credit: word, language: word });
  const maybe = (read) => (value) => (value === undefined || value === null ? undefined : read(value));

  const CALL = {
    n: whole, at: moment, name: word, args: listOf(plain, 20), answer: plain, error: word,
    took: whole, verdict, struck: flag,
  };
  const FROM_FRAME = {
    ready: {
      standard: word, edition: word, title: word, items: maybe(listOf(item, ITEMS)), current: word,
      who: maybe(who), sequenced: flag,
    },
    items: { items: listOf(item, ITEMS), current: word },
    call: CALL,
    state: { values: mapOf, kept: maybe(mapOf), item: word },
    stage: { stage: word, text: word },
    nav: { request: word, outcome: word, delivered: word },
    valid: { continue: flag, previous: flag, choice: mapOf, hidden: listOf(word, 20) },
    note: { text: word },
  };
  const FROM_SERVER = {
    ...FROM_FRAME,
    request: {
      n: whole, at: moment, method: word, path: word, parameters: mapOf, status: whole, took: whole,
      verdict, struck: flag, body: json, answer: json,
    },
    statement: { at: moment, statement: json, by: word, verdict },
    document: { at: moment, kind: word, id: word, method: word, value: json },
    moveon: { at: moment, item: word, satisfied: flag, why: word },
    blocked: { at: moment, address: word, rule: word, file: word, line: whole },
    missing: { at: moment, file: word },
    damaged: { at: moment, file: word, text: word },
    reload: {
      at: moment, built: (value) => value !== false, problems: found, languages: maybe(listOf(word, 200)),
      language: maybe(word), took: whole,
    },
    package: { findings: found },
  };

  /**
   * @param {unknown} data what came
   * @param {Object} shapes the types that may come from there
   * @returns {Object|null} the same with known fields of known types only
   */
  function shaped(data, shapes) {
    if (!isObject(data) || !Object.hasOwn(shapes, String(data.type))) return null;
    const shape = shapes[data.type];
    try {
      return { type: data.type, ...fields(shape)(data) };
    } catch {
      return null;
    }
  }

  /**
   * A gate for messages of one frame.
   * @returns {(event: {origin: string, source: unknown, data: unknown}, now: number) => Object|null}
   */
  function gate(origin, source, refuse) {
    let second = 0;
    let seen = 0;
    return (event, now) => {
      if (event.origin !== origin) return refuse("from another origin");
      if (event.source !== source()) return refuse("from another window");
      const this_second = Math.floor(now / 1000);
      seen = this_second === second ? seen + 1 : 1;
      second = this_second;
      if (seen > PER_SECOND) return refuse(FLOOD);
      if (!isObject(event.data) || event.data.js !== 1) return refuse("of no form that the LMS uses");
      return shaped(event.data, FROM_FRAME) || refuse("of an unknown type");
    };
  }

  P.guard = { gate, shaped, FROM_FRAME, FROM_SERVER, found, items: listOf(item, ITEMS), word, FLOOD };
})(Preview);
