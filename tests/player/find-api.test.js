"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { load } = require("./load.js");

const J = load(["janeschool_scorm/player/find-api.js"]);
const soon = (act) => setImmediate(act);

function frame(changes) {
  const made = Object.assign({ opener: null }, changes);
  made.parent = made.parent || made;
  made.top = made.top || made.parent;
  return made;
}

test("the API is found in a parent, in the opener's chain and in the top's opener", async () => {
  const api = {};
  const lms = frame({ API: api });
  assert.equal(await J.findApi("API", frame({ parent: frame({ parent: lms }) }), soon), api);
  assert.equal(await J.findApi("API", frame({ opener: frame({ parent: lms }) }), soon), api);
  const top = frame({ opener: lms });
  assert.equal(await J.findApi("API", frame({ parent: frame({ parent: top }), top }), soon), api);
});

test("a frame of another origin that throws does not end the search", async () => {
  const api = {};
  const foreign = new Proxy({}, {
    get: (_, name) => {
      if (name === "parent") return frame({ API: api });
      throw new Error("blocked");
    },
  });
  assert.equal(await J.findApi("API", frame({ parent: foreign }), soon), api);
});

test("an API of another standard is not taken", async () => {
  const lms = frame({ API_1484_11: {} });
  assert.equal(await J.findApi("API", frame({ parent: lms }), soon), null);
});

test("an API that appears late is found, and a circle of openers ends", async () => {
  const lms = frame({});
  setTimeout(() => { lms.API = "late"; }, 5);
  const later = (act) => setTimeout(act, 1);
  assert.equal(await J.findApi("API", frame({ parent: lms }), later), "late");
  const one = frame({});
  one.opener = one;
  assert.equal(await J.findApi("API", one, soon), null);
});

test("a page that stands alone does not wait ten seconds", async () => {
  const never = () => assert.fail("no timer is needed");
  assert.equal(await J.findApi("API", frame({}), never), null);
});
