/* fill-in: typed words are compared here and forgotten; only the number that fits is kept. */
"use strict";
((J) => {
  function say(section, words) {
    J.find(".kept", section).textContent = words;
  }

  J.fields["fill-in"] = {
    start(section) {
      J.on(J.find("input", section), "input", () => { say(section, ""); });
    },
    read(section, item) {
      return J.answers.matched(J.app.course.id, item, J.find("input", section).value);
    },
    write(section, response) {
      say(section, response ? J.t("You have answered. Your words were not kept.") : "");
    },
    ask: () => J.t("Type your answer first."),
  };
  J.kinds["fill-in"] = J.question;
})(JaneSchool);
