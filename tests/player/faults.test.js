/* An LMS that fails at any one call: nothing that was saved is lost, nothing is there twice. */
"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { load, plain, course } = require("./load.js");
const { fakeLms } = require("./fake-lms.js");
const { FAMILIES } = require("./families.js");

const FINGERPRINT = "0123abcd";
const TRIES = 6;
const WRONG = {
  "throws": () => { throw new Error("the learning system is gone"); },
  "says false": (name) => (/GetLastError$/.test(name) ? "101" : "false"),
  "says nothing": () => undefined,
};
const FAULTS = [1, 2].reduce((all, faulty) => {
  return all.concat(Object.keys(WRONG).map((name) => [name, faulty]));
}, []);

for (const family of FAMILIES) {
  const J = load([
    "janeschool_scorm/player/merge.js", "janeschool_scorm/player/outcome.js",
    ...family.scripts,
  ]);
  const el = family.elements;
  const calls = family.functions;
  const named = (words, act) => test(`${family.name}: ${words}`, act);

  /** One visit as the player makes it: read, work, save until it is certain, exit. */
  async function visit(lms, lessons, kept) {
    const demo = course(J);
    const adapter = J.adapter(demo, {
      find: () => Promise.resolve(lms.api), reachable: () => Promise.resolve(true),
      alone: () => true, foreign: () => false,
    });
    const answer = await adapter.start();
    if (!answer.found) return { found: false, saved: [], kept: kept };
    let state = J.merge.codes(answer.resume, kept).state;
    const change = (event) => { state = J.state.next(state, event); };
    const record = (event) => {
      const reserve = J.ledger.reserve(demo, state, event.rank);
      adapter.record(Object.assign({ reserve: reserve }, event));
    };
    const save = async () => {
      for (let n = 0; n < TRIES; n += 1) {
        change({ type: "saved" });
        if (await adapter.save(J.resume.write(state, FINGERPRINT))) return true;
      }
      return false;
    };
    change({ type: "session", now: 100 });
    adapter.record(Object.assign({ kind: "result" }, J.outcome.of(demo, state)));
    const saved = [];
    for (const id of lessons) {
      const lesson = J.rules.lessonById(demo, id);
      const question = lesson.items.find((item) => item.key);
      change({ type: "open", place: lesson.place });
      change({ type: "time", place: lesson.place, seconds: 60 });
      if (question) {
        change({ type: "answer", place: question.place, right: true, answer: 1, limit: 2 });
        record(J.ledger.question(question, 1, state.sessions, "a", true, 4));
      }
      change({ type: "lesson", place: lesson.place });
      record(J.ledger.session(demo, state, { started: 100, active: 60, wall: 60, fingerprint: FINGERPRINT }));
      record(J.ledger.module(state, J.rules.moduleOf(demo, id), 100));
      if (await save()) saved.push(lesson.place);
    }
    const last = J.resume.write(state, FINGERPRINT);
    adapter.finish(last);
    adapter.finish(last);
    adapter.record({ kind: "location", lesson: "m1-l1" });
    await adapter.save("JS1.late");
    return { found: true, saved: saved, kept: last, log: adapter.report().log };
  }

  function idsOf(committed) {
    return Object.keys(committed)
      .filter((name) => /^cmi\.interactions\.\d+\.id$/.test(name)).map((name) => committed[name]);
  }

  /** Two visits, of which one meets the fault; then what the LMS holds is looked at. */
  async function lives(fault, faulty) {
    const lms = fakeLms(family);
    const calls = { n: 0 };
    if (faulty === 1) fault(lms, calls);
    const first = await visit(lms, ["m1-l1", "m1-l2"], "");
    const between = fakeLms.next(lms);
    if (faulty === 2) fault(between, calls);
    const second = await visit(between, ["m2-l1"], "");
    const held = between.committed || between.data;
    const state = J.resume.read(held["cmi.suspend_data"]).state;
    return { calls: calls.n, lms: lms, next: between, first: first, second: second, state: state };
  }

  /** Of all calls, only the one with that number goes wrong. */
  function onceAt(number, wrong) {
    return (lms, calls) => {
      for (const name of Object.keys(lms.api)) {
        const works = lms.api[name];
        lms.api[name] = (...args) => {
          calls.n += 1;
          return calls.n === number ? wrong(name) : works(...args);
        };
      }
    };
  }

  for (const [name, faulty] of FAULTS) {
    named(`visit ${faulty}: an LMS that ${name} on each call in turn loses no lesson that was saved, and doubles no row`, async () => {
      const all = (await lives(onceAt(0, WRONG[name]), faulty)).calls;
      assert.ok(all > 60);
      for (let number = 1; number <= all; number += 1) {
        const after = await lives(onceAt(number, WRONG[name]), faulty);
        for (const place of after.first.saved.concat(after.second.saved)) {
          assert.ok(after.state.lessons[place].done, `call ${number}: lesson ${place}`);
        }
        if (after.first.found) assert.equal(after.first.saved.length, 2, `call ${number}`);
        if (after.second.found) assert.equal(after.second.saved.length, 1, `call ${number}`);
        const ids = idsOf(after.next.committed || {}).filter((id) => !/^m_/.test(id));
        assert.equal(new Set(ids).size, ids.length, `call ${number}: ${ids}`);
        assert.ok(after.lms.finished <= 1 && after.next.finished <= 1);
        const late = after.lms.faults.concat(after.next.faults).filter((words) => /after the end/.test(words));
        assert.deepEqual(late, []);
        if (after.second.found) assert.equal(after.next.committed[el.status], "incomplete");
      }
    });
  }

  named("a healthy LMS sees no error code but 0, and one finish", async () => {
    const after = await lives(() => {});
    assert.deepEqual(after.lms.faults.concat(after.next.faults), []);
    assert.deepEqual([after.lms.finished, after.next.finished], [1, 1]);
    assert.deepEqual(plain(after.first.saved.concat(after.second.saved)), [0, 1, 2]);
    const wrong = after.first.log.concat(after.second.log).filter((entry) => entry.code !== 0);
    assert.ok(wrong.every((entry) => entry.call === "GetValue" && entry.means === "unset"));
  });

  named("a status, a place or a mode that cannot be read is never taken for an empty one", async () => {
    for (const element of family.needed) {
      const stored = Object.assign({ "cmi.suspend_data": "JS1.x", [el.entry]: "resume" }, family.passed);
      const lms = fakeLms(family, stored);
      const get = lms.api[calls.get];
      lms.api[calls.get] = (name) => {
        if (name === element) throw new Error("no");
        return get(name);
      };
      const after = await visit(lms, ["m1-l1"], "");
      assert.equal(after.found, false);
      assert.equal(fakeLms.sets(lms, /./).length, 0);
    }
  });

  named("rows of an earlier visit are not written over where their number is not known", async () => {
    const lms = fakeLms(family);
    await visit(lms, ["m1-l1"], "");
    const next = fakeLms.next(lms);
    const before = idsOf(lms.committed);
    const get = next.api[calls.get];
    next.api[calls.get] = (name) => (name === "cmi.interactions._count" ? "" : get(name));
    const after = await visit(next, ["m1-l2"], "");
    assert.deepEqual(plain(after.saved), [1]);
    assert.deepEqual(idsOf(next.committed), before);
  });

  named("an LMS that loses every write is made whole by what the browser kept", async () => {
    const lms = fakeLms(family);
    const first = await visit(lms, ["m1-l1", "m1-l2"], "");
    const empty = fakeLms(family);
    const second = await visit(empty, ["m2-l1"], first.kept);
    assert.deepEqual(plain(second.saved), [2]);
    const state = J.resume.read(empty.committed["cmi.suspend_data"]).state;
    assert.deepEqual(["0", "1", "2"].map((place) => state.lessons[place].done), [true, true, true]);
  });

  named("an LMS that truncates at 255 characters is seen by what it shows", async () => {
    const code = "JS1.1.0123abcd.5.x." + "d2a,".repeat(100);
    const cut = code.slice(0, 255);
    assert.equal(J.resume.compare(code, cut), "cut");
    assert.equal(J.resume.compare(code, code.slice(0, 4096)), "same");
    assert.equal(J.resume.compare(code, ""), "other");
    assert.equal(J.resume.compare(code, code.replace(".5.", ".4.")), "other");
    assert.equal(J.resume.compare(code, code.replace(".5.", ".6.")), "newer");
    assert.equal(J.resume.compare(code, "viewed=1"), "other");
  });

  named("an element that is refused again and again stops nothing, and an LMS that is away refuses none", async () => {
    const lms = fakeLms(family);
    const set = lms.api[calls.set];
    let away = false;
    lms.api[calls.set] = (element, value) => {
      if (away || /latency$/.test(element)) return "false";
      return set(element, value);
    };
    const demo = course(J);
    const adapter = J.adapter(demo, {
      find: () => Promise.resolve(lms.api), reachable: () => Promise.resolve(true),
      alone: () => true, foreign: () => false,
    });
    await adapter.start();
    const row = (id) => ({ kind: "row", id: id, type: "choice", response: "a", result: "correct", latency: 2 });
    adapter.record(row("q_1"));
    assert.equal(await adapter.save("JS1.1"), false);
    assert.equal(await adapter.save("JS1.2"), false);
    assert.equal(await adapter.save("JS1.3"), true);
    assert.equal(lms.committed["cmi.interactions.0.id"], "q_1");
    away = true;
    adapter.record(row("q_2"));
    for (let n = 0; n < 9; n += 1) assert.equal(await adapter.save("JS1." + n), false);
    away = false;
    for (let n = 0; n < 3; n += 1) await adapter.save("JS1.x" + n);
    assert.equal(lms.committed["cmi.interactions.1." + el.response], "a");
  });

  named("a promise is no answer", async () => {
    const lms = fakeLms(family);
    for (const name of Object.keys(lms.api)) {
      const works = lms.api[name];
      lms.api[name] = (...args) => Promise.resolve(works(...args));
    }
    const after = await visit(lms, ["m1-l1"], "");
    assert.equal(after.found, false);
  });
}
