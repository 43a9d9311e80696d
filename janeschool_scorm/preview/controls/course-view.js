/* The course: its items with their status, faults of its source, what validate finds. */
"use strict";
((P) => {
  const { byId, el, fill, say, bar, barred } = P.dom;
  const NAV = [["previous", "Previous"], ["continue", "Continue"], ["suspend", "Suspend all"], ["exit", "Exit all"]];

  const place = (it) => {
    const file = it.file || it.path;
    return file + (it.line ? ":" + it.line + (it.column ? ":" + it.column : "") : "");
  };

  const level = (it) => (it.severity === "error"
    ? el("strong.mark.fault", null, "Error") : el("strong.mark.warning", null, "Warning"));

  const finding = (it) => el("li.finding", { "data-level": it.severity },
    el("p", null, level(it), " ", el("span.code", null, it.code), " ", el("span.where", null, place(it))),
    el("p", null, it.text || it.sentence));

  const order = (a, b) => (a.severity === b.severity ? 0 : a.severity === "error" ? -1 : 1);

  const findings = (all) => all.slice().sort(order).map(finding);

  function tally(all) {
    const errors = all.filter((each) => each.severity === "error").length;
    return [
      errors ? P.wording.count(errors, "error", "errors") : "",
      all.length - errors ? P.wording.count(all.length - errors, "warning", "warnings") : "",
    ].filter(Boolean).join(", ");
  }

  const status = (it, satisfied) => [
    it.status || (it.launchable && !it.moveOn ? "not attempted" : ""),
    it.moveOn ? (satisfied.has(it.id) ? "satisfied" : "not yet satisfied") + ", moveOn " + it.moveOn : "",
    it.prerequisites ? "after " + it.prerequisites : "",
  ].filter(Boolean).join(", ");

  const waive = (it, send) => el("button.secondary", {
    "data-id": "waive " + it.id, "aria-label": "Waive: " + (it.title || it.id),
    title: "The LMS says that this learner need not take it",
    on: { click: () => send({ do: "waive", item: it.id }) },
  }, "Waive");

  function start(it, here, reason, send) {
    const button = el("button.secondary", {
      "data-id": "start " + it.id, "aria-label": (here ? "Start again: " : "Start: ") + (it.title || it.id),
      "aria-disabled": reason ? "true" : "false", title: reason,
      on: { click: () => { if (!barred(button)) send({ do: "launch", item: it.id }); } },
    }, here ? "Start again" : "Start");
    return button;
  }

  function item(it, current, now, send) {
    const here = it.id === current;
    const row = el("li.item", { "aria-current": here ? "true" : false },
      el("span.item-title", null, it.title || it.id),
      el("span.item-status", null, status(it, now.satisfied)),
      it.moveOn && !now.satisfied.has(it.id) ? waive(it, send) : null,
      it.launchable ? start(it, here, P.abilities.choice(it, now), send) : null);
    row.style.setProperty("--depth", String(Math.min(8, it.depth)));
    return row;
  }

  /** @returns {{items, problems, findings, ignored}} */
  function courseView(send) {
    const items = el("ul.items");
    const noItems = el("p.soft", null, "The package has told of no item yet.");
    const nav = NAV.map(([request, words]) => {
      const press = () => { if (!barred(button)) send({ do: request }); };
      const button = el("button.secondary", { id: "nav_" + request, on: { click: press } }, words);
      return button;
    });
    const why = el("p.soft", { id: "nav_reason" });
    const ignored = el("section", { "aria-labelledby": "ignored_title", hidden: true });
    const source = el("section", { "aria-labelledby": "source_title", hidden: true });
    const validity = el("section", { "aria-labelledby": "findings_title", hidden: true });
    let known = { problems: [], findings: [] };
    fill(byId("pane_course"), el("div.pad", null,
      el("section", null, el("h2", null, "Items"), noItems, items,
        el("div.buttons", { role: "group", "aria-label": "The LMS's own navigation" }, ...nav), why),
      source, validity, ignored));

    function badge() {
      const errors = [...known.problems, ...known.findings].filter((each) => each.severity === "error").length;
      say(byId("course_badge"), errors ? P.wording.count(errors, "error", "errors") : "");
    }

    function problems(all, about) {
      known = { ...known, problems: all };
      source.hidden = false;
      const counted = about ? "" : tally(all);
      const soft = all.length ? counted : "janeschool check finds nothing.";
      fill(source, el("h2", { id: "source_title" }, "Faults of the source"), about ? el("p", null, about) : null,
        soft ? el("p.soft", null, soft) : null,
        el("ul.findings", null, ...findings(all)));
      badge();
    }

    function found(all) {
      known = { ...known, findings: all };
      validity.hidden = false;
      fill(validity, el("h2", { id: "findings_title" }, "What validate finds in the package"),
        all.length ? el("p.soft", null, tally(all)) : el("p.soft", null, "Nothing."),
        el("ul.findings", null, ...findings(all)));
      badge();
    }

    /** Each reason once, behind the buttons that it bars. */
    function navigable(reasons) {
      const by = new Map();
      NAV.forEach(([request, words], n) => {
        const reason = reasons[request];
        bar(nav[n], reason, why);
        if (reason) by.set(reason, [...(by.get(reason) || []), words]);
      });
      say(why, [...by].map(([reason, words]) => words.join(", ") + ": " + reason).join(" "));
      why.hidden = by.size === 0;
    }

    /** @param {Map<string, number>} all why -> how many */
    function ignore(all) {
      ignored.hidden = false;
      fill(ignored, el("h2", { id: "ignored_title" }, "Messages that this page ignored"),
        el("p.soft", null, "Not from the LMS in its right form; they changed nothing."),
        el("dl.facts", null, ...[...all].map(([why, many]) => P.detail.fact(P.wording.number(many), why))));
    }

    return {
      ignored: ignore,
      items: (tree, now) => {
        fill(items, ...tree.items.map((each) => item(each, tree.current, now, send)));
        noItems.hidden = tree.items.length > 0;
        navigable(P.abilities.navigation(tree.items, now));
      },
      problems, findings: found,
    };
  }

  P.courseView = courseView;
})(Preview);
