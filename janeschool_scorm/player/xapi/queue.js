/*
 * Statements wait here until the LRS has each of them, once. Their ids are fixed, so a
 * repeat adds nothing; where a repeat is a fault by itself (cmi5), the LRS is asked first.
 */
"use strict";
((J) => {
  const MOST = 40;
  /** CATAPULT takes 1 MiB a request. */
  const LARGEST = 400000;
  const WEEK = 7 * 24 * 3600000;

  /**
   * @typedef {{body: Object, alone: boolean, ask: boolean, at: number}} Entry
   *   `alone`: shares no request; `ask`: it may be there already, so ask first
   *
   * @param {{lrs: Object, dress: function(Object): Object, cautious: boolean,
   *   keep: function(Entry[]), denied: function(), now: function(): number}} settings
   *   `dress` adds actor and registration; `keep` is told what waits after each change
   */
  function queue(settings) {
    const waiting = [];
    const flying = [];
    const refused = [];
    let most = MOST;
    let notBefore = 0;
    let work = Promise.resolve(true);

    function changed() {
      settings.keep(waiting.slice());
    }

    function add(entry) {
      if (waiting.some((each) => each.body.id === entry.body.id)) return;
      waiting.push(Object.assign({ at: settings.now() }, entry));
      changed();
    }

    function remove(entries) {
      entries.forEach((entry) => {
        const at = waiting.indexOf(entry);
        if (at >= 0) waiting.splice(at, 1);
      });
      changed();
    }

    function texts(entries) {
      return entries.map((entry) => JSON.stringify(settings.dress(entry.body)));
    }

    /** The first of those that wait, as many as one request may have. */
    function next() {
      const batch = [];
      let size = 0;
      waiting.some((entry) => {
        const length = texts([entry])[0].length;
        if (batch.length && (batch.length >= most || size + length > LARGEST
          || entry.alone || batch[0].alone)) return true;
        batch.push(entry);
        size += length;
        return false;
      });
      return batch;
    }

    function post(entries) {
      const all = texts(entries);
      flying.push.apply(flying, entries);
      const body = all.length === 1 ? all[0] : "[" + all.join(",") + "]";
      return settings.lrs.ask("POST", "statements", null, body).then((answer) => {
        flying.splice(0);
        return answer;
      });
    }

    /** Is it there? null where the LRS does not say. */
    function there(entry) {
      const about = { statementId: entry.body.id };
      return settings.lrs.ask("GET", "statements", about).then((answer) => {
        const said = J.lrs.meaning(answer.status);
        if (said !== "ok") return said === "away" ? null : false;
        // Ralph answers 200 with an empty list for a name that it does not know.
        return answer.text.indexOf(entry.body.id) >= 0;
      });
    }

    /** Those of the batch that are there leave it. @returns {Promise<Entry[]|null>} */
    function stillToSend(batch) {
      const doubtful = batch.filter((entry) => entry.ask || (settings.cautious && entry.tried));
      return doubtful.reduce((before, entry) => before.then((good) => {
        return good && there(entry).then((found) => {
          if (found === null) return false;
          entry.ask = entry.tried = false;
          if (found) remove([entry]);
          return true;
        });
      }), Promise.resolve(true)).then((good) => {
        return good ? batch.filter((entry) => waiting.indexOf(entry) >= 0) : null;
      });
    }

    function giveUp(entry) {
      refused.push(entry.body);
      remove([entry]);
    }

    /** What the LRS's answer means for the batch. @returns {boolean} go on? */
    function judge(batch, answer) {
      const said = J.lrs.meaning(answer.status);
      if (said === "ok") {
        remove(batch);
        return true;
      }
      if (said === "denied") settings.denied(answer);
      if (said === "denied" || said === "away") {
        batch.forEach((entry) => { entry.tried = true; });
        notBefore = settings.now() + answer.wait * 1000;
        return false;
      }
      // One of several is refused or known: each has to stand for itself.
      if (batch.length > 1) most = said === "large" ? Math.ceil(batch.length / 2) : 1;
      else if (said === "changed") remove(batch);
      else giveUp(batch[0]);
      return true;
    }

    function drain() {
      if (!waiting.length) {
        most = MOST;
        return true;
      }
      if (settings.now() < notBefore) return false;
      return stillToSend(next()).then((batch) => {
        if (!batch) return false;
        if (!batch.length) return drain();
        return post(batch).then((answer) => judge(batch, answer) && drain());
      });
    }

    function flush() {
      work = work.then(drain, drain);
      return work;
    }

    /** The page goes away: what waits is sent without waiting for an answer. */
    function farewell() {
      let size = 0;
      const last = waiting.filter((entry) => {
        if (settings.cautious && (entry.tried || entry.ask || flying.indexOf(entry) >= 0)) return false;
        size += texts([entry])[0].length + 1;
        return size < J.lrs.LAST - 8000;
      });
      if (last.length) post(last);
    }

    return {
      add: add,
      flush: flush,
      farewell: farewell,
      /** @returns {number} how many the LRS has not acknowledged */
      size: () => waiting.length,
      refused: refused,
    };
  }

  /** Entries that were kept, without those of more than seven days ago. */
  queue.fresh = (entries, now) => {
    return (entries || []).filter((entry) => entry && entry.body && now - entry.at < WEEK);
  };

  J.queue = queue;
})(JaneSchool);
