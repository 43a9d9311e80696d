/* scenario: one step at a time; that an end was reached is kept, the way there is not. */
"use strict";
((J) => {
  function done(section) {
    J.items.say(section, J.t("✓ You came to an end. You can go another way, or go on."), true);
  }

  function show(section, item, number, chosen) {
    J.all(".chosen", section).forEach((words) => { words.remove(); });
    J.all(".step", section).forEach((step) => {
      step.classList.toggle("here", step.dataset.step === number);
    });
    const step = J.find(".here", section);
    if (chosen) {
      const words = J.make("p", J.t("You chose: {words}", { words: chosen }));
      words.className = "hint chosen no-print";
      step.insertBefore(words, step.firstChild);
    }
    J.find(".again", section).hidden = number === "1";
    if (!J.find(".end", step) || J.items.stateOf(item).status !== "o") return;
    J.app.dispatch({ type: "done", place: item.place, now: 0 });
    done(section);
  }

  function go(section, item, number, chosen) {
    show(section, item, number, chosen);
    J.focus(J.find(".here", section));
  }

  /** A decision is a list entry for those without JavaScript, and a button for all others. */
  function button(section, item, way) {
    const words = J.find("span", way);
    const choice = J.make("button", words.textContent, { type: "button", class: "secondary" });
    J.on(choice, "click", () => { go(section, item, way.dataset.to, words.textContent); });
    way.replaceChild(choice, words);
  }

  J.kinds.scenario = (section, item) => {
    J.all(".step", section).forEach((step) => {
      step.setAttribute("role", "group");
      step.setAttribute("aria-label", J.t("The story goes on"));
    });
    J.all(".ways > li", section).forEach((way) => { button(section, item, way); });
    J.on(J.find(".again", section), "click", () => { go(section, item, "1", ""); });
    show(section, item, "1", "");
    if (J.items.stateOf(item).status !== "o") done(section);
  };
})(JaneSchool);
