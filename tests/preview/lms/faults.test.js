/* What goes wrong on demand, and what a course hears of it. */
"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { session } = require("./load.js");

const ITEMS = { items: [{ id: "one", href: "a.html", launchable: true, kind: "sco" }] };

async function opened(standard) {
  const lms = session(standard, ITEMS);
  await lms.open("one");
  const api = lms.api();
  assert.equal((api.LMSInitialize || api.Initialize)(""), "true");
  return [lms, api];
}

test("the next call fails once, with the code that was asked for", async () => {
  const [lms, api] = await opened("scorm12");
  lms.faults.obey({ do: "fail", which: "next", error: "391" });
  assert.equal(api.LMSSetValue("cmi.core.exit", "suspend"), "false");
  assert.equal(api.LMSGetLastError(), "391");
  assert.equal(lms.calls()[1].struck, true);
  assert.equal(api.LMSSetValue("cmi.core.exit", "suspend"), "true");
  assert.equal(api.LMSGetLastError(), "0");
});

test("a value cannot be read while all calls fail, and can again afterwards", async () => {
  const [lms, api] = await opened("scorm12");
  lms.faults.obey({ do: "fail", which: "all" });
  assert.equal(api.LMSGetValue("cmi.core.student_id"), "");
  assert.equal(api.LMSCommit(""), "false");
  assert.equal(api.LMSGetLastError(), "101");
  lms.faults.obey({ do: "fail", which: "none" });
  assert.equal(api.LMSGetValue("cmi.core.student_id"), "learner-1");
});

test("without a network values are taken, but nothing can be saved", async () => {
  for (const [standard, code] of [["scorm12", "101"], ["scorm2004", "391"]]) {
    const [lms, api] = await opened(standard);
    const call = (name) => (api["LMS" + name] || api[name]).bind(api);
    lms.faults.obey({ do: "network", profile: "offline" });
    assert.equal(call("SetValue")("cmi.suspend_data", "x"), "true");
    assert.equal(call("Commit")(""), "false");
    assert.equal(call("GetLastError")(), code);
    lms.faults.obey({ do: "network", profile: "normal" });
    assert.equal(call("Commit")(""), "true");
  }
});

test("a server that is gone makes a commit fail as an LMS would say it", async () => {
  const [lms, api] = await opened("scorm2004");
  lms.server.online = false;
  assert.equal(api.Commit(""), "false");
  assert.equal(api.GetLastError(), "391");
  assert.equal(api.GetValue("cmi.learner_id"), "learner-1");
  assert.equal(api.GetLastError(), "0");
});

test("an expired session knows nobody until the next launch", async () => {
  const [lms, api] = await opened("scorm12");
  lms.faults.obey({ do: "expire" });
  assert.equal(api.LMSGetValue("cmi.core.student_id"), "");
  assert.equal(api.LMSGetLastError(), "301");
  lms.faults.renew();
  assert.equal(api.LMSGetValue("cmi.core.student_id"), "learner-1");
});

test("each call waits as long as was asked", async () => {
  const [lms, api] = await opened("scorm12");
  const waits = [];
  lms.server.wait = (ms) => waits.push(ms);
  lms.faults.obey({ do: "delay", ms: 250 });
  await lms.open("one");
  lms.api().LMSInitialize("");
  assert.deepEqual(waits, [250]);
  lms.faults.obey({ do: "delay", ms: "soon" });
  assert.equal(lms.faults.delay(), 0);
  assert.equal(lms.faults.obey({ do: "launch" }), false);
  assert.ok(api);
});
