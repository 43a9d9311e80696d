/* The final check: questions drawn by a seed, answers kept half way, score, what to repeat. */
"use strict";
((J) => {
  let section = null;
  let drawn = [];
  /** Active seconds of this visit when the try began; unknown where an earlier visit began it. */
  let begun;

  function check() {
    return J.app.course.check;
  }

  function box(name) {
    return J.find(".check-" + name, section);
  }

  function questionOf(item) {
    const bank = J.find("#js_bank").content;
    return J.find('[data-item="' + item.id + '"]', bank).cloneNode(true);
  }

  /** All questions of this try in one list. */
  function list() {
    const answers = J.app.state.check.answers;
    drawn = J.draw.draw(check().items, check().count, J.app.state.check.seed);
    box("questions").textContent = "";
    drawn.forEach((item, i) => {
      const question = questionOf(item);
      J.find(".act", question).remove();
      const number = J.t("Question {n} of {all}", { n: i + 1, all: drawn.length });
      J.find("legend", question).insertBefore(
        J.make("span", number, { class: "number" }), J.find("legend", question).firstChild
      );
      J.questions.start(question, item, answers[item.place] || 0);
      // While words are typed too: what changes on leaving a field would move Submit away
      // from under the click that leaves it.
      ["input", "change"].forEach((type) => {
        J.on(question, type, () => { keep(item, question); });
      });
      box("questions").appendChild(question);
    });
    box("end").hidden = false;
    box("start").hidden = true;
    left();
  }

  function keep(item, question) {
    const number = J.answers.toNumber(item.kind, J.questions.read(question, item));
    if (number === (J.app.state.check.answers[item.place] || 0)) return;
    J.app.dispatch({ type: "check-answer", place: item.place, answer: number });
    question.classList.toggle("unanswered", false);
    left();
  }

  function goTo(item) {
    J.focus(J.find('[data-item="' + item.id + '"]', section), "start");
  }

  function open() {
    return drawn.filter((item) => !J.app.state.check.answers[item.place]);
  }

  /** "3 of 25 not answered yet", with the way there. */
  function left() {
    const rest = open();
    box("left").textContent = "";
    box("left").dataset.kind = rest.length ? "open" : "right";
    const words = rest.length
      ? J.t("{n} of {all} not answered yet.", { n: rest.length, all: drawn.length })
      : J.t("All questions are answered.");
    const line = J.make("p", words + " ");
    if (rest.length) {
      const link = J.make("button", J.t("Go to the first one"), { type: "button", class: "link" });
      J.on(link, "click", () => { goTo(rest[0]); });
      line.appendChild(link);
    }
    box("left").appendChild(line);
  }

  function begin() {
    const seed = window.crypto.getRandomValues(new Uint32Array(1))[0] >>> 0;
    J.idle.take();
    begun = J.app.session.present;
    J.app.dispatch({ type: "check-start", seed: seed });
    box("result").textContent = "";
    list();
    J.focus(box("questions").firstChild, "start");
  }

  function submit() {
    const rest = open();
    if (rest.length) {
      rest.forEach((item) => {
        J.find('[data-item="' + item.id + '"]', section).classList.add("unanswered");
      });
      goTo(rest[0]);
      return;
    }
    grade();
    draw();
    J.focus(box("result"), "start");
  }

  function grade() {
    const app = J.app;
    const attempt = app.state.check.used + 1;
    const given = app.state.check.answers;
    const seed = app.state.check.seed;
    const wrong = drawn.filter((item) => {
      const letters = J.answers.toLetters(item.kind, given[item.place]);
      const right = J.answers.isRight(app.course.id, item, letters);
      const row = J.ledger.checkItem(item, attempt, app.state.sessions, letters, right);
      app.record(Object.assign({ seed: seed }, row));
      return !right;
    });
    const score = J.rules.score(drawn.length - wrong.length, drawn.length);
    const passed = score >= app.course.rules.pass_mark;
    app.record(Object.assign(
      { seed: seed, attempt: attempt, passed: passed, right: drawn.length - wrong.length, count: drawn.length },
      J.ledger.checkScore(attempt, app.state.sessions, score, passed, spent())
    ));
    app.dispatch({
      type: "check-submit", score: score, passed: passed, repeat: repeatOf(wrong),
      place: J.items.byId(check().id).place,
    });
    app.record(J.ledger.checkObjective(app.course, app.state));
    app.mark();
  }

  /** Active seconds of this try, where they are known. */
  function spent() {
    J.idle.take();
    return begun === undefined ? begun : J.app.session.present - begun;
  }

  /** A module's bit is that of its number, also where others are left out. */
  function bit(module) {
    return Math.pow(2, module.number - 1);
  }

  /** The modules to repeat as one number. */
  function repeatOf(wrong) {
    const ids = wrong.map((item) => item.module);
    return check().modules.reduce((sum, module) => sum + (ids.indexOf(module.id) >= 0 ? bit(module) : 0), 0);
  }

  function modulesToRepeat() {
    const number = J.app.state.check.repeat;
    return check().modules.filter((module) => Math.floor(number / bit(module)) % 2 === 1);
  }

  function line(words) {
    box("result").appendChild(J.make("p", words));
  }

  function showResult() {
    const app = J.app;
    const state = app.state.check;
    const passed = J.rules.checkPassed(app.course, app.state);
    const head = passed ? J.t("You passed the final check.") : J.t("Not passed yet.");
    box("result").textContent = "";
    box("result").dataset.kind = passed ? "right" : "wrong";
    const title = J.make("p", head, { class: "result-title" });
    box("result").appendChild(title);
    line(J.t("Your score: {last} percent. Your best score: {best} percent. To pass: {mark} percent.", {
      last: state.last, best: state.best, mark: app.course.rules.pass_mark,
    }));
    if (passed) line(J.t("Choose the button below to go on."));
    else repeat();
  }

  function repeat() {
    const tries = J.rules.checkTriesLeft(J.app.course, J.app.state);
    const modules = modulesToRepeat();
    if (modules.length) {
      line(J.t("These modules will help. Read them again before the next try:"));
      const links = J.make("ul");
      modules.forEach((module) => { links.appendChild(linkTo(module)); });
      box("result").appendChild(links);
    }
    if (tries) {
      line(J.count(tries, "You have one more try.", "You have {n} more tries."));
      return;
    }
    const contact = J.make("p", J.t("You have used all tries. Your work is kept. Talk with:") + " ");
    contact.appendChild(J.find("template.contact", section).content.cloneNode(true));
    box("result").appendChild(contact);
  }

  /** A module that stands in a package of its own is named, without a link. */
  function linkTo(module) {
    const here = J.app.course.modules.find((each) => each.id === module.id);
    const entry = J.make("li", here ? "" : module.title);
    if (!here) return entry;
    const first = here.lessons[0];
    const link = J.make("a", module.title, { href: "#" + first.id });
    J.on(link, "click", (event) => {
      event.preventDefault();
      J.pages.open(first.id);
    });
    entry.appendChild(link);
    return entry;
  }

  function draw() {
    const app = J.app;
    const passed = J.rules.checkPassed(app.course, app.state);
    const more = J.rules.checkTriesLeft(app.course, app.state) > 0;
    if (app.state.check.open) {
      list();
      return;
    }
    box("questions").textContent = "";
    box("end").hidden = true;
    box("start").hidden = passed || !more;
    if (app.state.check.used) box("start").textContent = J.t("Start another try");
    if (app.state.check.used) showResult();
  }

  /** Behaviour of the `draw` block that decides. */
  J.check = (element, item) => {
    if (!check() || check().id !== item.id) return;
    section = element;
    J.on(box("start"), "click", begin);
    J.on(box("submit"), "click", submit);
    draw();
  };
})(JaneSchool);
