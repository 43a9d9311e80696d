/* The adapter when there is no LMS: everything lasts as long as the page. */
"use strict";
((J) => {
  J.memory = () => {
    return {
      start: () => {
        return Promise.resolve({ found: false, mode: "normal", resume: "", language: "" });
      },
      save: () => Promise.resolve(true),
      record: () => {},
      time: () => {},
      finish: () => true,
      shows: () => null,
      report: () => ({ standard: J.t("None"), log: [] }),
    };
  };
})(JaneSchool);
