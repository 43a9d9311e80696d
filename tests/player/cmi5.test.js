/* The cmi5 adapter; names give the requirement's number in @cmi5/requirements. */
"use strict";
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");
const { ROOT, plain } = require("./load.js");
const { AGENT, BASE, cmi5, server, settled } = require("./lrs.js");

const CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/";
const EXTENSION = "https://w3id.org/xapi/cmi5/context/extensions/";

function categories(statement) {
  return ((statement.context.contextActivities || {}).category || []).map((each) => each.id.replace(CATEGORY, ""));
}

const LESSON = { kind: "lesson", lesson: "m1-l1", done: true, seconds: 300, sessions: 1 };
const PASSED = { kind: "result", status: "passed", score: 90, active: 3000, wall: 4000 };
const TRY = (right) => ({ kind: "row", attempt: 1, passed: right > 2, right, count: 3, seed: 7 });

async function started(lrs, options) {
  const all = cmi5(lrs, options);
  all.answer = await settled(all.world, all.adapter.start());
  return all;
}

test("9.3.0.0-4 initialized comes first, alone, after 11.0.0.0-3 the preferences were asked for", async () => {
  const lrs = server();
  const { answer } = await started(lrs);
  assert.equal(answer.found, true);
  const order = lrs.requests.map((each) => each.method + " " + each.path);
  const first = order.indexOf("POST statements");
  assert.ok(order.indexOf("GET agents/profile") < first);
  assert.equal(Array.isArray(JSON.parse(lrs.requests[first].body)), false);
  assert.deepEqual(lrs.verbs(), ["initialized"]);
});

test("8.2.3.0-1 the token is fetched once, also over a reload", async () => {
  const lrs = server();
  const one = await started(lrs);
  const two = await started(lrs, { storage: one.storage });
  assert.equal(lrs.fetches, 1);
  assert.equal(two.answer.found, true);
  assert.deepEqual(lrs.verbs(), ["initialized"], "9.3.0.0-2: once a session");
});

test("8.2.2.0-3 a token that was given already is an error in words, and nothing is sent", async () => {
  const lrs = server();
  lrs.fetches = 1;
  const { answer } = await started(lrs);
  assert.equal(answer.found, false);
  assert.match(answer.words, /open the course again/);
  assert.deepEqual(lrs.verbs(), []);
});

test("every request is without cookies, names its version, and 8.1.2.0-2 uses the token", async () => {
  const lrs = server();
  const { adapter, world } = await started(lrs);
  adapter.record(LESSON);
  await settled(world, adapter.save("JS1.1.f.1.c.t.l.k.i"));
  for (const request of lrs.requests) {
    assert.equal(request.options.credentials, "omit");
    if (request.path === "fetch") continue;
    assert.equal(request.headers.Authorization, "Basic dG9rZW4=");
    assert.equal(request.headers["X-Experience-API-Version"], "1.0.3");
    assert.notEqual(request.method + request.path, "PUTstatements");
  }
});

test("10.2.1.0-6 the template comes first and unchanged, 9.6.1.0-1 with the registration", async () => {
  const lrs = server();
  const { adapter, world } = await started(lrs);
  adapter.record(LESSON);
  await settled(world, adapter.save("JS1.1.f.1.c.t.l.k.i"));
  const done = lrs.statements[1];
  assert.deepEqual(done.actor, AGENT, "8.1.3.0-3: exactly the launch's");
  assert.deepEqual(done.context.contextActivities.grouping, [{ id: BASE + "demo" }]);
  assert.equal(done.context.extensions[EXTENSION + "sessionid"], "s-1");
  assert.equal(done.context.registration, "5f3c9a52-0c9f-4d3e-9a63-8e8f2f8f1d01");
  assert.match(done.timestamp, /Z$/);
  assert.deepEqual(categories(done), [], "7.1.3: a lesson is an allowed statement");
  assert.equal(done.object.id, BASE + "demo/m1-l1");
});

test("9.3.3, 9.3.4 completed and passed with duration, score, masteryscore and moveon", async () => {
  const lrs = server();
  const { adapter, world } = await started(lrs);
  adapter.record(PASSED);
  adapter.record(PASSED);
  assert.equal(await settled(world, adapter.save("JS1.1.f.1.c.t.l.k.i")), true);
  assert.deepEqual(lrs.verbs(), ["initialized", "completed", "passed"]);
  const [, completed, passed] = lrs.statements;
  for (const each of [completed, passed]) {
    assert.deepEqual(categories(each), ["cmi5", "moveon"], "9.6.2.2-1");
    assert.equal(each.object.id, "urn:lms:au:1", "8.1.5.0-6");
    assert.equal(each.result.duration, "PT4000S", "9.5.4.1-2, 9.5.4.1-3");
  }
  assert.equal(completed.result.completion, true);
  assert.equal("score" in completed.result, false, "9.5.1.0-2");
  assert.equal("success" in completed.result, false, "9.5.2.0-3");
  assert.deepEqual(passed.result.score, { scaled: 0.9, raw: 90, min: 0, max: 100 });
  assert.equal(passed.result.success, true);
  assert.equal("completion" in passed.result, false, "9.5.3.0-2");
  assert.equal(passed.context.extensions[EXTENSION + "masteryscore"], 0.8, "9.6.3.2-2");
});

test("9.3.0.0-6, 9.3.0.0-7 neither is said again in a later session of the registration", async () => {
  const lrs = server();
  const one = await started(lrs);
  one.adapter.record(PASSED);
  await settled(one.world, one.adapter.save("JS1.1.f.1.c.t.l.k.i"));
  lrs.fetches = 0;
  const two = await started(lrs);
  two.adapter.record(PASSED);
  assert.equal(await settled(two.world, two.adapter.save("JS1.1.f.2.c.t.l.k.i")), true);
  assert.deepEqual(lrs.verbs(), ["initialized", "completed", "passed", "initialized"]);
});

test("a passed whose answer is lost is not repeated: the LMS is asked first", async () => {
  const lrs = server();
  const { adapter, world } = await started(lrs);
  adapter.record(PASSED);
  const lose = (request) => {
    if (request.method === "POST" && /passed/.test(request.body)) return "lost";
    lrs.faults.unshift(lose);
    return null;
  };
  lrs.faults = [lose];
  assert.equal(await settled(world, adapter.save("JS1.1.f.1.c.t.l.k.i")), false);
  assert.equal(await settled(world, adapter.save("JS1.1.f.2.c.t.l.k.i")), true);
  const sent = lrs.requests.filter((each) => each.method === "POST" && /verbs\/passed/.test(each.body || ""));
  assert.equal(sent.length, 1);
  assert.equal(lrs.verbs().filter((verb) => verb === "passed").length, 1);
});

test("9.3.5.0-2 a try that did not pass is said as failed, just before the end, 9.3.0.0-5 terminated last", async () => {
  const lrs = server();
  const { adapter, world } = await started(lrs);
  adapter.record(TRY(1));
  await settled(world, adapter.save("JS1.1.f.1.c.t.l.k.i"));
  assert.deepEqual(lrs.verbs(), ["initialized", "failed"], "the try is an allowed statement");
  assert.deepEqual(categories(lrs.statements[1]), []);
  world.pass(5000);
  adapter.time(60);
  adapter.finish("JS1.1.f.2.c.t.l.k.i", true);
  adapter.leave();
  await world.pass(2000);
  assert.deepEqual(lrs.verbs(), ["initialized", "failed", "failed", "terminated"]);
  const [failed, terminated] = lrs.statements.slice(2);
  assert.deepEqual(failed.result.score, { scaled: 0.33, raw: 33, min: 0, max: 100 });
  assert.equal(failed.result.success, false);
  assert.match(terminated.result.duration, /^PT[\d.]+S$/, "9.5.4.1-1");
  assert.equal(terminated.result.extensions["https://www.janeschool.org/xapi/extensions/active-seconds"], 60);
  assert.deepEqual(categories(terminated), ["cmi5"], "9.6.2.2-2");
  const last = lrs.requests[lrs.requests.length - 1];
  assert.match(last.body, /terminated/);
});

test("after the end a reload fetches nothing, sends nothing and says so", async () => {
  const lrs = server();
  const one = await started(lrs);
  one.adapter.finish("JS1.1.f.2.c.t.l.k.i", true);
  one.adapter.leave();
  await one.world.pass(2000);
  assert.deepEqual(one.went, ["https://lms.example/back"], "10.2.6.0-1: the LMS's address at the end");
  const before = lrs.requests.length;
  const two = await started(lrs, { storage: one.storage });
  assert.equal(two.answer.found, false);
  assert.match(two.answer.words, /has ended/);
  assert.equal(lrs.requests.length, before);
});

for (const mode of ["Browse", "Review"]) {
  test("10.2.2.0-2, 10.2.2.0-3 in mode " + mode + " only initialized and terminated are said", async () => {
    const lrs = server();
    const { adapter, answer, world } = await started(lrs, { data: { launchMode: mode } });
    assert.equal(answer.mode, mode.toLowerCase());
    adapter.record(LESSON);
    adapter.record(PASSED);
    assert.equal(await settled(world, adapter.save("JS1.1.f.1.c.t.l.k.i")), true);
    adapter.finish("JS1.1.f.1.c.t.l.k.i", true);
    await world.pass(1000);
    assert.deepEqual(lrs.verbs(), ["initialized", "terminated"]);
    assert.equal(lrs.documents.has("activities/state?resume"), false);
  });
}

test("masteryScore may be null: then the agency's mark holds and no masteryscore is written", async () => {
  const lrs = server();
  const { adapter, answer, world } = await started(lrs, { data: { masteryScore: null, entitlementKey: {} } });
  assert.equal(answer.mark, 0);
  adapter.record(PASSED);
  await settled(world, adapter.save("JS1.1.f.1.c.t.l.k.i"));
  assert.equal(EXTENSION + "masteryscore" in lrs.statements[2].context.extensions, false);
});

test("a launch that asks for more than the agency is told, and its mark is the one", async () => {
  const { answer, J } = await started(server(), { data: { masteryScore: 0.95 } });
  assert.equal(answer.mark, 95);
  assert.match(answer.words, /95 percent/);
  assert.equal(J.cmi5.verdict(0.9, 0.95, 0.8), "failed");
  assert.equal(J.cmi5.verdict(0.75, 0.7, 0.8), "", "between the marks neither verb is true");
  assert.equal(J.cmi5.verdict(0.65, 0.7, 0.8), "failed");
  assert.equal(J.cmi5.verdict(0.8, 0.7, 0.8), "passed");
  assert.equal(J.cmi5.verdict(0.8, null, 0.8), "passed");
});

test("a session that the LMS has abandoned is not repeated: the learner is told once", async () => {
  const lrs = server();
  const { adapter, over, world } = await started(lrs);
  adapter.record(LESSON);
  const no = () => ({ status: 403 });
  lrs.faults = [no, no, no, no];
  assert.equal(await settled(world, adapter.save("JS1.1.f.1.c.t.l.k.i")), false);
  assert.equal(over.length, 1);
  assert.match(over[0], /opened again/);
});

test("a page that goes away while it is seen may be reloading: it saves and does not end", async () => {
  const lrs = server();
  const one = await started(lrs);
  one.adapter.record(LESSON);
  one.world.fire("pagehide", { persisted: false });
  one.adapter.finish("JS1.1.f.9.c.t.l.k.i", false);
  await one.world.pass(1000);
  assert.deepEqual(lrs.verbs(), ["initialized", "completed"]);
  assert.deepEqual(JSON.parse(lrs.documents.get("activities/state?resume")), { resume: "JS1.1.f.9.c.t.l.k.i" });
  assert.ok(lrs.requests.slice(-2).every((each) => each.options.keepalive));
  const two = await started(lrs, { storage: one.storage });
  assert.equal(two.answer.resume, "JS1.1.f.9.c.t.l.k.i");
});

test("a page that goes away unseen, with all saved, ends its session", async () => {
  const lrs = server();
  const { adapter, world } = await started(lrs);
  await settled(world, adapter.save("JS1.1.f.1.c.t.d9.k.i"));
  world.document.visibilityState = "hidden";
  world.fire("visibilitychange");
  world.fire("pagehide", { persisted: false });
  adapter.finish("JS1.1.f.2.c2.t2.d9.k.i", false);
  await world.pass(1000);
  assert.deepEqual(lrs.verbs(), ["initialized", "terminated"]);
});

test("the place is written under the ETag that was read, and a later one is not written over", async () => {
  const lrs = server();
  const { adapter, world } = await started(lrs);
  await settled(world, adapter.save("JS1.1.f.1.c.t.l.k.i"));
  const first = lrs.requests.filter((each) => each.method === "PUT");
  assert.equal(first[0].headers["If-None-Match"], "*");
  lrs.documents.set("activities/state?resume", JSON.stringify({ resume: "JS1.1.f.zz.c.t.l.k.i" }));
  assert.equal(await settled(world, adapter.save("JS1.1.f.2.c.t.l.k.i")), true);
  assert.equal(adapter.shows(), "JS1.1.f.zz.c.t.l.k.i");
  assert.match(lrs.documents.get("activities/state?resume"), /\.zz\./);
});

test("without its launch parameters it finds no LMS", async () => {
  const lrs = server();
  const { answer } = await started(lrs, { settings: { search: "?endpoint=https%3A%2F%2Fx%2F" } });
  assert.deepEqual(plain(answer), { found: false, mode: "normal", resume: "", language: "" });
  assert.equal(lrs.requests.length, 0);
});

test("what a session could not send is said in the next one, under its id, with the time when it happened", async () => {
  const lrs = server();
  const shelf = { entries: [] };
  // What IndexedDB does in a browser; there is none here.
  const shelves = () => ({
    read: () => Promise.resolve(shelf.entries),
    keep: (entries) => { shelf.entries = JSON.parse(JSON.stringify(entries)); },
  });
  const one = await started(lrs, { prepare: (J) => { J.shelf = shelves; } });
  one.adapter.record(LESSON);
  one.adapter.record(PASSED);
  const kept = shelf.entries.map((entry) => entry.body);
  assert.deepEqual(kept.map((body) => body.verb.id.split("/").pop()), ["completed", "completed", "passed"]);
  lrs.fetches = 0;
  const two = cmi5(lrs, { prepare: (J) => { J.shelf = shelves; }, session: "s-2" });
  await two.world.pass(3600000);
  await settled(two.world, two.adapter.start());
  two.adapter.record(PASSED);
  assert.equal(await settled(two.world, two.adapter.save("JS1.1.f.2.c.t.l.k.i")), true);
  assert.deepEqual(lrs.verbs(), ["initialized", "initialized", "completed", "completed", "passed"]);
  const late = lrs.statements[2];
  assert.equal(late.id, kept[0].id);
  assert.equal(late.context.extensions["https://www.janeschool.org/xapi/extensions/happened"], kept[0].timestamp);
  assert.equal(late.context.extensions[EXTENSION + "sessionid"], "s-2");
  assert.ok(late.timestamp >= lrs.statements[1].timestamp, "9.3.0.0-4: after initialized");
  assert.deepEqual(shelf.entries, []);
});

test("a session that is closed while the LMS refuses everything does not ask for ever", async () => {
  const lrs = server();
  const { adapter, world } = await started(lrs);
  lrs.faults = Array.from({ length: 50 }, () => () => ({ status: 403 }));
  const before = lrs.requests.length;
  adapter.finish("JS1.1.f.2.c.t.l.k.i", true);
  await world.pass(300000);
  assert.ok(lrs.requests.length - before <= 2);
});

test("every requirement that is named by its number is one of cmi5's", () => {
  const requirements = require("@cmi5/requirements");
  const files = [__filename, path.join(ROOT, "tests/browser/test_cmi5.py")].concat(
    ["launch", "verbs", "session", "adapter"].map((name) => path.join(ROOT, "packagers/cmi5", name + ".js"))
  );
  const named = files.map((file) => fs.readFileSync(file, "utf8").match(/\b\d+\.\d\.\d\.\d-\d+\b/g) || []);
  const all = [].concat(...named);
  assert.ok(all.length > 25);
  all.forEach((id) => { assert.ok(requirements[id], id); });
});

test("the connection test shows what was asked and refused, never whose it is or a token", async () => {
  const lrs = server();
  const { adapter, world } = await started(lrs);
  adapter.record(PASSED);
  await settled(world, adapter.save("JS1.1.f.1.c.t.l.k.i"));
  const report = adapter.report();
  assert.equal(report.standard, "cmi5");
  assert.deepEqual(report.answers.masteryScore, "0.8");
  const shown = JSON.stringify(report.log);
  assert.ok(report.log.length > 5);
  for (const secret of [AGENT.account.name, lrs.token, "Basic"]) assert.equal(shown.includes(secret), false);
});
