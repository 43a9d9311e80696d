/* Long values made readable: our resume code, JSON, JSON in an address's writing. */
"use strict";
((P) => {
  const WORDS = { o: "open", d: "done", r: "right", s: "skipped" };

  function minute(minutes) {
    if (!minutes) return "never";
    return new Date(minutes * 60000).toISOString().slice(0, 16).replace("T", " ") + " UTC";
  }

  function lessons(map) {
    const places = Object.keys(map).map(Number);
    const done = places.filter((place) => map[place].done).length;
    const seconds = places.reduce((sum, place) => sum + map[place].seconds, 0);
    return [
      ["Lessons", places.length + " opened, " + done + " done"],
      ["Active time in lessons", P.wording.hours(seconds)],
      ...places.map((place) => [
        "Lesson at place " + place,
        P.wording.hours(map[place].seconds) + ", " + (map[place].done ? "done" : "open"),
      ]),
    ];
  }

  const item = (entry) => {
    const tries = entry.tries ? ", " + P.wording.count(entry.tries, "try", "tries") : "";
    return (WORDS[entry.status] || entry.status) + tries + (entry.at ? ", " + minute(entry.at) : "");
  };

  function check(it) {
    if (!it.used && !it.open) return [];
    const open = it.open ? "a try is open with " + Object.keys(it.answers).length + " answers" : "no try is open";
    const used = P.wording.count(it.used, "try", "tries") + " used";
    return [["Final check", [used, "best " + it.best, "last " + it.last, open].join(", ")]];
  }

  /** @returns {Array<[string, string]>|null} what a resume code of the player says */
  function resumeCode(text) {
    if (!/^JS1\./.test(text) || !JaneSchool.resume) return null;
    const { state, broken, fingerprint } = JaneSchool.resume.read(text);
    return [
      ["Readable", broken ? "in part: it was cut or changed on the way" : "whole, its checksum is right"],
      ["Package", fingerprint], ["Save number", String(state.seq)], ["Sessions", String(state.sessions)],
      ["Wall time", P.wording.hours(state.wall)],
      ["Place", state.at < 0 ? "before the first lesson" : "lesson at place " + state.at + ", part " + state.block],
      ["Started", minute(state.started)], ["Finished", minute(state.finished)],
      ...lessons(state.lessons), ...check(state.check),
      ...Object.keys(state.items).map((place) => ["Item at place " + place, item(state.items[place])]),
    ];
  }

  /** Indented JSON, or "" where it is none: a number or a bare word is not worth it. */
  function json(text) {
    if (!/^\s*[[{]/.test(text)) return "";
    try {
      return JSON.stringify(JSON.parse(text), null, 2);
    } catch {
      return "";
    }
  }

  function unescaped(text) {
    if (!/^(%7B|%5B)/i.test(text)) return "";
    try {
      return json(decodeURIComponent(text));
    } catch {
      return "";
    }
  }

  /** @returns {{rows?: Array<[string, string]>, json?: string}|null} null where it says no more */
  function reading(text) {
    const rows = resumeCode(text);
    if (rows) return { rows };
    const written = json(text) || unescaped(text);
    return written ? { json: written } : null;
  }

  /** The resume code in a document, be it the document itself or a text in it; else "". */
  function inside(value) {
    const texts = value && typeof value === "object" ? Object.values(value) : [value];
    return texts.find((each) => typeof each === "string" && /^JS1\./.test(each)) || "";
  }

  P.reading = reading;
  P.reading.inside = inside;
})(Preview);
