/* The three ways out of this page: its server, the server's events, the LMS in its frame. */
"use strict";
((P) => {
  const list = (value) => (Array.isArray(value) ? value : []);
  const word = P.guard.word;

  /** What a package can be told of its learner's language; a course says its own. */
  const PREFERENCES = ["", "en", "es", "fr", "ar"];
  const NAMES = new Intl.DisplayNames(["en"], { type: "language", fallback: "code" });

  /** "es" -> "Spanish"; what is no tag stands for itself. */
  function nameOf(tag) {
    try {
      return tag ? NAMES.of(tag) : "Not told";
    } catch {
      return tag;
    }
  }

  const languages = (tags) => (tags.length ? tags.map(word) : PREFERENCES).map((tag) => ({ tag, name: nameOf(tag) }));

  /** The languages of a course, as a build tells them; a build that failed tells none. */
  function spoken(message) {
    if (!message.languages || !message.languages.length) return {};
    return { source: "course", languages: languages(message.languages), language: message.language };
  }

  /** What `session` answers, in known types. */
  function session(data) {
    const source = data.source || {};
    const told = list(data.languages);
    return {
      lms: word(data.frame), sandbox: word(data.sandbox),
      source: told.length ? "course" : word(source.kind), name: word(source.name),
      standard: data.standard === "none" ? "" : word(data.standard),
      edition: word(data.edition), title: word(data.title), language: word(data.language), agency: word(data.agency),
      languages: languages(told),
      learner: 1, mode: "normal", credit: "credit", override: true,
      built_at: Number(data.built_at) || 0,
      items: P.guard.items(data.items),
      problems: P.guard.found(data.problems), findings: P.guard.found(data.findings),
      validated: Array.isArray(data.findings),
      trouble: { fail: "none", error: "", delay: 0, network: word(data.network) || "normal", expired: false },
    };
  }

  async function begin() {
    const answer = await fetch("session", { cache: "no-store" });
    if (!answer.ok) throw new Error("The preview's server answered " + answer.status + ".");
    return session(await answer.json());
  }

  /** @returns {Promise<string>} the sentence of a refusal, "" where it was done */
  async function command(what) {
    try {
      const answer = await fetch("command", {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(what),
      });
      if (answer.ok) return "";
      const said = await answer.json().catch(() => ({}));
      return word(said.error || said.text) || "The preview's server answered " + answer.status + ".";
    } catch {
      return "The preview's server does not answer. Start janeschool preview again.";
    }
  }

  /** @param {{message: Function, state: (word: string) => void, refuse: Function}} on */
  function events(on) {
    const stream = new EventSource("events");
    stream.addEventListener("open", () => on.state("connected"));
    stream.addEventListener("error", () => on.state(stream.readyState === EventSource.CLOSED ? "over" : "lost"));
    stream.addEventListener("message", (event) => {
      let data = null;
      try {
        data = JSON.parse(event.data);
      } catch {
        return on.refuse("of the server, no JSON");
      }
      const message = P.guard.shaped(data, P.guard.FROM_SERVER);
      return message ? on.message(message) : on.refuse("of the server, of an unknown type");
    });
  }

  /** @returns {(command: Object) => void} posts to the LMS in the frame */
  function frame(address, source, on) {
    const origin = new URL(address).origin;
    const take = P.guard.gate(origin, source, on.refuse);
    window.addEventListener("message", (event) => {
      const message = take(event, Date.now());
      if (message) on.message(message);
    });
    return (command) => {
      const to = source();
      if (to) to.postMessage({ js: 1, ...command }, origin);
    };
  }

  P.link = { begin, command, events, frame, session, spoken };
})(Preview);
