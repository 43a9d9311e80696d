/* Events of lessons, as the player records them -> what xAPI says of each. */
"use strict";
((J) => {
  /** SCORM 1.2 letters -> response of an interaction type (xAPI 1.0.3, Data 2.4.5). */
  const RESPONSES = {
    "true-false": (letters) => letters === "t" ? "true" : "false",
    choice: (letters) => letters.split(",").join("[,]"),
    sequencing: (letters) => letters.split(",").join("[,]"),
    matching: (letters) => letters.replace(/\./g, "[.]").split(",").join("[,]"),
  };
  const LISTS = ["choices", "scale", "source", "target"];

  function response(type, letters) {
    return RESPONSES[type] ? RESPONSES[type](letters) : letters;
  }

  J.events = (course, says) => {
    const words = course.xapi;
    const lessons = J.rules.lessons(course);
    const said = says.said;
    const activity = says.activity;
    const result = says.result;
    const duration = says.duration;

    function question(id) {
      const part = words.parts[id] || {};
      const more = { interactionType: part.type, description: said(part.text) };
      LISTS.forEach((list) => {
        if (!part[list]) return;
        more[list] = part[list].map((pair) => ({ id: pair[0], description: said(pair[1]) }));
      });
      return activity(id, "question", more);
    }

    function lessonOf(item) {
      return lessons.find((lesson) => lesson.items.some((each) => each.id === item));
    }

    function moduleOf(lesson) {
      return activity(J.rules.moduleOf(course, lesson.id).id, "module");
    }

    function lessonActivity(lesson) {
      return lesson && activity(lesson.id, "lesson", { name: said(lesson.title) });
    }

    function time(seconds) {
      return seconds === undefined ? undefined : duration(seconds);
    }

    function answered(event) {
      const id = event.part ? event.item + "-" + event.part : event.item;
      const part = words.parts[id];
      const right = event.result === "correct";
      const opinion = event.result === "neutral";
      const drawn = event.seed !== undefined;
      return part && {
        verb: "answered", object: question(id),
        parent: drawn ? activity(course.check.id, "check") : lessonActivity(lessonOf(event.item)),
        result: result({
          response: response(part.type, event.response), success: opinion ? undefined : right,
          score: opinion ? undefined : { scaled: right ? 1 : 0 }, duration: time(event.latency),
        }),
        context: { attempt: event.attempt, bank: drawn ? course.check.bank : undefined, seed: event.seed },
      };
    }

    /** One try of the final check. */
    function tried(event) {
      return {
        verb: event.passed ? "passed" : "failed", object: activity(course.check.id, "check"),
        parent: lessonActivity(J.rules.lessonById(course, course.check.lesson)),
        result: result({
          success: event.passed, duration: time(event.latency),
          score: {
            scaled: event.count ? event.right / event.count : 0, raw: event.right, min: 0,
            max: event.count,
          },
        }),
        context: {
          attempt: event.attempt, bank: course.check.bank, seed: event.seed,
          "mastery-score": course.rules.pass_mark / 100,
        },
      };
    }

    function row(event) {
      if (event.item) return answered(event);
      return event.count ? tried(event) : null;
    }

    function lesson(event) {
      const about = J.rules.lessonById(course, event.lesson);
      const spent = {
        "active-seconds": event.seconds,
        "time-source": event.sessions > 1 ? "restored" : "measured",
      };
      return {
        verb: event.done ? words.lesson_verb : "experienced",
        object: lessonActivity(about), parent: moduleOf(about),
        result: event.done
          ? result({ completion: true, duration: duration(event.seconds) }, spent)
          : result({}, spent),
        once: event.done ? "completed " + words.base + event.lesson : "",
      };
    }

    function media(event) {
      const length = event.length;
      const over = event.verb === "completed";
      const progress = length > 0 ? Math.min(1, J.ranges.seconds(event.ranges) / length) : 0;
      const seconds = (number) => Math.round(number * 1000) / 1000;
      const played = event.ranges.map((each) => each.map(seconds).join("[.]")).join("[,]");
      return {
        verb: event.verb,
        object: activity(event.item, event.type, { name: said(words.parts[event.item].name) }),
        parent: lessonActivity(lessonOf(event.item)), category: ["video"],
        result: result(over ? { completion: true, duration: time(J.ranges.seconds(event.ranges)) } : {}, {
          "media-time": event.from === undefined ? seconds(event.at) : undefined,
          "time-from": event.from === undefined ? undefined : seconds(event.from),
          "time-to": event.from === undefined ? undefined : seconds(event.at),
          progress: event.verb === "paused" || over ? seconds(progress) : undefined,
          "played-segments": event.verb === "paused" || over ? played : undefined,
        }),
        context: { "media-length": length > 0 ? seconds(length) : undefined, captions: event.captions },
      };
    }

    function attested(event) {
      const about = lessonOf(event.item);
      return {
        verb: "attested", object: moduleOf(about), parent: activity("", "course"),
        once: "attested " + words.base + event.item,
      };
    }

    const EVENTS = { row: row, lesson: lesson, media: media, attested: attested };

    return (event) => EVENTS[event.kind] ? EVENTS[event.kind](event) : null;
  };
})(JaneSchool);
