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
  /** An element that the LMS refuses so often, and that is not essential, is given up. */
  const REFUSALS = 3;
  /** Codes that say that the element or its value will never be taken. */
  const HOPELESS = [201, 202, 203, 401, 402, 403, 405];
  const ESSENTIAL = /^cmi\.(suspend_data|core\.lesson_status|core\.score)/;
  const UNSAID = ["", "unknown", "not attempted"];
  const EARNED = ["passed", "completed"];
  /** Read at the start, and shown on the self-test page. */
  const READ = [
    "lesson_mode", "credit", "entry", "lesson_location", "lesson_status", "score.raw", "total_time",
  ];

  const identifier = J.scorm12.identifier;
  const timespan = J.scorm12.timespan;

  /**
   * @returns the functions of an adapter: start, save, record, time, finish; `shows`, what
   *   the LMS now has of the resume code; and `report` for the self-test page
   */
  function scorm12(course, options) {
    const settings = Object.assign({
      find: J.findApi, foreign: J.foreign, alone: J.alone, reachable: J.reachable,
    }, options);
    const lms = Object.assign({ interactions: true, objectives: true }, course.lms);
    let api = null;
    let open = false;
    let finished = false;
    let writing = false;
    let resumed = "";
    let rowCount = null;
    let location = "";
    let seconds = 0;
    const sent = {};
    const pending = {};
    const refused = {};
    const answers = {};
    const rows = {};
    const places = {};

    // --- what waits --------------------------------------------------------------

    /** An empty value is never written: some LMSs then answer with the old one. */
    function want(element, value) {
      const text = String(value);
      if (text !== "" && (sent[element] !== text || element in pending)) pending[element] = text;
    }

    /** Sets all that waits, in the order in which it came. @returns {boolean} */
    function flush() {
      const left = Object.keys(pending).filter((element) => pending[element] !== sent[element]);
      const bad = left.filter((element) => !set(element));
      // An LMS that takes nothing at all refuses no element: it is away.
      if (bad.length < left.length) bad.forEach(refuse);
      return !bad.some((element) => element in pending);
    }

    function set(element) {
      const good = api.set(element, pending[element]);
      if (good) sent[element] = pending[element];
      else if (HOPELESS.indexOf(api.code()) >= 0) refused[element] = REFUSALS;
      return good;
    }

    /** Refused as a matter of form, or again and again: it will not get better. */
    function refuse(element) {
      refused[element] = (refused[element] || 0) + 1;
      if (refused[element] >= REFUSALS && !ESSENTIAL.test(element)) delete pending[element];
    }

    function certain(wrote) {
      wrote.forEach((element) => {
        if (pending[element] === sent[element]) delete pending[element];
      });
    }

    /** Nothing is certain any more: all that waits is set again. */
    function doubt() {
      Object.keys(pending).forEach((element) => { delete sent[element]; });
    }

    // --- start -------------------------------------------------------------------

    function none(why) {
      return Object.assign({ found: false, mode: "normal", resume: "", language: "" }, why);
    }

    function start() {
      return settings.find("API").then((found) => {
        if (!found) return none({ foreign: settings.foreign() });
        api = J.scorm12.calls(found);
        return begin();
      });
    }

    function begin() {
      const begun = api.begin();
      READ.forEach((name) => { answers[name] = api.get("cmi.core." + name); });
      const resume = api.get("cmi.suspend_data");
      // "false" while reading works: the frame around had already opened the session.
      const reads = [resume, answers.lesson_status, answers.lesson_mode].indexOf(null) < 0;
      open = reads && Boolean(begun || answers.lesson_status || answers.entry);
      if (!open) return none({ refused: true });
      resumed = resume;
      answers.language = api.get("cmi.student_preference.language") || "";
      const mode = { review: "review", browse: "browse" }[answers.lesson_mode] || "normal";
      const answer = { found: true, mode: mode, resume: resume, language: answers.language };
      return mode === "normal" ? claim(answer) : answer;
    }

    /** The first window writes; a second one leaves all to it, the end included. */
    function claim(answer) {
      const learner = api.get("cmi.core.student_id") || "";
      return Promise.resolve(settings.alone(learner)).then((alone) => {
        if (alone) firstWrites();
        else open = false;
        return Object.assign(answer, alone
          ? { learner: learner, held: held() } : { mode: "second", learner: learner });
      });
    }

    function firstWrites() {
      writing = true;
      rowCount = countRows();
      const status = answers.lesson_status.toLowerCase();
      sent["cmi.core.lesson_status"] = status;
      sent["cmi.core.score.raw"] = answers["score.raw"] || "";
      // With a saved place, that place says what the status is: an LMS may not know it.
      if (UNSAID.indexOf(status) >= 0 && !resumed) want("cmi.core.lesson_status", "incomplete");
      want("cmi.core.exit", "suspend");
      if (lms.objectives) nameObjectives();
      flush();
      api.commit();
    }

    /** Where it is not known how many rows there are, none is written over them. */
    function countRows() {
      const count = lms.interactions ? api.get("cmi.interactions._count") : null;
      if (count === "" && !resumed) return 0;
      return /^\d+$/.test(count || "") ? Number(count) : null;
    }

    /** One objective per module in course order, the last for the check. */
    function nameObjectives() {
      let count = Number(api.get("cmi.objectives._count")) || 0;
      for (let n = 0; n < count; n += 1) places[api.get("cmi.objectives." + n + ".id")] = n;
      const ids = course.modules.map((module) => module.id);
      ids.concat(course.check ? [course.check.id] : []).map(identifier).forEach((id) => {
        if (places[id] !== undefined) {
          restoreObjective("cmi.objectives." + places[id]);
          return;
        }
        places[id] = count;
        want("cmi.objectives." + count + ".id", id);
        count += 1;
      });
    }

    function restoreObjective(path) {
      sent[path + ".score.raw"] = api.get(path + ".score.raw");
      sent[path + ".status"] = api.get(path + ".status");
    }

    /** What the LMS held at the start beside the saved place. */
    function held() {
      const objectives = {};
      course.modules.forEach((module) => {
        const path = "cmi.objectives." + places[identifier(module.id)] + ".score.raw";
        objectives[module.id] = Number(sent[path]) || 0;
      });
      return { rows: rowCount, location: answers.lesson_location || "", objectives: objectives };
    }

    // --- events ------------------------------------------------------------------

    /**
     * A row of the ledger; a row with a known id is updated in place. `reserve`: so many
     * rows must stay free for others.
     */
    function row(event) {
      const known = rows[event.id] !== undefined;
      if (rowCount === null) rowCount = countRows();
      if (!known && (rowCount === null || rowCount + (event.reserve || 0) >= ROWS)) return;
      if (!known) {
        rows[event.id] = rowCount;
        rowCount += 1;
      }
      const path = "cmi.interactions." + rows[event.id] + ".";
      if (!known) want(path + "id", identifier(event.id));
      if (!known) want(path + "type", event.type);
      if (!known) want(path + "time", new Date().toISOString().slice(11, 19));
      want(path + "student_response", String(event.response).slice(0, LONGEST));
      want(path + "result", event.result);
      if (event.latency !== undefined) want(path + "latency", timespan(event.latency));
    }

    /** What was earned is never taken back. */
    function result(event) {
      const had = EARNED.indexOf(sent["cmi.core.lesson_status"]) >= 0;
      if (had && EARNED.indexOf(event.status) < 0) return;
      want("cmi.core.lesson_status", event.status);
      if (event.score === null || event.status === "incomplete") return;
      if (sent["cmi.core.score.raw"] === String(event.score)) return;
      want("cmi.core.score.min", 0);
      want("cmi.core.score.max", 100);
      want("cmi.core.score.raw", event.score);
    }

    function objective(event) {
      const n = places[identifier(event.id)];
      if (n === undefined) return;
      want("cmi.objectives." + n + ".score.raw", event.percent);
      want("cmi.objectives." + n + ".status", event.status);
    }

    const EVENTS = {
      row: row,
      result: result,
      objective: objective,
      location: (event) => { location = event.lesson; },
    };

    // --- saving and the end --------------------------------------------------------

    function gather(resume) {
      if (resume.length <= SUSPEND_DATA) want("cmi.suspend_data", resume);
      want("cmi.core.lesson_location", location);
      want("cmi.core.session_time", timespan(seconds));
    }

    function save(resume) {
      if (!writing || finished) return Promise.resolve(!finished);
      gather(resume);
      const wrote = Object.keys(pending);
      const said = flush() && api.commit() && resume.length <= SUSPEND_DATA;
      return Promise.resolve(said && settings.reachable()).then((good) => {
        if (good) certain(wrote);
        else doubt();
        return Boolean(good);
      });
    }

    /** @returns {boolean} did the LMS say that it took all of it? */
    function finish(resume) {
      if (!open || finished) return true;
      let said = true;
      if (writing) {
        gather(resume);
        said = flush() && api.commit();
      }
      finished = true;
      return api.finish() && said;
    }

    return {
      start: start,
      save: save,
      record: (event) => {
        if (writing && !finished && EVENTS[event.kind]) EVENTS[event.kind](event);
      },
      time: (activeSeconds) => { seconds = activeSeconds; },
      finish: finish,
      shows: () => api.get("cmi.suspend_data"),
      report: () => {
        return {
          standard: "SCORM 1.2", answers: answers, rows: rowCount, log: api ? api.log : [],
        };
      },
    };
  }

  J.adapter = scorm12;
})(JaneSchool);
