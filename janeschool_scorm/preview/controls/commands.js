/* What the person can ask for, in words, and as the LMS in the frame understands it. */
"use strict";
((P) => {
  const FAIL = { next: "Fail the next call", all: "Fail every call", none: "Fail no call" };

  const WORDS = {
    launch: () => "Start an item",
    restart: () => "New attempt",
    resume: () => "Leave and come back",
    kill: () => "Lose the tab and come back",
    exit: () => "Close the course",
    fail: (it) => FAIL[it.which] + (it.which === "none" ? "" : ", answer " + it.error),
    delay: (it) => (it.ms ? "Each answer takes " + P.wording.took(it.ms) : "Answers come at once"),
    network: (it) => "Network: " + it.profile,
    expire: () => "The session expires",
    calm: () => "All is well again",
    mode: (it) => "Mode: " + it.mode + ", " + it.credit,
    override: (it) => (it.on ? "The LMS decides the final status" : "The course's status stands"),
    learner: (it) => "Learner " + it.n,
    language: (it) => "Language: " + it.tag,
    waive: (it) => "Waive " + it.item,
    previous: () => "Previous",
    continue: () => "Continue",
    suspend: () => "Suspend all",
  };

  const words = (command) => (Object.hasOwn(WORDS, command.do) ? WORDS[command.do](command) : command.do);

  /** One wish of the person can be several of the LMS. @returns {Object[]} */
  function each(command) {
    if (command.do !== "calm") return [command];
    return [
      { do: "fail", which: "none", error: "0" }, { do: "delay", ms: 0 },
      { do: "network", profile: "normal", on: true },
    ];
  }

  P.commands = { words, each };
})(Preview);
