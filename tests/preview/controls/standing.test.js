/* What the LMS has, in one line; what each standard has a way for; devices; commands. */
"use strict";
const test = require("node:test");
const assert = require("node:assert");
const { load, plain } = require("./load.js");

const { Preview: P } = load();
const map = (values) => new Map(Object.entries(values));
const line = (standard, kept, more) => P.standing.parts(standard, { kept: map(kept), values: new Map(), facts: P.standing.unheard(), ...more }).join(" · ");

test("SCORM 1.2: status, score, time, resume code of what is kept", () => {
  const kept = { "cmi.core.lesson_status": "incomplete", "cmi.core.score.raw": "", "cmi.core.total_time": "0000:10:00.00", "cmi.core.session_time": "0000:02:30.5", "cmi.suspend_data": "JS1." + "x".repeat(308) };
  assert.equal(line("scorm12", kept), "incomplete · score none · 0 h 12 min · resume code 312 of 4,096 characters");
  assert.equal(line("scorm12", {}), "nothing yet");
});

test("SCORM 2004: both statuses, both scores, its own limit", () => {
  const kept = { "cmi.completion_status": "completed", "cmi.success_status": "passed", "cmi.score.raw": "85", "cmi.score.scaled": "0.85", "cmi.total_time": "PT8H4M1.2S", "cmi.suspend_data": "abc" };
  assert.equal(line("scorm2004", kept), "completed, passed · score 85 (scaled 0.85) · 8 h 4 min · resume data 3 of 64,000 characters");
});

const verb = (id) => ({ id: "http://adlnet.gov/expapi/verbs/" + id, display: { "en-US": id } });

test("cmi5: what statements have said so far, and whether it satisfies", () => {
  const said = [
    { verb: verb("initialized") }, { verb: verb("passed"), result: { score: { scaled: 0.9 }, success: true } },
    { verb: verb("terminated"), result: { duration: "PT12M" } },
  ].reduce((facts, statement) => P.standing.heard(facts, statement), P.standing.unheard());
  const known = P.known.moved(P.known.empty(), { item: "u1", satisfied: true });
  const items = [{ id: "course" }, { id: "u1", moveOn: "Passed" }];
  assert.equal(line("cmi5", {}, { facts: said, units: P.known.units(known, items, "u1") }), "passed · satisfied (moveOn Passed) · score 90 % · 0 h 12 min · 3 statements, the last “terminated”");
  const two = P.known.units(known, [...items, { id: "u2", moveOn: "Completed" }], "u2");
  assert.match(line("cmi5", {}, { facts: said, units: two }), /1 of 2 units satisfied/);
  assert.equal(line("xapi", {}), "no statement yet");
});

test("what another learner's statements say is no news of this one", () => {
  const of = (name) => ({ statement: { actor: { account: { name } }, verb: verb("completed") } });
  let known = P.known.heard(P.known.empty(), of("learner-2"), 1);
  assert.equal(known.facts.statements, 0);
  known = P.known.heard(known, of("learner-1"), 1);
  known = P.known.heard(known, { statement: { verb: verb("passed") } }, 1);
  assert.deepEqual(plain(known.facts.outcomes), ["completed", "passed"]);
});

test("of several items the line says how many are done", () => {
  const items = ["completed", "passed", "incomplete", ""].map((status) => ({ launchable: true, status }));
  assert.equal(P.standing.progress(items), "2 of 4 items done");
  assert.equal(P.standing.progress(items.slice(0, 1)), "");
});

test("a statement in one line", () => {
  const statement = { verb: verb("answered"), object: { id: "https://x.example/q/7", definition: { name: { es: "Pregunta", "en-US": "Question 7" } } }, result: { success: false, response: "b", duration: "PT1M5S" } };
  assert.equal(P.statements.line(statement), "answered: Question 7 (no success, answer “b”, 0 h 1 min)");
  assert.equal(P.statements.line({ verb: { id: "https://v.example/did/" }, object: { id: "https://o.example/a#part" } }), "did: part");
  [null, 5, [], {}, { verb: 1, object: 2, result: 3 }, { verb: { display: { en: 5 } } }].forEach((odd) => assert.equal(typeof P.statements.line(odd), "string"));
});

test("what a standard has not is barred with its reason", () => {
  const session = { standard: "scorm12", mode: "normal", source: "package", languages: [] };
  assert.equal(P.abilities.reason("mode", session), "");
  assert.match(P.abilities.reason("credit", { ...session, standard: "cmi5" }), /no credit/);
  assert.match(P.abilities.reason("credit", { ...session, mode: "browse" }), /normal mode/);
  assert.match(P.abilities.reason("mode", { ...session, standard: "xapi" }), /no modes/);
  assert.match(P.abilities.reason("restart", { ...session, standard: "constructor" }), /No standard/);
  assert.match(P.abilities.reason("language", { ...session, source: "course", languages: [{}] }), /one language/);
});

test("the LMS's own buttons go as far as items and rules allow", () => {
  const items = (many) => Array.from({ length: many }, (_, n) => ({ id: "i" + n, launchable: true }));
  const free = { sequenced: false, valid: null };
  assert.match(P.abilities.navigation(items(1), free).continue, /one item/);
  assert.equal(P.abilities.navigation(items(2), free).continue, "");
  assert.match(P.abilities.navigation(items(2), free).suspend, /several items/);
  const now = { sequenced: true, valid: { continue: true, previous: false, choice: new Map([["i1", "false"]]), hidden: ["continue"] } };
  const said = P.abilities.navigation(items(3), now);
  assert.match(said.previous, /rules/);
  assert.match(said.continue, /hideLMSUI/);
  assert.equal(said.suspend, "");
  assert.match(P.abilities.choice({ id: "i1" }, now), /rules/);
  assert.equal(P.abilities.choice({ id: "i0" }, now), "");
});

test("a device keeps its own pixels and is drawn as small as it must be", () => {
  const fit = (chosen, box) => plain(P.devices.fit({ id: "fit", turned: false, zoom: 100, ...chosen }, box));
  const box = { width: 800, height: 600 };
  assert.deepEqual(fit({}, box), { width: 800, height: 600, scale: 1, seen: 1 });
  assert.deepEqual(fit({ zoom: 200 }, box), { width: 400, height: 300, scale: 2, seen: 1 });
  assert.deepEqual(fit({ id: "small" }, box), { width: 320, height: 568, scale: 1, seen: 1 });
  assert.deepEqual(fit({ id: "small", turned: true }, box), { width: 568, height: 320, scale: 1, seen: 1 });
  const laptop = fit({ id: "laptop", zoom: 400 }, box);
  assert.deepEqual([laptop.width, laptop.height, laptop.seen], [320, 225, 0.625]);
  assert.equal(P.devices.words(laptop), "320 × 225 CSS pixels, shown at 62 %");
});

test("a build is told with its time and its faults, and a course's language is the server's", () => {
  const at = new Date(2026, 10, 22, 14, 3, 11).getTime();
  assert.deepEqual(plain(P.builds.told({ at, built: true, problems: [{ severity: "warning" }] })), { good: true, text: "Rebuilt at 14:03:11." });
  assert.match(P.builds.told({ at, built: false, problems: [{ severity: "error" }] }).text, /1 fault in the source at 14:03:11: the last good build/);
  assert.equal(P.builds.told({ at, built: true, problems: [{ severity: "error" }] }).good, false);
  assert.ok(P.builds.byServer({ do: "language" }, { source: "course" }));
  assert.ok(!P.builds.byServer({ do: "language" }, { source: "package" }));
});

test("a command changes what is known of the session, and nothing else", () => {
  const session = { mode: "normal", credit: "credit", learner: 1, language: "en", trouble: { fail: "none", error: "", delay: 0, network: "normal", expired: false } };
  const after = (command) => plain(P.known.commanded(session, command));
  assert.deepEqual(after({ do: "mode", mode: "browse", credit: "credit" }).credit, "no-credit");
  assert.equal(after({ do: "fail", which: "next", error: "391" }).trouble.fail, "next");
  assert.equal(after({ do: "network", profile: "offline" }).trouble.network, "offline");
  assert.deepEqual(after({ do: "constructor" }), plain(session));
  assert.deepEqual(plain(P.commands.each({ do: "calm" }).map((each) => each.do)), ["fail", "delay", "network"]);
  assert.equal(P.commands.words({ do: "fail", which: "next", error: "391" }), "Fail the next call, answer 391");
});

const call = (name, args, answer, error) => ({ name, args, answer: answer || "true", error: error || "0" });

/** What is kept after these steps: calls, or elements as the LMS tells them. */
function kept(steps, counts) {
  return steps.reduce((it, step) => {
    if (step.name) return P.kept.called(it, step, counts !== false);
    return P.kept.stated(it, { item: step.item || "a", values: map(step.values) }, 1);
  }, P.kept.empty());
}

test("at the start the LMS has what it gives the course", () => {
  const it = kept([{ values: { a: "0" } }, call("LMSInitialize", [""])]);
  assert.deepEqual([...it.kept], [["a", "0"]]);
});

test("what is set is kept by the next good save and not before", () => {
  const set = [{ values: { a: "0" } }, call("LMSInitialize", [""]), call("LMSSetValue", ["a", "1"]), { values: { a: "1" } }];
  assert.equal(kept(set).kept.get("a"), "0");
  assert.equal(kept(set).unsaved.size, 1);
  assert.equal(kept([...set, call("LMSCommit", [""], "false", "101")]).kept.get("a"), "0");
  const saved = kept([...set, call("LMSCommit", [""]), call("LMSSetValue", ["a", "2"]), { values: { a: "2" } }]);
  assert.equal(saved.kept.get("a"), "1");
  assert.deepEqual([...saved.unsaved], [["a", "2"]]);
});

test("a value that the LMS refused is not counted, nor kept", () => {
  const it = kept([{ values: { a: "0" } }, call("LMSSetValue", ["a", "x"], "false", "405"), call("LMSCommit", [""])]);
  assert.deepEqual([...it.kept], [["a", "0"]]);
});

test("the end takes what the LMS makes of it; browse and review keep nothing", () => {
  const steps = [{ values: { a: "0" } }, call("Initialize", [""]), call("SetValue", ["a", "1"]), call("Terminate", [""]), { values: { a: "passed" } }, { values: { a: "later" } }];
  assert.equal(kept(steps).kept.get("a"), "passed");
  assert.equal(kept(steps, false).kept.get("a"), "0");
});

test("where the LMS itself says what it has, that is believed", () => {
  const it = P.kept.stated(P.kept.empty(), { item: "a", values: map({ a: "2" }), kept: map({ a: "1" }) }, 1);
  assert.deepEqual([...it.kept], [["a", "1"]]);
  assert.deepEqual([...P.kept.stated(it, { item: "a", values: map({ a: "3" }) }, 2).kept], [["a", "1"]]);
});

test("another item begins with its own elements", () => {
  const it = kept([{ values: { a: "0" } }, call("Initialize", [""]), { item: "b", values: { a: "9" } }]);
  assert.deepEqual([...it.kept], []);
  assert.equal(it.memory.recent.length, 0);
});
