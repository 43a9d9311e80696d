/* Launch parameters of plain xAPI packages, as they are found in the wild. */
"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { plain } = require("./load.js");
const { AGENT, BASE, opened, paths, server, SCRIPTS } = require("./lrs.js");

const { J } = opened(
  paths("janeschool_scorm/player/xapi", SCRIPTS).concat(["packagers/xapi_package/launch.js"]), server()
);
const GIVEN = { endpoint: "https://lrs.example/xapi", auth: "Basic abc", actor: AGENT };

function launched(changes) {
  const query = new URLSearchParams();
  const all = Object.assign({}, GIVEN, changes);
  Object.keys(all).filter((name) => all[name] !== undefined).forEach((name) => {
    query.set(name, typeof all[name] === "string" ? all[name] : JSON.stringify(all[name]));
  });
  return plain(J.xapiLaunch("?" + query, BASE + "demo"));
}

test("the endpoint gets its slash, and auth stays as it is given, empty too", () => {
  assert.equal(launched({}).endpoint, "https://lrs.example/xapi/");
  assert.equal(launched({ endpoint: "https://lrs.example/xapi/" }).endpoint, "https://lrs.example/xapi/");
  assert.equal(launched({}).auth, "Basic abc");
  assert.equal(launched({ auth: undefined }).auth, "");
  assert.equal(launched({ auth: "a token of theirs" }).auth, "a token of theirs");
});

test("the launch's actor is used as it is", () => {
  assert.deepEqual(launched({}).agent, AGENT);
  const person = { mbox: "mailto:someone@example.org", name: "Someone" };
  assert.deepEqual(launched({ actor: person }).agent, person);
});

test("an actor in the style of 0.9 becomes the agent that it stands for, without its name", () => {
  const account = [{ accountServiceHomePage: "https://lms.example", accountName: "p-1" }];
  const agent = { objectType: "Agent", account: { homePage: "https://lms.example", name: "p-1" } };
  assert.deepEqual(launched({ actor: { name: ["A"], account, mbox: ["mailto:a@example.org"] } }).agent, agent);
  assert.deepEqual(launched({ actor: [{ account }] }).agent, agent);
  assert.deepEqual(launched({ actor: { mbox: ["mailto:a@example.org"] } }).agent, {
    objectType: "Agent", mbox: "mailto:a@example.org",
  });
});

test("a missing registration is made from learner and activity, the same each time", () => {
  const made = launched({}).registration;
  assert.match(made, /^[0-9a-f]{8}-[0-9a-f]{4}-5/);
  assert.equal(launched({ registration: "nonsense" }).registration, made);
  const other = Object.assign({}, AGENT, { account: { homePage: "https://agency.example", name: "p-2" } });
  assert.notEqual(launched({ actor: other }).registration, made);
  const given = "5f3c9a52-0c9f-4d3e-9a63-8e8f2f8f1d01";
  assert.equal(launched({ registration: given }).registration, given);
});

test("statements about the course are about the launch's activity_id", () => {
  assert.equal(launched({ activity_id: "https://lms.example/a/1" }).activityId, "https://lms.example/a/1");
  assert.equal(launched({}).activityId, BASE + "demo");
});

test("without an endpoint or anybody to speak of there is no launch", () => {
  for (const changes of [{ endpoint: undefined }, { endpoint: "javascript:alert(1)" }, { actor: undefined },
    { actor: "{" }, { actor: "null" }, { actor: { name: "only a name" } }, { actor: [] }]) {
    assert.equal(launched(changes), null);
  }
});
