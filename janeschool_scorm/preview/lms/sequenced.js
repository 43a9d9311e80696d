/*
 * SCORM 2004 sequencing of a package with several items: scorm-again walks the tree, this
 * tells it what was asked and hears what it delivers (Sequencing and Navigation, 4.10).
 */
"use strict";
((L) => {
  /**
   * @param settings the tree as sequencing.py reads it from the manifest
   * @param post     tells the controls page
   */
  L.sequenced = (settings, post) => {
    let api = null;
    let delivered = "";
    let ended = "";

    function tell(request, outcome) {
      post({ type: "nav", request: request, outcome: outcome, delivered: delivered });
    }

    function listeners() {
      return {
        onActivityDelivery: (activity) => { delivered = activity.id; },
        onNavigationValidityUpdate: (now) => {
          post({ type: "valid", continue: now.continue, previous: now.previous,
            choice: now.choice, hidden: now.hideLmsUi || [] });
        },
        onSequencingSessionEnd: (data) => { ended = data.reason || "ended"; },
        onSequencingError: (error) => { tell("", String(error)); },
      };
    }

    function fresh(state) {
      api = new window.Scorm2004API({
        autocommit: false, logLevel: 5,
        sequencing: Object.assign({ eventListeners: listeners() }, settings),
      });
      if (state) api.deserializeSequencingState(state);
    }

    /** @returns {string} the item that is delivered; empty for none */
    function request(name, target) {
      delivered = "";
      ended = "";
      const good = api.processNavigationRequest(name, target);
      tell(target ? name + " " + target : name, good ? ended || "done" : "refused");
      return delivered;
    }

    return {
      /** The run-time, one for all items of an attempt. */
      api: () => api,
      request: request,
      /** What the course asked for itself, by adl.nav.request, and Terminate carried out. */
      take: () => {
        const found = delivered;
        delivered = "";
        return found;
      },
      /** Is an item delivered that nobody has taken? */
      waits: () => Boolean(delivered),
      over: () => ended,
      /**
       * Delivers the first item of a visit: the one asked for, the one that was suspended,
       * or the tree's own start.
       */
      start: (tree, target) => {
        fresh(tree && tree.state);
        if (target && request("choice", target)) return;
        const ways = tree && tree.suspended ? ["resumeAll", "start"] : ["start", "resumeAll"];
        if (ways.some((way) => request(way)) || !tree) return;
        fresh(null);
        request("start");
      },
      /** The run-time of the item before forgets it, and takes the values of the next. */
      load: (values) => {
        api.reset(undefined, { preserveListeners: true, resetTotalTime: true });
        L.scorm2004.load(api, values);
      },
      state: (suspended) => ({ state: api.serializeSequencingState(), suspended: suspended }),
      status: (id) => {
        const found = api && api.getActivityTrackingData(id);
        return found ? L.scorm2004.status({
          "cmi.completion_status": found.completionStatus,
          "cmi.success_status": found.successStatus,
        }) : "";
      },
    };
  };
})(globalThis.Lms = globalThis.Lms || {});
