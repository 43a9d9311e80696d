/* The rules: what is finished, what is open, what the result is. No page, no clock. */
"use strict";
((J) => {
  /** All lessons of all modules, in order. */
  function lessons(course) {
    return course.modules.reduce((all, module) => all.concat(module.lessons), []);
  }

  function lessonById(course, id) {
    return lessons(course).find((lesson) => lesson.id === id);
  }

  function moduleOf(course, lessonId) {
    return course.modules.find((module) => {
      return module.lessons.some((lesson) => lesson.id === lessonId);
    });
  }

  function itemDone(state, item) {
    return J.state.item(state, item.place).status !== "o";
  }

  /** Items of the lesson that still wait for the learner, in order. */
  function missing(lesson, state) {
    return lesson.items.filter((item) => !itemDone(state, item));
  }

  function lessonDone(lesson, state) {
    return J.state.lesson(state, lesson.place).done;
  }

  function firstUnfinished(course, state) {
    return lessons(course).find((lesson) => !lessonDone(lesson, state));
  }

  /** May the learner open it? Finished lessons always, and the first unfinished one. */
  function isOpen(course, lesson, state) {
    if (course.rules.order === "free" || lessonDone(lesson, state)) return true;
    return firstUnfinished(course, state) === lesson;
  }

  /** finished, started, open or locked. */
  function standing(course, lesson, state) {
    if (lessonDone(lesson, state)) return "finished";
    if (!isOpen(course, lesson, state)) return "locked";
    return state.lessons[lesson.place] ? "started" : "open";
  }

  function finishedLessons(course, state) {
    return lessons(course).filter((lesson) => lessonDone(lesson, state)).length;
  }

  /** Whole percent of a module's planned minutes that finished lessons hold. */
  function modulePercent(module, state) {
    let all = 0;
    let done = 0;
    module.lessons.forEach((lesson) => {
      all += lesson.minutes;
      if (lessonDone(lesson, state)) done += lesson.minutes;
    });
    return all ? Math.floor((done * 100) / all) : 0;
  }

  /** Was it opened, and is it still open to the learner? */
  function isEntered(course, lesson, state) {
    return state.lessons[lesson.place] !== undefined && isOpen(course, lesson, state);
  }

  /** May a lesson be marked as finished: all its items done, and every minute had? */
  function mayFinish(course, lesson, state) {
    return isEntered(course, lesson, state) && missing(lesson, state).length === 0
      && J.gates.wait(course, lesson, state) === null;
  }

  function checkPassed(course, state) {
    return state.check.used > 0 && state.check.best >= course.rules.pass_mark;
  }

  function checkTriesLeft(course, state) {
    return Math.max(0, course.rules.check_attempts - state.check.used);
  }

  /** Whole percent of right answers, rounded down. */
  function score(right, count) {
    return count > 0 ? Math.floor((right * 100) / count) : 0;
  }

  /** Every lesson, every minimum of time, and the check where there is one. */
  function isComplete(course, state) {
    return finishedLessons(course, state) === lessons(course).length
      && J.gates.met(course, state) && (!course.check || checkPassed(course, state));
  }

  /**
   * The one completion rule. Used-up tries stay incomplete, because LMSs end the attempt
   * on anything else. Once reached it holds: a later edition never takes it back.
   * @returns {{status: "incomplete"|"passed"|"completed", score: number|null}}
   */
  function result(course, state) {
    if (!state.finished && !isComplete(course, state)) return { status: "incomplete", score: null };
    if (!course.check) return { status: "completed", score: null };
    return { status: "passed", score: state.check.used ? state.check.best : null };
  }

  J.rules = {
    lessons: lessons, lessonById: lessonById, moduleOf: moduleOf, itemDone: itemDone,
    missing: missing, lessonDone: lessonDone, firstUnfinished: firstUnfinished,
    isOpen: isOpen, standing: standing, finishedLessons: finishedLessons,
    modulePercent: modulePercent, isEntered: isEntered, mayFinish: mayFinish,
    checkPassed: checkPassed, checkTriesLeft: checkTriesLeft, score: score, result: result,
  };
})(JaneSchool);
