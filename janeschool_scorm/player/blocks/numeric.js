/* numeric: a typed number, with or without commas. */
"use strict";
((J) => {
  const ask = () => J.t("Type a number first, such as 12 or 1.5, without words.");

  function input(section) {
    return J.find("input", section);
  }

  function read(section) {
    return J.answers.number(input(section).value);
  }

  function isOdd(section) {
    return input(section).value.trim() !== "" && !read(section);
  }

  /** What is no number is said at once: in the final check nobody else would say it. */
  function say(section) {
    if (!isOdd(section)) return;
    input(section).setAttribute("aria-invalid", "true");
    J.questions.feedback(section, "wrong", ask(), "");
  }

  /** Taken back while typing: on leaving the field it would move what is being clicked. */
  function takeBack(section) {
    if (isOdd(section) || !input(section).hasAttribute("aria-invalid")) return;
    input(section).removeAttribute("aria-invalid");
    J.find(".feedback", section).textContent = "";
  }

  J.fields.numeric = {
    start(section) {
      J.on(input(section), "change", () => { say(section); });
      J.on(input(section), "input", () => { takeBack(section); });
    },
    read: read,
    write(section, response) { input(section).value = response; },
    ask: ask,
  };
  J.kinds.numeric = J.question;
})(JaneSchool);
