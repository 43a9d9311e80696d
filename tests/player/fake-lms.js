/*
 * A strict SCORM LMS of our own: vocabularies, types, limits, order, session. With a second
 * opinion, another's run-time that is asked too: what either finds wrong is a fault.
 */
"use strict";

/**
 * @param {Object} family of `families.js`
 * @param {Object} stored what an earlier session left: element -> value
 * @param {Object} oracle an API object, or nothing
 */
function fakeLms(family, stored, oracle) {
  const data = Object.assign({}, family.fresh, stored);
  const lms = {
    family, data, calls: [], faults: [], committed: null, finished: 0, open: false, commits: 0,
  };
  const names = family.functions;
  const codes = family.codes;
  let error = 0;

  function answer(value, code) {
    error = code || 0;
    if (code && code !== codes.unset) {
      lms.faults.push(`${lms.calls[lms.calls.length - 1].join(" ")}: ${code}`);
    }
    return value;
  }

  function count(list) {
    const rows = Object.keys(data).filter((name) => name.startsWith(`cmi.${list}.`));
    return new Set(rows.map((name) => name.split(".")[2])).size;
  }

  function refusal(element, value) {
    if (!lms.open) return codes.closed;
    const rule = family.writable.find(([name]) => name.test(element));
    if (!rule) return codes.unknown;
    if (typeof value !== "string" || !rule[1].test(value)) return codes.value;
    const row = /^cmi\.(interactions|objectives)\.(\d+)\./.exec(element);
    return row && Number(row[2]) > count(row[1]) ? codes.order : family.judge(data, element, value);
  }

  function called(part, act) {
    const name = names[part];
    lms.api[name] = function (...args) {
      lms.calls.push([name, ...args]);
      if (lms.finished) lms.faults.push(`${name} after the end`);
      if (oracle) ask(name, args);
      return act(...args);
    };
  }

  function ask(name, args) {
    oracle[name](...args);
    const code = Number(oracle[names.error]());
    if (code && code !== codes.unset) lms.faults.push(`${name} ${args.join(" ")}: ${code}, says the other`);
  }

  lms.api = { [names.error]: () => String(error) };
  called("begin", () => {
    lms.open = true;
    return answer("true");
  });
  called("get", (element) => {
    if (!lms.open) return answer("", codes.closed);
    if (element.endsWith("._count")) return answer(String(count(element.split(".")[1])));
    if (family.unreadable.test(element)) return answer("", codes.unreadable);
    return data[element] === undefined ? answer("", codes.unset) : answer(data[element]);
  });
  called("set", (element, value) => {
    const code = refusal(element, value);
    if (code) return answer("false", code);
    data[element] = value;
    return answer("true");
  });
  called("commit", () => {
    lms.commits += 1;
    lms.committed = Object.assign({}, data);
    return answer("true");
  });
  called("finish", () => {
    lms.finished += 1;
    lms.committed = Object.assign({}, data);
    return answer("true");
  });
  return lms;
}

/** What the next session finds: the committed elements. */
fakeLms.next = function (lms, oracle) {
  const kept = Object.assign({}, lms.committed, { [lms.family.elements.entry]: "resume" });
  delete kept["adl.nav.request"];
  if (oracle) oracle.loadFromFlattenedJSON(kept);
  return fakeLms(lms.family, kept, oracle);
};

/** Each `[element, value]` that was set, of those that fit the pattern. */
fakeLms.sets = function (lms, pattern) {
  return lms.calls.filter((call) => call[0] === lms.family.functions.set && pattern.test(call[1]))
    .map((call) => call.slice(1));
};

module.exports = { fakeLms };
