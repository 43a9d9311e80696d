/*
 * Words of the interface. English stands here and in the other scripts, where words.py
 * finds it; in a package `J.words` stands in its place, in the page's language.
 */
"use strict";
((J) => {
  /** A table of words that `J.t` is given later. */
  J.texts = (table) => table;

  /**
   * @param {string} words with {name} where a value stands
   * @param {Object<string, string|number>=} values
   * @returns {string}
   */
  J.t = (words, values) => {
    return words.replace(/\{(\w+)\}/g, (whole, name) => values && name in values ? String(values[name]) : whole);
  };

  /** "1 question" or "3 questions": both are named, here and in each translation. */
  J.count = (n, one, many, values) => {
    return J.t(n === 1 ? one : many, Object.assign({ n: n }, values));
  };

  /** Hours and minutes in words. */
  J.duration = (seconds) => {
    const minutes = Math.floor(seconds / 60);
    if (minutes === 0) return J.t("less than a minute");
    const hours = Math.floor(minutes / 60);
    const rest = J.count(minutes % 60, "{n} minute", "{n} minutes");
    if (hours === 0) return rest;
    return J.count(hours, "{n} hour", "{n} hours") + " " + rest;
  };
})(JaneSchool);
