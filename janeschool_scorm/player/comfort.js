/* Text size, the panel that offers it, and private writing whole on paper. Nothing is stored. */
"use strict";
((J) => {
  /** Fields show as much as fits: on paper stands all of it. */
  function beforePrint() {
    J.all("textarea").forEach((field) => {
      field.parentNode.insertBefore(J.make("div", field.value, { class: "written" }), field.nextSibling);
    });
  }

  function afterPrint() {
    J.all(".written").forEach((copy) => { copy.remove(); });
  }

  function panel() {
    const box = J.find("#js_reading");
    J.on(document, "click", (event) => {
      if (!box.contains(event.target)) box.open = false;
    });
    J.on(J.find("#js_main"), "focusin", () => { box.open = false; });
    J.on(box, "keydown", (event) => {
      if (event.key !== "Escape") return;
      box.open = false;
      J.find("summary", box).focus();
    });
  }

  J.comfort = {
    start: () => {
      J.all("[name=js_size]").forEach((input) => {
        J.on(input, "change", () => { document.documentElement.dataset.size = input.value; });
      });
      panel();
      J.on(window, "beforeprint", beforePrint);
      J.on(window, "afterprint", afterPrint);
    },
  };
})(JaneSchool);
