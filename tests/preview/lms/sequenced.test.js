/* Several items under SCORM 2004 sequencing: rules, requests of course and LMS, resuming. */
"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { session } = require("./load.js");

const sco = (id) => ({ id, title: id, href: id + ".html", launchable: true, kind: "sco" });
const rule = (action, condition, more) => ({
  action, conditionCombination: "all", conditions: [Object.assign({ condition }, more)],
});
/** A pre-test that is skipped once satisfied; the end is closed until the test is passed. */
const TREE = {
  activityTree: {
    id: "org", title: "Course", sequencingControls: { choice: true, flow: true },
    children: [
      { id: "intro", title: "Intro" },
      {
        id: "test", title: "Test",
        sequencingRules: { preConditionRules: [rule("skip", "satisfied")] },
        primaryObjective: {
          objectiveID: "passed", isPrimary: true,
          mapInfo: [{ targetObjectiveID: "all-passed", writeSatisfiedStatus: true }],
        },
      },
      {
        id: "end", title: "End",
        objectives: [{
          objectiveID: "seen",
          mapInfo: [{ targetObjectiveID: "all-passed", readSatisfiedStatus: true }],
        }],
        sequencingRules: { preConditionRules: [{
          action: "disabled", conditionCombination: "any", conditions: [
            { condition: "satisfied", referencedObjective: "seen", operator: "not" },
            { condition: "objectiveStatusKnown", referencedObjective: "seen", operator: "not" },
          ],
        }] },
      },
    ],
  },
};
const FACTS = { items: ["intro", "test", "end"].map(sco), sequencing: TREE };
const soon = () => new Promise((resolve) => { setTimeout(resolve, 5); });

/** Plays the item that is open: sets, asks for navigation, terminates. */
async function play(lms, pairs) {
  const api = lms.api();
  assert.equal(api.Initialize(""), "true");
  pairs.forEach((pair) => assert.equal(api.SetValue(pair[0], pair[1]), "true", pair.join()));
  assert.equal(api.Terminate(""), "true");
  await soon();
}

test("the course's own requests lead through the tree", async () => {
  const lms = session("scorm2004", FACTS);
  await lms.open("");
  assert.equal(lms.visits.current(), "intro");
  await play(lms, [["cmi.completion_status", "completed"], ["adl.nav.request", "continue"]]);
  assert.deepEqual(lms.shown, [["test", "../package/test.html"]]);
  await play(lms, [["cmi.success_status", "passed"], ["cmi.exit", "normal"],
    ["adl.nav.request", "continue"]]);
  assert.equal(lms.visits.current(), "end");
  assert.match(lms.visits.status("test"), /passed/);
});

test("what a rule closes is refused, and told", async () => {
  const lms = session("scorm2004", FACTS);
  await lms.open("");
  const valid = lms.told.filter((message) => message.type === "valid").pop();
  assert.equal(valid.choice.end, "false");
  assert.equal(valid.choice.test, "true");
  assert.equal(lms.api().Initialize(""), "true");
  assert.equal(lms.api().GetValue("adl.nav.request_valid.choice.{target=end}"), "false");
  assert.equal(lms.api().GetValue("adl.nav.request_valid.continue"), "true");
});

test("the LMS's own buttons go on and back", async () => {
  const lms = session("scorm2004", FACTS);
  await lms.open("");
  lms.api().Initialize("");
  const next = lms.visits.navigate("continue");
  assert.equal(next.item.id, "test");
  assert.equal(next.enter(), "../package/test.html");
  lms.api().Initialize("");
  assert.equal(lms.visits.navigate("previous").item.id, "intro");
});

test("after suspendAll the learner is where they were, with what they had", async () => {
  const lms = session("scorm2004", FACTS);
  await lms.open("");
  await play(lms, [["cmi.completion_status", "completed"], ["adl.nav.request", "continue"]]);
  const api = lms.api();
  api.Initialize("");
  api.SetValue("cmi.suspend_data", "question 2");
  api.SetValue("cmi.exit", "suspend");
  api.SetValue("adl.nav.request", "suspendAll");
  assert.equal(api.Terminate(""), "true");
  lms.visits.close("suspendAll");
  await lms.open("");
  assert.equal(lms.visits.current(), "test");
  lms.api().Initialize("");
  assert.equal(lms.api().GetValue("cmi.suspend_data"), "question 2");
  assert.equal(lms.api().GetValue("cmi.entry"), "resume");
});

test("a closed tab is a suspension; a choice opens the item that was chosen", async () => {
  const lms = session("scorm2004", FACTS);
  await lms.open("");
  lms.api().Initialize("");
  lms.api().Commit("");
  lms.visits.close("suspendAll");
  await lms.open("test");
  assert.equal(lms.visits.current(), "test");
  lms.visits.close("suspendAll");
  await lms.open("");
  assert.equal(lms.visits.current(), "test");
});

test("a restart begins the tree anew", async () => {
  const lms = session("scorm2004", FACTS);
  await lms.open("");
  await play(lms, [["cmi.completion_status", "completed"], ["adl.nav.request", "continue"]]);
  lms.visits.close("suspendAll");
  lms.visits.restart();
  await lms.open("");
  assert.equal(lms.visits.current(), "intro");
});

test("each item has its own values, and each call its verdict", async () => {
  const lms = session("scorm2004", FACTS);
  await lms.open("");
  await play(lms, [["cmi.location", "p1"], ["cmi.session_time", "PT1M"],
    ["adl.nav.request", "continue"]]);
  lms.api().Initialize("");
  assert.equal(lms.api().GetValue("cmi.location"), "");
  assert.equal(lms.api().GetValue("cmi.total_time"), "PT0H0M0S");
  const errors = lms.verdicts().filter((each) => each.level === "error");
  assert.deepEqual(Array.from(errors), []);
});
