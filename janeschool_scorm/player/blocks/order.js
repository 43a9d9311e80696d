/* order: lines that two buttons move up and down; each move is said aloud. */
"use strict";
((J) => {
  function list(section) {
    return J.find(".lines", section);
  }

  function lines(section) {
    return J.all("li", list(section));
  }

  /** The first line cannot go up, nor the last one down: the buttons stay, to keep focus. */
  function mark(section) {
    const all = lines(section);
    all.forEach((line, place) => {
      const ends = [place === 0, place === all.length - 1];
      J.all("button", line).forEach((button, n) => {
        button.setAttribute("aria-disabled", String(ends[n]));
      });
    });
  }

  function move(section, button) {
    const all = lines(section);
    const line = button.closest("li");
    const to = all.indexOf(line) + Number(button.dataset.step);
    if (!all[to]) return;
    list(section).insertBefore(line, button.dataset.step < 0 ? all[to] : all[to].nextSibling);
    list(section).dataset.moved = "";
    mark(section);
    button.focus();
    J.find(".moved", section).textContent = J.t("Moved to place {n} of {all}: {line}", {
      n: to + 1, all: all.length, line: J.find(".line", line).textContent,
    });
    list(section).dispatchEvent(new Event("change", { bubbles: true }));
  }

  J.fields.order = {
    start(section) {
      J.all("button[data-step]", section).forEach((button) => {
        J.on(button, "click", () => { move(section, button); });
      });
    },
    /** Lines that nobody has moved are no answer. */
    read(section) {
      return "moved" in list(section).dataset
        ? lines(section).map((line) => line.dataset.value).join(",") : "";
    },
    write(section, response) {
      response.split(",").forEach((value) => {
        const line = J.find('li[data-value="' + value + '"]', section);
        if (line) list(section).appendChild(line);
      });
      if (response) list(section).dataset.moved = "";
      mark(section);
    },
    ask: () => J.t("Put the lines in order first. The arrows beside a line move it."),
  };
  J.kinds.order = J.question;
})(JaneSchool);
