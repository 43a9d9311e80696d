/* In-page dialogs: support, idle, exit. The browser's own <dialog> holds the focus. */
"use strict";
((J) => {
  const after = new Map();

  function open(dialog, whenClosed) {
    after.set(dialog, { focus: document.activeElement, act: whenClosed });
    if (dialog.showModal) dialog.showModal();
    else dialog.setAttribute("open", "");
    J.find("h2", dialog).focus();
  }

  function close(dialog) {
    if (dialog.close) dialog.close();
    else {
      dialog.removeAttribute("open");
      closed(dialog);
    }
  }

  function closed(dialog) {
    const left = after.get(dialog);
    after.delete(dialog);
    if (!left) return;
    if (left.act) left.act();
    if (left.focus && left.focus.focus) left.focus.focus({ preventScroll: true });
  }

  function support(event) {
    event.preventDefault();
    J.sound.hush();
    open(J.find("#js_support"));
  }

  J.dialogs = {
    open: open,
    close: close,
    start: () => {
      J.all("dialog").forEach((dialog) => {
        J.on(dialog, "close", () => { closed(dialog); });
        J.all("[data-close]", dialog).forEach((button) => {
          J.on(button, "click", () => { close(dialog); });
        });
      });
      J.all("#js_support_button, #js_support_link, #js_unsaved_support").forEach((button) => {
        J.on(button, "click", support);
      });
    },
  };
})(JaneSchool);
