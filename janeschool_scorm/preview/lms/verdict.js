/*
 * Our verdict on every call, by the standard and apart from the run-time's leniency: when
 * it comes, with how many arguments, on which element, with which value. No DOM in here.
 */
"use strict";
((L) => {
  const ARGUMENTS = {
    begin: 1, finish: 1, get: 1, set: 2, commit: 1, error: 0, string: 1, diagnostic: 1,
  };
  const ASKING = ["error", "string", "diagnostic"];

  /**
   * @param family L.scorm12 or L.scorm2004
   * @param values element -> value as the visit opens
   * @param kind   what the manifest calls the item: sco, asset or nothing
   * @returns {{before, after}} before the call is made, and when its answer is known; each
   *   gives a list of { level: "error" | "warning", text, rule }
   */
  L.judge = (family, values, kind) => {
    const model = family.model();
    const other = model === L.model12 ? L.model2004 : L.model12;
    const elements = L.elements(model, other, values);
    const names = family.functions;
    const parts = {};
    Object.keys(names).forEach((part) => { parts[names[part]] = part; });
    let phase = "before";
    let failed = "";

    const fault = (text) => ({ level: "error", text: text, rule: model.calls });
    const caution = (text, rule) => ({ level: "warning", text: text, rule: rule || model.calls });

    function before(name, args) {
      const part = parts[name];
      const found = unasked(part).concat(counted(name, part, args));
      if (ASKING.indexOf(part) >= 0) return found;
      return found.concat(timely(name, part), content(part, args));
    }

    /** An error that nobody asks about is an error that nobody learns of. */
    function unasked(part) {
      const before = failed;
      failed = "";
      return before && part !== "error"
        ? [caution(before + " failed, and the course did not ask why")] : [];
    }

    function counted(name, part, args) {
      const wanted = ARGUMENTS[part];
      if (args.length !== wanted) {
        return [fault(name + " takes " + wanted + " argument" + (wanted === 1 ? "" : "s")
          + ", not " + args.length)];
      }
      const empty = ["begin", "finish", "commit"].indexOf(part) >= 0;
      if (!empty || args[0] === "") return [];
      return [(part === "commit" || args[0] ? fault : caution)(
        "the argument of " + name + " is the empty string")];
    }

    function timely(name, part) {
      if (part === "begin") {
        if (phase === "open") return [fault("the session was begun already")];
        if (phase === "after") return [fault("the session is over: it cannot begin again")];
        return kind === undefined || kind === "sco" ? [] : [caution("the manifest calls this "
          + (kind || "no SCO") + ": an LMS may offer no API, or track nothing")];
      }
      if (phase === "open") return [];
      return [fault(phase === "before" ? name + " comes before " + names.begin
        : name + " comes after " + names.finish)];
    }

    function content(part, args) {
      if (part === "get") return typed(args, 1) || elements.readable(args[0]);
      if (part === "set") {
        return typed(args, 1) || written(args[0], args[1])
          .concat(elements.writable(args[0], String(args[1])));
      }
      return part === "finish" && phase === "open" ? ending() : [];
    }

    function typed(args, most) {
      const odd = args.slice(0, most).find((each) => typeof each !== "string");
      return odd === undefined && args.length ? null
        : [fault("the name of an element is a text")];
    }

    function written(element, value) {
      return typeof value === "string" ? [] : [caution("the value is no text but "
        + (value === null ? "null" : typeof value) + ": some LMSs refuse that")];
    }

    /** What stands when the course leaves, and what LMSs make of it. */
    function ending() {
      return family.ending(elements.known).map((each) => caution(each.text, each.rule));
    }

    function after(name, args, answer, error) {
      const part = parts[name];
      if (ASKING.indexOf(part) >= 0) return [];
      const good = part === "get" ? error === "0" : String(answer) === "true";
      if (good && part === "begin") phase = "open";
      if (good && part === "finish") phase = "after";
      if (good && part === "set") elements.took(args[0], String(args[1]));
      // A value that is not there yet (2004: 403) is an answer, not a failure.
      failed = good || error === "403" ? "" : name;
      return [];
    }

    return { before: before, after: after };
  };
})(globalThis.Lms = globalThis.Lms || {});
