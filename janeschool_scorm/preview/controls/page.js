/* The page: joins what comes in, what is known, and what is shown. */
"use strict";
((P) => {
  const { byId, fillOnce, say } = P.dom;
  const FRAME_MS = 100;
  const STATES = {
    connected: ["good", "Connected"], lost: ["care", "Connection lost, trying again"],
    over: ["fault", "The preview has ended: start it again"],
  };

  function connection(state) {
    const [kind, words] = STATES[state];
    byId("connection").dataset.state = kind;
    say(byId("connection"), words);
  }

  const keys = ({ tabs, log, send, stage, divider }) => [
    ["1", "Log", () => tabs.open("log")], ["2", "Data", () => tabs.open("data")],
    ["3", "Course", () => tabs.open("course")], ["4", "Session", () => tabs.open("session")],
    ["/", "Search the log", () => { tabs.open("log"); log.search(); }],
    ["f", "Faults only, on and off", log.faults], ["p", "Pause the log, on and off", log.pause],
    ["r", "Leave and come back", () => send({ do: "resume" })],
    ["g", "Give the keyboard to the course", stage.focus],
    ["h", "Hide or show the panel", divider.toggle],
  ];

  function page() {
    let session = P.link.session({});
    let known = P.known.empty();
    let it = P.kept.empty();
    const former = P.former();
    let shell = { build: null, failed: "" };
    const refused = new Map();
    let timer = 0;
    let launched = false;
    const others = new Map();
    let tree = { items: [], current: "" };
    let sequencing = { sequenced: false, valid: null };
    let toFrame = () => {};
    const begun = Date.now();

    const { announce, copy } = P.announcer(byId("said"));
    const log = P.logView({
      start: () => begun, standard: () => session.standard, copy,
      about: () => ({
        preview: session.title, package: session.name, standard: session.standard,
        edition: session.edition, saved_at: new Date().toISOString(),
      }),
    });
    const elements = P.elementsView();
    const records = P.recordsView(copy);
    const course = P.courseView(send);
    const controls = P.sessionView(send);
    const strips = P.strips.strips({
      calm: () => send({ do: "calm" }), course: () => tabs.open("course"),
      reload: () => window.location.reload(),
    });
    const tabs = P.tabs((name) => { if (name === "log") log.shown(); later(); });
    const stage = P.stage(send);
    const divider = P.divider(stage.refit);

    // --- what is shown -------------------------------------------------------------------

    function standing() {
      const state = { kept: it.kept, facts: known.facts, units: P.known.units(known, tree.items, tree.current) };
      const parts = [...P.standing.parts(session.standard, state), P.standing.progress(tree.items)];
      say(byId("standing"), parts.filter(Boolean).join(" · "));
      const many = it.unsaved.size;
      say(byId("unsaved"), many ? P.wording.count(many, "value is", "values are") + " not saved yet" : "");
    }

    function refusals() {
      const flood = refused.get(P.guard.FLOOD) || 0;
      return flood ? P.wording.count(flood, "message", "messages") + " came too fast and are not in the log." : "";
    }

    function show() {
      timer = 0;
      standing();
      if (tabs.current() === "data") {
        if (P.abilities.of(session.standard).records) records.facts(P.known.launch(session, tree.items, tree.current));
        else elements.show(it.memory, it.unsaved);
      }
      strips.show({ ...shell, trouble: session.trouble, refused: refusals() });
    }

    // The frame may tell of a hundred calls in a moment: they are drawn once.
    function later() {
      if (!timer) timer = window.setTimeout(show, FRAME_MS);
    }

    function facts() {
      const standard = P.abilities.of(session.standard);
      document.title = (session.title ? session.title + " - " : "") + "Preview";
      say(byId("title"), session.title || "Preview");
      say(byId("about"), P.known.about(session, standard.label).join(" · "));
      fillOnce(byId("pane_data"), String(standard.records), () => [standard.records ? records.root : elements.root]);
      [stage, controls].forEach((view) => view.show(session));
      later();
    }

    // --- what comes in -------------------------------------------------------------------

    /** Many courses speak to any window; the first of each form is noted, all are counted. */
    function refuse(why) {
      if (!refused.has(why)) log.add(P.rows.note(Date.now(), "ignored", "a message to this page, " + why));
      refused.set(why, (refused.get(why) || 0) + 1);
      course.ignored(refused);
      later();
      return null;
    }

    function spent() {
      if (session.trouble.fail !== "next") return;
      session = { ...session, trouble: { ...session.trouble, fail: "none" } };
    }

    function called(message) {
      log.add(P.rows.ofCall({ ...message, at: message.at || Date.now() }, former.before(message)));
      former.called(message);
      if (message.struck) spent();
      it = P.kept.called(it, message, session.mode === "normal");
    }

    function listed(message) {
      tree = { items: P.known.itemsOf(session.items, message.items), current: message.current };
      course.items(tree, { ...sequencing, satisfied: known.satisfied });
    }

    function relisted(changed) {
      sequencing = { ...sequencing, ...changed };
      course.items(tree, { ...sequencing, satisfied: known.satisfied });
    }

    /** A build from before this page was opened is what it plays already. */
    function built(message) {
      const fresh = message.at >= begun;
      const now = P.builds.told(message, !fresh);
      shell = { ...shell, build: now.good ? null : now };
      if (fresh && now.good) say(byId("built"), now.text);
      session = { ...session, ...P.link.spoken(message) };
      course.problems(message.problems, now.text);
      log.add(P.rows.note(message.at, now.good ? "built" : "not built", now.text, !now.good));
      if (fresh) announce(now.text);
      facts();
      if (fresh && message.built) again();
    }

    /** Another build can have another title and other items. */
    async function again() {
      const found = await P.link.begin().catch(() => null);
      if (found) session = { ...session, ...P.known.played(found), items: found.items };
      facts();
      toFrame({ do: "reload" });
    }

    const TAKES = {
      ready: (message) => {
        session = { ...session, ...P.known.played(message) };
        sequencing = { sequenced: message.sequenced, valid: message.sequenced ? sequencing.valid : null };
        if (message.items) listed(message);
        if (message.who) session = { ...session, ...P.known.who(message.who) };
        facts();
        if (!launched) toFrame({ do: "launch" });
        launched = true;
      },
      items: listed,
      call: called,
      state: (message) => { it = P.kept.stated(it, message, Date.now()); },
      statement: (message) => { known = P.known.heard(known, message, session.learner); },
      request: (message) => { if (message.struck) spent(); },
      moveon: (message) => { known = P.known.moved(known, message); relisted({}); },
      valid: (message) => relisted({ valid: message }),
      document: (message) => records.document(message, message.at || Date.now()),
      reload: built,
      package: (message) => course.findings(message.findings),
    };

    function take(message) {
      if (Object.hasOwn(TAKES, message.type)) TAKES[message.type](message);
      const row = P.rows.ofMessage(message, Date.now());
      if (row) log.add(row);
      if (row && row.kind === "statement") records.statement(row);
      later();
    }

    // --- what goes out -------------------------------------------------------------------

    /** Another learner or attempt: what was known is not true of this one. Who comes back is known. */
    function forget(command) {
      others.set(session.learner, known);
      known = command.do === "learner" && others.get(command.n) || P.known.empty();
      it = P.kept.empty();
      former.clear();
      records.clear();
    }

    /** The server first: what it refuses is not asked of the LMS. */
    async function asked(command) {
      for (const each of P.commands.each(command)) {
        const why = await P.link.command(each);
        if (why) return why;
        if (!P.builds.byServer(each, session)) toFrame(each);
      }
      return "";
    }

    async function send(command) {
      if (["restart", "learner"].includes(command.do)) forget(command);
      const why = await asked(command);
      log.add(P.rows.note(Date.now(), "you", P.commands.words(command) + (why ? ": " + why : ""), Boolean(why)));
      if (why) {
        announce(why);
        return facts();
      }
      session = P.known.commanded(session, command);
      announce(P.commands.words(command));
      return facts();
    }

    // --- the start -----------------------------------------------------------------------

    function open(found) {
      session = found;
      if (found.source === "course") course.problems(found.problems, "");
      if (found.built_at) say(byId("built"), "Built at " + P.wording.clock(found.built_at) + ".");
      if (found.validated) course.findings(found.findings);
      facts();
      toFrame = P.link.frame(found.lms, stage.window, { message: take, refuse });
      P.link.events({ message: take, state: connection, refuse });
      stage.open(found.lms, found.sandbox);
    }

    P.shortcuts(keys({ tabs, log, send, stage, divider }));
    P.link.begin().then(open, (error) => {
      shell = { ...shell, failed: error.message };
      connection("over");
      later();
    });
  }

  page();
})(Preview);
