/* Resume codes and their states, written by the player itself: JSON lines for the tests
 * of the decoder. Arguments: how many, and a seed. */
"use strict";
const path = require("node:path");
const { load, plain, random } = require(path.join(__dirname, "..", "player", "load.js"));

const J = load();
const next = random(Number(process.argv[3]));
const whole = (limit) => Math.floor(next() * limit);
const pick = (list) => list[whole(list.length)];

function answered() {
  return { used: 1 + whole(20), best: whole(101), last: whole(101), repeat: whole(1 << 20), seed: whole(4294967296), open: false, answers: {} };
}

function state() {
  const made = plain(J.state.empty());
  ["seq", "wall", "started", "finished"].forEach((name) => { made[name] = pick([0, whole(30000000)]); });
  ["sessions", "block", "day", "today", "last", "stretch"].forEach((name) => { made[name] = pick([0, whole(40000)]); });
  made.at = whole(40) - 1;
  for (let n = whole(40); n > 0; n -= 1) made.lessons[whole(1296)] = { seconds: whole(20000), done: next() < 0.5 };
  for (let n = whole(90); n > 0; n -= 1) made.items[whole(1296)] = item();
  if (next() < 0.6) made.check = answered();
  if (next() < 0.3) {
    made.check.open = true;
    for (let n = whole(30); n > 0; n -= 1) made.check.answers[whole(1296)] = whole(pick([64, 43046721]));
  }
  return made;
}

function item() {
  const tries = whole(10);
  const made = {
    status: pick(["o", "d", "r", "s"]), tries: tries,
    answer: tries ? whole(pick([4096, 43046721, 20000000000])) : 0, at: pick([0, whole(30000000)]),
  };
  if (made.status === "o" && next() < 0.3) {
    const start = whole(500);
    made.played = [[start, start + 1 + whole(500)], [1100, 1101 + whole(90)]];
  }
  return made;
}

for (let n = Number(process.argv[2]); n > 0; n -= 1) {
  const made = state();
  const code = J.resume.write(made, "0123abcd");
  // Cut and damaged codes too: the player's own reader says what is left of them.
  const shown = pick([code, code, code.slice(0, whole(code.length)), code.replace(pick(["1", "a", ","]), pick([".", "-", "~"]))]);
  const read = J.resume.read(shown);
  process.stdout.write(JSON.stringify({ code: shown, state: plain(read.state), broken: read.broken, fingerprint: read.fingerprint }) + "\n");
}
