/* What all tracked blocks share: find the item, set up its kind, and report that it is done. */
"use strict";
((J) => {
  const byIds = new Map();

  /** Kind -> function(section, item): behaviour of one block kind, in blocks/KIND.js. */
  J.kinds = {};

  function byId(id) {
    return byIds.get(id);
  }

  function setUp(lesson) {
    lesson.items.forEach((item) => {
      byIds.set(item.id, item);
      const section = document.getElementById(item.id);
      const kind = J.kinds[item.kind];
      if (section && kind) kind(section, item);
    });
  }

  /** Words about an item's state, said aloud once; `good` adds the mark of a finished one. */
  function say(section, words, good) {
    const note = J.find(".item-state", section);
    note.textContent = words;
    note.classList.toggle("good", Boolean(good));
  }

  function stateOf(item) {
    return J.state.item(J.app.state, item.place);
  }

  J.items = {
    byId: byId,
    say: say,
    stateOf: stateOf,
    start: () => {
      J.rules.lessons(J.app.course).forEach(setUp);
    },
  };
})(JaneSchool);
