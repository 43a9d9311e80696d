/* A course that is built again while it plays. */
"use strict";
((P) => {
  const errors = (problems) => problems.filter((each) => each.severity === "error").length;

  /**
   * @param {boolean} first is it what the page was opened with?
   * @returns {{good: boolean, text: string}} what a person is told of a build
   */
  function told(message, first) {
    const done = first ? "Built at " : "Rebuilt at ";
    const clock = P.wording.clock(message.at);
    const many = errors(message.problems);
    const faults = P.wording.count(many, "fault", "faults") + " in the source";
    if (!message.built) {
      return { good: false, text: faults + " at " + clock + ": the last good build goes on playing." };
    }
    if (many) return { good: false, text: done + clock + ", with " + faults + "." };
    return { good: true, text: done + clock + "." };
  }

  /** A course in another language is another package: the server builds it, and says so. */
  const byServer = (command, session) => command.do === "language" && session.source === "course";

  P.builds = { told, byServer };
})(Preview);
