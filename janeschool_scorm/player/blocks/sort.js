/* sort: a group to choose for each item. */
"use strict";
((J) => {
  function items(section) {
    return J.all(".sorted", section);
  }

  J.fields.sort = {
    start() {},
    read(section) {
      const chosen = items(section).map((item) => J.find("input:checked", item));
      return chosen.every(Boolean) ? J.answers.pairs(chosen.map((input) => input.value)) : "";
    },
    write(section, response) {
      const chosen = J.answers.numbers(response);
      items(section).forEach((item, place) => {
        J.all("input", item).forEach((input) => {
          input.checked = Number(input.value) === chosen[place];
        });
      });
    },
    ask: () => J.t("Choose a group for each first."),
  };
  J.kinds.sort = J.question;
})(JaneSchool);
