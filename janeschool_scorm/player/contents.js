/* The list of contents: states in words, what is locked and why, and the progress line. */
"use strict";
((J) => {
  const WORDS = J.texts({ finished: "Finished", started: "Started", locked: "Locked" });

  function draw() {
    const app = J.app;
    J.rules.lessons(app.course).forEach((lesson) => {
      const link = J.find('#js_contents [data-lesson="' + lesson.id + '"]');
      const standing = J.rules.standing(app.course, lesson, app.state);
      link.dataset.state = standing;
      J.find(".state-words", link).textContent = WORDS[standing] ? J.t(WORDS[standing]) : "";
      if (standing === "locked") link.setAttribute("aria-disabled", "true");
      else link.removeAttribute("aria-disabled");
    });
    progress();
  }

  function progress() {
    const app = J.app;
    const all = J.rules.lessons(app.course);
    const done = J.rules.finishedLessons(app.course, app.state);
    const here = J.pages.current();
    const place = all.findIndex((lesson) => lesson.id === here);
    const words = place < 0
      ? J.t("Lessons finished: {done} of {all}", { done: done, all: all.length })
      : J.t("Lesson {n} of {all}. {done} finished.", { n: place + 1, all: all.length, done: done });
    J.find("#js_progress_words").textContent = words;
    J.find("#js_progress_bar").value = all.length ? (done * 100) / all.length : 0;
  }

  function markCurrent(id) {
    J.all("#js_contents a").forEach((link) => {
      const here = link.dataset.lesson === id || link.dataset.screen === id;
      if (here) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    });
    inView(J.find("#js_contents [aria-current]"));
    progress();
  }

  /** Scrolls the list alone, never the page. */
  function inView(link) {
    const list = J.find("#js_contents");
    if (!link || list.scrollHeight <= list.clientHeight) return;
    const top = link.offsetTop - list.offsetTop;
    list.scrollTop = Math.max(0, top - list.clientHeight / 3);
  }

  function say(words) {
    J.find("#js_contents_say").textContent = words;
  }

  function choose(event) {
    const link = event.target.closest("a[data-lesson], a[data-screen]");
    if (!link) return;
    event.preventDefault();
    if (!J.app.begun && link.dataset.lesson) {
      say(J.t("Start the course first: choose the button on the start page."));
      return;
    }
    if (link.dataset.state === "locked") {
      const first = J.rules.firstUnfinished(J.app.course, J.app.state);
      say(J.t("This lesson is locked. First finish: {title}.", { title: first.title }));
      return;
    }
    say("");
    show(false);
    if (link.dataset.lesson) J.pages.open(link.dataset.lesson);
    else J.pages.screen(link.dataset.screen);
  }

  /** On a phone the contents are behind a button. */
  function show(open) {
    const button = J.find("#js_contents_button");
    button.setAttribute("aria-expanded", String(open));
    document.documentElement.classList.toggle("contents-open", open);
    if (open) J.focus(J.find("#js_contents_title"));
  }

  J.contents = {
    draw: draw,
    markCurrent: markCurrent,
    start: () => {
      J.on(J.find("#js_contents"), "click", choose);
      J.on(J.find(".foot"), "click", choose);
      J.on(J.find("#js_contents_button"), "click", () => {
        show(!document.documentElement.classList.contains("contents-open"));
      });
      // The list lies over the lesson: whoever tabs on to the lesson sees it again.
      J.on(J.find("#js_main"), "focusin", () => { show(false); });
      J.on(document, "keydown", (event) => {
        const open = document.documentElement.classList.contains("contents-open");
        if (event.key !== "Escape" || !open) return;
        show(false);
        J.find("#js_contents_button").focus();
      });
      J.app.listeners.push(draw);
      draw();
    },
  };
})(JaneSchool);
