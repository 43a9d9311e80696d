/* What the person can do to the session: come back, begin anew, be someone else, make trouble. */
"use strict";
((P) => {
  const { byId, el, fill, choice, setOptions, bar, barred } = P.dom;
  const MODES = [["normal", "Normal"], ["browse", "Browse"], ["review", "Review"]];
  const CREDITS = [["credit", "For credit"], ["no-credit", "Not for credit"]];
  const OVERRIDES = [["on", "By the LMS"], ["off", "By the course"]];
  const DELAYS = [["0", "At once"], ["200", "0.2 s"], ["1000", "1 s"], ["5000", "5 s"], ["15000", "15 s"]];
  const LEARNERS = 5;

  const act = (id, words, about, run) => {
    const press = () => { if (!barred(button)) run(); };
    const button = el("button.secondary", { id, "aria-describedby": id + "_about", on: { click: press } }, words);
    return { button, root: el("div.act", null, button, el("p.soft", { id: id + "_about" }, about)) };
  };

  const group = (title, ...children) => el("fieldset.group", null, el("legend", null, title), ...children);

  function attempt(send) {
    const ask = (name, words, about) => act(name, words, about, () => send({ do: name }));
    const all = {
      resume: ask("resume", "Leave and come back", "As someone who closes the tab and opens the course again later."),
      kill: ask("kill", "Lose the tab and come back", "As a browser that crashes: the course cannot save at the end."),
      exit: ask("exit", "Close the course", "The LMS closes the course's window. It is told nothing more."),
      restart: ask("restart", "New attempt", "The course begins anew, with nothing from before."),
    };
    return { all, root: group("Attempt", ...Object.values(all).map((each) => each.root)) };
  }

  function person(send) {
    const learners = Array.from({ length: LEARNERS }, (_, n) => [String(n + 1), "Learner " + (n + 1)]);
    const changed = () => send({ do: "mode", mode: mode.select.value, credit: credit.select.value });
    const mode = choice("mode", "Mode", MODES, changed);
    const credit = choice("credit", "Credit", CREDITS, changed);
    const learner = choice("learner", "Learner", learners, (n) => send({ do: "learner", n: Number(n) }));
    const decide = (value) => send({ do: "override", on: value === "on" });
    const override = choice("override", "Final status", OVERRIDES, decide);
    return {
      mode: mode.select, credit: credit.select, learner: learner.select, override: override.select,
      root: group("Who learns, and how", el("div.fields", null, learner.root, mode.root, credit.root, override.root),
        el("p.soft", null, "A change closes the session and launches it again.")),
    };
  }

  function trouble(send) {
    const error = choice("error", "With this answer", [], () => {});
    const delay = choice("delay", "Each answer comes", DELAYS, (ms) => send({ do: "delay", ms: Number(ms) }));
    const fail = (which) => () => send({ do: "fail", which, error: error.select.value });
    const expire = () => send({ do: "expire" });
    const calm = () => send({ do: "calm" });
    const all = {
      next: act("fail_next", "Fail the next call", "One call, or one request, fails; then all is well again.",
        fail("next")),
      every: act("fail_all", "Fail every call", "Until it is switched off.", fail("all")),
      expire: act("expire", "Let the session expire", "The LMS knows the learner no longer, as after a long pause.",
        expire),
      calm: act("calm", "All is well again", "Ends every trouble, also a slow or lost network.", calm),
    };
    return {
      all, error: error.select, delay: delay.select,
      root: group("Trouble", el("div.fields", null, error.root, delay.root),
        ...Object.values(all).map((each) => each.root),
        el("p.soft", null, "The network is chosen above the course: normal, slow, offline.")),
    };
  }

  /** @returns {{show: (session) => void}} */
  function sessionView(send) {
    const first = attempt(send);
    const who = person(send);
    const bad = trouble(send);
    fill(byId("pane_session"), el("div.pad", null, first.root, who.root, bad.root));

    function show(session) {
      const why = (name) => P.abilities.reason(name, session);
      setOptions(bad.error, P.errors.choices(session.standard));
      Object.keys(first.all).forEach((name) => bar(first.all[name].button, why(name)));
      [bad.all.next, bad.all.every].forEach((each) => bar(each.button, why("fail")));
      bar(bad.all.expire.button, why("expire"));
      who.mode.value = session.mode;
      who.credit.value = session.credit;
      who.learner.value = String(session.learner);
      bad.delay.value = String(session.trouble.delay);
      who.override.value = session.override ? "on" : "off";
      bar(who.override, why("override"));
      bar(who.mode, why("mode"));
      bar(who.credit, why("credit"));
    }

    return { show };
  }

  P.sessionView = sessionView;
})(Preview);
