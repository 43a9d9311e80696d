/*
 * The live log. Rows are kept as values; the page has the newest of them as elements,
 * written in batches, so that thousands of calls do not slow the course beside it.
 */
"use strict";
((P) => {
  const { byId, el, fill, say } = P.dom;
  const SHOWN = 600;
  const PAUSE = 120;
  const WISH_MS = 700;
  const KEYS = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -1e9, End: 1e9 };

  /**
   * @param {{start: () => number, standard: () => string, about: () => Object, copy: Function}} page
   * @returns {{add: (row) => void, search: () => void, faults: () => void, pause: () => void}}
   */
  function logView(page) {
    const store = P.log.store();
    const list = el("ol.rows", { "aria-label": "Calls and events, the newest last" });
    const scroller = el("div.scroller", null, list);
    const note = el("p.soft.kept", { hidden: true });
    const empty = el("p.empty", null, "Nothing yet. Calls of the course stand here as it makes them.");
    let lines = [];
    let fresh = [];
    let tallied = { error: 0, warning: 0 };
    let hidden = 0;
    let timer = 0;
    let relative = false;
    let grouping = true;
    let paused = false;
    let following = true;
    let here = null;
    let hand = 0;
    const context = { start: page.start, relative: () => relative, standard: page.standard, copy: page.copy };
    const bar = P.logBar({
      changed: rebuild, pause: (on) => { paused = on; flush(); }, follow: (on) => { following = on; bottom(); },
      clear, download, relative: (on) => { relative = on; lines.forEach((line) => line.write()); },
      group: (on) => { grouping = on; rebuild(); },
    });
    fill(byId("pane_log"), bar.root, note, el("div.log-body", null, scroller, empty));

    const bottom = () => { if (following) scroller.scrollTop = scroller.scrollHeight; };

    function mark(line) {
      if (here) here.button.tabIndex = -1;
      here = line;
      if (here) here.button.tabIndex = 0;
    }

    function groups(rows) {
      const wanted = rows.filter((row) => P.log.matches(row, bar.filter));
      const last = grouping && lines.length ? [lines[lines.length - 1].group] : [];
      return grouping ? P.log.grouped(wanted, last) : wanted.map((row) => ({ rows: [row], asked: null }));
    }

    function append(rows) {
      const all = groups(rows);
      const grown = lines.length && all[0] === lines[lines.length - 1].group ? all.shift() : null;
      if (grown) lines[lines.length - 1].write();
      const shown = all.slice(-SHOWN);
      hidden += all.length - shown.length;
      const made = shown.map((group) => P.logLine(group, context));
      list.append(...made.map((line) => line.root));
      lines = lines.concat(made);
      trim();
      // Who comes with the keyboard comes to the newest row, unless rows are being read.
      if (!list.contains(document.activeElement)) mark(lines[lines.length - 1] || null);
    }

    function trim() {
      const gone = lines.slice(0, Math.max(0, lines.length - SHOWN));
      const focused = gone.some((line) => line === here);
      gone.forEach((line) => line.root.remove());
      hidden += gone.length;
      lines = lines.slice(gone.length);
      if (focused) mark(lines[0] || null);
    }

    function words() {
      const dropped = store.dropped();
      const parts = [
        hidden ? "The newest " + SHOWN + " lines are shown; older rows are kept in the download." : "",
        dropped ? P.wording.count(dropped, "row was", "rows were") + " let go: the log keeps no more." : "",
        paused && fresh.length ? "Paused: " + P.wording.count(fresh.length, "new row waits.", "new rows wait.") : "",
      ].filter(Boolean);
      say(note, parts.join(" "));
      note.hidden = !parts.length;
      const [worst] = P.log.tally(tallied);
      say(byId("log_badge"), worst || "");
      byId("log_badge").title = P.log.tally(tallied).join(", ");
      byId("log_badge").dataset.level = tallied.error ? "error" : "warning";
      empty.hidden = lines.length > 0;
      say(empty, store.rows().length ? "No row fits what is asked for."
        : "Nothing yet. Calls of the course stand here as it makes them.");
    }

    function flush() {
      timer = 0;
      if (!paused && fresh.length) {
        const rows = fresh;
        fresh = [];
        append(rows);
      }
      bar.counts(store.counts());
      words();
      bottom();
    }

    function rebuild() {
      list.replaceChildren();
      lines = [];
      hidden = 0;
      mark(null);
      fresh = [];
      append(store.rows());
      flush();
    }

    function add(row) {
      store.add(row);
      fresh.push(row);
      if (P.log.faulty(row)) tallied[P.log.worst(row)] += 1;
      if (!timer) timer = window.setTimeout(flush, PAUSE);
    }

    function clear() {
      store.clear();
      tallied = { error: 0, warning: 0 };
      rebuild();
    }

    function download(form) {
      const text = P.rows[form](store.rows(), { ...page.about(), rows_dropped: store.dropped() });
      const type = form === "json" ? "application/json" : "application/x-ndjson";
      const address = URL.createObjectURL(new Blob([text], { type }));
      el("a", { href: address, download: "preview-log." + form }).click();
      window.setTimeout(() => URL.revokeObjectURL(address), 10000);
    }

    function move(event) {
      const at = lines.findIndex((line) => line.button === event.target);
      if (at < 0) return;
      if (event.key === "c" && !event.ctrlKey && !event.metaKey) lines[at].copy();
      if (!KEYS[event.key]) return;
      event.preventDefault();
      follow(event.key === "End");
      const to = lines[Math.min(lines.length - 1, Math.max(0, at + KEYS[event.key]))];
      mark(to);
      to.button.focus();
    }

    function follow(on) {
      following = on;
      bar.follow.setAttribute("aria-pressed", String(on));
    }

    // Scrolling up is a wish to read: following stops until the end is reached again. The
    // place also moves as rows come, go and find their height, and that is nobody's wish.
    function scrolled() {
      const end = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 24;
      const wished = Date.now() - hand < WISH_MS;
      if (wished && end !== following) follow(end);
    }

    // A row that is being read must not be scrolled away by the next one.
    list.addEventListener("click", () => follow(false));
    ["wheel", "touchmove", "pointerdown", "pointermove", "keydown"].forEach((name) => {
      scroller.addEventListener(name, (event) => {
        if (name !== "pointermove" || event.buttons) hand = Date.now();
      }, { passive: true });
    });
    scroller.addEventListener("scroll", scrolled, { passive: true });
    const sized = new ResizeObserver(bottom);
    [list, scroller].forEach((each) => sized.observe(each));
    list.addEventListener("keydown", move);
    list.addEventListener("focusin", (event) => {
      const line = lines.find((each) => each.button === event.target);
      if (line) mark(line);
    });
    flush();
    return {
      add, shown: bottom, search: () => bar.input.focus(), faults: () => bar.faults.click(),
      pause: () => bar.pause.click(),
    };
  }

  P.logView = logView;
})(Preview);
