/*
 * xAPI statements without actor and registration, which a launch adds. Words and IRIs
 * are the page's data, `course.xapi`.
 */
"use strict";
((J) => {
  /** Seconds as ISO 8601 has them. */
  function duration(seconds) {
    return "PT" + (Math.round(Math.max(0, seconds) * 100) / 100) + "S";
  }

  /** Without what is undefined. */
  function known(map) {
    const kept = {};
    Object.keys(map).forEach((name) => {
      if (map[name] !== undefined) kept[name] = map[name];
    });
    return kept;
  }

  /** @param {Object} course the page's data @param {string} fingerprint of the package */
  function statements(course, fingerprint) {
    const words = course.xapi;
    let translate = null;

    function said(text) {
      return { [course.language]: text };
    }

    /** Our words for extensions -> their IRIs. */
    function extensions(values) {
      const found = {};
      Object.keys(known(values)).forEach((name) => {
        found[words.extensions[name]] = values[name];
      });
      return found;
    }

    function activity(id, type, more) {
      const definition = Object.assign({ type: words.activity_types[type] }, more);
      return { objectType: "Activity", id: id ? words.base + id : words.course, definition };
    }

    function verb(name) {
      const shown = words.display[name];
      return { id: words.verbs[name], display: { [shown[0]]: shown[1] } };
    }

    /** The package's own activity: the course, a module or a check-in. */
    function unit() {
      return { objectType: "Activity", id: words.activity, definition: { type: words.activity_types[words.kind] } };
    }

    /**
     * @param {string} name the vocabulary's word for the verb
     * @param {Object} more `parent`, `category`, `result`, and `context` extensions
     * @param {{id: string, time: string, session: string}} made
     */
    function statement(name, object, more, made) {
      const activities = known({
        parent: more.parent && [more.parent], grouping: [activity("", "course")],
        category: more.category && more.category.map((word) => ({ id: words.categories[word] })),
      });
      const around = Object.assign({
        agency: course.agency, package: fingerprint, schema: words.schema, session: made.session,
      }, more.context);
      return known({
        id: made.id, verb: verb(name), object: object, result: more.result,
        context: {
          contextActivities: activities, revision: course.version, language: course.language,
          extensions: extensions(around),
        },
        timestamp: made.time,
      });
    }

    function result(values, more) {
      return known(Object.assign({}, values, more && { extensions: extensions(more) }));
    }

    /** What the self-test wants of a pass that the LRS gives back. */
    function told(text) {
      let result = {};
      try {
        result = JSON.parse(text).result || {};
      } catch (error) {
        return {};
      }
      const active = (result.extensions || {})[words.extensions["active-seconds"]];
      return {
        status: "passed", score: result.score ? String(result.score.raw) : "",
        time: active === undefined ? "" : duration(active),
      };
    }

    const says = {
      duration: duration,
      result: result,
      said: said,
      activity: activity,
      unit: unit,
      told: told,
      statement: statement,
      /**
       * What an event says, without the time and the name of its statement; null where
       * xAPI has nothing for it. `once`: a name for what counts once in a registration.
       * Events are of lessons, and come with their scripts.
       */
      of: (event) => {
        if (!translate && J.events) translate = J.events(course, says);
        return translate ? translate(event) : null;
      },
    };
    return says;
  }

  J.statements = statements;
  /** A score in percent; raw never without min and max (cmi5 9.5.1). */
  J.statements.score = (percent) => ({ scaled: percent / 100, raw: percent, min: 0, max: 100 });
})(JaneSchool);
