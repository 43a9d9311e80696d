/*
 * What this page knows of the session: who learns and how, which items there are, what
 * statements have said, what trouble is on. Values in, values out.
 */
"use strict";
((P) => {
  const empty = () => ({ facts: P.standing.unheard(), satisfied: new Set() });

  const moved = (known, message) => {
    const satisfied = new Set(known.satisfied);
    if (message.satisfied) satisfied.add(message.item);
    return { ...known, satisfied };
  };

  /** The frame says how each item stands; the server what its manifest asks of it. */
  function itemsOf(told, items) {
    const by = new Map(told.map((each) => [each.id, each]));
    return items.map((each) => {
      const more = by.get(each.id) || each;
      return { ...each, moveOn: each.moveOn || more.moveOn, masteryScore: each.masteryScore || more.masteryScore };
    });
  }

  /** Standard, edition, package, agency; what repeats the standard's name is left out. */
  function about(session, label) {
    const edition = label.toLowerCase().includes(session.edition.toLowerCase()) ? "" : session.edition;
    return [label || "Nothing to play", edition, session.name, session.agency].filter(Boolean);
  }

  /** Of the units of a cmi5 course: how many there are, how many are satisfied. */
  function units(known, items, current) {
    const all = items.filter((each) => each.moveOn);
    const here = all.find((each) => each.id === current) || all[0];
    return {
      units: all.length, moveOn: here ? here.moveOn : "",
      satisfied: all.filter((each) => known.satisfied.has(each.id)).length,
    };
  }

  /** What a launch said to the unit: shown beside the records. */
  function launch(session, items, current) {
    const here = items.find((each) => each.id === current);
    return new Map([
      ["Unit", here ? here.title || here.id : ""], ["moveOn", here ? here.moveOn : ""],
      ["Mastery score", here ? here.masteryScore : ""], ["Mode", session.mode],
      ["Learner", "Learner " + session.learner],
    ].filter(([, value]) => value));
  }

  /** A statement of somebody else is no news of this learner. */
  function heard(known, message, learner) {
    const actor = (message.statement && message.statement.actor) || {};
    const name = actor.account && actor.account.name;
    if (name && name !== "learner-" + learner) return known;
    return { ...known, facts: P.standing.heard(known.facts, message.statement) };
  }

  /** Trouble after a command of the person. */
  function troubled(trouble, command) {
    const changes = {
      fail: () => ({ fail: command.which, error: command.error }),
      delay: () => ({ delay: command.ms }),
      network: () => ({ network: command.profile }),
      expire: () => ({ expired: true }),
      calm: () => ({ fail: "none", delay: 0, network: "normal", expired: false }),
      restart: () => ({ expired: false }), resume: () => ({ expired: false }), launch: () => ({ expired: false }),
      learner: () => ({ expired: false }), mode: () => ({ expired: false }), language: () => ({ expired: false }),
    };
    return Object.hasOwn(changes, command.do) ? { ...trouble, ...changes[command.do]() } : trouble;
  }

  /** The session after a command of the person. */
  function commanded(session, command) {
    const changes = {
      mode: () => ({ mode: command.mode, credit: command.mode === "normal" ? command.credit : "no-credit" }),
      learner: () => ({ learner: command.n }),
      language: () => ({ language: command.tag }),
      override: () => ({ override: command.on }),
    };
    const changed = Object.hasOwn(changes, command.do) ? changes[command.do]() : {};
    return { ...session, ...changed, trouble: troubled(session.trouble, command) };
  }

  const told = (it) => Object.fromEntries(Object.entries(it).filter(([, value]) => value));

  /** What is played, as far as it is said. */
  const played = ({ standard, edition, title }) => told({ standard, edition, title });

  /** What the LMS says of who learns; an empty word says nothing. */
  const who = (it) => told(it);

  P.known = { itemsOf, about, empty, heard, moved, units, launch, commanded, who, played };
})(Preview);
