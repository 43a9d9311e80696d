/*
 * The cmi5 adapter: the flow of one session of an assignable unit (AICC cmi5, Quartz).
 *
 * initialized comes first and alone, then what the learner does as allowed statements,
 * completed and passed once a registration, failed just before the end, terminated last.
 * A page that goes away while it is seen may only be reloading: it saves, and leaves the
 * end to "Save and exit", or to the LMS, which abandons the session at the next launch.
 */
"use strict";
((J) => {
  const PAUSES = [1000, 3000, 8000, 20000, 60000];

  function cmi5(course, options) {
    const settings = Object.assign({
      search: window.location.search, storage: () => window.sessionStorage,
      go: (address) => { window.location.replace(address); },
      alone: () => true, over: () => {}, clock: Date.now,
    }, options);
    const launch = J.cmi5.parameters(settings.search);
    const says = J.statements(course, document.documentElement.dataset.fingerprint);
    const connection = {
      endpoint: launch ? launch.endpoint : "", auth: "", leaving: () => going.away,
    };
    const lrs = J.lrs(connection);
    const going = J.going();
    const answers = {};
    const stored = { once: true };
    const said = {};
    let kept = null;
    let data = null;
    let session = null;
    let queue = null;
    let place = null;
    let keeper = null;
    let mode = "normal";
    let ended = false;
    let lost = false;
    let seconds = 0;
    let best = -1;
    let ending = Promise.resolve(false);

    // --- the start -----------------------------------------------------------------------

    function none(words) {
      return { found: false, mode: "normal", resume: "", language: "", words: words };
    }

    function refused() {
      return none(J.t("Your learning system did not open a session. Nothing is recorded. Close this page and open the course again from there."));
    }

    function keep() {
      J.cmi5.keep(kept, settings.storage);
    }

    function start() {
      if (!launch) return Promise.resolve(none());
      kept = J.cmi5.kept(launch, settings.storage);
      if (kept.over) {
        return Promise.resolve(none(J.t("This session has ended. Open the course again from your learning system.")));
      }
      J.narrow([launch.endpoint, launch.fetch]);
      // One window for each session: a new launch ends the older one, as the LMS does.
      return Promise.resolve(settings.alone("cmi5 " + launch.fetch)).then((alone) => {
        return alone ? authorize() : Object.assign(none(), { found: true, mode: "second" });
      });
    }

    function authorize() {
      const known = kept.token ? Promise.resolve(kept.token) : J.cmi5.token(lrs, launch.fetch);
      return known.then((token) => {
        if (!token) return refused();
        kept.token = token;
        keep();
        connection.auth = J.cmi5.authorization(token);
        return J.cmi5.launchData(lrs, launch).then((found) => found ? prepare(found) : refused());
      });
    }

    /** The preferences are asked for before the first statement (11.0.0.0-3). */
    function prepare(found) {
      data = found;
      mode = J.cmi5.mode(data);
      return J.cmi5.preferences(lrs, launch).then((wanted) => {
        if (wanted.silent) J.cmi5.hush();
        const whose = { activityId: launch.activityId, agent: launch.agent, registration: launch.registration };
        const shelf = J.shelf(normal() && course.rules.keep_unsaved ? JSON.stringify(whose) : "");
        // Read before the first statement of this session is kept there in its place.
        return shelf.read().then((waiting) => {
          open(whose, shelf);
          waiting.filter((entry) => !entry.brief).forEach((entry) => {
            queue.add(Object.assign({}, entry, { body: session.anew(entry.body), ask: true }));
          });
          return queue.flush();
        }).then(() => normal() ? resume(wanted) : answer(wanted, ""));
      });
    }

    /** Opens the session; a reload takes up the one that is there. */
    function open(whose, shelf) {
      const again = Boolean(kept.initialized);
      if (!again) Object.assign(kept, { initialized: J.uuid.random(), begun: settings.clock() });
      keep();
      session = J.cmi5.session(course, launch, data, kept, says, settings.clock);
      queue = J.queue({
        lrs: lrs, dress: session.dress, cautious: true, keep: shelf.keep, denied: denied,
        now: settings.clock,
      });
      place = J.place(lrs, whose);
      keeper = J.keeper(place, queue, denied);
      queue.add({ body: session.initialized(), alone: true, ask: again, brief: true });
    }

    /** What is known of earlier sessions: the place, and whether one has passed. */
    function resume(wanted) {
      return place.read().then((found) => {
        const meaning = J.lrs.meaning(found.status);
        if (meaning !== "ok" && meaning !== "none") return refused();
        return lrs.get("statements", { statementId: session.nameOf("passed") }).then((passed) => {
          if (J.lrs.meaning(passed.status) === "ok") {
            said.passed = passed.text.indexOf(session.nameOf("passed")) >= 0;
            if (said.passed) Object.assign(stored, says.told(passed.text));
          }
          return answer(wanted, place.held());
        });
      });
    }

    function answer(wanted, code) {
      stored.resume = code;
      ["launchMode", "moveOn", "masteryScore", "returnURL"].forEach((name) => {
        answers[name] = data[name] === undefined || data[name] === null ? "" : String(data[name]);
      });
      const mark = course.check ? Math.max(0, Math.ceil(session.mastery * 100 - 1e-9)) : 0;
      return {
        found: true, mode: mode, resume: code, language: wanted.language, ends: true,
        learner: launch.actor + launch.registration, mark: mark,
        words: mark > course.rules.pass_mark
          ? J.t("Your learning system asks for {n} percent in the final check.", { n: mark }) : "",
      };
    }

    function normal() {
      return mode === "normal";
    }

    // --- events ----------------------------------------------------------------------------

    function denied() {
      lost = true;
      if (ended) return;
      ended = true;
      settings.over(J.t("Your learning system has closed this session. Perhaps the course was opened again somewhere else. Nothing more is recorded here."));
    }

    /** Once a registration: whether an earlier session said it, the LMS is asked. */
    function result(event) {
      session.earned(event).filter((verb) => !said[verb]).forEach((verb) => {
        said[verb] = true;
        queue.add({ body: session.once(verb, event, active()), alone: true, ask: true });
      });
    }

    function record(event) {
      if (!session || !normal() || ended) return;
      if (event.kind === "result") result(event);
      if (event.count) best = Math.max(best, Math.floor((event.right * 100) / event.count));
      const what = says.of(event);
      if (what) queue.add({ body: session.allowed(what) });
    }

    /** Active seconds of the session, those before a reload too. */
    function active() {
      return kept.active + seconds;
    }

    // --- saving and the end ------------------------------------------------------------------

    function save(code) {
      if (!session || !normal()) return Promise.resolve(true);
      return ended ? Promise.resolve(false) : keeper.save(code);
    }

    /** A try that did not pass is said just before the end: it would forbid a pass (9.3.5). */
    function fail() {
      if (best < 0 || said.passed || said.completed || session.verdict(best) !== "failed") return;
      queue.add({ body: session.failed(best), alone: true, brief: true });
    }

    /** The very last request of the session. */
    function terminate() {
      queue.add({ body: session.terminated(active()), alone: true, brief: true });
      kept.over = true;
      keep();
    }

    /** Everything saved, then the end; again for as long as the LMS is away. */
    function close(code, n) {
      return keeper.save(code).then((good) => {
        if (good && !kept.over) {
          terminate();
          return queue.flush();
        }
        return good;
      }).then((good) => {
        if (good || lost || n >= PAUSES.length) return good;
        return new Promise((resolve) => {
          window.setTimeout(() => { resolve(close(kept.over ? "" : code, n + 1)); }, PAUSES[n]);
        });
      });
    }

    /** The page goes away, and waits for no answer. */
    function vanish(code) {
      kept.active += seconds;
      keep();
      const clean = !normal() || (queue.size() === 0 && keeper.has(code));
      if (going.unseen && clean) {
        terminate();
        queue.farewell();
      } else if (normal()) {
        queue.farewell();
        keeper.put(code);
      }
      return clean;
    }

    /** @returns {boolean} is nothing left that the LMS may not have? */
    function finish(code, asked) {
      if (!session || ended) return !session;
      ended = true;
      if (!asked) return vanish(code);
      if (normal()) fail();
      ending = close(normal() ? code : "", 0);
      return queue.size() === 0;
    }

    return {
      start: start, save: save, record: record, finish: finish,
      time: (activeSeconds) => { seconds = activeSeconds; },
      shows: () => keeper ? keeper.shows() : null,
      /** Back to where the LMS wants its learners, when all is said (10.2.6). */
      leave: () => {
        ending.then((good) => {
          if (good && /^https?:/i.test(answers.returnURL || "")) settings.go(answers.returnURL);
        });
      },
      report: () => ({ standard: "cmi5", answers: answers, stored: stored, log: lrs.log }),
    };
  }

  J.adapter = cmi5;
})(JaneSchool);
