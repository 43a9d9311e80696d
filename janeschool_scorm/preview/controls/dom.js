/* Elements made of names and texts: nothing that comes from a package is ever read as HTML. */
"use strict";
((P) => {
  const byId = (id) => document.getElementById(id);

  function attribute(element, name, value) {
    if (value === false || value === null || value === undefined) return;
    if (name === "on") Object.keys(value).forEach((event) => element.addEventListener(event, value[event]));
    else element.setAttribute(name, value === true ? "" : String(value));
  }

  /**
   * @param {string} tag "button.quiet" with classes after dots
   * @param {Object|null} attributes `on` holds listeners
   * @param {...(Node|string|null|false)} children a string is a text
   */
  function el(tag, attributes, ...children) {
    const [name, ...classes] = tag.split(".");
    const element = document.createElement(name);
    if (name === "button") element.type = "button";
    element.classList.add(...classes);
    Object.keys(attributes || {}).forEach((key) => attribute(element, key, attributes[key]));
    element.append(...present(children.flat()));
    return element;
  }

  const present = (children) => children.flat().filter((child) => child !== null && child !== false && child !== "");

  /** The same place has the keyboard afterwards: what is written anew keeps its `data-id`. */
  function fill(element, ...children) {
    const id = element.contains(document.activeElement) && document.activeElement.dataset.id;
    element.replaceChildren(...present(children));
    const again = id && [...element.querySelectorAll("[data-id]")].find((each) => each.dataset.id === id);
    if (again) again.focus({ preventScroll: true });
    return element;
  }

  const written = new WeakMap();

  /** Filled only where `key` is another than last time: nothing under the pointer is lost. */
  function fillOnce(element, key, make) {
    if (written.get(element) === key) return;
    written.set(element, key);
    fill(element, ...make());
  }

  /** Written only where it differs: a live region that is written again is read again. */
  function say(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }

  /** A list to choose one of, with its label above: {root, select}. */
  function choice(id, label, options, change) {
    const select = el("select", { id, on: { change: () => change(select.value) } });
    setOptions(select, options);
    return { root: el("div.field", null, el("label", { for: id }, label), select), select };
  }

  /** A field to search in, with a label for those who hear it: {root, input}. */
  function search(id, label, placeholder, changed) {
    const input = el("input", {
      type: "search", id, placeholder, autocomplete: "off", spellcheck: "false",
      on: { input: () => changed(input.value.trim()) },
    });
    return { root: el("div.search", null, el("label.unseen", { for: id }, label), input), input };
  }

  /** @param {string[][]} options [value, words] */
  function setOptions(select, options) {
    const value = select.value;
    const made = () => options.map(([each, words]) => el("option", { value: each }, words));
    fillOnce(select, JSON.stringify(options), made);
    if (options.some(([each]) => each === value)) select.value = value;
  }

  function noteOf(control) {
    const id = (control.id || control.dataset.id) + "_reason";
    const known = byId(id);
    if (known) return known;
    const note = el("span.reason", { id });
    control.after(note);
    return note;
  }

  /**
   * Off, with the reason as a description; it can still be reached and its reason read.
   * @param {string} reason "" switches it on again
   * @param {Element} [shared] where several say the same reason
   */
  function bar(control, reason, shared) {
    const note = shared || noteOf(control);
    const described = (control.getAttribute("aria-describedby") || "").split(" ").filter((id) => id && id !== note.id);
    control.toggleAttribute("disabled", Boolean(reason) && control.tagName === "SELECT");
    control.setAttribute("aria-disabled", String(Boolean(reason)));
    control.setAttribute("aria-describedby", [...described, note.id].join(" "));
    control.title = reason;
    say(note, reason);
    note.hidden = !reason;
  }

  const barred = (control) => control.getAttribute("aria-disabled") === "true";

  /** A dotted name that breaks behind its dots. */
  const dotted = (text) => text.split(/(?<=[._])/)
    .flatMap((part, n) => (n ? [document.createElement("wbr"), part] : [part]));

  P.dom = { byId, el, fill, fillOnce, say, search, choice, setOptions, bar, barred, dotted };
})(Preview);
