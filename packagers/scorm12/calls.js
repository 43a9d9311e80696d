/*
 * One SCORM 1.2 API, called with care (SCORM Run-Time Environment 1.2, section 3.3): no
 * call throws, each is logged, each error code has words.
 */
"use strict";
((J) => {
  const LOG = 200;
  const READS = 3;
  const ERRORS = {
    0: "No error",
    101: "General error of the learning system",
    201: "The learning system did not accept a name or a value",
    202: "The learning system says that this element has no parts",
    203: "The learning system says that this element is no list",
    301: "The learning system is not ready, or the session has ended",
    401: "The learning system does not support this element",
    402: "This element cannot be set: it is a keyword",
    403: "This element can only be read",
    404: "This element can only be written",
    405: "The learning system did not accept the type of a value",
  };

  function truthy(answer) {
    return answer === true || answer === 1 || String(answer) === "true" || answer === "1";
  }

  function calls(api) {
    const log = [];

    function note(name, args, answer, code) {
      log.push({
        at: new Date().toISOString(), call: name, args: args, answer: String(answer),
        code: code, words: J.t(ERRORS[code] || "Error {code}", { code: code }),
      });
      if (log.length > LOG) log.shift();
      return { answer: answer, code: code };
    }

    function lastError() {
      try {
        return Number(api.LMSGetLastError()) || 0;
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

    function none(answer) {
      return answer === null || answer === undefined;
    }

    /** Is it no answer at all: nothing, an error, or an object such as a promise? */
    function stumbled(got) {
      if (none(got.answer) || typeof got.answer === "object") return true;
      return String(got.answer) === "false"
        || (got.answer === "" && (got.code === 101 || got.code === 301));
    }

    /**
     * The value, empty where there is none; null where the LMS could not say. It is asked
     * again then: a place that is taken for empty would be written over.
     */
    function get(element) {
      let got = null;
      for (let n = 0; n < READS; n += 1) {
        got = call("LMSGetValue", [element]);
        if (!stumbled(got)) return String(got.answer);
      }
      return none(got.answer) && got.code === 0 ? "" : null;
    }

    return {
      log: log,
      get: get,
      begin: () => yes("LMSInitialize", [""]) || yes("LMSInitialize", [""]),
      set: (element, value) => yes("LMSSetValue", [element, value]),
      commit: () => yes("LMSCommit", [""]),
      finish: () => typeof api.LMSFinish !== "function" || yes("LMSFinish", [""]),
      /** The error code of the last call. */
      code: () => log.length ? log[log.length - 1].code : 0,
    };
  }

  /** CMITimespan with two decimals: Moodle reads `.5` as five hundredths. */
  function timespan(seconds) {
    const hundredths = Math.round(Math.max(0, seconds) * 100);
    const two = (n) => (n < 10 ? "0" : "") + n;
    const hours = Math.min(9999, Math.floor(hundredths / 360000));
    return ("000" + hours).slice(-4) + ":" + two(Math.floor(hundredths / 6000) % 60) + ":"
      + two(Math.floor(hundredths / 100) % 60) + "." + two(hundredths % 100);
  }

  function identifier(text) {
    return text.replace(/[^A-Za-z0-9_]/g, "_").slice(0, 255);
  }

  J.scorm12 = { calls: calls, timespan: timespan, identifier: identifier };
})(JaneSchool);
