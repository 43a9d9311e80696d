/* What one cmi5 session says: its statements as values. No page, no network. */
"use strict";
((J) => {
  /**
   * @param {Object} course the page's data @param {Object} launch its parameters
   * @param {Object} data LMS.LaunchData @param {Object} kept what outlives a reload
   * @param {Object} says `J.statements` @param {function(): number} clock
   */
  J.cmi5.session = (course, launch, data, kept, says, clock) => {
    const mastery = typeof data.masteryScore === "number" ? data.masteryScore : null;
    let latest = kept.begun;

    /** A device's clock may go back, a session's does not (9.3.0.0-4, 9.3.0.0-5). */
    function now() {
      latest = Math.max(latest, clock());
      return latest;
    }

    function made(once) {
      return {
        id: once ? J.uuid.named(launch.registration, once) : J.uuid.random(),
        time: new Date(now()).toISOString(),
      };
    }

    /** One registration may have several units. */
    function fact(verb) {
      return verb + " " + launch.activityId;
    }

    function wall() {
      return (now() - kept.begun) / 1000;
    }

    /** About the activity of the launch (8.1.5); moveon beside what is judged (9.6.2.2). */
    function defined(verb, result, around, name) {
      const judged = result && ("success" in result || "completion" in result);
      const object = Object.assign(says.unit(), { id: launch.activityId });
      return says.statement(verb, object, {
        category: judged ? ["cmi5", "moveon"] : ["cmi5"], result: result, context: around,
      }, name || made());
    }

    /** With the launch's own masteryscore beside a score (9.6.3.2). */
    function judged(verb, percent, seconds, more, name) {
      const scored = percent !== null;
      const values = { success: verb === "passed", duration: says.duration(seconds) };
      if (scored) values.score = J.statements.score(percent);
      const around = scored && mastery !== null ? { "mastery-score": mastery } : {};
      return defined(verb, says.result(values, more), around, name);
    }

    function spent(event, seconds) {
      return { wall: event.wall === undefined ? wall() : event.wall, active: event.active === undefined ? seconds : event.active };
    }

    return {
      mastery: mastery,
      now: now,
      wall: wall,
      /** The name under which the LMS can be asked for a verb that is said once. */
      nameOf: (verb) => J.uuid.named(launch.registration, fact(verb)),
      verdict: (percent) => J.cmi5.verdict(percent / 100, mastery, course.rules.pass_mark / 100),
      earned: (event) => J.cmi5.earned(event, mastery, course.rules.pass_mark / 100),
      initialized: () => defined("initialized", undefined, {}, {
        id: kept.initialized, time: new Date(kept.begun).toISOString(),
      }),
      /** completed or passed, over all sessions of the registration. */
      once: (verb, event, seconds) => {
        const took = spent(event, seconds);
        const more = { "active-seconds": took.active };
        if (verb === "passed") return judged(verb, event.score, took.wall, more, made(fact("passed")));
        const result = says.result({ completion: true, duration: says.duration(took.wall) }, more);
        return defined(verb, result, {}, made(fact("completed")));
      },
      failed: (percent) => judged("failed", percent, wall()),
      terminated: (seconds) => defined("terminated", says.result(
        { duration: says.duration(wall()) }, { "active-seconds": seconds }
      ), {}),
      allowed: (what) => says.statement(what.verb, what.object, what, made(what.once)),
      /** A statement that an earlier session could not send: its time lies in this one. */
      anew: (body) => {
        if (Date.parse(body.timestamp) >= kept.begun) return body;
        return Object.assign({}, body, {
          timestamp: new Date(now()).toISOString(),
          context: Object.assign({}, body.context, {
            extensions: Object.assign({}, body.context.extensions, {
              [course.xapi.extensions.happened]: body.timestamp,
            }),
          }),
        });
      },
      dress: (body) => Object.assign({ actor: launch.agent }, body, {
        context: J.cmi5.context(body.context, data.contextTemplate || {}, launch.registration),
      }),
    };
  };
})(JaneSchool);
