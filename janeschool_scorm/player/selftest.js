/* The connection test: what the LMS answered, in words. It only reads. */
"use strict";
((J) => {
  function facts() {
    const app = J.app;
    const report = app.lms.report();
    const answers = report.answers || {};
    const pairs = [
      [J.t("Learning system found"), app.found ? J.t("Yes") : J.t("No")],
      [J.t("Standard"), report.standard],
      [J.t("Mode"), app.mode],
      [J.t("Writes are on"), app.recording ? J.t("Yes") : J.t("No")],
      [J.t("Package"), document.documentElement.dataset.fingerprint],
      [J.t("Version"), app.course.version],
      [J.t("Agency"), app.course.agency],
    ];
    Object.keys(answers).forEach((name) => {
      pairs.push([name, answers[name] || J.t("(empty)")]);
    });
    return pairs;
  }

  function row(entry) {
    const line = J.make("tr");
    const value = (entry.args || []).join(" = ");
    [entry.at.slice(11, 19), entry.call, value, entry.answer, entry.code + " " + entry.words]
      .forEach((words) => { line.appendChild(J.make("td", words)); });
    return line;
  }

  function table(log) {
    const element = J.make("table");
    const head = J.make("tr");
    J.texts(["Time (UTC)", "Call", "Element", "Answer", "Error"]).forEach((words) => {
      head.appendChild(J.make("th", J.t(words), { scope: "col" }));
    });
    element.appendChild(J.make("thead")).appendChild(head);
    const body = element.appendChild(J.make("tbody"));
    log.slice().reverse().forEach((entry) => { body.appendChild(row(entry)); });
    return element;
  }

  /** `means`: what the adapter makes of the error code. */
  function todo(means) {
    if (means === "unkept") return J.t("The learning system does not keep this. The course works without it.");
    if (means === "away") {
      return J.t("Close this, log in to the learning system again, and open it again. If it stays, send this page to the people who look after the learning system.");
    }
    return J.t("Send this page to the people who look after the learning system.");
  }

  /** Each kind of error once: what failed, what the learning system said, what to do. */
  function errors(log) {
    const list = J.make("ul");
    const seen = {};
    log.forEach((entry) => {
      const what = [entry.call].concat((entry.args || []).slice(0, 1)).join(" ");
      if (!entry.code || entry.means === "unset" || seen[what + entry.code]) return;
      seen[what + entry.code] = true;
      const words = what + ": " + entry.code + ", " + entry.words + ". " + todo(entry.means);
      list.appendChild(J.make("li", words));
    });
    return list.firstChild ? list : J.make("p", J.t("No call failed."));
  }

  J.selftest = {
    table: table,
    errors: errors,
    draw: () => {
      J.facts(J.find("#js_selftest_facts"), facts());
      const place = J.find("#js_selftest_log");
      place.textContent = "";
      const log = J.app.lms.report().log;
      place.appendChild(table(log));
      J.find("#js_selftest_errors").textContent = "";
      J.find("#js_selftest_errors").appendChild(errors(log));
    },
  };
})(JaneSchool);
