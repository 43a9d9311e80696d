/*
 * The SCORM 1.2 adapter (SCORM Run-Time Environment 1.2, section 3.4).
 *
 * Events become elements and wait in `pending` until a commit is certain: the LMS said
 * true, and the server that holds the package answers. After doubt they are set again.
 */
"use strict";
((J) => {
  /** Moodle sends each restored row again after a relaunch, so rows are few. */
  const ROWS = 130;
  const LONGEST = 255;
  const SUSPEND_DATA = 4096;
  const LOG = 200;
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

  /** CMITimespan with two decimals: Moodle reads `.5` as five hundredths. */
  function timespan(seconds) {
    const hundredths = Math.round(Math.max(0, seconds) * 100);
    const two = (n) => (n < 10 ? "0" : "") + n;
    const hours = Math.min(9999, Math.floor(hundredths / 360000));
    return ("000" + hours).slice(-4) + ":" + two(Math.floor(hundredths / 6000) % 60) + ":"
      + two(Math.floor(hundredths / 100) % 60) + "." + two(hundredths % 100);
  }

  function identifier(text) {
    return text.replace(/[^A-Za-z0-9_]/g, "_");
  }

  /** @returns the five functions of an adapter, and `report` for the self-test page */
  function scorm12(course, options) {
    const settings = options || {};
    const find = settings.find || J.findApi;
    const reachable = settings.reachable || J.reachable;
    let api = null;
    let open = false;
    let finished = false;
    let writing = false;
    let rowCount = 0;
    let location = "";
    let seconds = 0;
    let sent = {};
    let pending = {};
    let answers = {};
    const rows = {};
    const log = [];

    // --- calls -----------------------------------------------------------------

    function note(call, args, answer, code) {
      log.push({
        at: new Date().toISOString(), call: call, args: args, answer: String(answer),
        code: code, words: J.t(ERRORS[code] || "Error {code}", { code: code }),
      });
      if (log.length > LOG) log.shift();
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
      let code = 0;
      try {
        answer = api[name].apply(api, args);
        code = lastError();
      } catch (error) {
        note(name, args, error, 101);
        return { answer: null, code: 101 };
      }
      note(name, args, answer, code);
      return { answer: answer, code: code };
    }

    function get(element) {
      const got = call("LMSGetValue", [element]);
      return got.answer === null || got.answer === undefined ? "" : String(got.answer);
    }

    /** An empty value is never written: some LMSs then answer with the old one. */
    function set(element, value) {
      const text = String(value);
      if (text === "") return true;
      const done = call("LMSSetValue", [element, text]);
      return truthy(done.answer) || (done.answer === null && done.code === 0);
    }

    function commit() {
      return truthy(call("LMSCommit", [""]).answer);
    }

    // --- what waits --------------------------------------------------------------

    function want(element, value) {
      const text = String(value);
      if (text !== "" && (sent[element] !== text || element in pending)) pending[element] = text;
    }

    /** Sets all that waits, in the order in which it came. @returns {boolean} */
    function flush() {
      return Object.keys(pending).reduce((good, element) => {
        if (pending[element] === sent[element]) return good;
        return accept(element, set(element, pending[element])) && good;
      }, true);
    }

    /** Refused as a matter of form (not for a lost session): it will not get better. */
    function accept(element, good) {
      const code = log.length ? log[log.length - 1].code : 0;
      const hopeless = [201, 202, 203, 401, 402, 403, 405].indexOf(code) >= 0;
      const essential = /^cmi\.(suspend_data|core\.lesson_status)/.test(element);
      if (good) sent[element] = pending[element];
      else if (hopeless && !essential) delete pending[element];
      return good || (hopeless && !essential);
    }

    function certain(wrote) {
      wrote.forEach((element) => {
        if (pending[element] === sent[element]) delete pending[element];
      });
    }

    /** Nothing is certain any more: all that waits is set again. */
    function doubt() {
      Object.keys(pending).forEach((element) => {
        delete sent[element];
      });
    }

    // --- start -------------------------------------------------------------------

    function start() {
      return find("API").then((found) => {
        api = found;
        if (!api) return { found: false, mode: "normal", resume: "", language: "" };
        return begin();
      });
    }

    function begin() {
      const begun = truthy(call("LMSInitialize", [""]).answer);
      ["lesson_mode", "credit", "entry", "lesson_location", "lesson_status"].forEach(
        (name) => { answers[name] = get("cmi.core." + name); }
      );
      // "false" while reading works: the frame around had already opened the session.
      open = begun || answers.lesson_status !== "" || answers.entry !== "";
      if (!open) return { found: false, refused: true, mode: "normal", resume: "", language: "" };
      answers.language = get("cmi.student_preference.language");
      const resume = get("cmi.suspend_data");
      const mode = { review: "review", browse: "browse" }[answers.lesson_mode] || "normal";
      writing = mode === "normal";
      if (writing) firstWrites();
      return { found: true, mode: mode, resume: resume, language: answers.language };
    }

    function firstWrites() {
      rowCount = Number(get("cmi.interactions._count")) || 0;
      const status = answers.lesson_status.toLowerCase();
      sent["cmi.core.lesson_status"] = status;
      if (["", "unknown", "not attempted"].indexOf(status) >= 0) {
        want("cmi.core.lesson_status", "incomplete");
      }
      want("cmi.core.exit", "suspend");
      objectiveNames();
      flush();
      commit();
    }

    /** One objective per module in course order, the last for the check. */
    function objectiveNames() {
      const count = Number(get("cmi.objectives._count")) || 0;
      objectiveIds().forEach((id, n) => {
        if (n >= count) want("cmi.objectives." + n + ".id", id);
        else restoreObjective("cmi.objectives." + n);
      });
    }

    function restoreObjective(path) {
      sent[path + ".score.raw"] = get(path + ".score.raw");
      sent[path + ".status"] = get(path + ".status");
    }

    function objectiveIds() {
      const ids = course.modules.map((module) => identifier(module.id));
      return course.check ? ids.concat([identifier(course.check.id)]) : ids;
    }

    // --- events ------------------------------------------------------------------

    /** A row of the ledger; a row with a known id is updated in place. */
    function row(id, values) {
      const known = rows[id] !== undefined;
      if (!known && rowCount >= Math.min(ROWS, values.room || ROWS)) return;
      if (!known) {
        rows[id] = rowCount;
        rowCount += 1;
      }
      const path = "cmi.interactions." + rows[id] + ".";
      if (!known) want(path + "id", identifier(id).slice(0, LONGEST));
      if (!known) want(path + "type", values.type);
      if (!known) want(path + "time", new Date().toTimeString().slice(0, 8));
      want(path + "student_response", String(values.response).slice(0, LONGEST));
      want(path + "result", values.result);
      if (values.latency !== undefined) want(path + "latency", timespan(values.latency));
    }

    function result(event) {
      want("cmi.core.lesson_status", event.status);
      if (event.score === null || event.status === "incomplete") return;
      want("cmi.core.score.min", 0);
      want("cmi.core.score.max", 100);
      want("cmi.core.score.raw", event.score);
    }

    function objective(event) {
      const n = objectiveIds().indexOf(identifier(event.id));
      if (n < 0) return;
      want("cmi.objectives." + n + ".score.raw", event.percent);
      want("cmi.objectives." + n + ".status", event.status);
    }

    const EVENTS = {
      row: (event) => { row(event.id, event); },
      result: result,
      objective: objective,
      location: (event) => { location = event.lesson; },
    };

    // --- saving and the end --------------------------------------------------------

    function gather(resume) {
      if (resume && resume.length <= SUSPEND_DATA) want("cmi.suspend_data", resume);
      want("cmi.core.lesson_location", location);
      want("cmi.core.session_time", timespan(seconds));
    }

    function save(resume) {
      if (!writing || finished) return Promise.resolve(!finished);
      gather(resume);
      const wrote = Object.keys(pending);
      const said = flush() && commit();
      return Promise.resolve(said && reachable()).then((good) => {
        if (good) certain(wrote);
        else doubt();
        return Boolean(good);
      });
    }

    function finish(resume) {
      if (!open || finished) return;
      if (writing) {
        gather(resume);
        flush();
        commit();
      }
      finished = true;
      if (typeof api.LMSFinish === "function") call("LMSFinish", [""]);
    }

    return {
      start: start,
      save: save,
      record: (event) => {
        if (writing && !finished && EVENTS[event.kind]) EVENTS[event.kind](event);
      },
      time: (activeSeconds) => { seconds = activeSeconds; },
      finish: finish,
      report: () => {
        return { standard: "SCORM 1.2", answers: answers, rows: rowCount, log: log };
      },
    };
  }

  J.scorm12 = { timespan: timespan, identifier: identifier };
  J.adapter = scorm12;
})(JaneSchool);
