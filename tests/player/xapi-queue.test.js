/* The queue and the place under faults: nothing is lost, nothing counts twice. */
"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { plain, random } = require("./load.js");
const { SCRIPTS, opened, paths, server } = require("./lrs.js");

const ID = (n) => "00000000-0000-4000-8000-" + ("00000000000" + n).slice(-12);
const BODY = (n, size) => ({ id: ID(n), verb: { id: "urn:x/verbs/did" }, padding: "x".repeat(size || 0) });

function fresh(cautious, kept) {
  const lrs = server();
  const all = opened(paths("janeschool_scorm/player/xapi", SCRIPTS), lrs);
  const shelf = { entries: kept || [] };
  const denied = [];
  const client = all.J.lrs({ endpoint: "https://lms.example/xapi/", auth: "Basic x", leaving: () => false });
  const queue = () => all.J.queue({
    lrs: client, dress: (body) => body, cautious, now: all.world.now,
    keep: (entries) => { shelf.entries = JSON.parse(JSON.stringify(entries)); },
    denied: (answer) => { denied.push(answer.status); },
  });
  return Object.assign(all, { lrs, shelf, denied, client, queue, pending: queue() });
}

/** Flushes until all is said or so many tries are used up. */
async function flushed(all, queue, tries) {
  for (let n = 0; n < tries; n += 1) {
    const done = queue.flush();
    await all.world.pass(120000);
    if (await done) return true;
  }
  return false;
}

const KINDS = ["lost", "cut", { status: 503 }, { status: 429, retry: "2" }, { status: 500 }, null, null, null];

for (const cautious of [true, false]) {
  test("whatever fails, each statement is there once in the end" + (cautious ? ", and none was sent again without asking" : ""), async () => {
    let again = 0;
    for (let seed = 1; seed <= 60; seed += 1) {
      const next = random(seed);
      const all = fresh(cautious);
      const count = 1 + Math.floor(next() * 30);
      let added = 0;
      let queue = all.pending;
      for (let round = 0; round < 8; round += 1) {
        const more = Math.floor(next() * 6);
        for (let n = 0; n < more && added < count; n += 1, added += 1) {
          queue.add({ body: BODY(added), alone: next() < 0.2, ask: next() < 0.1 });
        }
        all.lrs.faults = Array.from({ length: Math.floor(next() * 5) }, () => {
          const kind = KINDS[Math.floor(next() * KINDS.length)];
          return () => kind;
        });
        const work = queue.flush();
        await all.world.pass(Math.floor(next() * 40000));
        // A page that is gone: what its shelf holds is what the next one begins with.
        if (next() < 0.3) {
          await all.world.pass(120000);
          await work;
          const left = all.shelf.entries;
          queue = all.queue();
          left.forEach((entry) => { queue.add(Object.assign({}, entry, { ask: cautious })); });
        }
      }
      all.lrs.faults = [];
      assert.equal(await flushed(all, queue, 20), true, "seed " + seed);
      const ids = all.lrs.statements.map((each) => each.id).sort();
      assert.deepEqual(ids, Array.from({ length: added }, (_, n) => ID(n)).sort(), "seed " + seed);
      assert.deepEqual(all.shelf.entries, []);
      again += repeated(all.lrs);
    }
    assert.equal(again > 0, !cautious);
  });
}

/** How many statements were sent although the LRS had them. */
function repeated(lrs) {
  const seen = {};
  let again = 0;
  lrs.requests.filter((each) => each.method === "POST").forEach((request) => {
    [].concat(JSON.parse(request.body)).forEach((each) => {
      if (seen[each.id] === "stored") again += 1;
      seen[each.id] = request.stored ? "stored" : "sent";
    });
  });
  return again;
}

test("statements go together, but one that stands alone shares no request", async () => {
  const all = fresh(false);
  [0, 1].forEach((n) => { all.pending.add({ body: BODY(n) }); });
  all.pending.add({ body: BODY(2), alone: true });
  [3, 4].forEach((n) => { all.pending.add({ body: BODY(n) }); });
  assert.equal(await flushed(all, all.pending, 1), true);
  const sizes = all.lrs.requests.map((each) => [].concat(JSON.parse(each.body)).length);
  assert.deepEqual(sizes, [2, 1, 2]);
});

test("one that is refused does not hold back the others, and is not sent for ever", async () => {
  const all = fresh(false);
  [0, 1, 2].forEach((n) => { all.pending.add({ body: BODY(n) }); });
  const bad = (request) => {
    all.lrs.faults.unshift(bad);
    return request.method === "POST" && request.body.includes(ID(1)) ? { status: 400 } : null;
  };
  all.lrs.faults = [bad];
  assert.equal(await flushed(all, all.pending, 1), true);
  assert.deepEqual(all.lrs.statements.map((each) => each.id), [ID(0), ID(2)]);
  assert.deepEqual(plain(all.pending.refused).map((each) => each.id), [ID(1)]);
});

test("what is too large together goes in halves (413)", async () => {
  const all = fresh(false);
  for (let n = 0; n < 8; n += 1) all.pending.add({ body: BODY(n, 100) });
  const small = (request) => {
    all.lrs.faults.unshift(small);
    return request.method === "POST" && request.body.length > 500 ? { status: 413 } : null;
  };
  all.lrs.faults = [small];
  assert.equal(await flushed(all, all.pending, 1), true);
  assert.equal(all.lrs.statements.length, 8);
  assert.equal(all.pending.refused.length, 0);
});

test("a pause that the LRS asks for is kept (429, Retry-After)", async () => {
  const all = fresh(false);
  all.pending.add({ body: BODY(0) });
  all.lrs.faults = [() => ({ status: 429, retry: "60" })];
  const first = all.pending.flush();
  await all.world.pass(1000);
  assert.equal(await first, false);
  const early = all.pending.flush();
  await all.world.pass(10000);
  assert.equal(await early, false);
  assert.equal(all.lrs.requests.length, 1);
  await all.world.pass(60000);
  assert.equal(await flushed(all, all.pending, 1), true);
});

test("401 and 403 are told, and what waits stays", async () => {
  for (const status of [401, 403]) {
    const all = fresh(false);
    all.pending.add({ body: BODY(0) });
    all.lrs.faults = [() => ({ status })];
    const done = all.pending.flush();
    await all.world.pass(1000);
    assert.equal(await done, false);
    assert.deepEqual(all.denied, [status]);
    assert.equal(all.shelf.entries.length, 1);
  }
});

test("a page that goes away sends at most what the browser lets it, and the rest stays", async () => {
  const all = fresh(false);
  for (let n = 0; n < 20; n += 1) all.pending.add({ body: BODY(n, 5000) });
  all.pending.farewell();
  assert.equal(all.lrs.requests.length, 1);
  assert.ok(all.lrs.requests[0].body.length < 60000);
  assert.equal(all.shelf.entries.length, 20);
});

test("what was kept for more than seven days is let go", () => {
  const { J } = fresh(false);
  const day = 24 * 3600000;
  const entries = [{ body: BODY(0), at: 0 }, { body: BODY(1), at: 2 * day }, null, {}];
  assert.deepEqual(J.queue.fresh(entries, 8 * day).map((each) => each.body.id), [ID(1)]);
});

test("a request that hangs is given up after half a minute, and the log has no secret", async () => {
  const all = fresh(false);
  all.world.globals.window.fetch = () => new Promise(() => {});
  const asked = all.client.ask("GET", "statements", { statementId: ID(0) });
  await all.world.pass(31000);
  assert.equal((await asked).status, 0);
  assert.equal(all.client.log[0].means, "away");
  assert.equal(JSON.stringify(all.client.log).includes("Basic"), false);
});

test("an LMS whose ETags cannot be trusted is written to all the same", async () => {
  const all = fresh(false);
  const place = all.J.place(all.client, { activityId: "urn:a", agent: {}, registration: ID(0) });
  const never = () => false;
  const write = async (code) => {
    const done = place.write(code, never);
    await all.world.pass(1000);
    return (await done).status;
  };
  assert.equal(await write("JS1.a"), 204);
  all.lrs.faults = [() => ({ status: 412 })];
  assert.equal(await write("JS1.b"), 204);
  assert.equal(place.held(), "JS1.b");
});
