/* Finds the LMS's API object: parents first, then the opener and its parents, then top.opener. */
"use strict";
((J) => {
  const LEVELS = 500;
  const PATIENCE = 10000;
  const PAUSE = 250;

  /** A frame of another origin throws: that ends this look, never the search. */
  function look(frame, name) {
    try {
      return frame && frame[name] ? frame[name] : null;
    } catch (error) {
      return null;
    }
  }

  function parentOf(frame) {
    try {
      return frame.parent && frame.parent !== frame ? frame.parent : null;
    } catch (error) {
      return null;
    }
  }

  function openerOf(frame) {
    try {
      return frame.opener || null;
    } catch (error) {
      return null;
    }
  }

  function climb(frame, name) {
    for (let level = 0; frame && level < LEVELS; level += 1) {
      const api = look(frame, name);
      if (api) return api;
      frame = parentOf(frame);
    }
    return null;
  }

  function once(start, name) {
    let frame = start;
    for (let level = 0; frame && level < LEVELS; level += 1) {
      const api = climb(frame, name);
      if (api) return api;
      frame = openerOf(frame);
    }
    return climb(openerOf(start.top), name);
  }

  function blocked(frame) {
    try {
      return !frame.document;
    } catch (error) {
      return true;
    }
  }

  /**
   * Is a frame around this page, or the one that opened it, of another origin? Then an
   * API may be there, and the browser keeps it out of reach.
   */
  J.foreign = (start) => {
    let frame = start || window;
    for (let level = 0; frame && level < LEVELS; level += 1) {
      if (blocked(frame)) return true;
      frame = parentOf(frame) || openerOf(frame);
    }
    return false;
  };

  /** Is there any frame around this page in which an API could still appear? */
  function alone(start) {
    return start.parent === start && !openerOf(start);
  }

  /**
   * The API, or null after ten seconds; at once when the page stands alone.
   * @param {string} name `API` for SCORM 1.2
   * @returns {Promise<Object|null>}
   */
  J.findApi = (name, start, setTimer) => {
    const frame = start || window;
    const later = setTimer || window.setTimeout.bind(window);
    return new Promise((resolve) => {
      let left = PATIENCE;
      (function attempt() {
        const api = once(frame, name);
        left -= PAUSE;
        if (api || left <= 0 || alone(frame)) resolve(api);
        else later(attempt, PAUSE);
      })();
    });
  };
})(JaneSchool);
