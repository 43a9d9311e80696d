/* The self-test's own facts: what it writes, and what came back of it. No page. */
"use strict";
((J) => {
  /** As long as a resume code may ever be. */
  const LENGTH = 3500;
  const SECONDS = 75;
  const HEAD = /^JST1\.(\d{1,4})\./;

  /** Numbers in a row after the run: wherever it is cut or changed, the place shows. */
  function text(run) {
    let code = "JST1." + run + ".";
    for (let n = 0; code.length < LENGTH; n += 1) code += ("000" + n).slice(-4) + ",";
    return code.slice(0, LENGTH);
  }

  /** Each run writes another score, so that an old one is noticed. */
  function score(run) {
    return 80 + (run % 20);
  }

  /** Which run wrote this saved place? 0 for none. */
  function runOf(code) {
    const match = HEAD.exec(code || "");
    return match ? Number(match[1]) : 0;
  }

  /** Has the LMS kept anything of an earlier visit? */
  function visited(stored) {
    return runOf(stored.resume) > 0 || /^(passed|completed|failed)$/.test(stored.status)
      || stored.score !== "";
  }

  /** Seconds of `0000:01:15.00`, or of `PT1M15.00S`; NaN where it is neither. */
  function seconds(time) {
    const match = /^(\d{2,4}):(\d{2}):(\d{2}(?:\.\d+)?)$/.exec(time || "")
      || /^P(?:\d+[YMD])*T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/.exec(time || "");
    return match ? (match[1] || 0) * 3600 + (match[2] || 0) * 60 + Number(match[3] || 0) : NaN;
  }

  function sameFor(one, other) {
    let n = 0;
    while (n < one.length && one[n] === other[n]) n += 1;
    return n;
  }

  function place(stored) {
    const back = stored.resume;
    const whole = text(runOf(back) || 1);
    const same = sameFor(whole, back);
    const words = back === "" ? J.t("Nothing")
      : back === whole ? J.t("All {n} characters, unchanged", { n: LENGTH })
        : J.t("{all} characters, the first {n} of them unchanged", { all: back.length, n: same });
    return {
      what: J.t("Saved place"), wrote: J.t("{n} characters", { n: LENGTH }), back: words,
      good: back === whole,
      todo: back === ""
        ? J.t("Learners would start from the beginning at each visit. Look for a setting that opens a new attempt each time, and turn it off (in Moodle: Force new attempt: No, Number of attempts: 1). Then run this test again.")
        : J.t("Learners could lose their place. Ask the people who look after the learning system to keep 4,096 characters of suspend data without a change."),
    };
  }

  function status(stored) {
    return {
      what: J.t("Status"), wrote: "passed", back: stored.status || J.t("Nothing"),
      good: stored.status === "passed" || stored.status === "completed",
      todo: J.t("The learning system would not know who has finished. Look for a setting that decides the status by itself, and leave it to the course."),
    };
  }

  function points(stored) {
    // Where a score can be said once only, that of the first run stays.
    const run = stored.once ? 0 : runOf(stored.resume);
    const back = stored.score === "" ? NaN : Number(stored.score);
    return {
      what: J.t("Score"), wrote: run ? String(score(run)) : "80 - 99",
      back: stored.score || J.t("Nothing"),
      good: run ? back === score(run) : back >= 80 && back <= 99,
      todo: J.t("Look for a setting that keeps the first or the highest attempt's score, and let it keep the last one."),
    };
  }

  /** A missing sum is no fault: the course keeps its own ledger of time. */
  function time(stored) {
    return {
      what: J.t("Time"), wrote: J.t("{n} seconds at each run", { n: SECONDS }),
      back: stored.time || J.t("Nothing"), good: seconds(stored.time) >= SECONDS, minor: true,
      todo: J.t("Nothing. The course keeps its own record of time in the saved place; do not rely on the learning system's time column."),
    };
  }

  /**
   * @param {{resume: string, status: string, score: string, time: string}} stored
   * @returns {Array<{what: string, wrote: string, back: string, good: boolean,
   *   minor: (boolean|undefined), todo: string}>} one row for each thing that was written
   */
  function verdict(stored) {
    return [place(stored), status(stored), points(stored), time(stored)];
  }

  J.trial = {
    SECONDS: SECONDS, text: text, score: score, runOf: runOf, visited: visited,
    verdict: verdict,
  };
})(JaneSchool);
