/* What all questions with a right answer share, in lessons and in the check. */
"use strict";
((J) => {
  /**
   * Kind -> how its answer is read and shown, in blocks/KIND.js; choices need none.
   * `read` gives a SCORM response, empty while something is missing; `ask` says so.
   */
  J.fields = {};

  const CHOICES = {
    start() {},
    read: chosen,
    write: choose,
    ask: () => J.t("Choose an answer first."),
  };

  function field(item) {
    return J.fields[item.kind] || CHOICES;
  }

  /** The chosen options as SCORM letters: `a`, `a,c`, `t`. */
  function chosen(section) {
    return J.all("input:checked", section).map((input) => input.value).join(",");
  }

  function choose(section, letters) {
    const values = letters ? letters.split(",") : [];
    J.all("input", section).forEach((input) => {
      input.checked = values.indexOf(input.value) >= 0;
    });
  }

  function lock(section) {
    J.all("input, select, fieldset button", section).forEach((control) => {
      control.disabled = true;
    });
    const act = J.find(".act", section);
    if (act) act.hidden = true;
    section.classList.add("answered");
  }

  /** Icon, one word and the author's sentence: never colour alone. */
  function feedback(section, kind, title, words) {
    const box = J.find(".feedback", section);
    box.textContent = "";
    box.dataset.kind = kind;
    const head = J.make("p", "", { class: "feedback-title" });
    head.appendChild(J.make("span", kind === "right" ? "✓" : "→", {
      class: "mark", "aria-hidden": "true",
    }));
    head.appendChild(document.createTextNode(" " + title));
    box.appendChild(head);
    if (words) box.appendChild(J.make("p", words));
    return box;
  }

  function authorsWords(section, kind) {
    return J.find("template." + kind, section).content.textContent.trim();
  }

  function show(section, item) {
    const state = J.items.stateOf(item);
    if (!state.tries) return;
    const left = J.app.course.rules.question_attempts - state.tries;
    if (state.status === "r") {
      feedback(section, "right", J.t("That is right."), authorsWords(section, "right"));
    } else if (state.status === "d") {
      const words = authorsWords(section, "wrong") + " " + authorsWords(section, "right");
      feedback(section, "wrong", J.t("Not this time. Here is what matters:"), words);
    } else {
      const words = authorsWords(section, "wrong");
      const title = J.count(left, "Not yet. You have one more try.", "Not yet. You have {n} more tries.");
      feedback(section, "wrong", title, words);
    }
    if (state.status !== "o") lock(section);
  }

  /** Active seconds since the last answer, or since the lesson was opened. */
  function latency() {
    J.idle.take();
    const session = J.app.session;
    const seconds = session.present - session.since;
    session.since = session.present;
    return seconds;
  }

  function answer(section, item) {
    const letters = read(section, item);
    if (!letters) {
      feedback(section, "wrong", field(item).ask(), "");
      return;
    }
    const app = J.app;
    const right = J.answers.isRight(app.course.id, item, letters);
    app.dispatch({
      type: "answer", place: item.place, right: right,
      answer: J.answers.toNumber(item.kind, letters), limit: app.course.rules.question_attempts,
    });
    const state = J.items.stateOf(item);
    app.record(J.ledger.question(
      item, state.tries, app.state.sessions, letters, right, latency()
    ));
    show(section, item);
    if (state.status !== "o") J.focus(J.find(".feedback", section));
  }

  function read(section, item) {
    return field(item).read(section, item);
  }

  /** Makes the question usable and shows the answer that the state holds as a number. */
  function start(section, item, number) {
    field(item).start(section, item);
    field(item).write(section, J.answers.toLetters(item.kind, number));
  }

  /** Behaviour of a question inside a lesson. */
  J.question = (section, item) => {
    start(section, item, J.items.stateOf(item).answer);
    show(section, item);
    J.on(J.find(".answer", section), "click", () => { answer(section, item); });
    J.on(section, "keydown", (event) => {
      if (event.key === "Enter" && event.target.type === "text") answer(section, item);
    });
  };

  J.questions = { start: start, read: read, lock: lock, feedback: feedback };
})(JaneSchool);
