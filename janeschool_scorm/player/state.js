/* What the learner has done, and the only functions that change it: (state, event) -> state. */
"use strict";
((J) => {
  /**
   * @typedef {{seconds: number, done: boolean}} LessonState
   * @typedef {{status: string, tries: number, answer: number, at: number}} ItemState
   *   status: o open, d done, r right, s skipped
   * @typedef {{used: number, best: number, last: number, repeat: number, seed: number,
   *   open: boolean, answers: Object<number, number>}} CheckState
   * @typedef {{seq: number, sessions: number, wall: number, at: number, block: number,
   *   started: number, finished: number, lessons: Object<number, LessonState>,
   *   day: number, today: number, last: number, stretch: number,
   *   items: Object<number, ItemState>, check: CheckState}} State
   *   at: place of the current lesson, -1 before the first; times: minutes since 1970, UTC
   *   day, today: the agency's day since 1970, and the seconds counted on it;
   *   last, stretch: minute of the last counted second, and seconds since a break
   */

  /** @returns {State} */
  function empty() {
    return {
      seq: 0, sessions: 0, wall: 0, at: -1, block: 0, started: 0, finished: 0,
      day: 0, today: 0, last: 0, stretch: 0, lessons: {}, items: {},
      check: { used: 0, best: 0, last: 0, repeat: 0, seed: 0, open: false, answers: {} },
    };
  }

  function withEntry(map, place, entry) {
    const copy = Object.assign({}, map);
    copy[place] = entry;
    return copy;
  }

  function lesson(state, place) {
    return state.lessons[place] || { seconds: 0, done: false };
  }

  function item(state, place) {
    return state.items[place] || { status: "o", tries: 0, answer: 0, at: 0 };
  }

  function changeLesson(state, place, change) {
    const entry = Object.assign({}, lesson(state, place), change);
    return Object.assign({}, state, { lessons: withEntry(state.lessons, place, entry) });
  }

  function changeItem(state, place, change) {
    const entry = Object.assign({}, item(state, place), change);
    return Object.assign({}, state, { items: withEntry(state.items, place, entry) });
  }

  function changeCheck(state, change) {
    return Object.assign({}, state, { check: Object.assign({}, state.check, change) });
  }

  const CHANGES = {
    session: (state, event) => {
      return Object.assign({}, state, {
        sessions: state.sessions + 1,
        started: state.started || event.now,
      });
    },
    open: (state, event) => {
      const opened = changeLesson(state, event.place, {});
      const block = event.place === state.at ? state.block : 0;
      return Object.assign(opened, { at: event.place, block: block });
    },
    block: (state, event) => {
      return Object.assign({}, state, { block: event.index });
    },
    time: (state, event) => {
      const seconds = lesson(state, event.place).seconds + event.seconds;
      return Object.assign(changeLesson(state, event.place, { seconds: seconds }), event.keep);
    },
    wall: (state, event) => {
      return Object.assign({}, state, { wall: state.wall + event.seconds });
    },
    answer: (state, event) => {
      const before = item(state, event.place);
      if (before.status !== "o") return state;
      const tries = before.tries + 1;
      const status = event.right ? "r" : tries >= event.limit ? "d" : "o";
      return changeItem(state, event.place, {
        status: status, tries: tries, answer: event.answer,
      });
    },
    done: (state, event) => {
      if (item(state, event.place).status === "d") return state;
      return changeItem(state, event.place, { status: "d", at: event.now || 0 });
    },
    /** What was played of a recording that is not done: [[start, end], ...] in seconds. */
    played: (state, event) => {
      if (item(state, event.place).status !== "o") return state;
      return changeItem(state, event.place, { played: event.ranges });
    },
    skip: (state, event) => {
      return changeItem(state, event.place, { status: "s" });
    },
    lesson: (state, event) => {
      return changeLesson(state, event.place, { done: true });
    },
    "check-start": (state, event) => {
      return changeCheck(state, { seed: event.seed, open: true, answers: {} });
    },
    "check-answer": (state, event) => {
      const answers = withEntry(state.check.answers, event.place, event.answer);
      return changeCheck(state, { answers: answers });
    },
    "check-submit": (state, event) => {
      if (!state.check.open) return state;
      const after = changeCheck(state, {
        used: state.check.used + 1,
        best: Math.max(state.check.best, event.score),
        last: event.score, repeat: event.repeat, open: false, answers: {},
      });
      return event.passed ? changeItem(after, event.place, { status: "r" }) : after;
    },
    finished: (state, event) => {
      return state.finished ? state : Object.assign({}, state, { finished: event.now });
    },
    saved: (state) => {
      return Object.assign({}, state, { seq: state.seq + 1 });
    },
  };

  /** The state after one event. @param {State} state @returns {State} */
  function next(state, event) {
    return CHANGES[event.type](state, event);
  }

  /** Active seconds of all lessons. */
  function activeSeconds(state) {
    return Object.keys(state.lessons).reduce((sum, place) => sum + state.lessons[place].seconds, 0);
  }

  J.state = {
    empty: empty, next: next, lesson: lesson, item: item, activeSeconds: activeSeconds,
  };
})(JaneSchool);
