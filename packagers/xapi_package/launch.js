/* How older LMSs launch an xAPI package: parameters as they are found in the wild. */
"use strict";
((J) => {
  const IDENTIFIERS = ["account", "mbox", "mbox_sha1sum", "openid"];

  /** The first of a 0.9-style array, or the value itself. */
  function one(value) {
    return Array.isArray(value) ? value[0] : value;
  }

  /** An account of 0.9 has other names for its parts. */
  function account(value) {
    if (!value || typeof value !== "object") return undefined;
    const found = { homePage: value.homePage || value.accountServiceHomePage, name: value.name || value.accountName };
    return found.homePage && found.name ? found : undefined;
  }

  /**
   * The launch's actor as it is; one in the style of 0.9, with arrays, as the Agent that
   * it stands for. null where nobody is named.
   */
  function agent(text) {
    let given = null;
    try {
      given = one(JSON.parse(text));
    } catch (error) {
      return null;
    }
    if (!given || typeof given !== "object") return null;
    const plain = Object.keys(given).every((name) => !Array.isArray(given[name]));
    const modern = account(given.account) && given.account.homePage;
    if (plain && (modern || !given.account)) return IDENTIFIERS.some((name) => given[name]) ? given : null;
    const found = { account: account(one(given.account)) };
    IDENTIFIERS.slice(1).forEach((name) => { found[name] = one(given[name]); });
    const best = IDENTIFIERS.find((name) => found[name]);
    return best ? { objectType: "Agent", [best]: found[best] } : null;
  }

  /**
   * @param {string} search the page's query @param {string} own the package's activity
   * @returns {Object|null} `activityId`, `agent`, `registration`, `endpoint` with a slash at
   *   its end, `auth` as given; null where there is no LRS or nobody to speak of
   */
  J.xapiLaunch = (search, own) => {
    const given = new URLSearchParams(search);
    const actor = agent(given.get("actor"));
    const endpoint = given.get("endpoint") || "";
    if (!actor || !/^https?:/i.test(endpoint)) return null;
    const activity = given.get("activity_id") || own;
    const registration = given.get("registration");
    return {
      endpoint: endpoint.replace(/\/?$/, "/"), auth: given.get("auth") || "", agent: actor,
      activityId: activity,
      // None was given: one that the next launch of this learner finds again.
      registration: J.uuid.is(registration) ? registration
        : J.uuid.named("6ba7b811-9dad-11d1-80b4-00c04fd430c8", activity + " " + JSON.stringify(actor)),
    };
  };
})(JaneSchool);
