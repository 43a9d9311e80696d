"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { load, plain, course } = require("./load.js");
const { fakeLms } = require("./fake-lms.js");
const { FAMILIES } = require("./families.js");

const ROW = { kind: "row", id: "q_m1_q1_1_s1", type: "choice", response: "a,c", result: "correct", latency: 4.5 };
/** Of each type the ledger's own form, as the player sends it. */
const ANSWERS = [
  ["fill-in", "20261121T2130Z;a=1;w=2;v=1.0.0;p=0123abcd;q=2", "neutral"],
  ["choice", "a", "correct"],
  ["choice", "a,c", "wrong"],
  ["true-false", "t", "correct"],
  ["true-false", "f", "wrong"],
  ["matching", "a.2,b.1", "wrong"],
  ["sequencing", "b,a,c", "correct"],
  ["numeric", "-7.5", "wrong"],
  ["likert", "3", "neutral"],
  ["fill-in", "1", "correct"],
];

async function oracleOf(family) {
  const api = (await import(family.module[0]))[family.module[1]];
  return new api({ autocommit: false, logLevel: 5 });
}

for (const family of FAMILIES) {
  const J = load(family.scripts);
  const el = family.elements;
  const calls = family.functions;
  const named = (words, act) => test(`${family.name}: ${words}`, act);
  const lmsWith = (stored) => fakeLms(family, stored);
  const sets = fakeLms.sets;

  function adapterFor(api, reachable, changes) {
    return J.adapter(course(J, changes), {
      find: () => Promise.resolve(api), reachable: reachable || (() => Promise.resolve(true)),
      alone: () => true, foreign: () => false,
    });
  }

  /** Are all these elements so in what was committed? */
  function holds(lms, wanted) {
    Object.keys(wanted).forEach((name) => assert.equal(lms.committed[name], wanted[name]));
  }

  named("the first thing written is incomplete, and it is committed", async () => {
    const lms = lmsWith();
    const answer = await adapterFor(lms.api).start();
    assert.deepEqual(plain(answer), {
      found: true, mode: "normal", resume: "", language: "", learner: "token-1",
      held: { rows: 0, location: "", objectives: { m1: 0, m2: 0, m3: 0 } },
    });
    assert.deepEqual(sets(lms, /./)[0], [el.status, "incomplete"]);
    assert.equal(lms.committed[el.status], "incomplete");
    assert.equal(lms.committed[el.exit], "suspend");
    assert.deepEqual(lms.faults, []);
  });

  named("a status that the learner has earned is never written over", async () => {
    for (const earned of [family.passed, family.completed, { [el.status]: "incomplete" }]) {
      const lms = lmsWith(earned);
      await adapterFor(lms.api).start();
      assert.deepEqual(sets(lms, /^cmi\.(core\.)?[a-z]+_status$/), []);
    }
  });

  named("objectives are named after the modules, the check last", async () => {
    const lms = lmsWith();
    await adapterFor(lms.api).start();
    const names = sets(lms, /objectives\.\d\.id/).map((call) => call[1]);
    assert.deepEqual(names, ["m1", "m2", "m3", "m3_check"]);
  });

  named("the score is written with the final status and never before", async () => {
    const lms = lmsWith();
    const adapter = adapterFor(lms.api);
    await adapter.start();
    adapter.record({ kind: "objective", id: "m3-check", percent: 60, status: "incomplete" });
    adapter.record({ kind: "result", status: "incomplete", score: 60 });
    await adapter.save("JS1.x");
    assert.deepEqual(sets(lms, /^cmi\.(core\.)?score/), []);
    adapter.record({ kind: "result", status: "passed", score: 92 });
    await adapter.save("JS1.y");
    holds(lms, family.passed);
    holds(lms, { [el.score]: "92", [el.score.replace("raw", "max")]: "100" });
    assert.equal(lms.committed["cmi.objectives.3.score.raw"], "60");
    assert.deepEqual(lms.faults, []);
  });

  named("rows count on from those that the LMS already holds", async () => {
    const lms = lmsWith();
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

  named("a row with a known id is updated in place", async () => {
    const lms = lmsWith();
    const adapter = adapterFor(lms.api);
    await adapter.start();
    const session = { kind: "row", id: "s_1", type: "fill-in", result: "neutral", response: "a=1", latency: 1 };
    adapter.record(session);
    await adapter.save("JS1.x");
    adapter.record(Object.assign({}, session, { response: "a=9", latency: 9 }));
    await adapter.save("JS1.y");
    assert.equal(lms.committed["cmi.interactions.0." + el.response], "a=9");
    assert.equal(lms.committed["cmi.interactions.0.latency"], family.nineSeconds);
    assert.equal(lms.committed["cmi.interactions.1.id"], undefined);
  });

  named("at most 130 rows are written, and nothing longer than the LMS keeps", async () => {
    const lms = lmsWith();
    const adapter = adapterFor(lms.api);
    await adapter.start();
    for (let n = 0; n < 200; n += 1) {
      adapter.record(Object.assign({}, ROW, { id: "q_" + n, type: "fill-in", response: "x".repeat(400) }));
    }
    await adapter.save("JS1.x");
    const ids = sets(lms, /interactions\.\d+\.id/);
    assert.equal(ids.length, 130);
    assert.equal(lms.committed["cmi.interactions.0." + el.response].length, family.longest);
    assert.ok(Object.keys(lms.committed).length < 1000, "elements in all");
    assert.deepEqual(lms.faults, []);
  });

  named("review and browse write nothing, and still finish", async () => {
    for (const mode of ["review", "browse"]) {
      const lms = lmsWith({ [el.mode]: mode, "cmi.suspend_data": "JS1.old" });
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

  named("an empty or unknown mode is normal, and no-credit still records", async () => {
    for (const mode of ["", "unknown"]) {
      const lms = lmsWith({ [el.mode]: mode, [el.credit]: "no-credit" });
      const adapter = adapterFor(lms.api);
      assert.equal((await adapter.start()).mode, "normal");
      assert.equal(await adapter.save("JS1.x"), true);
      assert.equal(lms.committed["cmi.suspend_data"], "JS1.x");
    }
  });

  named("finish is called once, and nothing is written after it", async () => {
    const lms = lmsWith();
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

  named("an unchanged value is not sent twice", async () => {
    const lms = lmsWith();
    const adapter = adapterFor(lms.api);
    await adapter.start();
    for (let n = 0; n < 3; n += 1) {
      adapter.record({ kind: "location", lesson: "m1-l1" });
      await adapter.save("JS1." + n);
    }
    assert.equal(sets(lms, /location$/).length, 1);
    assert.equal(sets(lms, /suspend_data/).length, 3);
  });

  // --- faults -------------------------------------------------------------------------

  named("true from the LMS is not enough: with no way to the server all is sent again", async () => {
    const lms = lmsWith();
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

  named("an LMS that fails on any call, by answer or by throwing, loses nothing once it works again", async () => {
    for (const name of [calls.set, calls.commit]) {
      for (const broken of [() => "false", () => { throw new Error("gone"); }, () => undefined]) {
        const lms = lmsWith();
        const adapter = adapterFor(lms.api);
        await adapter.start();
        const works = lms.api[name];
        lms.api[name] = broken;
        adapter.record(ROW);
        adapter.record({ kind: "result", status: "passed", score: 88 });
        const saved = await adapter.save("JS1.x");
        if (name === calls.commit) assert.equal(saved, false);
        lms.api[name] = works;
        adapter.record({ kind: "location", lesson: "m1-l2" });
        assert.equal(await adapter.save("JS1.y"), true);
        if (saved) continue;
        assert.equal(lms.committed["cmi.suspend_data"], "JS1.y");
        holds(lms, family.passed);
        assert.equal(lms.committed["cmi.interactions.0." + el.response], family.choice);
      }
    }
  });

  named("one element that the LMS does not know stops nothing else", async () => {
    const lms = lmsWith();
    const set = lms.api[calls.set];
    let error = "0";
    lms.api[calls.error] = () => error;
    lms.api[calls.set] = (element, value) => {
      error = /interactions|objectives/.test(element) ? "401" : "0";
      return error === "0" ? set(element, value) : "false";
    };
    const adapter = adapterFor(lms.api);
    await adapter.start();
    adapter.record(ROW);
    assert.equal(await adapter.save("JS1.x"), true);
    assert.equal(lms.committed["cmi.suspend_data"], "JS1.x");
    assert.match(adapter.report().log.map((entry) => entry.words).join(), /does not (support|know) this element/);
  });

  named("no API, a refused session and a throwing LMS are told, and never throw", async () => {
    assert.equal((await adapterFor(null).start()).found, false);
    const refused = { [calls.begin]: () => "false", [calls.get]: () => "", [calls.error]: () => "101" };
    const answer = await adapterFor(refused).start();
    assert.equal(answer.found, false);
    assert.equal(answer.refused, true);
    const fail = () => { throw new Error("no"); };
    const throwing = { [calls.begin]: fail, [calls.get]: fail, [calls.error]: fail };
    assert.equal((await adapterFor(throwing).start()).found, false);
  });

  named("Initialize says false while reading works: the session is used", async () => {
    const lms = lmsWith();
    const begin = lms.api[calls.begin];
    lms.api[calls.begin] = () => { begin(""); return "false"; };
    const adapter = adapterFor(lms.api);
    assert.equal((await adapter.start()).found, true);
    assert.equal(await adapter.save("JS1.x"), true);
  });

  named("true, 1 and the word true are all understood, and a missing end is survived", async () => {
    for (const yes of [true, 1, "true", "1"]) {
      const lms = lmsWith();
      for (const name of [calls.begin, calls.set, calls.commit]) {
        const works = lms.api[name];
        lms.api[name] = (...args) => (works(...args) === "true" ? yes : "false");
      }
      delete lms.api[calls.finish];
      const adapter = adapterFor(lms.api);
      assert.equal((await adapter.start()).found, true);
      assert.equal(await adapter.save("JS1.x"), true);
      adapter.finish("JS1.y");
      assert.equal(lms.committed["cmi.suspend_data"], "JS1.y");
    }
  });

  named("a code that the LMS would cut is no saved code", async () => {
    const lms = lmsWith();
    const adapter = adapterFor(lms.api);
    await adapter.start();
    assert.equal(await adapter.save("J".repeat(family.resumeLimit + 1)), false);
    assert.equal(sets(lms, /suspend_data/).length, 0);
  });

  named("a score that the LMS already has is not written again", async () => {
    const lms = lmsWith(Object.assign({ [el.score]: "92" }, family.passed));
    const adapter = adapterFor(lms.api);
    await adapter.start();
    adapter.record({ kind: "result", status: "passed", score: 92 });
    await adapter.save("JS1.x");
    assert.deepEqual(sets(lms, /score|_status$/), []);
  });

  named("scorm-again and our own asserts accept every call of a session, and of the next", async () => {
    const first = fakeLms(family, {}, await oracleOf(family));
    await wholeVisit(first, 1);
    assert.deepEqual([first.committed["cmi.suspend_data"], first.finished], ["JS1.end.1", 1]);
    holds(first, family.passed);
    const second = fakeLms.next(first, await oracleOf(family));
    await wholeVisit(second, 2);
    holds(second, Object.assign({ [el.score]: "92" }, family.passed));
    assert.deepEqual(first.faults.concat(second.faults), []);
  });

  /** Every kind of event, each type of row, saved three times, and the exit. */
  async function wholeVisit(lms, visit) {
    const adapter = adapterFor(lms.api);
    assert.equal((await adapter.start()).found, true);
    for (const [n, [type, response, result]] of ANSWERS.entries()) {
      const id = `q_${n}_s${visit}`;
      adapter.record({ kind: "row", id, type, response, result, latency: n ? n * 1.5 : undefined });
      adapter.record({ kind: "location", lesson: "m1-l" + n });
      adapter.record({ kind: "progress", percent: n * 10 });
      if (n % 4 === 0) assert.equal(await adapter.save("JS1." + n), true);
    }
    adapter.record({ kind: "objective", id: "m1", percent: 100, status: "completed" });
    adapter.record({ kind: "objective", id: "m2", percent: 50, status: "incomplete" });
    adapter.record({ kind: "objective", id: "m3-check", percent: 92, status: "passed", scored: true });
    adapter.record({ kind: "result", status: "passed", score: 92 });
    adapter.time(75.5);
    assert.equal(await adapter.save("JS1.last"), true);
    adapter.finish("JS1.end." + visit, true);
    const wrong = adapter.report().log.filter((entry) => entry.code && entry.means !== "unset");
    assert.deepEqual(plain(wrong), []);
  }
}
