/* cmi5 and xAPI packages in the frame: the server is the LMS, and opens each unit. */
"use strict";
((L) => {
  /** The same functions as L.visits, for packages that speak to the record endpoint. */
  L.launches = (facts, parts) => {
    const launchable = facts.items.filter((item) => item.launchable);
    let who = null;
    let restart = false;
    let current = null;

    function open(id) {
      current = launchable.find((item) => item.id === id) || launchable[0];
      const asked = Object.assign({ item: current.id, restart: restart }, who);
      restart = false;
      return parts.server.launch(asked).then((answer) => {
        if (answer.error) throw new Error(answer.error);
        return answer.url;
      });
    }

    function navigate(request) {
      const next = launchable[launchable.indexOf(current) + (request === "previous" ? -1 : 1)];
      return next ? { item: next, enter: () => open(next.id) } : null;
    }

    return {
      meet: (learner) => { who = learner; return Promise.resolve(); },
      open: open, navigate: navigate,
      close: () => {},
      restart: () => { restart = true; },
      status: () => "",
      current: () => (current ? current.id : ""),
    };
  };
})(globalThis.Lms = globalThis.Lms || {});
