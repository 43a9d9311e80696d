/* Saving to an LRS: the place first, then every statement that waits. */
"use strict";
((J) => {
  /** Has another device written a later place? A self-test has no places. */
  function newer(held, own) {
    return Boolean(J.resume) && J.resume.compare(own, held) === "newer";
  }

  /**
   * @param {Object} place `J.place` @param {Object} queue `J.queue`
   * @param {function()} denied is told of a 401 or 403
   */
  J.keeper = (place, queue, denied) => {
    let overtaken = false;

    function written(answer) {
      const said = J.lrs.meaning(answer.status);
      overtaken = answer.status === 412 && newer(place.held(), place.wrote());
      if (said === "denied") denied(answer);
      return said === "ok" || overtaken;
    }

    return {
      /** @returns {Promise<boolean>} is all of it acknowledged? */
      save: (resume) => {
        const put = resume ? place.write(resume, newer).then(written) : Promise.resolve(true);
        return put.then((good) => queue.flush().then((sent) => good && sent));
      },
      /** Writes the place, for a page that waits for no answer. */
      put: (resume) => { place.write(resume, newer); },
      /** What the LRS holds where another device is further; null where nothing is known. */
      shows: () => overtaken ? place.held() : null,
      /** Is the work of this code saved? Sequence number and wall time apart. */
      has: (resume) => {
        const work = (code) => code.split(".").slice(6).join(".");
        return work(resume) === work(place.held());
      },
    };
  };
})(JaneSchool);
