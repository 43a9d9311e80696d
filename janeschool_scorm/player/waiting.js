/* What holds "Next", in words: how much time is left, and why. Quiet, and no countdown. */
"use strict";
((J) => {
  /** Id of the lesson whose "Next" was chosen too early: there the end of it is said aloud. */
  let asked = "";
  let finished = false;

  function upTo(seconds) {
    return J.duration(Math.ceil(seconds / 60) * 60);
  }

  /** "about 2 minutes": the words change once a minute. */
  function left(seconds) {
    return seconds <= 60 ? J.duration(0) : J.t("about {time}", { time: upTo(seconds) });
  }

  function line(wait) {
    return J.t(wait.of === "lesson"
      ? "Minimum time in this lesson: {asks}. Still to go: {left}."
      : "Minimum time in this module: {asks}. Still to go: {left}. Time in any of its lessons counts.",
    { asks: upTo(wait.asks), left: left(wait.left) });
  }

  function why(wait) {
    if (J.rest.kind()) return J.rest.words() + " " + line(wait);
    return line(wait) + " " + J.t(
      "Your agency asks for this. Read again what matters to you, then choose the button once more."
    );
  }

  function note(lesson, wait) {
    if (J.rest.kind()) return J.rest.words();
    if (finished) return J.t("You have now finished this course. “My summary” shows it.");
    return wait && asked !== lesson.id ? line(wait) : "";
  }

  /** Written only where it differs: a screen reader says each change. */
  function set(element, words) {
    if (element.textContent !== words) element.textContent = words;
    element.hidden = !words && element.classList.contains("wait");
  }

  function box(id) {
    return J.find(".missing", document.getElementById(id));
  }

  function answer(lesson, wait) {
    if (asked && asked !== lesson.id) set(box(asked), "");
    if (asked === lesson.id) set(box(asked), wait ? why(wait) : J.t("You can go on now."));
    if (asked !== lesson.id || !wait) asked = "";
  }

  /** Brings the words of the lesson on the screen up to date. */
  function draw() {
    const lesson = J.rules.lessonById(J.app.course, J.pages.current());
    if (!lesson) return;
    const wait = J.gates.wait(J.app.course, lesson, J.app.state);
    answer(lesson, wait);
    set(J.find(".wait", document.getElementById(lesson.id)), note(lesson, wait));
  }

  J.waiting = {
    left: left,
    draw: draw,
    /** "Next" was chosen before the time is up. */
    tell: (lesson) => {
      asked = lesson.id;
      draw();
    },
    start: () => {
      J.app.listeners.push((event) => {
        // The last minutes of the course were had: nobody pressed anything.
        if (event.type === "time" && !finished) {
          finished = true;
          J.find("#js_say").textContent = J.t("You have now finished this course.");
        }
        draw();
      });
    },
  };
})(JaneSchool);
