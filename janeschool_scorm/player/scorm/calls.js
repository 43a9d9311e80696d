/*
 * One SCORM API object, called with care (Run-Time Environment 1.2, 3.3; 2004, 3.1): no
 * call throws, each is logged, each error code has words.
 */
"use strict";
((J) => {
  const LOG = 200;
  const READS = 3;

  function truthy(answer) {
    return answer === true || answer === 1 || String(answer) === "true" || answer === "1";
  }

  function none(answer) {
    return answer === null || answer === undefined;
  }

  /** Letters, digits and `_`: an id that every LMS takes. */
  function identifier(text) {
    return text.replace(/[^A-Za-z0-9_]/g, "_").slice(0, 255);
  }

  /**
   * @param {Object} api the LMS's object
   * @param {{names: Object, errors: Object<number, string>, away: number[],
   *   unkept: number[], unset: number[]}} dialect what the family calls the functions, and
   *   what its codes mean: the LMS is away, keeps no such element, or has no value yet
   */
  function calls(api, dialect) {
    const log = [];
    const names = dialect.names;

    function meaning(code) {
      return ["away", "unkept", "unset"].find((name) => dialect[name].indexOf(code) >= 0) || "";
    }

    function note(name, args, answer, code) {
      log.push({
        at: new Date().toISOString(), call: name, args: args, answer: String(answer),
        code: code, words: J.t(dialect.errors[code] || "Error {code}", { code: code }),
        means: meaning(code),
      });
      if (log.length > LOG) log.shift();
      return { answer: answer, code: code };
    }

    function lastError() {
      try {
        return Number(api[names.error]()) || 0;
      } catch (error) {
        return 0;
      }
    }

    function call(name, args) {
      let answer = null;
      try {
        answer = api[name].apply(api, args);
      } catch (error) {
        note(name, args, error, 101);
        return { answer: null, code: 101 };
      }
      return note(name, args, answer, lastError());
    }

    /** Yes in any form: `true`, "true", 1; or nothing at all and no error. */
    function yes(name, args) {
      const done = call(name, args);
      return truthy(done.answer) || (done.answer === null && done.code === 0);
    }

    /** Is it no answer at all: nothing, an error, or an object such as a promise? */
    function stumbled(got) {
      if (none(got.answer) || typeof got.answer === "object") return true;
      return String(got.answer) === "false"
        || (got.answer === "" && dialect.away.indexOf(got.code) >= 0);
    }

    /**
     * The value, empty where there is none; null where the LMS could not say. It is asked
     * again then: a place that is taken for empty would be written over.
     */
    function get(element) {
      let got = null;
      for (let n = 0; n < READS; n += 1) {
        got = call(names.get, [element]);
        if (!stumbled(got)) return String(got.answer);
      }
      return none(got.answer) && got.code === 0 ? "" : null;
    }

    return {
      log: log,
      get: get,
      begin: () => yes(names.begin, [""]) || yes(names.begin, [""]),
      set: (element, value) => yes(names.set, [element, value]),
      commit: () => yes(names.commit, [""]),
      finish: () => typeof api[names.finish] !== "function" || yes(names.finish, [""]),
      /** The error code of the last call. */
      code: () => log.length ? log[log.length - 1].code : 0,
    };
  }

  J.scorm = { calls: calls, identifier: identifier };
})(JaneSchool);
