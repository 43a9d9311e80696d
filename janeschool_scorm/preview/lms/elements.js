/*
 * Is this element there, may it be read or written, is the value of its kind, is the index
 * the next one? By the standard's table, whatever the run-time says.
 */
"use strict";
((L) => {
  const ROW = /^(.*?)\.(\d+)\.(.+)$/;
  const INTERACTION = /^(cmi\.interactions\.\d+)\.(.+)$/;
  const CUT = 60;

  const fault = (text, rule) => ({ level: "error", text: text, rule: rule });
  const caution = (text, rule) => ({ level: "warning", text: text, rule: rule });
  const shown = (value) => (value.length > CUT ? value.slice(0, CUT) + "…" : value);

  /** Collections of an element's path with its index in each, outer ones first. */
  function indices(element) {
    const found = [];
    let start = "";
    let match = ROW.exec(element);
    while (match) {
      const path = start + match[1];
      found.push({ path: path, index: Number(match[2]) });
      start = path + "." + match[2] + ".";
      match = ROW.exec(match[3]);
    }
    return found;
  }

  /**
   * @param model  L.model12 or L.model2004
   * @param other  the other one: its elements are a common mistake
   * @param values element -> value as the visit opens
   */
  L.elements = (model, other, values) => {
    const known = Object.assign({}, values);
    const counts = {};
    Object.keys(known).forEach(count);

    function count(element) {
      indices(element).forEach((each) => {
        counts[each.path] = Math.max(counts[each.path] || 0, each.index + 1);
      });
    }

    const rowOf = (element) => model.elements.find((row) => row.regex.test(element));

    function unknown(element) {
      const elsewhere = other.elements.find((row) => row.regex.test(element));
      const hint = elsewhere ? "; it is one of " + elsewhere.section : "";
      return [fault(shown(element) + " is no element of the data model" + hint, model.elements[0]
        .section.replace(/ 4\.2\.1$/, " 4.2"))];
    }

    function order(element, row, writes) {
      return indices(element).filter((each) => {
        const there = counts[each.path] || 0;
        return each.index > there || (!writes && each.index === there);
      }).map((each) => fault(each.path + " has " + (counts[each.path] || 0) + " entries, so "
        + each.index + (writes ? " is not the next one" : " is not there"), row.section));
    }

    function readable(element) {
      const row = rowOf(element);
      if (!row) return unknown(element);
      if (row.access === "w") return [fault(element + " may only be written", row.section)];
      return order(element, row, false);
    }

    function writable(element, value) {
      const row = rowOf(element);
      if (!row) return unknown(element);
      if (row.access === "r") return [fault(element + " may only be read", row.section)];
      return order(element, row, true)
        .concat(kind(element, value, row), identity(element, value, row));
    }

    function kind(element, value, row) {
      if (row.type && !row.type.test(value)) {
        return [fault(wrong(element, value, row.type), row.section)];
      }
      const found = response(element, value, row);
      const care = row.type && row.type.care ? row.type.care(value) : "";
      if (care) found.push(caution(care, row.section));
      if (model.ascii && /[^\x00-\x7f]/.test(value)) {
        found.push(caution("letters beyond ASCII: an LMS may lose them", row.section));
      }
      return found;
    }

    function wrong(element, value, type) {
      return "“" + shown(value) + "” (" + value.length.toLocaleString("en") + " characters) is not "
        + type.words;
    }

    /** A response must fit the interaction's type, and that must be known before it. */
    function response(element, value, row) {
      const match = INTERACTION.exec(element);
      if (!match || match[2] !== model.response.name) return [];
      const type = model.response.types[known[match[1] + ".type"]];
      return type && !type.test(value)
        ? [fault(wrong(element, value, type) + ", as the type "
          + known[match[1] + ".type"] + " asks", row.section)] : [];
    }

    /** Dependencies between elements of one row (RTE 2004 4.2.9, 4.2.17: error 408, 351). */
    function identity(element, value, row) {
      const match = /^(cmi\.(interactions|objectives)\.\d+)\.(.+)$/.exec(element);
      if (!match || !model.ids.first) return [];
      const start = match[1];
      if (match[3] !== "id") {
        const found = known[start + ".id"] ? []
          : [fault(start + ".id must be set before " + match[3], row.section)];
        const typed = match[3] === model.response.name || /^correct_responses/.test(match[3]);
        return typed && !known[start + ".type"]
          ? found.concat(fault(start + ".type must be set before " + match[3], row.section)) : found;
      }
      return match[2] === "objectives" ? unique(start, value, row) : [];
    }

    function unique(start, value, row) {
      if (known[start + ".id"] && known[start + ".id"] !== value) {
        return [fault("the id of an objective may not be changed", row.section)];
      }
      const twice = Object.keys(known).some((name) => /^cmi\.objectives\.\d+\.id$/.test(name)
        && name !== start + ".id" && known[name] === value);
      return twice ? [fault("another objective has the id " + shown(value), row.section)] : [];
    }

    return {
      readable: readable, writable: writable, known: known,
      /** The run-time has taken it. */
      took: (element, value) => { known[element] = value; count(element); },
    };
  };
})(globalThis.Lms = globalThis.Lms || {});
