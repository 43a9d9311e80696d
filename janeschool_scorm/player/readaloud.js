/* Reads the screen aloud, paragraph by paragraph, with a voice that the device itself has. */
"use strict";
((J) => {
  const PARAGRAPHS = "h1,h2,h3,h4,p,li,dt,dd,legend,label,figcaption,summary,caption,th,td";
  const UNSPOKEN = "button,select,script,template,.unseen,.lesson-end,.speed,[aria-hidden=true],details:not([open]) > :not(summary)";
  /** A voice that says no end after so many milliseconds a character has broken down. */
  const SLOWEST = 400;

  let voice = null;
  let rate = 1;
  let list = [];
  let at = 0;
  let offset = 0;
  /** What is being said; null while paused. */
  let current = null;
  let timer = 0;

  /** A part of the bar, or of the panel that starts it. */
  function control(name) {
    return J.find("#js_aloud_" + name);
  }

  /** The device's own voice for the language: others would send the words away. */
  function pick(voices, language) {
    const name = (each) => each.lang.replace("_", "-").toLowerCase();
    const own = voices.filter((each) => {
      return each.localService && name(each).split("-")[0] === language.split("-")[0];
    });
    return own.find((each) => name(each) === language) || own.find((each) => each.default) || own[0];
  }

  function spoken(box) {
    return !box.closest(UNSPOKEN) && box.getClientRects().length > 0;
  }

  /** The paragraphs on the screen as they are now, each with its text nodes in order. */
  function paragraphs() {
    const screen = J.find(".screen.current");
    const walker = document.createTreeWalker(screen, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) add(found, walker.currentNode);
    return found;
  }

  /** A text node joins its paragraph; a picture is one by its alternative text. */
  function add(found, node) {
    const box = node.parentElement;
    if (node.alt && spoken(box)) found.push({ block: node, nodes: [{ data: node.alt }] });
    if (node.nodeType !== Node.TEXT_NODE || !node.data.trim() || !spoken(box)) return;
    const block = box.closest(PARAGRAPHS) || box;
    const last = found[found.length - 1];
    if (last && last.block === block) last.nodes.push(node);
    else found.push({ block: block, nodes: [node] });
  }

  function textOf(part) {
    return part.nodes.map((node) => node.data).join("");
  }

  // --- what is marked ----------------------------------------------------------------

  function unmark() {
    J.all(".spoken").forEach((block) => { block.classList.remove("spoken"); });
    if (window.CSS && CSS.highlights) CSS.highlights.delete("spoken-word");
  }

  function mark(block) {
    unmark();
    block.classList.add("spoken");
    const box = block.getBoundingClientRect();
    if (box.top < 90 || box.bottom > window.innerHeight - 90) block.scrollIntoView({ block: "center" });
  }

  /** Marks the word at `index` without a change to the page: screen readers notice nothing. */
  function markWord(part, index) {
    if (!window.CSS || !CSS.highlights) return;
    const word = /^\S*/.exec(textOf(part).slice(index))[0];
    let rest = index;
    const node = part.nodes.find((each) => {
      if (rest < each.data.length) return true;
      rest -= each.data.length;
      return false;
    });
    if (!node || !node.nodeType) return;
    const range = document.createRange();
    range.setStart(node, rest);
    range.setEnd(node, Math.min(node.data.length, rest + word.length));
    CSS.highlights.set("spoken-word", new window.Highlight(range));
  }

  // --- speaking ----------------------------------------------------------------------

  function silence() {
    current = null;
    window.clearTimeout(timer);
    window.speechSynthesis.cancel();
  }

  /** Pausing is stopping at a word: not every browser's own pause can be trusted. */
  function pause() {
    if (!current) return;
    silence();
    draw();
  }

  function speak() {
    silence();
    const part = list[at];
    const from = offset;
    const words = new window.SpeechSynthesisUtterance(textOf(part).slice(from));
    words.voice = voice;
    words.lang = voice.lang;
    words.rate = rate;
    words.onboundary = (event) => {
      if (words !== current) return;
      offset = from + event.charIndex;
      markWord(part, offset);
    };
    words.onend = () => { if (words === current) move(1); };
    words.onerror = () => { if (words === current) pause(); };
    mark(part.block);
    current = words;
    timer = window.setTimeout(pause, 10000 + (words.text.length * SLOWEST) / rate);
    window.speechSynthesis.speak(words);
    draw();
  }

  /** To another paragraph; the screen may have changed since the last one. */
  function move(step) {
    const node = list[at].nodes[0];
    list = paragraphs();
    const here = list.findIndex((part) => part.nodes[0] === node);
    at = Math.max(0, (here < 0 ? at : here) + step);
    offset = 0;
    if (at < list.length) speak();
    else stop();
  }

  /** From the first paragraph that is in sight. */
  function start() {
    list = paragraphs();
    const edge = J.find(".top").getBoundingClientRect().bottom;
    at = Math.max(0, list.findIndex((part) => part.block.getBoundingClientRect().bottom > edge));
    offset = 0;
    J.sound.hush();
    J.find("#js_reading").open = false;
    speak();
    control("pause").focus();
  }

  function stop() {
    if (!list.length) return;
    const inside = control("bar").contains(document.activeElement);
    silence();
    list = [];
    unmark();
    draw();
    if (inside) J.find("#js_reading summary").focus();
  }

  function draw() {
    const on = list.length > 0;
    control("bar").hidden = !on;
    document.documentElement.classList.toggle("aloud", on);
    control("on").setAttribute("aria-pressed", String(on));
    control("pause").textContent = current ? J.t("Pause") : J.t("Go on");
    J.sound.tellClock();
  }

  function toggle() {
    if (current) {
      pause();
      return;
    }
    J.sound.hush();
    speak();
  }

  /** Voices arrive late in some browsers. */
  function ready() {
    voice = pick(window.speechSynthesis.getVoices(), J.locale().toLowerCase());
    control("on").hidden = !voice;
    control("none").hidden = Boolean(voice);
    if (!voice) stop();
  }

  function wire() {
    const acts = {
      on: () => { (list.length ? stop : start)(); },
      pause: toggle,
      back: () => { move(-1); },
      next: () => { move(1); },
      stop: stop,
    };
    Object.keys(acts).forEach((name) => { J.on(control(name), "click", acts[name]); });
    J.on(control("speed"), "change", (event) => {
      rate = Number(event.target.value);
      if (current) speak();
    });
  }

  J.aloud = {
    pick: pick,
    pause: pause,
    stop: stop,
    speaking: () => current !== null,
    start: () => {
      if (!window.speechSynthesis || !window.SpeechSynthesisUtterance) return;
      wire();
      window.speechSynthesis.onvoiceschanged = ready;
      ready();
      // Some browsers speak on after the page is gone.
      J.on(window, "pagehide", stop);
    },
  };
})(JaneSchool);
