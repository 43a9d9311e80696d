/* Active time from events: time counts while the page is visible and someone is there. */
"use strict";
((J) => {
  /** The clock is asked each second: a longer gap means that the device slept. */
  const LONGEST_STEP = 10000;

  /**
   * @param {number} idleMs @param {number} now milliseconds of a clock that never goes back
   * Each function takes `now`; `take` gives the active seconds since it was last called.
   */
  function create(idleMs, now) {
    let last = now;
    let active = now;
    let visible = true;
    let playing = false;
    let idle = false;
    let stopped = true;
    let counted = 0;

    function advance(to) {
      if (visible && !idle && !stopped) counted += step(to);
      if (!playing && !stopped && visible && to - active >= idleMs) idle = true;
      last = Math.max(last, to);
    }

    function step(to) {
      const awake = Math.min(to, last + LONGEST_STEP);
      const end = playing ? awake : Math.min(awake, active + idleMs);
      return Math.max(0, end - last);
    }

    return {
      /** Someone reads, types, scrolls. It does not end a pause: `extend` does. */
      activity: (at) => {
        advance(at);
        if (!idle) active = at;
      },
      extend: (at) => {
        advance(at);
        idle = false;
        active = at;
      },
      visibility: (at, isVisible) => {
        advance(at);
        visible = isVisible;
        if (isVisible && !idle) active = at;
      },
      media: (at, isPlaying) => {
        advance(at);
        if (playing && !isPlaying) active = at;
        playing = isPlaying;
      },
      /** Stopped between lessons: start page, summary, after the end. */
      run: (at, isRunning) => {
        advance(at);
        stopped = !isRunning;
        active = at;
        if (stopped) idle = false;
      },
      take: (at) => {
        advance(at);
        const seconds = counted / 1000;
        counted = 0;
        return seconds;
      },
      isIdle: () => idle,
      isPlaying: () => playing,
    };
  }

  J.clock = { create: create };
})(JaneSchool);
