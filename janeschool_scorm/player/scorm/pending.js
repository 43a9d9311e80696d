/*
 * Values on their way to a SCORM LMS. Each waits until a commit is certain: the LMS said
 * true, and the server that holds the package answers. After doubt it is set again.
 */
"use strict";
((J) => {
  /** An element that the LMS refuses so often, and that is not essential, is given up. */
  const REFUSALS = 3;

  /** @param {{hopeless: number[], essential: RegExp}} dialect */
  J.scorm.pending = (dialect) => {
    const sent = {};
    const waiting = {};
    const refused = {};

    /** An empty value is never written: some LMSs then answer with the old one. */
    function want(element, value) {
      const text = String(value);
      if (text !== "" && (sent[element] !== text || element in waiting)) waiting[element] = text;
    }

    /** Sets all that waits, in the order in which it came. @returns {boolean} */
    function flush(api) {
      const left = Object.keys(waiting).filter((element) => waiting[element] !== sent[element]);
      const bad = left.filter((element) => !set(api, element));
      // An LMS that takes nothing at all refuses no element: it is away.
      if (bad.length < left.length) bad.forEach(refuse);
      return !bad.some((element) => element in waiting);
    }

    function set(api, element) {
      const good = api.set(element, waiting[element]);
      if (good) sent[element] = waiting[element];
      // The code says that the element or its value will never be taken.
      else if (dialect.hopeless.indexOf(api.code()) >= 0) refused[element] = REFUSALS;
      return good;
    }

    /** Refused as a matter of form, or again and again: it will not get better. */
    function refuse(element) {
      refused[element] = (refused[element] || 0) + 1;
      if (refused[element] >= REFUSALS && !dialect.essential.test(element)) delete waiting[element];
    }

    return {
      /** Element -> the value that the LMS has, as far as it is known. */
      sent: sent,
      want: want,
      flush: flush,
      names: () => Object.keys(waiting),
      certain: (names) => {
        names.forEach((element) => {
          if (waiting[element] === sent[element]) delete waiting[element];
        });
      },
      /** Nothing is certain any more: all that waits is set again. */
      doubt: () => {
        Object.keys(waiting).forEach((element) => { delete sent[element]; });
      },
    };
  };
})(JaneSchool);
