/* Short names for what every part of the page does. */
"use strict";
((J) => {
  J.find = (selector, inside) => (inside || document).querySelector(selector);

  J.all = (selector, inside) => Array.prototype.slice.call((inside || document).querySelectorAll(selector));

  /** An element with text and attributes; text is never markup. */
  J.make = (tag, text, attributes) => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    Object.keys(attributes || {}).forEach((name) => {
      element.setAttribute(name, attributes[name]);
    });
    return element;
  };

  J.on = (element, type, act) => {
    element.addEventListener(type, act);
  };

  /** Moves focus to something that is not a control; `block`: where it should then stand. */
  J.focus = (element, block) => {
    if (!element.hasAttribute("tabindex")) element.setAttribute("tabindex", "-1");
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: block || "nearest" });
  };

  /** Fills a list of facts: [[term, words], ...]. */
  J.facts = (list, pairs) => {
    list.textContent = "";
    pairs.forEach((pair) => {
      const row = J.make("div");
      row.appendChild(J.make("dt", pair[0]));
      row.appendChild(J.make("dd", pair[1]));
      list.appendChild(row);
    });
  };

  J.minutesNow = () => Math.floor(Date.now() / 60000);

  /** The page's language as it is written in the United States: `es` alone is Spain's. */
  J.locale = () => {
    const lang = document.documentElement.lang || "en";
    return lang.indexOf("-") < 0 ? lang + "-US" : lang;
  };

  const CLOCK = { hour: "numeric", minute: "2-digit" };

  J.date = (minutes) => {
    return new Date(minutes * 60000).toLocaleString(J.locale(), Object.assign({
      year: "numeric", month: "long", day: "numeric",
    }, CLOCK));
  };

  /** The time of day. @param {number} ms since 1970 */
  J.clockTime = (ms) => new Date(ms).toLocaleTimeString(J.locale(), CLOCK);
})(JaneSchool);
