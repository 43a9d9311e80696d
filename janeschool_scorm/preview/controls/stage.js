/* The course in its frame: a true viewport of the chosen size, drawn smaller where it must. */
"use strict";
((P) => {
  const { byId, el, choice, setOptions, say, bar } = P.dom;

  /** What is left free around a device, both sides together, in pixels. */
  const EDGE = 20;
  const NETWORKS = [["normal", "Normal"], ["slow", "Slow 3G"], ["offline", "Offline"]];
  const COLOURS = [["", "System"], ["light", "Light"], ["dark", "Dark"]];

  /** The frame may run scripts and keep its own origin; it may not leave, pop up or download. */
  function frame(address, sandbox) {
    return el("iframe", {
      src: address, title: "The course as the learner sees it", referrerpolicy: "no-referrer",
      sandbox: sandbox || "allow-scripts allow-same-origin allow-forms allow-modals",
      allow: "autoplay; fullscreen",
    });
  }

  /**
   * @param {(command: Object) => void} send what the person asks of server and LMS
   * @returns {{open, window, refit, show}}
   */
  function stage(send) {
    const place = byId("place");
    const screen = byId("screen");
    const chosen = { id: "fit", turned: false, zoom: 100 };
    let iframe = null;

    function refit() {
      const edge = chosen.id === "fit" ? 0 : EDGE;
      const box = { width: place.clientWidth - edge, height: place.clientHeight - edge };
      if (box.width <= 0 || box.height <= 0) return;
      const fitted = P.devices.fit(chosen, box);
      screen.style.width = Math.floor(fitted.width * fitted.scale) + "px";
      screen.style.height = Math.floor(fitted.height * fitted.scale) + "px";
      if (iframe) {
        iframe.style.width = fitted.width + "px";
        iframe.style.height = fitted.height + "px";
        iframe.style.transform = fitted.scale === 1 ? "" : "scale(" + fitted.scale + ")";
      }
      screen.classList.toggle("framed", chosen.id !== "fit");
      say(byId("size"), P.devices.words(fitted));
    }

    const pick = (name, read) => (value) => {
      chosen[name] = read(value);
      bar(turn, chosen.id === "fit" ? "Only a device can be turned." : "");
      refit();
    };
    const devices = P.devices.DEVICES.map((each) => [each.id, each.label]);
    const device = choice("device", "Device", devices, pick("id", String));
    const turn = el("button.secondary", {
      id: "turn", "aria-pressed": "false", on: { click: () => {
        if (P.dom.barred(turn)) return;
        chosen.turned = !chosen.turned;
        turn.setAttribute("aria-pressed", String(chosen.turned));
        refit();
      } },
    }, "Turn");
    const zooms = P.devices.ZOOMS.map((each) => [String(each), each + " %"]);
    const zoom = choice("zoom", "Zoom", zooms, pick("zoom", Number));
    const colours = choice("colours", "Colours", COLOURS, (value) => { if (iframe) iframe.style.colorScheme = value; });
    const network = choice("network", "Network", NETWORKS, (profile) => {
      send({ do: "network", profile, on: profile !== "offline" });
    });
    const language = choice("language", "Language", [], (tag) => send({ do: "language", tag }));
    byId("stage_bar").append(
      device.root, el("div.field", null, turn), zoom.root, colours.root, network.root, language.root,
    );
    bar(turn, "Only a device can be turned.");
    new ResizeObserver(refit).observe(place);

    return {
      open: (address, sandbox) => {
        iframe = frame(address, sandbox);
        iframe.style.colorScheme = colours.select.value;
        P.dom.fill(screen, iframe);
        refit();
      },
      window: () => (iframe ? iframe.contentWindow : null),
      refit,
      focus: () => { if (iframe) iframe.focus(); },
      show: (session) => {
        setOptions(language.select, session.languages.map((each) => [each.tag, each.name || each.tag]));
        language.select.value = session.language;
        network.select.value = session.trouble.network;
        bar(language.select, P.abilities.reason("language", session));
      },
    };
  }

  P.stage = stage;
})(Preview);
