/* A small LRS of our own for node: statements by id, State documents, faults on demand. */
"use strict";
const crypto = require("node:crypto");
const { load, course } = require("./load.js");

const SCRIPTS = ["uuid", "going", "policy", "lrs", "statements", "events", "queue", "shelf", "place", "keeper"];
const CMI5 = ["launch", "verbs", "session", "adapter"];
const BASE = "https://www.janeschool.org/xapi/activity/";

function words() {
  return require("../../xapi/profile/vocabulary.json");
}

/** The page's data that xapi_data.py gives, for the course of load.js. */
function xapi(changes) {
  const all = words();
  const ids = (kind) => {
    const found = {};
    Object.keys(all[kind]).forEach((name) => { found[name] = all[kind][name].id; });
    return found;
  };
  const display = {};
  Object.keys(all.verbs).forEach((name) => { display[name] = ["en", all.verbs[name].display.en]; });
  const choices = [["a", "One"], ["b", "Two"], ["c", "Three"]];
  const question = (text) => ({ type: "choice", text, choices });
  const parts = {
    "m1-q1": question("First?"), "m2-q1": question("Which two?"),
    "m1-q2": { type: "true-false", text: "Is it?" }, "m2-x1": { name: "A recording" },
    "m1-v1-calm": { type: "likert", text: "Calm", scale: [["1", "No"], ["2", "Yes"]] },
  };
  ["fq-0", "fq-1", "fq-2", "fq-3"].forEach((id) => { parts[id] = question(id); });
  return Object.assign({
    schema: 1, activity: BASE + "demo", course: BASE + "demo", base: BASE + "demo/", kind: "course",
    display, verbs: ids("verbs"), activity_types: ids("activity_types"), categories: ids("categories"),
    extensions: ids("extensions"), lesson_verb: "completed", parts,
  }, changes);
}

/** A window with just what the scripts touch; time passes only when `pass` is called. */
function page(fetch) {
  const waiting = [];
  const listeners = {};
  let clock = Date.UTC(2026, 10, 22, 12);
  const on = (type, act) => { (listeners[type] = listeners[type] || []).push(act); };
  const document = {
    visibilityState: "visible", documentElement: { dataset: { fingerprint: "0123456789abcdef" } },
    addEventListener: on, head: { appendChild: () => {} },
  };
  const window = {
    crypto: crypto.webcrypto, fetch, addEventListener: on, location: { search: "" },
    setTimeout: (act, span) => waiting.push({ act, at: clock + span }) , clearTimeout: (n) => { waiting[n - 1].act = null; },
  };
  return {
    globals: { window, document, TextEncoder, URLSearchParams, URL, location: { href: "https://lms.example/x/" }, Date, Promise },
    now: () => clock,
    fire: (type, event) => (listeners[type] || []).forEach((act) => act(event || {})),
    document,
    /** Lets everything settle, then so many milliseconds go by. */
    pass: async (span) => {
      const end = clock + span;
      for (;;) {
        for (let n = 0; n < 200; n += 1) await Promise.resolve();
        await new Promise((resolve) => { setImmediate(resolve); });
        const due = waiting.filter((each) => each.act && each.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        clock = Math.max(clock, due.at);
        const act = due.act;
        due.act = null;
        act();
      }
      clock = end;
    },
  };
}

/**
 * `faults`: a list of functions(request) -> {status} to answer instead, or "lost" for an
 * answer that is lost after the request has had its effect, or null.
 */
function server() {
  const lrs = { statements: [], documents: new Map(), requests: [], faults: [], fetches: 0, token: "dG9rZW4=" };

  function store(list) {
    const known = (id) => lrs.statements.find((each) => each.id === id);
    const odd = list.find((each) => known(each.id) && JSON.stringify(known(each.id)) !== JSON.stringify(each));
    if (odd) return { status: 409 };
    list.filter((each) => !known(each.id)).forEach((each) => { lrs.statements.push(each); });
    return { status: 200, body: list.map((each) => each.id) };
  }

  function statements(request) {
    if (request.method === "POST") return store([].concat(JSON.parse(request.body)));
    const found = lrs.statements.find((each) => each.id === request.query.get("statementId"));
    return found ? { status: 200, body: found } : { status: 404 };
  }

  function tagOf(text) {
    return '"' + crypto.createHash("sha1").update(text).digest("hex") + '"';
  }

  function document(request) {
    const name = request.path + "?" + (request.query.get("stateId") || request.query.get("profileId"));
    const there = lrs.documents.get(name);
    if (request.method === "GET") {
      return there === undefined ? { status: 404 } : { status: 200, text: there, etag: tagOf(there) };
    }
    const match = request.headers["If-Match"];
    if (match && (there === undefined || match !== tagOf(there))) return { status: 412 };
    if (request.headers["If-None-Match"] === "*" && there !== undefined) return { status: 412 };
    lrs.documents.set(name, request.body);
    return { status: 204 };
  }

  function token() {
    lrs.fetches += 1;
    return lrs.fetches === 1 ? { status: 200, body: { "auth-token": lrs.token } }
      : { status: 200, body: { "error-code": "1", "error-text": "Already returned" } };
  }

  function served(request) {
    if (request.path === "fetch") return token();
    return request.path === "statements" ? statements(request) : document(request);
  }

  function response(answer) {
    const text = answer.text !== undefined ? answer.text : answer.body === undefined ? "" : JSON.stringify(answer.body);
    const headers = { etag: answer.etag, "retry-after": answer.retry };
    return {
      status: answer.status, text: () => Promise.resolve(text),
      headers: { get: (name) => headers[name.toLowerCase()] || null },
    };
  }

  lrs.fetch = (address, options) => {
    const url = new URL(address);
    const request = {
      method: options.method, path: url.pathname.replace(/^\/xapi\//, "").replace(/^\//, ""),
      query: url.searchParams, headers: options.headers || {}, body: options.body, options,
    };
    lrs.requests.push(request);
    const fault = lrs.faults.length ? lrs.faults.shift()(request) : null;
    if (fault && fault !== "lost") return fault === "cut" ? Promise.reject(new Error("cut")) : Promise.resolve(response(fault));
    const answer = served(request);
    request.stored = answer.status === 200;
    return fault === "lost" ? Promise.reject(new Error("lost")) : Promise.resolve(response(answer));
  };
  lrs.verbs = () => lrs.statements.map((each) => each.verb.id.split("/").pop());
  return lrs;
}

const AGENT = { objectType: "Agent", account: { homePage: "https://agency.example", name: "p-1" } };
const REGISTRATION = "5f3c9a52-0c9f-4d3e-9a63-8e8f2f8f1d01";

function opened(scripts, lrs) {
  const world = page(lrs.fetch);
  const J = load(scripts, world.globals);
  J.on = (element, type, act) => { element.addEventListener(type, act); };
  J.narrow = () => {};
  return { J, world, course: course(J, { xapi: xapi() }) };
}

function paths(folder, names) {
  return names.map((name) => folder + "/" + name + ".js");
}

/** The cmi5 adapter in a page of its own; `storage` outlives a reload. */
function cmi5(lrs, options) {
  const given = Object.assign({ data: {}, storage: new Map() }, options);
  const scripts = paths("janeschool_scorm/player/xapi", SCRIPTS).concat(paths("packagers/cmi5", CMI5));
  const all = opened(scripts, lrs);
  const session = given.session || "s-1";
  if (given.prepare) given.prepare(all.J);
  lrs.documents.set("activities/state?LMS.LaunchData", JSON.stringify(Object.assign({
    contextTemplate: {
      contextActivities: { grouping: [{ id: BASE + "demo" }] },
      extensions: { "https://w3id.org/xapi/cmi5/context/extensions/sessionid": session },
    },
    launchMode: "Normal", moveOn: "CompletedAndPassed", masteryScore: 0.8, returnURL: "https://lms.example/back",
  }, given.data)));
  const went = [];
  const over = [];
  const query = new URLSearchParams({
    endpoint: "https://lms.example/xapi", fetch: "https://lms.example/fetch", actor: JSON.stringify(AGENT),
    registration: REGISTRATION, activityId: "urn:lms:au:1",
  });
  const storage = {
    getItem: (name) => given.storage.has(name) ? given.storage.get(name) : null,
    setItem: (name, value) => { given.storage.set(name, value); },
  };
  const adapter = all.J.adapter(all.course, Object.assign({
    search: "?" + query, storage: () => storage, go: (address) => { went.push(address); },
    over: (words) => { over.push(words); }, clock: all.world.now,
  }, given.settings));
  return Object.assign(all, { adapter, went, over, storage: given.storage });
}

/** Waits for a promise while time goes by. */
async function settled(world, promise) {
  let value;
  let done = false;
  promise.then((found) => { value = found; done = true; });
  for (let n = 0; n < 100 && !done; n += 1) await world.pass(1000);
  if (!done) throw new Error("it never settled");
  return value;
}

module.exports = { SCRIPTS, CMI5, AGENT, REGISTRATION, BASE, words, xapi, page, server, opened, paths, cmi5, settled };
