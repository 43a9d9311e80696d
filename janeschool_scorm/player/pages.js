/* Which screen is shown; next and back; the place inside a lesson. */
"use strict";
((J) => {
  let current = "js_start";

  function name() {
    return document.documentElement.dataset.name;
  }

  function show(id, title) {
    J.sound.hush();
    J.aloud.stop();
    J.all(".screen.current").forEach((screen) => { screen.classList.remove("current"); });
    const screen = document.getElementById(id);
    screen.classList.add("current");
    current = id;
    document.title = title ? title + " - " + name() : name();
    J.contents.markCurrent(id);
    window.scrollTo(0, 0);
    return screen;
  }

  /** A screen that is no lesson: no time counts there. */
  function screen(id) {
    if (id !== "js_start" && J.later.puts(() => { screen(id); })) return;
    J.idle.run(false);
    if (id === "js_summary") J.summary.draw();
    if (id === "js_selftest") J.selftest.draw();
    const head = J.find("h1", document.getElementById(id));
    // The start page's heading is the course's title, which a tab does not show.
    show(id, id === "js_start" ? "" : head.textContent);
    J.focus(head);
  }

  /** Opens a lesson; `block`: index of the part at which the learner stopped. */
  function open(id, block) {
    if (J.later.puts(() => { open(id, block); })) return;
    const app = J.app;
    const lesson = J.rules.lessonById(app.course, id);
    if (!lesson || !J.rules.isOpen(app.course, lesson, app.state)) return;
    J.idle.take();
    if (J.rest.stops(lesson)) return;
    const shown = show(id, lesson.title);
    J.sound.load(shown);
    app.dispatch({ type: "open", place: lesson.place });
    record(lesson, false);
    J.idle.run(true);
    app.session.since = app.session.present;
    labelNext(lesson, shown);
    J.waiting.draw();
    J.focus(J.find("h1", shown));
    const parts = J.all(".part", shown);
    if (block > 0 && parts[block]) parts[block].scrollIntoView({ block: "start" });
  }

  /** A lesson was opened, or is finished. */
  function record(lesson, done) {
    const state = J.app.state;
    J.app.record({
      kind: "lesson", lesson: lesson.id, done: done, sessions: state.sessions,
      seconds: J.state.lesson(state, lesson.place).seconds,
    });
  }

  function neighbour(lesson, step) {
    const all = J.rules.lessons(J.app.course);
    return all[all.indexOf(lesson) + step];
  }

  function labelNext(lesson, shown) {
    const after = neighbour(lesson, 1);
    const done = J.app.course.reviewer || J.rules.lessonDone(lesson, J.app.state);
    J.find(".next", shown).textContent = !done
      ? J.t(after ? "Finish this lesson and go on" : "Finish this lesson")
      : after ? J.t("Next: {title}", { title: after.title }) : J.t("My summary");
    J.find(".back", shown).hidden = !neighbour(lesson, -1);
  }

  /** The lesson after it, or the summary. */
  function goOn(lesson) {
    const after = neighbour(lesson, 1);
    if (after && J.rules.isOpen(J.app.course, after, J.app.state)) open(after.id);
    else screen("js_summary");
  }

  function next(lesson, shown) {
    if (J.app.course.reviewer) {
      goOn(lesson);
      return;
    }
    if (J.saving.stuck()) {
      J.find(".missing", shown).textContent = J.t(
        "Your work is not recorded at the moment. Please wait here until it is, then go on."
      );
      return;
    }
    const missing = J.rules.missing(lesson, J.app.state);
    if (missing.length) {
      tell(missing, shown);
      return;
    }
    if (J.gates.wait(J.app.course, lesson, J.app.state)) {
      J.waiting.tell(lesson);
      return;
    }
    J.find(".missing", shown).textContent = "";
    if (!J.rules.lessonDone(lesson, J.app.state)) finish(lesson);
    goOn(lesson);
  }

  function finish(lesson) {
    const app = J.app;
    app.dispatch({ type: "lesson", place: lesson.place });
    record(lesson, true);
    const module = J.rules.moduleOf(app.course, lesson.id);
    app.record(J.ledger.objective(module, J.rules.modulePercent(module, app.state)));
    app.mark();
  }

  /** Says what is still to do, marks each thing, and moves to the first one. */
  function tell(missing, shown) {
    const words = J.count(
      missing.length, "One thing is left in this lesson.", "{n} things are left in this lesson."
    );
    const box = J.find(".missing", shown);
    box.textContent = "";
    box.appendChild(J.make("p", words + " " + J.t("Each is marked “Still to do”.")));
    missing.forEach((item) => {
      const block = document.getElementById(item.id);
      if (!block || J.find(".todo", block)) return;
      const note = J.make("p", J.t("Still to do: {what}", { what: todo(item) }), { class: "todo" });
      block.insertBefore(note, block.firstChild);
    });
    const first = document.getElementById(missing[0].id);
    if (first) J.focus(first, "start");
  }

  function todo(item) {
    if (item.key) return J.t("answer this question.");
    const what = J.texts({
      likert: "answer, or say that you would rather not.",
      survey: "answer, or say that you would rather not.",
      attest: "type your initials and confirm.",
      scenario: "read on until you come to an end.",
      draw: J.rules.checkTriesLeft(J.app.course, J.app.state) > 0
        ? "pass the final check." : "talk with your officer. All tries are used.",
    });
    return J.t(what[item.kind] || "play it, or read its words and say so below them.");
  }

  function clearDone() {
    J.all(".todo").forEach((note) => {
      const id = note.parentNode.dataset.item;
      const item = J.items.byId(id);
      if (item && J.rules.itemDone(J.app.state, item)) note.remove();
    });
  }

  function wire(lesson) {
    const shown = document.getElementById(lesson.id);
    J.on(J.find(".next", shown), "click", () => { next(lesson, shown); });
    J.on(J.find(".back", shown), "click", () => {
      const before = neighbour(lesson, -1);
      if (before) open(before.id);
    });
  }

  /** Index of the part that is at the top of the window. */
  function place() {
    const shown = J.find(".lesson.current");
    if (!shown) return;
    const index = J.all(".part", shown).findIndex((part) => part.getBoundingClientRect().bottom > 120);
    if (index >= 0) J.app.dispatch({ type: "block", index: index });
  }

  J.pages = {
    open: open,
    screen: screen,
    place: place,
    show: show,
    current: () => current,
    start: () => {
      J.rules.lessons(J.app.course).forEach(wire);
      J.app.listeners.push(clearDone);
    },
  };
})(JaneSchool);
