/* Words of the interface: English is the key, `course.text` may translate it. */
"use strict";
((J) => {
  /**
   * @param {string} key English words, with {name} where a value stands
   * @param {Object<string, string|number>=} values
   * @returns {string}
   */
  J.t = (key, values) => {
    const texts = (J.course && J.course.text) || {};
    const words = Object.prototype.hasOwnProperty.call(texts, key) ? texts[key] : key;
    return words.replace(/\{(\w+)\}/g, (whole, name) => values && name in values ? String(values[name]) : whole);
  };

  /** "1 question" or "3 questions": the caller names both sentences. */
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
