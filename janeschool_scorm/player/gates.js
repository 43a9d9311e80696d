/*
 * Minimum time of a lesson, a module and the course: what is left of it, in seconds.
 * `asks` is worked out when the course is built, from what words and media prove.
 */
"use strict";
((J) => {
  function sum(lessons, of) {
    return lessons.reduce((total, lesson) => total + of(lesson), 0);
  }

  function seconds(state, lesson) {
    return J.state.lesson(state, lesson.place).seconds;
  }

  function lessonLeft(lesson, state) {
    return Math.max(0, (lesson.asks || 0) - seconds(state, lesson));
  }

  function moduleLeft(module, state) {
    const had = sum(module.lessons, (each) => seconds(state, each));
    return Math.max(0, (module.asks || 0) - had);
  }

  /** Time in any lesson counts: in finished ones, and in those of an earlier edition. */
  function courseLeft(course, state) {
    return Math.max(0, (course.asks || 0) - J.state.activeSeconds(state));
  }

  function isLast(module, lesson, state) {
    return module.lessons.every((each) => each === lesson || J.rules.lessonDone(each, state));
  }

  /**
   * Why a lesson cannot be finished yet; a finished one waits for nothing. The module's
   * minimum holds the last of its lessons.
   * @returns {{of: "lesson"|"module", asks: number, left: number}|null} in seconds
   */
  function wait(course, lesson, state) {
    if (J.rules.lessonDone(lesson, state)) return null;
    const left = lessonLeft(lesson, state);
    if (left > 0) return { of: "lesson", asks: lesson.asks, left: left };
    const module = J.rules.moduleOf(course, lesson.id);
    const more = isLast(module, lesson, state) ? moduleLeft(module, state) : 0;
    return more > 0 ? { of: "module", asks: module.asks, left: more } : null;
  }

  /** Lessons and modules that are short of their minimum, and the course's seconds. */
  function short(course, state) {
    return {
      lessons: J.rules.lessons(course).filter((each) => lessonLeft(each, state) > 0),
      modules: course.modules.filter((each) => moduleLeft(each, state) > 0),
      seconds: courseLeft(course, state),
    };
  }

  /** Is every minimum met? */
  function met(course, state) {
    const open = short(course, state);
    return !open.lessons.length && !open.modules.length && !open.seconds;
  }

  J.gates = {
    lessonLeft: lessonLeft, moduleLeft: moduleLeft, wait: wait, short: short, met: met,
  };
})(JaneSchool);
