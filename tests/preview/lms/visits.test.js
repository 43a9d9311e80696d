/* What the pretended LMS keeps from one visit to the next, and what it opens with. */
"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { session } = require("./load.js");

const SCO = { id: "one", title: "One", href: "a.html", launchable: true, kind: "sco" };
const ITEMS = { items: [SCO, Object.assign({}, SCO, { id: "two", title: "Two" })] };

/** A visit of SCORM 1.2 that sets those elements and finishes. */
async function visit12(lms, pairs, finish) {
  await lms.open("one");
  const api = lms.api();
  assert.equal(api.LMSInitialize(""), "true");
  const entry = api.LMSGetValue("cmi.core.entry");
  (pairs || []).forEach((pair) => assert.equal(api.LMSSetValue(pair[0], pair[1]), "true", pair[0]));
  if (finish !== false) assert.equal(api.LMSFinish(""), "true");
  lms.visits.close("suspendAll");
  return entry;
}

async function visit2004(lms, pairs, finish) {
  await lms.open("one");
  const api = lms.api();
  assert.equal(api.Initialize(""), "true");
  const opened = { entry: api.GetValue("cmi.entry"), data: api.GetValue("cmi.suspend_data"),
    total: api.GetValue("cmi.total_time"), status: api.GetValue("cmi.completion_status") };
  (pairs || []).forEach((pair) => assert.equal(api.SetValue(pair[0], pair[1]), "true", pair[0]));
  if (finish !== false) assert.equal(api.Terminate(""), "true");
  lms.visits.close("suspendAll");
  return opened;
}

test("SCORM 1.2: entry is ab-initio, then resume after suspend, then empty", async () => {
  const lms = session("scorm12", ITEMS);
  assert.equal(await visit12(lms, [["cmi.core.exit", "suspend"]]), "ab-initio");
  assert.equal(await visit12(lms, [["cmi.core.exit", ""]]), "resume");
  assert.equal(await visit12(lms), "");
});

test("SCORM 1.2: data and times outlive a visit, times are added up", async () => {
  const lms = session("scorm12", ITEMS);
  await visit12(lms, [["cmi.suspend_data", "page 3"], ["cmi.core.session_time", "00:10:00.50"],
    ["cmi.core.exit", "suspend"], ["cmi.core.lesson_status", "incomplete"]]);
  await visit12(lms, [["cmi.core.session_time", "01:00:00"], ["cmi.core.exit", "suspend"]]);
  await lms.open("one");
  lms.api().LMSInitialize("");
  assert.equal(lms.api().LMSGetValue("cmi.suspend_data"), "page 3");
  assert.equal(lms.api().LMSGetValue("cmi.core.total_time"), "0001:10:00.50");
  assert.equal(lms.api().LMSGetValue("cmi.core.lesson_status"), "incomplete");
});

test("SCORM 1.2: a course that sets no status is completed when it ends", async () => {
  const lms = session("scorm12", ITEMS);
  await visit12(lms);
  assert.equal(lms.visits.status("one"), "completed");
});

test("SCORM 1.2: a score below the mastery score overrides passed", async () => {
  const lms = session("scorm12", { items: [Object.assign({}, SCO, { mastery: "80" })] });
  await visit12(lms, [["cmi.core.score.raw", "70"], ["cmi.core.lesson_status", "passed"]]);
  assert.equal(lms.visits.status("one"), "failed");
});

test("what was committed stays when the browser is killed, what was not is gone", async () => {
  const lms = session("scorm12", ITEMS);
  await lms.open("one");
  const api = lms.api();
  api.LMSInitialize("");
  api.LMSSetValue("cmi.suspend_data", "saved");
  api.LMSCommit("");
  api.LMSSetValue("cmi.suspend_data", "not saved");
  lms.visits.close("");
  assert.equal(lms.api(), undefined);
  await lms.open("one");
  lms.api().LMSInitialize("");
  assert.equal(lms.api().LMSGetValue("cmi.suspend_data"), "saved");
});

test("SCORM 2004: only suspend carries data over; any other exit begins anew", async () => {
  const lms = session("scorm2004", ITEMS);
  const pairs = (exit) => [["cmi.suspend_data", "page 3"], ["cmi.session_time", "PT10M"],
    ["cmi.completion_status", "incomplete"], ["cmi.exit", exit]];
  assert.equal((await visit2004(lms, pairs("suspend"))).entry, "ab-initio");
  const second = await visit2004(lms, pairs("normal"));
  assert.deepEqual(second, { entry: "resume", data: "page 3", total: "PT0H10M0S", status: "incomplete" });
  const third = await visit2004(lms);
  assert.deepEqual(third, { entry: "ab-initio", data: "", total: "PT0H0M0S", status: "unknown" });
});

test("SCORM 2004: suspendAll is a suspension whatever exit says", async () => {
  const lms = session("scorm2004", ITEMS);
  await visit2004(lms, [["cmi.suspend_data", "x"], ["adl.nav.request", "suspendAll"]]);
  assert.equal((await visit2004(lms)).entry, "resume");
});

test("learners and attempts are apart; a restart keeps the attempts before", async () => {
  const lms = session("scorm12", ITEMS);
  const mark = [["cmi.suspend_data", "mine"], ["cmi.core.exit", "suspend"]];
  await visit12(lms, mark);
  lms.who.learner = 2;
  assert.equal(await visit12(lms), "ab-initio");
  lms.who.learner = 1;
  assert.equal(await visit12(lms, mark), "resume");
  lms.visits.restart();
  assert.equal(await visit12(lms), "ab-initio");
  assert.deepEqual(Object.keys(JSON.parse(lms.saved[1]).attempts), ["1", "2"]);
});

test("browse and review give no credit and keep nothing", async () => {
  for (const [mode, standard] of [["browse", "scorm12"], ["review", "scorm12"]]) {
    const lms = session(standard, ITEMS);
    Object.assign(lms.who, { mode, credit: "no-credit" });
    await lms.open("one");
    const api = lms.api();
    api.LMSInitialize("");
    assert.equal(api.LMSGetValue("cmi.core.lesson_mode"), mode);
    assert.equal(api.LMSGetValue("cmi.core.credit"), "no-credit");
    api.LMSSetValue("cmi.suspend_data", "x");
    api.LMSFinish("");
    assert.deepEqual(lms.saved, {});
  }
});

test("what the manifest says of an item reaches the course", async () => {
  const told = { mastery: "80", maxTime: "00:30:00", timeLimit: "exit,message", data: "start=3" };
  const lms = session("scorm12", { items: [Object.assign({}, SCO, told)] });
  await lms.open("one");
  const api = lms.api();
  api.LMSInitialize("");
  assert.equal(api.LMSGetValue("cmi.student_data.mastery_score"), "80");
  assert.equal(api.LMSGetValue("cmi.student_data.time_limit_action"), "exit,message");
  assert.equal(api.LMSGetValue("cmi.launch_data"), "start=3");
  const later = session("scorm2004", { items: [Object.assign({}, SCO,
    { data: "d", passing: "0.8", threshold: "0.9", objectives: ["PRIMARY", "o2"] })] });
  await later.open("one");
  later.api().Initialize("");
  assert.equal(later.api().GetValue("cmi.scaled_passing_score"), "0.8");
  assert.equal(later.api().GetValue("cmi.completion_threshold"), "0.9");
  assert.equal(later.api().GetValue("cmi.objectives.1.id"), "o2");
});

test("next and previous are the neighbours, and the items keep apart", async () => {
  const lms = session("scorm12", ITEMS);
  await lms.open("");
  assert.equal(lms.visits.current(), "one");
  const next = lms.visits.navigate("continue");
  next.enter();
  assert.equal(lms.visits.current(), "two");
  assert.equal(lms.visits.navigate("continue"), null);
  lms.visits.navigate("previous").enter();
  assert.equal(lms.visits.current(), "one");
});

test("state says what changed since it was told last", async () => {
  const lms = session("scorm12", ITEMS);
  await lms.open("one");
  lms.api().LMSInitialize("");
  lms.api().LMSSetValue("cmi.core.lesson_location", "p2");
  lms.visits.close("suspendAll");
  const last = lms.told.filter((message) => message.type === "state").pop();
  assert.deepEqual(Array.from(last.changed), ["cmi.core.lesson_location"]);
  assert.equal(last.values["cmi.core.lesson_location"], "p2");
});

test("an asset is done once it was there, and one that speaks is warned", async () => {
  const asset = Object.assign({}, SCO, { kind: "asset" });
  const lms = session("scorm12", { items: [asset] });
  await lms.open("one");
  lms.visits.close("suspendAll");
  assert.equal(lms.visits.status("one"), "completed");
  await lms.open("one");
  assert.equal(lms.api().LMSInitialize(""), "true");
  assert.match(lms.verdicts()[0].text, /calls this asset/);
});

test("the page hears when the status of an item is another one, and only then", async () => {
  const lms = session("scorm12", ITEMS);
  await lms.open("one");
  const api = lms.api();
  const heard = () => lms.told.filter((message) => message.type === "changed").length;
  api.LMSInitialize("");
  api.LMSSetValue("cmi.core.lesson_status", "incomplete");
  api.LMSCommit("");
  const before = heard();
  api.LMSSetValue("cmi.suspend_data", "x");
  api.LMSCommit("");
  assert.equal(heard(), before);
  api.LMSSetValue("cmi.core.lesson_status", "passed");
  api.LMSCommit("");
  assert.equal(heard(), before + 1);
});

test("a name that only holds elements is answered as none, and with an error", async () => {
  const lms = session("scorm12", ITEMS);
  await lms.open("one");
  lms.api().LMSInitialize("");
  assert.equal(lms.api().LMSGetValue("cmi.student_preference"), "");
  assert.equal(lms.api().LMSGetLastError(), "201");
});
