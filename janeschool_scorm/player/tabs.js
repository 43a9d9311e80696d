/*
 * A second window of the same course and learner is noticed and stopped: both would write
 * over each other. The one that was there first answers; the newer one records nothing.
 */
"use strict";
((J) => {
  /** Time for the other window to answer; one that is busy may still do so later. */
  const WAIT = 200;

  let channel = null;
  let me = null;

  /** @returns {string} a name from which no learner can be read */
  function keyOf(course, learner) {
    const hex = (text) => J.answers.fnv(text).toString(16);
    return hex(course + "/" + learner) + hex(learner + "#" + course);
  }

  function tell(what) {
    if (channel) channel.postMessage({ what: what, from: me });
  }

  function older(one, other) {
    return one.since < other.since || (one.since === other.since && one.id < other.id);
  }

  /**
   * Resolves to false where an older window answers; `stop` is called when one is heard
   * of later, such as after this window was put to sleep.
   * @param {string} key who and what @param {function()} stop
   * @returns {Promise<boolean>}
   */
  function alone(key, stop) {
    me = { id: Math.random(), since: Date.now() };
    try {
      channel = new window.BroadcastChannel("js-" + key);
    } catch (error) {
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      let act = () => { resolve(false); };
      channel.onmessage = (event) => {
        if (older(me, event.data.from)) tell("here");
        else if (event.data.what === "here") {
          leave();
          act();
        }
      };
      tell("ask");
      window.setTimeout(() => {
        act = stop;
        resolve(true);
      }, WAIT);
    });
  }

  function leave() {
    if (channel) channel.close();
    channel = null;
  }

  /** After sleep the others were there first. */
  function woken() {
    if (!me) return;
    me.since = Date.now();
    tell("ask");
  }

  J.tabs = {
    keyOf: keyOf,
    alone: alone,
    leave: leave,
    /** Is a second window noticed here? Otherwise only the LMS can show it. */
    able: () => channel !== null,
    start: () => {
      J.on(document, "resume", woken);
      J.on(window, "pageshow", (event) => {
        if (event.persisted) woken();
      });
    },
  };
})(JaneSchool);
