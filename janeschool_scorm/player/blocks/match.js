/* match: a list of meanings to choose from, beside each term. */
"use strict";
((J) => {
  function lists(section) {
    return J.all("select", section);
  }

  J.fields.match = {
    start() {},
    read(section) {
      const chosen = lists(section).map((list) => list.value);
      return chosen.every(Boolean) ? J.answers.pairs(chosen) : "";
    },
    write(section, response) {
      const chosen = J.answers.numbers(response);
      lists(section).forEach((list, place) => { list.value = chosen[place] || ""; });
    },
    ask: () => J.t("Choose a meaning for each term first."),
  };
  J.kinds.match = J.question;
})(JaneSchool);
