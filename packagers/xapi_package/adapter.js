/*
 * The adapter of a plain xAPI package: statements and the learner's place go to the LRS
 * that the launch names. What it has not acknowledged waits, in this browser too.
 */
"use strict";
((J) => {
  function xapi(course, options) {
    const settings = Object.assign({
      search: window.location.search, alone: () => true, clock: Date.now,
    }, options);
    const launch = J.xapiLaunch(settings.search, course.xapi.activity);
    const says = J.statements(course, document.documentElement.dataset.fingerprint);
    const going = J.going();
    const lrs = J.lrs({
      endpoint: launch ? launch.endpoint : "", auth: launch ? launch.auth : "",
      leaving: () => going.away,
    });
    const stored = { once: true };
    const said = {};
    const session = J.uuid.random();
    let begun = 0;
    let queue = null;
    let keeper = null;
    let ended = false;
    let seconds = 0;

    // --- statements ----------------------------------------------------------------------

    function made(once) {
      return {
        id: once ? J.uuid.named(launch.registration, once) : J.uuid.random(),
        time: new Date(settings.clock()).toISOString(), session: session,
      };
    }

    function dress(body) {
      return Object.assign({ actor: launch.agent }, body, {
        context: Object.assign({ registration: launch.registration }, body.context),
      });
    }

    /** About the whole package: the activity that the launch names. */
    function unit(verb, result, once) {
      const object = Object.assign(says.unit(), { id: launch.activityId });
      const body = says.statement(verb, object, { result: result }, made(once));
      queue.add({ body: body, ask: Boolean(once) });
    }

    function wall() {
      return (settings.clock() - begun) / 1000;
    }

    // --- the start -------------------------------------------------------------------------

    function none(words) {
      return { found: false, mode: "normal", resume: "", language: "", words: words };
    }

    function start() {
      if (!launch) return Promise.resolve(none());
      J.narrow([launch.endpoint]);
      const learner = JSON.stringify(launch.agent) + launch.registration;
      return Promise.resolve(settings.alone(learner)).then((alone) => {
        return alone ? open(learner) : Object.assign(none(), { found: true, mode: "second" });
      });
    }

    function open(learner) {
      const shelf = J.shelf(course.rules.keep_unsaved ? launch.endpoint + learner : "");
      const place = J.place(lrs, {
        activityId: launch.activityId, agent: launch.agent, registration: launch.registration,
      });
      queue = J.queue({
        lrs: lrs, dress: dress, cautious: false, keep: shelf.keep, denied: () => {},
        now: settings.clock,
      });
      keeper = J.keeper(place, queue, () => {});
      return place.read().then((found) => {
        const meaning = J.lrs.meaning(found.status);
        if (meaning !== "ok" && meaning !== "none") {
          return none(J.t("Your learning system did not open a session. Nothing is recorded. Close this page and open the course again from there."));
        }
        return Promise.all([shelf.read(), earlier()]).then((both) => {
          both[0].forEach(queue.add);
          begin();
          stored.resume = place.held();
          return {
            found: true, mode: "normal", resume: place.held(), language: "", learner: learner,
          };
        });
      });
    }

    /** Has an earlier session said that the course is passed? */
    function earlier() {
      const name = J.uuid.named(launch.registration, "passed " + launch.activityId);
      return lrs.get("statements", { statementId: name }).then((answer) => {
        if (J.lrs.meaning(answer.status) === "ok" && answer.text.indexOf(name) >= 0) {
          said.passed = true;
          Object.assign(stored, says.told(answer.text));
        }
      });
    }

    function begin() {
      begun = settings.clock();
      unit("initialized");
    }

    // --- events ----------------------------------------------------------------------------

    function judged(verb, event, spent) {
      const values = { duration: spent };
      if (verb === "completed") values.completion = true;
      else values.success = verb === "passed";
      if (verb !== "completed" && event.score !== null) values.score = J.statements.score(event.score);
      return says.result(values, { "active-seconds": event.active === undefined ? seconds : event.active });
    }

    /** What the result says, each verb once in a registration. */
    function verbs(event) {
      if (event.status === "failed") return ["failed"];
      if (event.status !== "passed" && event.status !== "completed") return [];
      return event.score !== null || event.status === "passed" ? ["completed", "passed"] : ["completed"];
    }

    function result(event) {
      const spent = says.duration(event.wall === undefined ? wall() : event.wall);
      verbs(event).filter((verb) => !said[verb]).forEach((verb) => {
        said[verb] = true;
        unit(verb, judged(verb, event, spent), verb + " " + launch.activityId);
      });
    }

    function record(event) {
      if (!queue || ended) return;
      if (event.kind === "result") result(event);
      const what = says.of(event);
      if (what) queue.add({ body: says.statement(what.verb, what.object, what, made(what.once)) });
    }

    // --- saving and the end ------------------------------------------------------------------

    function finish(code, asked) {
      if (!queue || ended) return true;
      ended = true;
      unit("terminated", says.result({ duration: says.duration(wall()) }, { "active-seconds": seconds }));
      if (asked) keeper.save(code);
      else {
        keeper.put(code);
        queue.farewell();
      }
      return keeper.has(code);
    }

    return {
      start: start, record: record, finish: finish,
      save: (code) => queue && !ended ? keeper.save(code) : Promise.resolve(!queue),
      time: (activeSeconds) => { seconds = activeSeconds; },
      shows: () => keeper ? keeper.shows() : null,
      report: () => ({
        standard: "xAPI 1.0.3", stored: stored, log: lrs.log,
        answers: launch ? { endpoint: launch.endpoint, registration: launch.registration } : {},
      }),
    };
  }

  J.adapter = xapi;
})(JaneSchool);
