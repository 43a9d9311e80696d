/* What SCORM 2004 says otherwise than 1.2, and that both say the same of a learner. */
"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { load, plain, course } = require("./load.js");
const { fakeLms } = require("./fake-lms.js");
const { FAMILIES, SCORM12, SCORM2004 } = require("./families.js");

const J = load(SCORM2004.scripts);

async function begun(family, lms, changes) {
  const global = load(family.scripts);
  const adapter = global.adapter(course(global, changes), {
    find: (name) => Promise.resolve(name === (family === SCORM12 ? "API" : "API_1484_11") && lms.api),
    reachable: () => Promise.resolve(true), alone: () => true, foreign: () => false,
  });
  await adapter.start();
  return adapter;
}

/** What was committed after these events. */
async function kept(events, stored, changes) {
  const lms = fakeLms(SCORM2004, stored);
  const adapter = await begun(SCORM2004, lms, changes);
  events.forEach(adapter.record);
  assert.equal(await adapter.save("JS1.x"), true);
  assert.deepEqual(lms.faults, []);
  return lms.committed;
}

function row(type, response, result) {
  return { kind: "row", id: "q_1", type, response, result: result || "correct" };
}

test("spans of time are ISO 8601 with two decimals, in both families' own way", () => {
  assert.equal(J.scorm2004.timespan(0), "PT0H0M0.00S");
  assert.equal(J.scorm2004.timespan(3661.456), "PT1H1M1.46S");
  assert.equal(J.scorm2004.timespan(59.999), "PT0H1M0.00S");
  assert.equal(J.scorm2004.timespan(-3), "PT0H0M0.00S");
  const other = load(SCORM12.scripts).scorm12;
  assert.equal(other.timespan(0), "0000:00:00.00");
  assert.equal(other.timespan(3661.456), "0001:01:01.46");
  assert.equal(other.timespan(59.999), "0000:01:00.00");
  assert.equal(other.timespan(-3), "0000:00:00.00");
});

test("each type's response stands in the form of the standard", async () => {
  const forms = [
    ["choice", "a,c", "a[,]c"], ["sequencing", "b,a", "b[,]a"], ["true-false", "t", "true"],
    ["true-false", "f", "false"], ["matching", "a.2,b.1", "a[.]2[,]b[.]1"],
    ["numeric", "-7.5", "-7.5"], ["likert", "3", "3"], ["fill-in", "2", "2"],
  ];
  for (const [type, response, wanted] of forms) {
    const committed = await kept([row(type, response, "wrong")]);
    assert.equal(committed["cmi.interactions.0.learner_response"], wanted);
    assert.equal(committed["cmi.interactions.0.result"], "incorrect");
  }
});

test("a number that the standard has no room for is left out, its result is not", async () => {
  const committed = await kept([row("numeric", "123456789")]);
  assert.equal(committed["cmi.interactions.0.learner_response"], undefined);
  assert.equal(committed["cmi.interactions.0.result"], "correct");
});

test("a timestamp has two decimals and its zone", async () => {
  const committed = await kept([row("choice", "a")]);
  assert.match(committed["cmi.interactions.0.timestamp"], /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d\dZ$/);
});

test("a row has at most six elements, because Moodle sends all of them at every commit", async () => {
  const committed = await kept([Object.assign({ latency: 2 }, row("choice", "a"))]);
  const elements = Object.keys(committed).filter((name) => /^cmi\.interactions\.0\./.test(name));
  assert.equal(elements.length, 6);
});

test("passed is completed and passed, with the score on both scales", async () => {
  const committed = await kept([{ kind: "result", status: "passed", score: 92 }]);
  const score = ["raw", "min", "max", "scaled"].map((name) => committed["cmi.score." + name]);
  assert.deepEqual(score, ["92", "0", "100", "0.92"]);
  assert.equal(committed["cmi.completion_status"], "completed");
  assert.equal(committed["cmi.success_status"], "passed");
  assert.equal(committed["cmi.progress_measure"], "1");
});

test("completed without a check says nothing of success; with one it was passed", async () => {
  const bare = await kept([{ kind: "result", status: "completed", score: null }]);
  assert.equal(bare["cmi.completion_status"], "completed");
  assert.equal(bare["cmi.success_status"], "unknown");
  const checked = await kept([{ kind: "result", status: "completed", score: 80 }]);
  assert.equal(checked["cmi.success_status"], "passed");
});

test("failed leaves the course incomplete, and more tries make it open again", async () => {
  const failed = await kept([{ kind: "result", status: "failed", score: 40 }]);
  assert.equal(failed["cmi.completion_status"], "incomplete");
  assert.equal(failed["cmi.success_status"], "failed");
  const again = await kept([{ kind: "result", status: "incomplete", score: null }], failed);
  assert.equal(again["cmi.success_status"], "unknown");
});

test("progress is 1 only when the course is completed, and from then on", async () => {
  const progress = (percent) => ({ kind: "progress", percent });
  const before = await kept([progress(100)]);
  assert.equal(before["cmi.progress_measure"], "0.99");
  assert.equal((await kept([progress(45)]))["cmi.progress_measure"], "0.45");
  const passed = { kind: "result", status: "passed", score: 92 };
  assert.equal((await kept([passed, progress(100)]))["cmi.progress_measure"], "1");
  // A later edition has new lessons.
  assert.equal((await kept([progress(60)], SCORM2004.passed))["cmi.progress_measure"], "1");
});

test("a module has progress, the check has success, each in its language", async () => {
  const committed = await kept([
    { kind: "objective", id: "m1", percent: 100, status: "completed" },
    { kind: "objective", id: "m2", percent: 50, status: "incomplete" },
    { kind: "objective", id: "m3-check", percent: 92, status: "passed", scored: true },
  ], {}, { language: "es" });
  const of = (n) => {
    const path = `cmi.objectives.${n}.`;
    return Object.fromEntries(Object.entries(committed)
      .filter(([name]) => name.startsWith(path)).map(([name, value]) => [name.slice(path.length), value]));
  };
  const score = (raw) => ({
    "score.raw": String(raw), "score.min": "0", "score.max": "100", "score.scaled": String(raw / 100),
  });
  assert.deepEqual(of(0), Object.assign(score(100), {
    id: "m1", description: "{lang=es}One", completion_status: "completed", progress_measure: "1",
  }));
  assert.deepEqual(of(1), Object.assign(score(50), {
    id: "m2", description: "{lang=es}Two", completion_status: "incomplete", progress_measure: "0.5",
  }));
  assert.deepEqual(of(3), Object.assign(score(92), {
    id: "m3_check", completion_status: "completed", success_status: "passed",
  }));
});

test("a title is one line of at most 250 characters, and no surrogate is cut in two", async () => {
  const modules = plain(course(J)).modules;
  modules[0].title = "{A line\nand another " + "x".repeat(230) + "\u{1F600}";
  const committed = await kept([], {}, { modules });
  const text = committed["cmi.objectives.0.description"];
  assert.match(text, /^\{lang=en\}A line and another x+$/);
  assert.equal(text.length, "{lang=en}".length + 249);
});

test("what the LMS gave back of an objective is not sent again", async () => {
  const done = { kind: "objective", id: "m1", percent: 50, status: "incomplete" };
  const lms = fakeLms(SCORM2004);
  const adapter = await begun(SCORM2004, lms);
  adapter.record(done);
  await adapter.save("JS1.x");
  const next = fakeLms.next(lms);
  const again = await begun(SCORM2004, next);
  again.record(done);
  await again.save("JS1.y");
  assert.deepEqual(fakeLms.sets(next, /objectives/), []);
});

test("suspendAll is asked for when the learner leaves, where the LMS knows it, and never else", async () => {
  const cases = [[true, true, 1], [true, false, 0], [false, true, 0]];
  for (const [known, asked, times] of cases) {
    const lms = fakeLms(SCORM2004);
    const adapter = await begun(SCORM2004, lms, { lms: { suspend_all: known } });
    adapter.finish("JS1.x", asked);
    assert.equal(fakeLms.sets(lms, /^adl\.nav/).length, times);
    assert.equal(lms.finished, 1);
    assert.deepEqual(lms.faults, []);
  }
  const older = fakeLms(SCORM12);
  (await begun(SCORM12, older, { lms: { suspend_all: true } })).finish("JS1.x", true);
  assert.deepEqual(older.faults, []);
});

test("each error code of the standard has words, and says what can be done", async () => {
  const codes = [101, 102, 103, 104, 111, 112, 113, 122, 123, 132, 133, 142, 143, 201, 301, 351, 391]
    .concat([401, 402, 403, 404, 405, 406, 407, 408]);
  const lms = fakeLms(SCORM2004);
  const adapter = await begun(SCORM2004, lms);
  for (const code of codes) {
    lms.api.SetValue = () => "false";
    lms.api.GetLastError = () => String(code);
    await adapter.save("JS1." + code);
    const entry = adapter.report().log.filter((each) => each.call === "SetValue").pop();
    assert.equal(entry.code, code);
    assert.match(entry.words, /^(The|This|A|No|General) [^{]{10,}$/);
  }
});

// --- both families ------------------------------------------------------------------------

/** One learner's whole course: answers, a failed and a passed check, and the exit. */
async function life(family) {
  const lms = fakeLms(family);
  const adapter = await begun(family, lms);
  const answers = [
    ["q_m1_q1_1_s1", "choice", "a", "wrong"], ["q_m1_q1_2_s1", "choice", "a,c", "correct"],
    ["q_m1_q2_1_s1", "true-false", "t", "correct"], ["q_m2_q1_1_s1", "matching", "a.2,b.1", "wrong"],
    ["q_m2_q2_1_s1", "sequencing", "c,a,b", "correct"], ["q_m2_q3_1_s1", "numeric", "7.5", "wrong"],
    ["q_m2_q4_1_s1", "fill-in", "2", "correct"], ["v_m2_v1_s1", "likert", "4", "neutral"],
    ["f1_fq_0_s1", "choice", "b", "wrong"], ["c_1_s1", "numeric", "60", "wrong"],
    ["c_2_s1", "numeric", "92", "correct"],
    ["m_m1", "fill-in", "20261121T2130Z;a=600;l1=300;l2=300", "neutral"],
    ["s_1", "fill-in", "20261121T2130Z;a=600;w=700;v=1.0.0;p=0123abcd;q=9", "neutral"],
  ];
  for (const [id, type, response, result] of answers) {
    adapter.record({ kind: "row", id, type, response, result, latency: 12.25 });
    adapter.record({ kind: "result", status: "incomplete", score: null });
    assert.equal(await adapter.save("JS1." + id), true);
  }
  adapter.record({ kind: "objective", id: "m1", percent: 100, status: "completed" });
  adapter.record({ kind: "objective", id: "m2", percent: 40, status: "incomplete" });
  adapter.record({ kind: "objective", id: "m3-check", percent: 92, status: "passed", scored: true });
  adapter.record({ kind: "result", status: "passed", score: 92 });
  adapter.time(600);
  adapter.finish("JS1.end");
  assert.deepEqual(lms.faults, []);
  return { family, data: lms.committed };
}

/** The same in words of neither. */
function facts({ family, data }) {
  const of = (list, fields) => {
    const found = [];
    for (let n = 0; data[`cmi.${list}.${n}.id`]; n += 1) {
      found.push(fields.map((name) => data[`cmi.${list}.${n}.${name}`]));
    }
    return found;
  };
  const rows = of("interactions", ["id", "type", family.elements.response, "result", "latency"]);
  const said = rows.map(([id, type, response, result, latency]) => [
    id, type, response.replace(/\[([,.])\]/g, "$1").replace(/^true$/, "t").replace(/^false$/, "f"),
    result.replace("incorrect", "wrong"), latency.replace("PT0H0M12.25S", "0000:00:12.25"),
  ]);
  const status = family === SCORM12 ? "status" : "completion_status";
  const parts = of("objectives", ["id", "score.raw", status]).map(
    ([id, raw, word]) => [id, raw, word === "passed" ? "completed" : word]
  );
  return {
    passed: Object.keys(family.passed).every((name) => data[name] === family.passed[name]),
    score: ["raw", "min", "max"].map((name) => data[family.elements.score.replace("raw", name)]),
    resume: data["cmi.suspend_data"], rows: said, parts: parts,
  };
}

test("the same learner leaves the same facts through either family", async () => {
  const [older, newer] = (await Promise.all(FAMILIES.map(life))).map(facts);
  assert.ok(older.passed && older.rows.length === 13);
  assert.deepEqual(newer, older);
});
