/*
 * The guard of every change: what the rules forbid changes nothing, whoever asks for it.
 * Pages go through `next`; so completion cannot come early through any of them.
 */
"use strict";
((J) => {
  /** Kinds that may be left unanswered. */
  const FREE = ["likert", "survey"];

  function lessonAt(course, place) {
    return J.rules.lessons(course).find((lesson) => lesson.place === place);
  }

  /** The item at a place in a lesson that the learner has opened, the check apart. */
  function openItem(course, state, place) {
    const lesson = J.rules.lessons(course).find((each) => {
      return each.items.some((item) => item.place === place && item.kind !== "draw");
    });
    if (!lesson || !J.rules.isEntered(course, lesson, state)) return null;
    return lesson.items.find((item) => item.place === place);
  }

  /** May a try of the check begin? */
  function mayTry(course, state) {
    const lesson = course.check && J.rules.lessonById(course, course.check.lesson);
    return lesson && !state.check.open && J.rules.isEntered(course, lesson, state)
      && !J.rules.checkPassed(course, state) && J.rules.checkTriesLeft(course, state) > 0;
  }

  function marked(course, event) {
    const score = Math.max(0, Math.min(100, Math.floor(event.score))) || 0;
    const lesson = J.rules.lessonById(course, course.check.lesson);
    return Object.assign({}, event, {
      score: score, passed: score >= course.rules.pass_mark,
      place: lesson.items.find((item) => item.id === course.check.id).place,
    });
  }

  /** Type of event -> the event as the rules let it pass, or null. Others pass as they are. */
  const RULES = {
    open: (course, state, event, ms) => {
      const lesson = lessonAt(course, event.place);
      if (!lesson || !J.rules.isOpen(course, lesson, state)) return null;
      const known = state.lessons[event.place] || state.finished;
      return known || !J.days.hold(course, state, ms) ? event : null;
    },
    time: (course, state, event, ms) => {
      const whole = Math.floor(event.seconds) || 0;
      const seconds = J.days.counted(course, state, whole, ms);
      if (seconds <= 0 || !state.lessons[event.place]) return null;
      const keep = J.days.after(course, state, seconds, ms);
      return Object.assign({}, event, { seconds: seconds, keep: keep });
    },
    lesson: (course, state, event) => {
      const lesson = lessonAt(course, event.place);
      return lesson && J.rules.mayFinish(course, lesson, state) ? event : null;
    },
    answer: (course, state, event) => {
      const item = openItem(course, state, event.place);
      return item && item.key ? event : null;
    },
    done: (course, state, event) => {
      const item = openItem(course, state, event.place);
      return item && !item.key ? event : null;
    },
    skip: (course, state, event) => {
      const item = openItem(course, state, event.place);
      return item && FREE.indexOf(item.kind) >= 0 ? event : null;
    },
    "check-start": (course, state, event) => mayTry(course, state) ? event : null,
    "check-answer": (course, state, event) => course.check && state.check.open ? event : null,
    "check-submit": (course, state, event) => {
      return course.check && state.check.open ? marked(course, event) : null;
    },
    finished: (course, state, event) => {
      return J.rules.result(course, state).status === "incomplete" ? null : event;
    },
  };

  /**
   * The state after an event that a page asks for.
   * @param {number} ms the time, since 1970, UTC
   */
  function next(course, state, event, ms) {
    const rule = RULES[event.type];
    const passed = rule ? rule(course, state, event, ms) : event;
    return passed ? J.state.next(state, passed) : state;
  }

  /**
   * What is believed of a saved place that could not be read whole: its facts, not what it
   * concludes from them. So a lesson that lacks its minutes is open again, and whether
   * the course is finished is worked out anew.
   */
  function doubted(course, state) {
    const lessons = Object.assign({}, state.lessons);
    J.rules.lessons(course).forEach((lesson) => {
      const kept = lessons[lesson.place];
      if (!kept || !J.gates.lessonLeft(lesson, state)) return;
      lessons[lesson.place] = Object.assign({}, kept, { done: false });
    });
    return Object.assign({}, state, { lessons: lessons, finished: 0 });
  }

  J.guard = { next: next, doubted: doubted };
})(JaneSchool);
