/*
 * The API object that a course finds: each call is struck by a fault or served by the
 * run-time, judged by the standard, and told.
 */
"use strict";
((L) => {
  /**
   * @param family  names and codes of a standard (scorm12.js, scorm2004.js)
   * @param api     the run-time of scorm-again
   * @param parts   { faults, judge, wait(ms), own(element), commit() -> saved?,
   *   ended() -> saved?, tell(call) }
   */
  L.calls = (family, api, parts) => {
    const names = family.functions;
    let struck = null;
    let count = 0;

    const code = () => (struck === null ? String(api[names.error]()) : struck);

    function fail(name, error) {
      struck = error;
      return name === names.get ? "" : "false";
    }

    function serve(name, args) {
      if (name === names.error) return code();
      if (name !== names.string && name !== names.diagnostic) struck = null;
      const answer = served(name, args);
      if (name === names.get && answer !== "") struck = "0"; // scorm-again: 403 beside a value
      if (String(answer) !== "true") return answer;
      if (name === names.commit && !parts.commit()) return fail(name, family.lost[name]);
      if (name === names.finish && !parts.ended()) return fail(name, family.lost[name]);
      return answer;
    }

    /** The run-time's answer, or the LMS's own where the run-time would change its form. */
    function served(name, args) {
      const answer = api[name].apply(api, args);
      // scorm-again gives the object behind a name that is no element but holds some.
      if (answer !== null && typeof answer === "object") return fail(name, family.category);
      const own = name === names.get && answer !== "" ? parts.own(args[0]) : undefined;
      return own === undefined ? answer : own;
    }

    function call(name, args) {
      const at = Date.now();
      const begun = performance.now();
      const before = parts.judge.before(name, args);
      parts.wait(parts.faults.delay());
      const error = parts.faults.strike(name, family);
      const answer = error ? fail(name, error) : serve(name, args);
      const now = code();
      const took = Math.round((performance.now() - begun) * 10) / 10;
      const verdict = before.concat(parts.judge.after(name, args, answer, now));
      count += 1;
      parts.tell({
        type: "call", n: count, at: at, name: name, args: args.map(plain), answer: plain(answer),
        error: Number(now) || 0, struck: Boolean(error), took: took, verdict: verdict,
      });
      return answer;
    }

    /** What a message can carry of a value, and what shows that it is no text. */
    function plain(value) {
      return value === null || ["string", "number", "boolean"].indexOf(typeof value) >= 0
        ? value : String(value);
    }

    const shown = {};
    Object.keys(names).forEach((part) => {
      const name = names[part];
      shown[name] = function () { return call(name, Array.prototype.slice.call(arguments)); };
    });
    return shown;
  };
})(globalThis.Lms = globalThis.Lms || {});
