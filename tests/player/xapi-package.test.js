/* The adapter of plain xAPI packages. */
"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { AGENT, BASE, REGISTRATION, SCRIPTS, opened, paths, server, settled } = require("./lrs.js");

const FILES = paths("janeschool_scorm/player/xapi", SCRIPTS)
  .concat(paths("packagers/xapi_package", ["launch", "adapter"]));
const LESSON = { kind: "lesson", lesson: "m1-l1", done: true, seconds: 300, sessions: 1 };
const PASSED = { kind: "result", status: "passed", score: 90, active: 3000, wall: 4000 };

async function started(lrs, options) {
  const all = opened(FILES, lrs);
  const given = Object.assign({ parameters: {}, rules: {} }, options);
  const query = new URLSearchParams(Object.assign({
    endpoint: "https://lms.example/xapi", auth: "Basic dTpw", actor: JSON.stringify(AGENT),
    registration: REGISTRATION,
  }, given.parameters));
  Object.assign(all.course.rules, given.rules);
  const kept = [];
  all.J.shelf = (whose) => {
    kept.push(whose);
    return { read: () => Promise.resolve([]), keep: () => {} };
  };
  all.adapter = all.J.adapter(all.course, { search: "?" + query, clock: all.world.now });
  all.answer = await settled(all.world, all.adapter.start());
  return Object.assign(all, { kept });
}

function saved(all, code) {
  return settled(all.world, all.adapter.save(code || "JS1.1.f.1.c.t.l.k.i"));
}

test("a session begins, and what is recorded goes together in one request", async () => {
  const lrs = server();
  const all = await started(lrs);
  assert.deepEqual([all.answer.found, all.answer.mode], [true, "normal"]);
  all.adapter.record(LESSON);
  all.adapter.record({ kind: "attested", item: "m1-a1" });
  assert.equal(await saved(all), true);
  assert.deepEqual(lrs.verbs(), ["initialized", "completed", "attested"]);
  assert.equal(lrs.requests.filter((each) => each.method === "POST").length, 1);
  for (const each of lrs.statements) {
    assert.deepEqual(each.actor, AGENT);
    assert.equal(each.context.registration, REGISTRATION);
    assert.match(each.timestamp, /Z$/);
  }
  assert.equal(new Set(lrs.statements.map((each) => JSON.stringify(each.context.extensions))).size, 1);
});

test("completed and passed are said once in a registration, by names that it decides", async () => {
  const lrs = server();
  for (let visit = 1; visit <= 2; visit += 1) {
    const all = await started(lrs);
    all.adapter.record(PASSED);
    all.adapter.record(PASSED);
    assert.equal(await saved(all, "JS1.1.f." + visit + ".c.t.l.k.i"), true);
  }
  assert.deepEqual(lrs.verbs(), ["initialized", "completed", "passed", "initialized"]);
  const [, completed, passed] = lrs.statements;
  assert.equal(completed.object.id, BASE + "demo");
  assert.deepEqual(passed.result.score, { scaled: 0.9, raw: 90, min: 0, max: 100 });
  assert.deepEqual([completed.result.completion, passed.result.success], [true, true]);
  assert.equal(completed.id[14], "5");
});

test("a failed course is said where the agency asks for it", async () => {
  const lrs = server();
  const all = await started(lrs);
  all.adapter.record({ kind: "result", status: "incomplete", score: null });
  all.adapter.record({ kind: "result", status: "failed", score: 40, active: 1, wall: 2 });
  await saved(all);
  assert.deepEqual(lrs.verbs(), ["initialized", "failed"]);
  assert.equal(lrs.statements[1].result.success, false);
});

test("a 401 half way loses nothing: it is tried again", async () => {
  const lrs = server();
  const all = await started(lrs);
  all.adapter.record(LESSON);
  lrs.faults = [() => ({ status: 401 }), () => ({ status: 401 })];
  assert.equal(await saved(all), false);
  assert.equal(await saved(all), true);
  assert.deepEqual(lrs.verbs(), ["initialized", "completed"]);
});

test("a page that goes away sends place, statements and the end at once, to outlive it", async () => {
  const lrs = server();
  const all = await started(lrs);
  await saved(all);
  const before = lrs.requests.length;
  all.adapter.record(LESSON);
  all.adapter.time(55);
  all.world.fire("pagehide", { persisted: false });
  all.adapter.finish("JS1.1.f.2.c.t.l.k2.i", false);
  const last = lrs.requests.slice(before);
  assert.deepEqual(last.map((each) => each.method + " " + each.path), ["PUT activities/state", "POST statements"]);
  assert.ok(last.every((each) => each.options.keepalive));
  await all.world.pass(1000);
  assert.deepEqual(lrs.verbs(), ["initialized", "completed", "terminated"]);
  assert.equal(lrs.statements[2].result.extensions["https://www.janeschool.org/xapi/extensions/active-seconds"], 55);
});

test("what waits is kept under endpoint, learner and registration, or nowhere", async () => {
  const one = await started(server(), { rules: { keep_unsaved: true } });
  const whose = one.kept[0];
  for (const part of ["https://lms.example/xapi/", AGENT.account.name, REGISTRATION]) assert.ok(whose.includes(part));
  const none = await started(server(), { rules: { keep_unsaved: false } });
  assert.deepEqual(none.kept, [""]);
});

test("an LRS that does not answer at the start records nothing, in words", async () => {
  const lrs = server();
  lrs.faults = Array.from({ length: 9 }, () => () => "cut");
  const { answer } = await started(lrs);
  assert.equal(answer.found, false);
  assert.match(answer.words, /Nothing is recorded/);
});
