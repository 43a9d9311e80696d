/* attest: typed initials; only the fact and the time are kept, never the letters. */
"use strict";
((J) => {
  function show(section, item) {
    const state = J.items.stateOf(item);
    if (state.status === "o") return;
    J.find(".act", section).hidden = true;
    J.items.say(section, J.t("✓ Confirmed {date}", { date: J.date(state.at) }), true);
  }

  J.kinds.attest = (section, item) => {
    const input = J.find("input", section);
    function confirm() {
      if (!input.value.trim()) {
        J.items.say(section, J.t("Type your initials first."));
        input.focus();
        return;
      }
      input.value = "";
      J.app.dispatch({ type: "done", place: item.place, now: J.minutesNow() });
      J.app.record({ kind: "attested", item: item.id });
      J.app.mark();
      show(section, item);
      J.focus(J.find(".item-state", section));
    }
    J.on(J.find(".answer", section), "click", confirm);
    J.on(input, "keydown", (event) => {
      if (event.key === "Enter") confirm();
    });
    show(section, item);
  };
})(JaneSchool);
