/*
 * What goes wrong on demand: the next call or every call fails, calls are slow, the network
 * is gone, the session has expired. Which error a call gets, if any.
 */
"use strict";
((L) => {
  /** Calls that only ask what went wrong are never struck. */
  const ASKING = /GetLastError|GetErrorString|GetDiagnostic/;

  L.faults = () => {
    const now = { next: null, all: null, delay: 0, online: true, expired: false };

    function obey(command) {
      if (command.do === "fail") {
        now.next = command.which === "next" ? String(command.error || "101") : null;
        now.all = command.which === "all" ? String(command.error || "101") : null;
      } else if (command.do === "delay") now.delay = Math.max(0, Number(command.ms) || 0);
      else if (command.do === "network") {
        now.online = command.profile ? command.profile !== "offline" : Boolean(command.on);
      } else if (command.do === "expire") now.expired = true;
      else return false;
      return true;
    }

    /**
     * The error code that a call gets instead of being served; empty for none.
     * @param {{saving: RegExp, closed: Object, lost: Object}} family whose names and codes
     */
    function strike(name, family) {
      if (ASKING.test(name)) return "";
      const next = now.next;
      now.next = null;
      if (next || now.all) return next || now.all;
      if (now.expired) return family.closed[name] || "";
      return !now.online && family.lost[name] ? family.lost[name] : "";
    }

    return {
      obey: obey,
      strike: strike,
      delay: () => now.delay,
      online: () => now.online,
      /** A new launch has a new session; what else is broken stays broken. */
      renew: () => { now.expired = false; },
    };
  };
})(globalThis.Lms = globalThis.Lms || {});
