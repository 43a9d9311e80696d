/*
 * The learner's place as a State document (xAPI 1.0.3, Communication 2.3), written under
 * the ETag that was read: two devices never write over each other without noticing.
 */
"use strict";
((J) => {
  const NAME = "resume";

  function codeOf(text) {
    try {
      return String(JSON.parse(text).resume || "");
    } catch (error) {
      return "";
    }
  }

  /** @param {Object} lrs @param {{activityId: string, agent: Object, registration: string}} whose */
  function place(lrs, whose) {
    const about = Object.assign({ stateId: NAME }, whose);
    let tag = "";
    let held = "";
    let wrote = "";
    /** An LMS on the way may weaken or hide ETags: then none can be asked for. */
    let blind = false;

    function read() {
      return lrs.get("activities/state", about).then((answer) => {
        const said = J.lrs.meaning(answer.status);
        if (said !== "ok" && said !== "none") return answer;
        tag = said === "ok" ? answer.etag || '"' + J.uuid.sha1(answer.text) + '"' : "";
        held = said === "ok" ? codeOf(answer.text) : "";
        return answer;
      });
    }

    function put(resume) {
      const body = JSON.stringify({ resume: resume });
      const condition = blind ? {} : tag ? { "If-Match": tag } : { "If-None-Match": "*" };
      return lrs.ask("PUT", "activities/state", about, body, condition).then((answer) => {
        if (J.lrs.meaning(answer.status) === "ok") {
          tag = answer.etag || '"' + J.uuid.sha1(body) + '"';
          held = resume;
        }
        return answer;
      });
    }

    /** Another device wrote, or the ETag cannot be trusted: look, then write once more. */
    function again(resume, newer) {
      const before = held;
      return read().then((answer) => {
        const said = J.lrs.meaning(answer.status);
        if (said !== "ok" && said !== "none") return answer;
        if (newer(held, resume)) return { status: 412, text: "", etag: "", wait: 0 };
        blind = blind || held === before || held === resume;
        return put(resume);
      });
    }

    return {
      read: read,
      /**
       * @param {function(string, string): boolean} newer is the first code newer than the second?
       * @returns {Promise<Object>} the LRS's answer; 412 where another device is further
       */
      write: (resume, newer) => put(wrote = resume).then((answer) => {
        return J.lrs.meaning(answer.status) === "changed" ? again(resume, newer) : answer;
      }),
      /** The code that the LRS is known to hold. */
      held: () => held,
      /** The code that was written last, whatever came of it. */
      wrote: () => wrote,
    };
  }

  J.place = place;
})(JaneSchool);
