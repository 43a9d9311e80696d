/*
 * The daily cap and breaks. Days are the agency's, whatever zone the device is in.
 *
 * A device's clock may be wrong, and then right again: whichever way it jumps, nobody is
 * locked out by it. A day other than the one noted is a new day, and a time before the
 * one noted ends a break.
 */
"use strict";
((J) => {
  const formats = {};

  function format(zone) {
    const parts = { year: "numeric", month: "numeric", day: "numeric" };
    if (!formats[zone]) {
      try {
        formats[zone] = new Intl.DateTimeFormat("en-US", Object.assign({ timeZone: zone }, parts));
      } catch (error) {
        // An old browser that does not know the zone: the device's own days.
        formats[zone] = new Intl.DateTimeFormat("en-US", parts);
      }
    }
    return formats[zone];
  }

  /** Days since 1970 of the calendar in that zone. @param {number} ms since 1970, UTC */
  function day(zone, ms) {
    const parts = format(zone).format(ms).split("/").map(Number);
    return Date.UTC(parts[2], parts[0] - 1, parts[1]) / 86400000;
  }

  function minute(ms) {
    return Math.floor(ms / 60000);
  }

  /** Seconds counted today. */
  function today(course, state, ms) {
    return state.day === day(course.time_zone, ms) ? state.today : 0;
  }

  /** The minute at which a break that began with the last counted second is over. */
  function breakEnd(course, state) {
    return state.last + course.rules.break_minutes + 1;
  }

  /** Seconds since the last break: time away counts as one. */
  function stretch(course, state, ms) {
    const now = minute(ms);
    // A minute back is a clock that was put right.
    return now < state.last - 1 || now >= breakEnd(course, state) ? 0 : state.stretch;
  }

  /** How many seconds may still count, until the cap or the break. */
  function room(course, state, ms) {
    const rules = course.rules;
    return {
      today: rules.daily_minutes ? rules.daily_minutes * 60 - today(course, state, ms) : Infinity,
      break: rules.break_after_minutes
        ? rules.break_after_minutes * 60 - stretch(course, state, ms) : Infinity,
    };
  }

  /** Why no time counts now: `today`, `break`, or empty. */
  function hold(course, state, ms) {
    const left = room(course, state, ms);
    return left.today <= 0 ? "today" : left.break <= 0 ? "break" : "";
  }

  /** Of so many seconds, those that count. */
  function counted(course, state, seconds, ms) {
    const left = room(course, state, ms);
    return Math.max(0, Math.min(seconds, left.today, left.break));
  }

  /** What the state keeps after so many more counted seconds: only what a rule needs. */
  function after(course, state, seconds, ms) {
    const kept = {};
    if (course.rules.daily_minutes) {
      kept.day = day(course.time_zone, ms);
      kept.today = today(course, state, ms) + seconds;
    }
    if (course.rules.break_after_minutes) {
      kept.last = minute(ms);
      kept.stretch = stretch(course, state, ms) + seconds;
    }
    return kept;
  }

  J.days = { day: day, hold: hold, counted: counted, after: after, breakEnd: breakEnd };
})(JaneSchool);
