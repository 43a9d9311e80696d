"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { load, plain, course } = require("./load.js");
const { fakeLms } = require("./fake-lms.js");

const J = load(["packagers/scorm12/calls.js", "packagers/scorm12/adapter.js"]);
const ROW = { kind: "row", id: "q_m1_q1_1_s1", type: "choice", response: "a,c", result: "correct", latency: 4.5 };

function adapterFor(api, reachable, changes) {
  return J.adapter(course(J, changes), {
    find: () => Promise.resolve(api), reachable: reachable || (() => Promise.resolve(true)),
    alone: () => true, foreign: () => false,
  });
}

function sets(lms, pattern) {
  return lms.calls.filter((call) => call[0] === "LMSSetValue" && pattern.test(call[1]));
}

test("the first thing written is incomplete, and it is committed", async () => {
  const lms = fakeLms();
  const answer = await adapterFor(lms.api).start();
  assert.deepEqual(plain(answer), {
    found: true, mode: "normal", resume: "", language: "", learner: "token-1",
    held: { rows: 0, location: "", objectives: { m1: 0, m2: 0, m3: 0 } },
  });
  assert.deepEqual(sets(lms, /./)[0], ["LMSSetValue", "cmi.core.lesson_status", "incomplete"]);
  assert.equal(lms.committed["cmi.core.lesson_status"], "incomplete");
  assert.equal(lms.committed["cmi.core.exit"], "suspend");
  assert.deepEqual(lms.faults, []);
});

test("a status that the learner has earned is never written over", async () => {
  for (const status of ["passed", "completed", "incomplete"]) {
    const lms = fakeLms({ "cmi.core.lesson_status": status });
    await adapterFor(lms.api).start();
    assert.deepEqual(sets(lms, /lesson_status/), []);
  }
});

test("objectives are named after the modules, the check last", async () => {
  const lms = fakeLms();
  await adapterFor(lms.api).start();
  const names = sets(lms, /objectives\.\d\.id/).map((call) => call[2]);
  assert.deepEqual(names, ["m1", "m2", "m3", "m3_check"]);
});

test("the score is written with the final status and never before", async () => {
  const lms = fakeLms();
  const adapter = adapterFor(lms.api);
  await adapter.start();
  adapter.record({ kind: "objective", id: "m3-check", percent: 60, status: "incomplete" });
  adapter.record({ kind: "result", status: "incomplete", score: 60 });
  await adapter.save("JS1.x");
  assert.deepEqual(sets(lms, /core\.score/), []);
  adapter.record({ kind: "result", status: "passed", score: 92 });
  await adapter.save("JS1.y");
  assert.equal(lms.committed["cmi.core.lesson_status"], "passed");
  assert.equal(lms.committed["cmi.core.score.raw"], "92");
  assert.equal(lms.committed["cmi.core.score.max"], "100");
  assert.equal(lms.committed["cmi.objectives.3.score.raw"], "60");
  assert.deepEqual(lms.faults, []);
});

test("rows count on from those that the LMS already holds", async () => {
  const lms = fakeLms();
  let adapter = adapterFor(lms.api);
  await adapter.start();
  adapter.record(ROW);
  await adapter.save("JS1.x");
  adapter.finish("JS1.y");
  const again = fakeLms.next(lms);
  adapter = adapterFor(again.api);
  const answer = await adapter.start();
  assert.equal(answer.resume, "JS1.y");
  adapter.record(Object.assign({}, ROW, { id: "q_m1_q1_2_s2" }));
  await adapter.save("JS1.z");
  assert.equal(again.committed["cmi.interactions.0.id"], "q_m1_q1_1_s1");
  assert.equal(again.committed["cmi.interactions.1.id"], "q_m1_q1_2_s2");
  assert.deepEqual(again.faults.concat(lms.faults), []);
});

test("a row with a known id is updated in place", async () => {
  const lms = fakeLms();
  const adapter = adapterFor(lms.api);
  await adapter.start();
  const session = { kind: "row", id: "s_1", type: "fill-in", result: "neutral", response: "a=1", latency: 1 };
  adapter.record(session);
  await adapter.save("JS1.x");
  adapter.record(Object.assign({}, session, { response: "a=9", latency: 9 }));
  await adapter.save("JS1.y");
  assert.equal(lms.committed["cmi.interactions.0.student_response"], "a=9");
  assert.equal(lms.committed["cmi.interactions.0.latency"], "0000:00:09.00");
  assert.equal(lms.committed["cmi.interactions.1.id"], undefined);
});

test("at most 130 rows are written, and nothing longer than 255 characters", async () => {
  const lms = fakeLms();
  const adapter = adapterFor(lms.api);
  await adapter.start();
  for (let n = 0; n < 200; n += 1) {
    adapter.record(Object.assign({}, ROW, { id: "q_" + n, type: "fill-in", response: "x".repeat(400) }));
  }
  await adapter.save("JS1.x");
  const ids = sets(lms, /interactions\.\d+\.id/);
  assert.equal(ids.length, 130);
  assert.deepEqual(lms.faults, []);
});

test("times have four digits of hours and two decimals", () => {
  assert.equal(J.scorm12.timespan(0), "0000:00:00.00");
  assert.equal(J.scorm12.timespan(3661.456), "0001:01:01.46");
  assert.equal(J.scorm12.timespan(59.999), "0000:01:00.00");
  assert.equal(J.scorm12.timespan(-3), "0000:00:00.00");
});

test("review and browse write nothing, and still finish", async () => {
  for (const mode of ["review", "browse"]) {
    const lms = fakeLms({ "cmi.core.lesson_mode": mode, "cmi.suspend_data": "JS1.old" });
    const adapter = adapterFor(lms.api);
    const answer = await adapter.start();
    assert.equal(answer.mode, mode);
    assert.equal(answer.resume, "JS1.old");
    adapter.record(ROW);
    await adapter.save("JS1.new");
    adapter.finish("JS1.new");
    assert.deepEqual(sets(lms, /./), []);
    assert.equal(lms.commits, 0);
    assert.equal(lms.finished, 1);
  }
});

test("an empty or unknown mode is normal, and no-credit still records", async () => {
  for (const mode of ["", "unknown"]) {
    const lms = fakeLms({ "cmi.core.lesson_mode": mode, "cmi.core.credit": "no-credit" });
    const adapter = adapterFor(lms.api);
    assert.equal((await adapter.start()).mode, "normal");
    assert.equal(await adapter.save("JS1.x"), true);
    assert.equal(lms.committed["cmi.suspend_data"], "JS1.x");
  }
});

test("finish is called once, and nothing is written after it", async () => {
  const lms = fakeLms();
  const adapter = adapterFor(lms.api);
  await adapter.start();
  adapter.finish("JS1.x");
  adapter.finish("JS1.y");
  adapter.record(ROW);
  await adapter.save("JS1.z");
  assert.equal(lms.finished, 1);
  assert.deepEqual(lms.faults, []);
  assert.equal(lms.committed["cmi.suspend_data"], "JS1.x");
});

test("an unchanged value is not sent twice", async () => {
  const lms = fakeLms();
  const adapter = adapterFor(lms.api);
  await adapter.start();
  for (let n = 0; n < 3; n += 1) {
    adapter.record({ kind: "location", lesson: "m1-l1" });
    await adapter.save("JS1." + n);
  }
  assert.equal(sets(lms, /lesson_location/).length, 1);
  assert.equal(sets(lms, /suspend_data/).length, 3);
});

// --- faults -------------------------------------------------------------------------

test("true from the LMS is not enough: with no way to the server all is sent again", async () => {
  const lms = fakeLms();
  let reached = false;
  const adapter = adapterFor(lms.api, () => Promise.resolve(reached));
  await adapter.start();
  adapter.record(ROW);
  assert.equal(await adapter.save("JS1.x"), false);
  const before = sets(lms, /interactions/).length;
  reached = true;
  assert.equal(await adapter.save("JS1.x"), true);
  assert.equal(sets(lms, /interactions/).length, 2 * before);
  assert.equal(await adapter.save("JS1.x"), true);
  assert.equal(sets(lms, /interactions/).length, 2 * before);
  assert.deepEqual(lms.faults, []);
});

test("an LMS that fails on any call, by answer or by throwing, loses nothing once it works again", async () => {
  for (const name of ["LMSSetValue", "LMSCommit"]) {
    for (const broken of [() => "false", () => { throw new Error("gone"); }, () => undefined]) {
      const lms = fakeLms();
      const adapter = adapterFor(lms.api);
      await adapter.start();
      const works = lms.api[name];
      lms.api[name] = broken;
      adapter.record(ROW);
      adapter.record({ kind: "result", status: "passed", score: 88 });
      const saved = await adapter.save("JS1.x");
      if (name === "LMSCommit") assert.equal(saved, false);
      lms.api[name] = works;
      adapter.record({ kind: "location", lesson: "m1-l2" });
      assert.equal(await adapter.save("JS1.y"), true);
      if (saved) continue;
      assert.equal(lms.committed["cmi.suspend_data"], "JS1.y");
      assert.equal(lms.committed["cmi.core.lesson_status"], "passed");
      assert.equal(lms.committed["cmi.interactions.0.student_response"], "a,c");
    }
  }
});

test("one element that the LMS does not know stops nothing else", async () => {
  const lms = fakeLms();
  const set = lms.api.LMSSetValue;
  let error = "0";
  lms.api.LMSGetLastError = () => error;
  lms.api.LMSSetValue = (element, value) => {
    error = /interactions|objectives/.test(element) ? "401" : "0";
    return error === "0" ? set(element, value) : "false";
  };
  const adapter = adapterFor(lms.api);
  await adapter.start();
  adapter.record(ROW);
  assert.equal(await adapter.save("JS1.x"), true);
  assert.equal(lms.committed["cmi.suspend_data"], "JS1.x");
  assert.match(adapter.report().log.map((entry) => entry.words).join(), /does not support this element/);
});

test("no API, a refused session and a throwing LMS are told, and never throw", async () => {
  assert.equal((await adapterFor(null).start()).found, false);
  const refused = { LMSInitialize: () => "false", LMSGetValue: () => "", LMSGetLastError: () => "101" };
  const answer = await adapterFor(refused).start();
  assert.equal(answer.found, false);
  assert.equal(answer.refused, true);
  const fail = () => { throw new Error("no"); };
  const throwing = { LMSInitialize: fail, LMSGetValue: fail, LMSGetLastError: fail };
  assert.equal((await adapterFor(throwing).start()).found, false);
});

test("Initialize says false while reading works: the session is used", async () => {
  const lms = fakeLms();
  const begin = lms.api.LMSInitialize;
  lms.api.LMSInitialize = () => { begin(""); return "false"; };
  const adapter = adapterFor(lms.api);
  assert.equal((await adapter.start()).found, true);
  assert.equal(await adapter.save("JS1.x"), true);
});

test("true, 1 and the word true are all understood, and a missing LMSFinish is survived", async () => {
  for (const yes of [true, 1, "true", "1"]) {
    const lms = fakeLms();
    for (const name of ["LMSInitialize", "LMSSetValue", "LMSCommit"]) {
      const works = lms.api[name];
      lms.api[name] = (...args) => (works(...args) === "true" ? yes : "false");
    }
    delete lms.api.LMSFinish;
    const adapter = adapterFor(lms.api);
    assert.equal((await adapter.start()).found, true);
    assert.equal(await adapter.save("JS1.x"), true);
    adapter.finish("JS1.y");
    assert.equal(lms.committed["cmi.suspend_data"], "JS1.y");
  }
});

test("scorm-again accepts every call of a whole session", async () => {
  const { Scorm12API } = await import("scorm-again/scorm12");
  const api = new Scorm12API({ autocommit: false, logLevel: 5 });
  const adapter = adapterFor(api);
  assert.equal((await adapter.start()).found, true);
  adapter.record({ kind: "location", lesson: "m1-l1" });
  adapter.record(ROW);
  adapter.record({ kind: "row", id: "q_2", type: "true-false", response: "t", result: "wrong", latency: 1 });
  adapter.record({ kind: "row", id: "s_1", type: "fill-in", response: "20261121T2130Z;a=1;q=2", result: "neutral", latency: 1 });
  adapter.record({ kind: "row", id: "c_1_s1", type: "numeric", response: "92", result: "correct" });
  adapter.record({ kind: "row", id: "v_1_s1", type: "likert", response: "3", result: "neutral" });
  adapter.record({ kind: "objective", id: "m1", percent: 50, status: "incomplete" });
  adapter.record({ kind: "result", status: "passed", score: 92 });
  adapter.time(75.5);
  assert.equal(await adapter.save("JS1.1.0123abcd.1.x.1,0,0,0,0,0..."), true);
  adapter.finish("JS1.1.0123abcd.2.x.1,0,0,0,0,0...");
  const errors = adapter.report().log.filter((entry) => entry.code !== 0);
  assert.deepEqual(plain(errors), []);
  assert.equal(api.cmi.core.lesson_status, "passed");
  assert.equal(api.cmi.core.score.raw, "92");
});

test("a code that the LMS would cut is no saved code", async () => {
  const lms = fakeLms();
  const adapter = adapterFor(lms.api);
  await adapter.start();
  assert.equal(await adapter.save("J".repeat(4097)), false);
  assert.equal(sets(lms, /suspend_data/).length, 0);
});

test("a score that the LMS already has is not written again", async () => {
  const lms = fakeLms({ "cmi.core.lesson_status": "passed", "cmi.core.score.raw": "92" });
  const adapter = adapterFor(lms.api);
  await adapter.start();
  adapter.record({ kind: "result", status: "passed", score: 92 });
  await adapter.save("JS1.x");
  assert.deepEqual(sets(lms, /score|status$/), []);
});
