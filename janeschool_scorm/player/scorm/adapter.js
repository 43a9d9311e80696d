/*
 * The SCORM adapter of both families: when what is read, written and committed. How a
 * family calls and writes it is its dialect (packagers/scorm12, packagers/scorm2004).
 */
"use strict";
((J) => {
  /** Moodle sends each restored row again after a relaunch, so rows are few. */
  const ROWS = 130;
  const UNSAID = ["", "unknown", "not attempted"];
  const EARNED = ["passed", "completed"];

  const identifier = J.scorm.identifier;

  /**
   * @returns the functions of an adapter: start, save, record, time, finish; `shows`, what
   *   the LMS now has of the resume code; and `report` for the self-test page
   */
  function adapter(dialect, course, options) {
    const settings = Object.assign({
      find: J.findApi, foreign: J.foreign, alone: J.alone, reachable: J.reachable,
    }, options);
    const lms = Object.assign({ interactions: true, objectives: true }, course.lms);
    const at = dialect.elements;
    const pending = J.scorm.pending(dialect);
    const want = pending.want;
    const sent = pending.sent;
    let api = null;
    let open = false;
    let finished = false;
    let writing = false;
    let done = false;
    let resumed = "";
    let rowCount = null;
    let location = "";
    let seconds = 0;
    const answers = {};
    const rows = {};
    const places = {};

    function wantAll(pairs, path) {
      pairs.forEach((pair) => { want((path || "") + pair[0], pair[1]); });
    }

    // --- start -------------------------------------------------------------------

    function none(why) {
      return Object.assign({ found: false, mode: "normal", resume: "", language: "" }, why);
    }

    function start() {
      return settings.find(dialect.api).then((found) => {
        if (!found) return none({ foreign: settings.foreign() });
        api = J.scorm.calls(found, dialect);
        return begin();
      });
    }

    function begin() {
      const begun = api.begin();
      dialect.read.forEach((name) => { answers[name] = api.get(dialect.prefix + name); });
      const resume = api.get(at.resume);
      // "false" while reading works: the frame around had already opened the session.
      const reads = dialect.needed.map((name) => answers[name]).concat(resume).indexOf(null) < 0;
      open = reads && Boolean(begun || answers[dialect.needed[0]] || answers.entry);
      if (!open) return none({ refused: true });
      resumed = resume;
      answers.language = api.get(at.language) || "";
      const mode = { review: "review", browse: "browse" }[answers[dialect.mode]] || "normal";
      const answer = { found: true, mode: mode, resume: resume, language: answers.language };
      return mode === "normal" ? claim(answer) : answer;
    }

    /** The first window writes; a second one leaves all to it, the end included. */
    function claim(answer) {
      const learner = api.get(at.learner) || "";
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
      dialect.known.forEach((name) => {
        sent[dialect.prefix + name] = (answers[name] || "").toLowerCase();
      });
      // With a saved place, that place says what the status is: an LMS may not know it.
      if (UNSAID.indexOf(sent[at.status]) >= 0 && !resumed) want(at.status, "incomplete");
      want(at.exit, "suspend");
      if (lms.objectives) nameObjectives();
      pending.flush(api);
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
      course.modules.concat(course.check || []).forEach((part) => {
        const id = identifier(part.id);
        if (places[id] !== undefined) {
          restoreObjective("cmi.objectives." + places[id]);
          return;
        }
        places[id] = count;
        want("cmi.objectives." + count + ".id", id);
        wantAll(dialect.naming(part, course), "cmi.objectives." + count);
        count += 1;
      });
    }

    function restoreObjective(path) {
      dialect.keeps.forEach((name) => { sent[path + name] = api.get(path + name); });
    }

    /** What the LMS held at the start beside the saved place. */
    function held() {
      const objectives = {};
      course.modules.forEach((module) => {
        const path = "cmi.objectives." + places[identifier(module.id)] + ".score.raw";
        objectives[module.id] = Number(sent[path]) || 0;
      });
      return { rows: rowCount, location: answers[dialect.location] || "", objectives: objectives };
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
      if (!known) {
        want(path + "id", identifier(event.id));
        wantAll(dialect.opening(event, new Date()), path);
      }
      wantAll(dialect.answer(event), path);
    }

    function earned() {
      return done || EARNED.indexOf(dialect.status(sent)) >= 0;
    }

    /** What was earned is never taken back. */
    function result(event) {
      if (earned() && EARNED.indexOf(event.status) < 0) return;
      done = EARNED.indexOf(event.status) >= 0;
      wantAll(dialect.statuses(event));
      if (done) wantAll(dialect.progress(100, true));
      if (event.score === null || event.status === "incomplete") return;
      if (sent[at.score] !== String(event.score)) wantAll(dialect.scores(event.score));
    }

    function objective(event) {
      const n = places[identifier(event.id)];
      if (n === undefined) return;
      const path = "cmi.objectives." + n;
      const pairs = dialect.objective(event);
      // The LMS gave back what says it all: the rest follows from it.
      const same = pairs.every((pair) => {
        return dialect.keeps.indexOf(pair[0]) < 0 || sent[path + pair[0]] === String(pair[1]);
      });
      if (!same) wantAll(pairs, path);
    }

    const EVENTS = {
      row: row,
      result: result,
      objective: objective,
      progress: (event) => { wantAll(dialect.progress(event.percent, earned())); },
      location: (event) => { location = event.lesson; },
    };

    // --- saving and the end --------------------------------------------------------

    function gather(resume) {
      if (resume.length <= dialect.resumeLimit) want(at.resume, resume);
      want(at.location, location);
      want(at.time, dialect.timespan(seconds));
    }

    function save(resume) {
      if (!writing || finished) return Promise.resolve(!finished);
      gather(resume);
      const wrote = pending.names();
      const said = pending.flush(api) && api.commit() && resume.length <= dialect.resumeLimit;
      return Promise.resolve(said && settings.reachable()).then((good) => {
        if (good) pending.certain(wrote);
        else pending.doubt();
        return Boolean(good);
      });
    }

    /**
     * @param {boolean} asked did the learner choose to leave?
     * @returns {boolean} did the LMS say that it took all of it?
     */
    function finish(resume, asked) {
      if (!open || finished) return true;
      let said = true;
      if (writing) {
        gather(resume);
        said = pending.flush(api) && api.commit();
        if (asked && lms.suspend_all) dialect.leaving.forEach((pair) => { api.set(pair[0], pair[1]); });
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
      shows: () => api.get(at.resume),
      report: () => {
        return {
          standard: dialect.standard, answers: answers, rows: rowCount,
          stored: dialect.stored(answers), log: api ? api.log : [],
        };
      },
    };
  }

  J.scorm.adapter = adapter;
})(JaneSchool);
