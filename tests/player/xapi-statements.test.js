/* Every event of the player as a statement, held to two readers: xAPI's rules and ours. */
"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { default: warnings } = require("xapi-validation");
const { BASE, words } = require("./lrs.js");
const { J, course, says, told, ANSWER, EVENTS } = require("./samples.js");

const ID = (kind, name) => words()[kind][name].id;

for (const name of Object.keys(EVENTS)) {
  test("the statement of the event " + name + " is valid, and says only what the vocabulary knows", () => {
    const statement = told(EVENTS[name]);
    assert.deepEqual(warnings(statement), []);
    const known = Object.values(words().extensions);
    for (const [place, holder] of [["context", statement.context], ["result", statement.result || {}]]) {
      for (const [id, value] of Object.entries(holder.extensions || {})) {
        const entry = known.find((each) => each.id === id);
        assert.ok(entry, id);
        assert.equal(entry.in, place);
        assert.equal(typeof value, entry.type.replace("integer", "number"));
      }
    }
    assert.ok(Object.values(words().verbs).some((verb) => verb.id === statement.verb.id));
    assert.ok(Object.values(words().activity_types).some((type) => type.id === statement.object.definition.type));
    assert.ok(statement.object.id.startsWith(BASE + "demo"));
    assert.deepEqual(statement.context.contextActivities.grouping[0].id, BASE + "demo");
    for (const extension of ["agency", "package", "schema", "session"]) {
      assert.ok(ID("extensions", extension) in statement.context.extensions, extension);
    }
  });
}

test("an answer has the question's whole definition, in the page's language, and no right answer", () => {
  const { object, result, context } = told(EVENTS.several);
  assert.equal(object.definition.interactionType, "choice");
  assert.deepEqual(object.definition.description, { en: "Which two?" });
  assert.deepEqual(object.definition.choices[2], { id: "c", description: { en: "Three" } });
  assert.equal("correctResponsesPattern" in object.definition, false);
  assert.deepEqual(result, { response: "a[,]c", success: false, score: { scaled: 0 } });
  assert.equal(context.contextActivities.parent[0].id, BASE + "demo/m2-l1");
});

test("each form of response is xAPI's", () => {
  assert.equal(told(EVENTS.truth).result.response, "false");
  const form = (type, letters) => {
    course.xapi.parts["m1-q1"].type = type;
    return told(Object.assign({}, ANSWER, { response: letters })).result.response;
  };
  assert.equal(form("matching", "a.2,b.1"), "a[.]2[,]b[.]1");
  assert.equal(form("sequencing", "c,a,b"), "c[,]a[,]b");
  assert.equal(form("numeric", "7.5"), "7.5");
  assert.equal(form("fill-in", "2"), "2");
  course.xapi.parts["m1-q1"].type = "choice";
});

test("a survey item has a response and never a success", () => {
  const { object, result } = told(EVENTS.survey);
  assert.deepEqual(result, { response: "2" });
  assert.equal(object.definition.interactionType, "likert");
  assert.equal(object.definition.scale.length, 2);
});

test("a try of the check has its score, its number and its seed, and stands in its lesson", () => {
  const { object, result, context } = told(EVENTS.passed);
  assert.equal(object.id, BASE + "demo/m3-check");
  assert.deepEqual(result, { success: true, duration: "PT61.23S", score: { scaled: 1, raw: 3, min: 0, max: 3 } });
  assert.equal(context.extensions[ID("extensions", "seed")], 9);
  assert.equal(context.extensions[ID("extensions", "attempt")], 2);
  assert.equal(context.extensions[ID("extensions", "bank")], "final");
  assert.equal(told(EVENTS.checkItem).context.contextActivities.parent[0].id, BASE + "demo/m3-check");
});

test("a lesson's time says whether all of it was measured in this session", () => {
  const active = ID("extensions", "active-seconds");
  const source = ID("extensions", "time-source");
  const done = told(EVENTS.finished).result;
  assert.deepEqual([done.completion, done.duration], [true, "PT301S"]);
  assert.deepEqual([done.extensions[active], done.extensions[source]], [301, "restored"]);
  assert.equal(told(EVENTS.opened).result.extensions[source], "measured");
  course.xapi.lesson_verb = "experienced";
  assert.equal(told(EVENTS.finished).verb.id, ID("verbs", "experienced"));
  course.xapi.lesson_verb = "completed";
});

test("what was played is written as the video profile has it", () => {
  const { result, context } = told(EVENTS.paused);
  const ours = result.extensions;
  assert.equal(ours[ID("extensions", "played-segments")], "0[.]12.5[,]30[.]41");
  assert.equal(ours[ID("extensions", "progress")], 0.573);
  assert.equal(ours[ID("extensions", "media-time")], 41);
  assert.equal(context.extensions[ID("extensions", "media-length")], 41);
  assert.deepEqual(context.contextActivities.category, [{ id: ID("categories", "video") }]);
  const jump = told(EVENTS.seeked).result.extensions;
  assert.deepEqual([jump[ID("extensions", "time-from")], jump[ID("extensions", "time-to")]], [12.5, 30]);
  assert.equal(told(EVENTS.heard).result.completion, true);
});

test("rows that only SCORM's ledger needs, and other kinds, are no statements", () => {
  for (const event of [{ kind: "row", id: "s_1", response: "x" }, { kind: "location" }, { kind: "objective" }]) {
    assert.equal(says.of(event), null);
  }
});

test("names that count once are UUIDs of version 5, of the registration (RFC 9562, 5.5)", () => {
  assert.equal(J.uuid.named("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com"), "2ed6657d-e927-568b-95e1-2665a8aea6a2");
  assert.match(J.uuid.random(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const long = "é".repeat(1000);
  const known = require("node:crypto").createHash("sha1").update(long).digest("hex");
  assert.equal(J.uuid.sha1(long), known);
});
