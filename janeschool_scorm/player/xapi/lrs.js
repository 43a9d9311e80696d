/*
 * One LRS, asked with care (xAPI 1.0.3, Communication): no call throws, each is logged
 * without its secrets, each status has words.
 */
"use strict";
((J) => {
  const VERSION = "1.0.3";
  const LOG = 200;
  const PATIENCE = 30000;
  const PAUSES = [1000, 3000, 8000];
  /** What a page that goes away may still send in all (Fetch, "keepalive"). */
  const LAST = 60000;
  const WORDS = J.texts({
    0: "No answer came",
    400: "The learning system did not accept what was sent",
    401: "The learning system does not know this session",
    403: "The learning system does not allow this, or the session is over",
    404: "There is nothing of that name",
    409: "The learning system has something else under that name",
    412: "Somebody else has changed it",
    413: "It is too large for the learning system",
    429: "The learning system asks for a pause",
  });
  /** As the self-test has it: whether to log in again, or whether nothing is wrong. */
  const MEANS = { 0: "away", 401: "away", 403: "away", 404: "unset", 409: "unset", 412: "unset" };

  /** What a status means for what was sent: ok, none, changed, large, denied, away or bad. */
  function meaning(status) {
    if (status >= 200 && status < 300) return "ok";
    if (status === 404) return "none";
    if (status === 409 || status === 412) return "changed";
    if (status === 413) return "large";
    if (status === 401 || status === 403) return "denied";
    return status === 0 || status === 408 || status === 429 || status >= 500 ? "away" : "bad";
  }

  function wordsOf(status) {
    if (status >= 200 && status < 300) return J.t("No error");
    return WORDS[status] ? J.t(WORDS[status]) : status >= 500
      ? J.t("The learning system has a fault of its own") : J.t("Error {code}", { code: status });
  }

  function seconds(header) {
    return /^\d{1,5}$/.test(header || "") ? Number(header) : 0;
  }

  function query(parameters) {
    return Object.keys(parameters || {}).map((name) => {
      const value = parameters[name];
      return name + "=" + encodeURIComponent(typeof value === "string" ? value : JSON.stringify(value));
    }).join("&");
  }

  /** The answer, or nothing within a span: a request that hangs is given up. */
  function within(span, start) {
    const stop = window.AbortController ? new window.AbortController() : null;
    return new Promise((resolve, reject) => {
      const timer = window.setTimeout(() => {
        if (stop) stop.abort();
        reject(new Error("late"));
      }, span);
      start(stop ? stop.signal : undefined).then((answer) => {
        window.clearTimeout(timer);
        resolve(answer);
      }, (error) => {
        window.clearTimeout(timer);
        reject(error);
      });
    });
  }

  function read(response) {
    return response.text().then((text) => {
      return {
        status: response.status, text: text, etag: response.headers.get("ETag") || "",
        wait: seconds(response.headers.get("Retry-After")),
      };
    });
  }

  /**
   * @param {{endpoint: string, auth: string, leaving: function(): boolean}} settings
   *   `endpoint` ends in a slash; `leaving`: may the page be gone before the answer?
   */
  function lrs(settings) {
    const log = [];

    /** What a good answer holds is the learner's: only a refusal is quoted. */
    function note(name, about, status, text) {
      const good = meaning(status) === "ok";
      log.push({
        at: new Date().toISOString(), call: name, args: [about],
        answer: good ? String(status) : status ? status + " " + text.slice(0, 120) : "-",
        code: good ? 0 : status || "-", words: wordsOf(status),
        means: MEANS[status],
      });
      if (log.length > LOG) log.shift();
    }

    function headersFor(more, body) {
      const headers = Object.assign({ "X-Experience-API-Version": VERSION }, more);
      if (settings.auth) headers.Authorization = settings.auth;
      if (body !== undefined) headers["Content-Type"] = "application/json";
      return headers;
    }

    /** One request, whatever its address. `credentials`: a 401 must not open a login. */
    function request(method, url, body, headers) {
      return within(PATIENCE, (signal) => window.fetch(url, {
        method: method, headers: headers, body: body, signal: signal, credentials: "omit",
        cache: "no-store", keepalive: settings.leaving() && (body || "").length < LAST,
      }).then(read)).catch(() => ({ status: 0, text: "", etag: "", wait: 0 }));
    }

    /**
     * @param {string} path below the endpoint @param {string=} body JSON
     * @returns {Promise<{status: number, text: string, etag: string, wait: number}>}
     *   status 0: no answer; `wait`: seconds that the LRS asks for
     */
    function ask(method, path, parameters, body, headers) {
      const url = settings.endpoint + path + (parameters ? "?" + query(parameters) : "");
      return request(method, url, body, headersFor(headers, body)).then((answer) => {
        const named = parameters || {};
        const about = named.stateId || named.profileId || "";
        note(method + " " + path, about, answer.status, answer.text);
        return answer;
      });
    }

    /** Asks again, after growing pauses, for as long as the LRS is away. */
    function insist(act, n) {
      return act().then((answer) => {
        const pause = PAUSES[n || 0];
        if (meaning(answer.status) !== "away" || !pause) return answer;
        return new Promise((resolve) => {
          window.setTimeout(() => { resolve(insist(act, (n || 0) + 1)); }, pause);
        });
      });
    }

    return {
      ask: ask, request: request, note: note, log: log,
      /** @returns {Promise<Object>} the answer to a GET, after some tries */
      get: (path, parameters) => insist(() => ask("GET", path, parameters)),
      insist: insist,
    };
  }

  J.lrs = lrs;
  J.lrs.meaning = meaning;
  J.lrs.LAST = LAST;
})(JaneSchool);
