/*
 * How a cmi5 session begins (cmi5 8 to 11): launch parameters, the token once, launch
 * data, the learner's preferences. What must outlive a reload is in sessionStorage.
 */
"use strict";
((J) => {
  const NEEDED = ["endpoint", "fetch", "actor", "registration", "activityId"];
  const KEPT = "js-cmi5";
  const MODES = { Normal: "normal", Browse: "browse", Review: "review" };

  /** The launch parameters as text; null where one is missing. Order and case as in 8.1. */
  function parameters(search) {
    const given = new URLSearchParams(search);
    const found = {};
    NEEDED.forEach((name) => { found[name] = given.get(name) || ""; });
    try {
      found.agent = JSON.parse(found.actor);
    } catch (error) {
      return null;
    }
    if (!NEEDED.every((name) => found[name])) return null;
    found.endpoint = found.endpoint.replace(/\/?$/, "/");
    return found;
  }

  /** What a reload of this very launch finds again; elsewhere all is empty. */
  function kept(launch, storage) {
    const fresh = {
      fetch: launch.fetch, token: "", initialized: "", begun: 0, active: 0, over: false,
    };
    try {
      const before = JSON.parse(storage().getItem(KEPT));
      return before && before.fetch === launch.fetch ? before : fresh;
    } catch (error) {
      return fresh;
    }
  }

  function keep(session, storage) {
    try {
      storage().setItem(KEPT, JSON.stringify(session));
    } catch (error) {
      // A browser that keeps nothing: then a reload needs a new launch.
    }
  }

  /** The LMS may have written the scheme in front of the token, which 8.2.2 does not. */
  function authorization(token) {
    return /^basic /i.test(token) ? token : "Basic " + token;
  }

  /**
   * POST to the fetch address: it answers once, and with status 200 to a second time
   * too, which then holds an error (8.2.2).
   * @returns {Promise<string>} the token, empty where there is none
   */
  function token(lrs, address) {
    return lrs.insist(() => lrs.request("POST", address)).then((answer) => {
      let found = {};
      try {
        found = JSON.parse(answer.text) || {};
      } catch (error) {
        found = {};
      }
      const good = answer.status === 200 && typeof found["auth-token"] === "string";
      const code = good ? answer.status : Number(found["error-code"]) || answer.status;
      lrs.note("POST fetch", "", good ? 200 : code || 0, String(found["error-text"] || ""));
      return good ? found["auth-token"] : "";
    });
  }

  function parsed(answer) {
    try {
      return JSON.parse(answer.text);
    } catch (error) {
      return null;
    }
  }

  /** LMS.LaunchData (10.2); null where it cannot be had. */
  function launchData(lrs, launch) {
    return lrs.get("activities/state", {
      stateId: "LMS.LaunchData", activityId: launch.activityId, agent: launch.agent,
      registration: launch.registration,
    }).then((answer) => J.lrs.meaning(answer.status) === "ok" ? parsed(answer) : null);
  }

  /** cmi5LearnerPreferences (11); they may be absent, or misspelt. */
  function preferences(lrs, launch) {
    const about = { profileId: "cmi5LearnerPreferences", agent: launch.agent };
    return lrs.get("agents/profile", about).then((answer) => {
      const found = (J.lrs.meaning(answer.status) === "ok" && parsed(answer)) || {};
      return {
        language: String(found.languagePreference || "").split(",")[0].trim(),
        silent: found.audioPreference === "off",
      };
    });
  }

  /** audioPreference "off": recordings begin silent (11.2); the learner may turn them on. */
  function hush() {
    document.addEventListener("loadedmetadata", (event) => { event.target.muted = true; }, true);
  }

  J.cmi5 = {
    hush: hush,
    parameters: parameters, kept: kept, keep: keep, authorization: authorization, token: token,
    launchData: launchData, preferences: preferences,
    mode: (data) => MODES[data.launchMode] || "normal",
  };
})(JaneSchool);
