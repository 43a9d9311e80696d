/*
 * A learner's visits to the items of a SCORM package: what each opens with, what is saved
 * at a commit, what is kept at the end, and which item comes next.
 */
"use strict";
((L) => {
  const QUIET_MS = 120;
  const NOTHING = "The rules of this course open nothing by themselves: start one of its items.";

  /**
   * @param family  L.scorm12 or L.scorm2004
   * @param facts   the package: { items, override, sequencing }
   * @param parts   { faults, server, post, target: the window for the API,
   *   show(item, url), changed(): the status of an item is another one }
   */
  L.visits = (family, facts, parts) => {
    const walk = facts.sequencing ? L.sequenced(facts.sequencing, parts.post) : null;
    const launchable = facts.items.filter((item) => item.launchable);
    let kept = {};
    let who = null;
    let visit = null;
    let timer = 0;
    let statuses = "";

    /** Reads what is kept of a learner. @returns {Promise} */
    function meet(learner) {
      who = learner;
      return parts.server.kept(who.learner).then((found) => { kept = found; });
    }

    const itemOf = (id) => launchable.find((item) => item.id === id);

    /** Opens that item, or where the learner was, or the first. @returns {Promise} its URL */
    function open(id) {
      if (walk) walk.start(L.kept.attempt(kept).tree, id);
      const wanted = walk ? walk.take() : id;
      const item = itemOf(wanted) || (walk ? null : launchable[0]);
      if (!item) return Promise.reject(new Error(NOTHING));
      return Promise.resolve(enter(item));
    }

    function enter(item) {
      const state = L.kept.item(kept, item.id);
      const values = family.opening(item, state, who);
      const api = walk ? walk.api() : family.create(values, { override: facts.override });
      if (walk) walk.load(values);
      visit = {
        item: item, api: api, before: state, mirror: Object.assign({}, values), told: {},
        over: false, spoke: false,
      };
      parts.target[family.name] = L.calls(family, api, {
        faults: parts.faults, judge: L.judge(family, values, item.kind),
        wait: parts.server.wait, commit: () => save(false), ended: end, tell: told,
        own: (element) => (element === family.total ? values[element] : undefined),
      });
      show();
      return "../package/" + item.href;
    }

    /** Every call passes here on its way to the log. */
    function told(call) {
      const good = String(call.answer) === "true";
      if (visit) visit.spoke = true;
      if (call.name === family.functions.set && good && visit) {
        visit.mirror[call.args[0]] = String(call.args[1]);
      }
      parts.post(call);
      clearTimeout(timer);
      timer = setTimeout(show, QUIET_MS);
    }

    /** What the course has set, and what the run-time has made of it. */
    function values() {
      const api = visit.api;
      const before = api.lastErrorCode;
      family.read.concat(family.listed(visit.mirror)).forEach((element) => {
        const found = peek(api, element);
        if (found) visit.mirror[element] = found;
      });
      api.lastErrorCode = before;
      return visit.mirror;
    }

    function peek(api, element) {
      try {
        const found = api.getCMIValue(element);
        return found === null || found === undefined ? "" : String(found);
      } catch (error) {
        return ""; // what only the course may write
      }
    }

    /** @returns {boolean} does the LMS have it? */
    function save(final) {
      const now = values();
      if (!family.counts(who)) return true;
      const closed = family.closing(now, final);
      const next = L.kept.put(kept, visit.item.id, {
        values: closed, visits: visit.before.visits + 1,
        over: final && family.over(closed),
      });
      return keep(walk ? L.kept.putTree(next, walk.state(!walk.over())) : next);
    }

    function keep(next) {
      if (!parts.server.save(who.learner, next)) return false;
      kept = next;
      const now = launchable.map((item) => status(item.id)).join();
      if (now !== statuses) parts.changed();
      statuses = now;
      return true;
    }

    function status(id) {
      // Sequencing hears of a suspended item only when its attempt ends.
      const own = family.status(L.kept.item(kept, id).values || {});
      const told = walk ? walk.status(id) : "";
      return /^(|unknown|not attempted)$/.test(told) ? own : told;
    }

    /** The course has ended its session; sequencing may have delivered the next item. */
    function end() {
      if (!save(true)) return false;
      visit.over = true;
      show();
      parts.post({ type: "stage", stage: "ended", text: "The course has ended its session." });
      const next = walk && itemOf(walk.take());
      if (next) setTimeout(() => parts.show(next, () => enter(next)), 0);
      return true;
    }

    function show() {
      if (!visit) return;
      clearTimeout(timer);
      const now = values();
      const changed = Object.keys(now).filter((name) => now[name] !== visit.told[name]);
      visit.told = Object.assign({}, now);
      parts.post({
        type: "state", values: visit.told, changed: changed, item: visit.item.id,
        kept: L.kept.item(kept, visit.item.id).values,
      });
    }

    /**
     * The learner is gone, and the API with them. An asset is done once it was seen.
     * @param {string} how suspendAll, exitAll; empty where the browser was killed
     */
    function close(how) {
      delete parts.target[family.name];
      if (!visit) return;
      show();
      if (seen()) Object.assign(visit.mirror, family.seen);
      if (walk && how && !walk.over()) walk.request(how);
      if (how && family.counts(who)) keepPlace(how === "suspendAll");
      visit = null;
    }

    /** An asset says nothing: it is done once it was there (CAM, asset). */
    const seen = () => visit.item.kind === "asset" && !visit.spoke;

    function keepPlace(suspended) {
      const next = seen() ? L.kept.put(kept, visit.item.id, {
        values: visit.mirror, visits: visit.before.visits + 1, over: false,
      }) : kept;
      if (walk || seen()) keep(walk ? L.kept.putTree(next, walk.state(suspended)) : next);
    }

    /** The LMS's own Previous and Continue. @returns {Object|null} what to open, and how */
    function navigate(request) {
      const from = visit ? visit.item : null;
      if (!walk) {
        const n = launchable.indexOf(from) + (request === "previous" ? -1 : 1);
        const next = launchable[n];
        return next ? { item: next, enter: () => enter(next) } : null;
      }
      if (!walk.waits()) walk.request(request);
      const next = itemOf(walk.take());
      return next ? { item: next, enter: () => enter(next) } : null;
    }

    return {
      meet: meet, open: open, close: close, navigate: navigate,
      restart: () => keep(L.kept.restart(kept)),
      status: status,
      current: () => (visit ? visit.item.id : ""),
    };
  };
})(globalThis.Lms = globalThis.Lms || {});
