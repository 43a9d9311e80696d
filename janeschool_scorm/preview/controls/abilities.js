/* What each standard has a way for, and why the others have none. */
"use strict";
((P) => {
  const OVERRIDE = "Only in SCORM 1.2 an LMS decides passed or failed by the mastery score.";

  const STANDARDS = {
    scorm12: {
      label: "SCORM 1.2", resume: 4096, records: false,
      without: {},
    },
    scorm2004: {
      label: "SCORM 2004", resume: 64000, records: false,
      without: { override: OVERRIDE },
    },
    cmi5: {
      label: "cmi5", resume: 0, records: true,
      without: {
        override: OVERRIDE,
        credit: "cmi5 has no credit: the launch mode says whether a session counts.",
      },
    },
    xapi: {
      label: "xAPI", resume: 0, records: true,
      without: {
        override: OVERRIDE,
        mode: "An xAPI launch has no modes.",
        credit: "An xAPI launch has no credit.",
        language: "An xAPI launch does not tell the learner's language.",
      },
    },
  };
  const ALL = ["mode", "credit", "language", "override", "fail", "expire", "restart", "resume", "exit"];
  const UNKNOWN = {
    label: "", resume: 0, records: false,
    without: Object.fromEntries(ALL.map((name) => [name, "No standard was recognised in this package."])),
  };

  /** @returns {{label: string, resume: number, records: boolean, without: Object}} */
  const of = (standard) => (Object.hasOwn(STANDARDS, standard) ? STANDARDS[standard] : UNKNOWN);

  /** The reason why a control is of no use now, "" where it is of use. */
  function reason(control, session) {
    const why = of(session.standard).without[control];
    if (why) return why;
    if (control === "credit" && session.mode !== "normal") return "Only a session in normal mode can be for credit.";
    if (control === "language" && session.source === "course" && session.languages.length < 2) {
      return "This course is written in one language.";
    }
    return "";
  }

  const ONE = "The package has one item.";
  const RULES = "The sequencing rules do not allow it now.";
  const HIDDEN = "The manifest hides this button from the learner (hideLMSUI).";
  const WHOLE = "Only SCORM 2004 with several items is suspended as a whole.";

  /**
   * The LMS's own buttons. @returns {Object<string, string>} request -> reason, "" where it may
   * @param {Object[]} items of the tree
   * @param {{sequenced: boolean, valid: {continue, previous, choice: Map, hidden: string[]}|null}} now
   */
  function navigation(items, now) {
    const several = items.filter((each) => each.launchable).length > 1;
    const step = (request) => {
      if (!several) return ONE;
      if (now.valid && now.valid.hidden.includes(request)) return HIDDEN;
      return now.valid && !now.valid[request] ? RULES : "";
    };
    return { previous: step("previous"), continue: step("continue"), suspend: now.sequenced ? "" : WHOLE, exit: "" };
  }

  /** Why an item cannot be picked now, "" where it can. */
  const choice = (item, now) => (now.valid && now.valid.choice.get(item.id) === "false" ? RULES : "");

  P.abilities = { of, reason, navigation, choice };
})(Preview);
