/*
 * The LMS frame: shows the course, obeys the controls page, tells it what happens. The
 * course stands on the same origin, as in an LMS; the controls page does not.
 */
"use strict";
((L) => {
  const FAMILIES = { scorm12: L.scorm12, scorm2004: L.scorm2004 };
  const BACK = /\/lms\/back\.html$/;
  const place = document.getElementById("place");
  const words = document.getElementById("words");
  const faults = L.faults();
  const who = { learner: 1, mode: "normal", credit: "credit", language: "" };
  let session = null;
  let visits = null;
  let frame = null;
  let current = "";

  function post(message) {
    if (window.parent !== window && session) {
      window.parent.postMessage(Object.assign({ js: 1 }, message), session.controls);
    }
  }

  function stage(name, text) {
    words.textContent = name === "running" ? "" : text;
    post({ type: "stage", stage: name, text: text });
  }

  function items() {
    return session.items.map((item) => ({
      id: item.id, title: item.title, launchable: item.launchable, depth: item.depth,
      kind: item.kind, hidden: item.hidden, status: item.launchable ? visits.status(item.id) : "",
      prerequisites: item.prerequisites || "",
    }));
  }

  function ready() {
    post({
      type: "ready", standard: session.standard, edition: session.edition,
      title: session.title, items: items(), current: current, who: Object.assign({}, who),
      sequenced: Boolean(session.sequencing),
    });
  }

  /**
   * The course goes as in a tab that is closed: it hears of it and may still save.
   * @param {string} how what the LMS makes of it; empty where the browser is killed
   */
  function leave(how) {
    if (!how) visits.close("");
    if (frame) L.server.remove(frame);
    frame = null;
    if (how) visits.close(how);
  }

  /** An item in a frame of its own; a page of ours says that the course came back. */
  function show(item, url) {
    current = item;
    if (frame) L.server.remove(frame);
    frame = document.createElement("iframe");
    const named = session.items.find((each) => each.id === item);
    frame.title = (named && named.title) || "Course";
    frame.allow = "fullscreen; autoplay";
    frame.src = url;
    frame.addEventListener("load", () => {
      if (came(frame)) post({ type: "stage", stage: "ended", text: "The course came back." });
    });
    place.appendChild(frame);
    stage("running", "");
    ready();
  }

  function came(shown) {
    try {
      return BACK.test(shown.contentWindow.location.pathname);
    } catch (error) {
      return false;
    }
  }

  function launch(id, how) {
    leave(how === undefined ? "suspendAll" : how);
    if (!session.items.length) {
      stage("failed", "There is nothing to play yet: it opens when the faults are mended.");
      return Promise.resolve();
    }
    stage("loading", "The course is opening.");
    faults.renew();
    return visits.meet(Object.assign({}, who)).then(() => visits.open(id))
      .then((url) => show(visits.current(), url))
      .catch((error) => { stage("failed", error.message); ready(); });
  }

  /** The LMS's own buttons: the course hears that it goes, then the next item opens. */
  function navigate(request) {
    if (frame) L.server.remove(frame);
    frame = null;
    const next = visits.navigate(request);
    if (!next) {
      stage("ended", "There is nothing further to open.");
      ready();
      return;
    }
    Promise.resolve(next.enter()).then((url) => show(next.item.id, url));
  }

  function exit(how) {
    leave(how);
    ready();
    stage("ended", "The learning system has closed the course.");
  }

  const COMMANDS = {
    launch: (given) => launch(given.item || current),
    restart: () => {
      leave("suspendAll");
      visits.restart();
      launch(session.sequencing ? "" : current);
    },
    resume: () => launch(session.sequencing ? "" : current),
    kill: () => launch(session.sequencing ? "" : current, ""),
    exit: () => exit("exitAll"),
    suspend: () => exit("suspendAll"),
    previous: () => navigate("previous"),
    continue: () => navigate("continue"),
    mode: (given) => {
      leave("suspendAll");
      who.mode = String(given.mode);
      who.credit = given.credit || (given.mode === "normal" ? "credit" : "no-credit");
      launch(current);
    },
    learner: (given) => {
      leave("suspendAll");
      who.learner = Number(given.n) || 1;
      launch(session.sequencing ? "" : current);
    },
    language: (given) => { who.language = String(given.tag || ""); launch(current); },
    override: (given) => { session.override = Boolean(given.on); launch(current); },
    reload: () => { leave("suspendAll"); begin().then(() => launch(current)); },
  };

  function obey(event) {
    if (event.source !== window.parent || event.origin !== session.controls) return;
    const given = event.data;
    if (!given || typeof given !== "object" || faults.obey(given)) return;
    if (Object.prototype.hasOwnProperty.call(COMMANDS, given.do)) COMMANDS[given.do](given);
  }

  function script(address) {
    return new Promise((resolve, reject) => {
      const tag = document.createElement("script");
      tag.src = address;
      tag.onload = resolve;
      tag.onerror = () => reject(new Error(address + " cannot be read"));
      document.head.appendChild(tag);
    });
  }

  /** Reads what is to be played. @returns {Promise} */
  function begin() {
    return L.server.session().then((found) => {
      session = found;
      const family = FAMILIES[session.standard];
      const parts = {
        faults: faults, server: L.server, post: post, target: window,
        show: (item, enter) => show(item.id, enter()), changed: ready,
      };
      if (!family) {
        visits = L.launches(session, parts);
        return visits.meet(who);
      }
      const known = family.name === "API" ? window.Scorm12API : window.Scorm2004API;
      return Promise.resolve(known || script(family.script)).then(() => {
        visits = L.visits(family, session, parts);
        return visits.meet(who);
      });
    });
  }

  begin().then(() => {
    window.addEventListener("message", obey);
    ready();
  }).catch((error) => stage("failed", error.message));
})(globalThis.Lms);
