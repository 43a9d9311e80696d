/* What each element was when the course last wrote or read it: the log shows what changed. */
"use strict";
((P) => {
  const MOST_ELEMENTS = 20000;

  function former() {
    let values = new Map();

    /** @returns {string|undefined} the value before this call */
    function before(message) {
      const element = P.calls.element(message);
      return element ? values.get(element) : undefined;
    }

    function called(message) {
      const element = P.calls.element(message);
      if (values.size > MOST_ELEMENTS) clear();
      if (P.calls.kind(message.name) === "write") values.set(element, String(message.args[1]));
      if (P.calls.kind(message.name) === "read") values.set(element, String(message.answer));
    }

    function clear() {
      values = new Map();
    }

    return { before, called, clear };
  }

  P.former = former;
})(Preview);
