/* likert and survey: no right answer; recorded only where the agency says so. */
"use strict";
((J) => {
  function show(section, item) {
    const status = J.items.stateOf(item).status;
    if (status === "o") return;
    J.find(".act", section).hidden = true;
    J.all("input", section).forEach((input) => { input.disabled = true; });
    J.items.say(section, status === "s"
      ? J.t("✓ You chose not to answer. That is fine.") : J.t("✓ Answered. Thank you."), true);
  }

  /** Answers leave the page only if the template says that they are recorded. */
  function record(section, item) {
    if (!section.hasAttribute("data-record")) return;
    J.all("fieldset", section).forEach((part) => {
      const values = J.all("input:checked", part).map((input) => Number(input.value).toString(36));
      const id = part.dataset.part ? item.id + "_" + part.dataset.part : item.id;
      J.app.record(Object.assign(
        { item: item.id, part: part.dataset.part },
        J.ledger.opinion(id, J.app.state.sessions, values.join(","))
      ));
    });
  }

  function answer(section, item) {
    const open = J.all("fieldset", section).filter((part) => !J.find("input:checked", part));
    if (open.length) {
      J.items.say(section, J.count(
        open.length, "One answer is missing. You can also choose not to answer.",
        "{n} answers are missing. You can also choose not to answer."
      ));
      J.find("input", open[0]).focus();
      return;
    }
    record(section, item);
    finish(section, item, { type: "done", place: item.place, now: 0 });
  }

  function finish(section, item, event) {
    J.app.dispatch(event);
    show(section, item);
    J.focus(J.find(".item-state", section));
  }

  J.opinion = (section, item) => {
    J.on(J.find(".answer", section), "click", () => { answer(section, item); });
    J.on(J.find(".skip-item", section), "click", () => {
      finish(section, item, { type: "skip", place: item.place });
    });
    show(section, item);
  };
})(JaneSchool);
