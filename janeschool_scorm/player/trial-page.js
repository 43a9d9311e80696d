/* The self-test package: writes to the LMS on a button, and says at the next visit what came back. */
"use strict";
((J) => {
  let adapter = null;
  let stored = null;
  /** What this visit wrote; empty until then. */
  let written = "";
  let closed = false;

  function box(name) {
    return J.find("#js_trial_" + name);
  }

  function show(names) {
    J.all(".trial").forEach((part) => { part.hidden = names.indexOf(part.id.slice(9)) < 0; });
  }

  function lead(words, kind) {
    box("lead").textContent = words;
    box("lead").dataset.kind = kind || "";
  }

  /** Facts, errors and calls as they are now. */
  function report() {
    const now = adapter.report();
    const answers = now.answers || {};
    J.facts(box("facts"), [
      [J.t("Standard"), now.standard],
      [J.t("Package"), document.documentElement.dataset.fingerprint],
      [J.t("Agency"), J.course.agency],
    ].concat(Object.keys(answers).map((name) => [name, answers[name] || J.t("(empty)")])));
    ["errors", "table"].forEach((name) => {
      box(name).textContent = "";
      box(name).appendChild(J.selftest[name](now.log));
    });
  }

  // --- the first visit -----------------------------------------------------------------

  function write() {
    const run = (J.trial.runOf(stored.resume) % 9999) + 1;
    written = J.trial.text(run);
    adapter.time(J.trial.SECONDS);
    adapter.record({ kind: "location", lesson: "self-test" });
    adapter.record({ kind: "result", status: "passed", score: J.trial.score(run) });
    box("write").disabled = true;
    adapter.save(written).then((good) => {
      lead(good
        ? J.t("Step 2. Everything was written. Choose the button to close this test, then open it again from your learning system: only then can it say what was kept.")
        : J.t("Step 2. The learning system did not confirm all of it; see the errors below. Close the test all the same, open it again from your learning system, and see what was kept."),
      good ? "good" : "bad");
      report();
      show(["close", "report"]);
      J.focus(box("lead"));
    });
  }

  /** @param {boolean} asked was the button chosen? */
  function end(asked) {
    if (closed || !adapter) return;
    closed = true;
    adapter.finish(written, asked);
  }

  function close() {
    end(true);
    report();
    show(["report"]);
    lead(J.t("This test is closed. Now open it again from your learning system."), "good");
    J.focus(box("lead"));
  }

  // --- the next visit ------------------------------------------------------------------

  /** On a narrow screen each cell says what its column is. */
  function cell(row, words) {
    const column = J.all("th", box("result"))[row.children.length];
    row.appendChild(J.make("td", words, { "data-name": column.textContent }));
  }

  function line(each) {
    const row = J.make("tr");
    row.appendChild(J.make("th", each.what, { scope: "row" }));
    cell(row, each.wrote);
    cell(row, each.back);
    cell(row, each.good ? J.t("✓ Kept") : each.minor ? J.t("Not kept") : J.t("✗ Not kept"));
    cell(row, each.good ? J.t("Nothing") : each.todo);
    return row;
  }

  function verdict() {
    const rows = J.trial.verdict(stored);
    const bad = rows.filter((each) => !each.good && !each.minor);
    const body = J.find("tbody", box("result"));
    rows.forEach((each) => { body.appendChild(line(each)); });
    if (bad.length) {
      lead(J.t("Not everything came back. Not kept: {what}. The last column says what to do.", {
        what: bad.map((each) => each.what).join(", "),
      }), "bad");
    } else {
      lead(J.t("Your learning system kept what the course needs. You can enroll people."), "good");
    }
  }

  // --- start -----------------------------------------------------------------------------

  function run(answer) {
    stored = Object.assign(
      { resume: answer.resume || "", status: "", score: "", time: "" }, adapter.report().stored
    );
    report();
    if (!answer.found) {
      show(["report"]);
      lead(answer.refused
        ? J.t("The learning system was found, but did not open a session. Log in again, and open this test from the course where you put it.")
        : J.t("No learning system was found. Load this zip into your learning system, and open it there. Opened from a folder it can test nothing."), "bad");
      return;
    }
    const writes = answer.mode === "normal";
    const again = J.trial.visited(stored);
    if (again) verdict();
    else if (writes) lead(J.t("The learning system was found. Step 1. Choose the button: it writes a status, a score, a time and a saved place."));
    else lead(J.t("The learning system opened this for looking only, so nothing can be written. Open it as someone who takes the course."), "bad");
    show((again ? ["result", "report"] : ["first", "report"]).concat(writes ? ["start"] : []));
    if (again) box("write").textContent = J.t("Run the test again");
  }

  function start() {
    adapter = J.adapter(J.course, { alone: () => true });
    J.on(box("write"), "click", write);
    J.on(box("end"), "click", close);
    J.on(box("print"), "click", () => { window.print(); });
    J.on(window, "pagehide", () => { end(false); });
    adapter.start().then(run);
  }

  start();
})(JaneSchool);
