/* Video, audio, story: captions, speed, what was really played, or the words read instead. */
"use strict";
((J) => {
  /** The fastest that native menus offer, too. */
  const FASTEST = 2;

  /** Chromium blocks `<track>` on file://: so the cues travel in a script. */
  function captions(media, id) {
    const cues = (J.app.course.cues || {})[id];
    if (!cues || !media.addTextTrack || !window.VTTCue) return;
    const track = media.addTextTrack("captions", J.t("Captions"), J.app.course.language);
    cues.forEach((cue) => {
      track.addCue(new window.VTTCue(cue[0], cue[1], cue[2]));
    });
    track.mode = "showing";
  }

  // --- what was played -------------------------------------------------------------

  function rangesOf(item) {
    return J.items.stateOf(item).played || [];
  }

  function done(section, item) {
    if (J.items.stateOf(item).status === "o") {
      J.app.dispatch({ type: "done", place: item.place, now: 0 });
    }
    show(section, item);
  }

  function show(section, item) {
    const finished = J.items.stateOf(item).status !== "o";
    if (finished) J.items.say(section, J.t("✓ Done"), true);
    J.find(".text-path", section).parentNode.hidden = finished;
    J.find(".played", section).textContent = finished ? "" : progress(section, item);
  }

  /** "You have watched 3 of 5 minutes."; empty before anything was played. */
  function progress(section, item) {
    const media = J.find("video, audio", section);
    const seconds = J.ranges.seconds(rangesOf(item));
    if (seconds < 1 || !isFinite(media.duration)) return "";
    const unit = media.duration < 120 ? 1 : 60;
    const values = { n: Math.floor(seconds / unit), all: Math.round(media.duration / unit) };
    if (media.tagName === "AUDIO") {
      return unit === 1 ? J.t("You have heard {n} of {all} seconds.", values)
        : J.t("You have heard {n} of {all} minutes.", values);
    }
    return unit === 1 ? J.t("You have watched {n} of {all} seconds.", values)
      : J.t("You have watched {n} of {all} minutes.", values);
  }

  /** Adds a part that was played; the court's percentage of the whole finishes the block. */
  function keep(section, item, part, length) {
    const ranges = J.ranges.add(rangesOf(item), part[0], part[1]);
    J.app.dispatch({ type: "played", place: item.place, ranges: ranges });
    if (J.ranges.enough(ranges, length, J.app.course.rules.media_percent)) done(section, item);
    else show(section, item);
  }

  /** A function that looks at the position; between two looks without a jump it was played. */
  function looker(media, section, item) {
    let last = null;
    return () => {
      const now = { at: media.currentTime, clock: performance.now(), rate: media.playbackRate };
      const part = last && !media.seeking ? J.ranges.step(last, now) : null;
      last = media.paused || media.seeking ? null : now;
      if (part && J.items.stateOf(item).status === "o") keep(section, item, part, media.duration);
    };
  }

  /** Playing goes on at the first part that was not played yet. */
  function toGap(media, item) {
    const gap = J.ranges.gap(rangesOf(item), media.duration);
    const far = media.seekable.length ? media.seekable.end(0) : 0;
    if (gap > far && !/^blob:/.test(media.src)) fetchWhole(media);
    else if (gap > 0 || media.ended) media.currentTime = gap;
  }

  /** A server that serves no part of a file cannot be asked for its middle: so all of it. */
  function fetchWhole(media) {
    const playing = !media.paused;
    fetch(media.src).then((answer) => answer.blob()).then((whole) => {
      media.src = URL.createObjectURL(whole);
      if (playing) media.play();
    }, () => {});
  }

  function ended(media, section, item) {
    if (J.items.stateOf(item).status !== "o") return;
    toGap(media, item);
    J.items.say(section, J.t("Part of it was not played yet. Press play to go on there."));
  }

  // --- sound, speed, faults ----------------------------------------------------------

  /** The clock counts while something plays; a stalled recording is no activity. */
  function tellClock() {
    const playing = J.all("video, audio").some((media) => {
      return !media.paused && !media.ended && media.readyState > 2;
    });
    J.idle.media(playing || J.aloud.speaking());
  }

  /** One voice at a time, and none on a screen that is left. */
  function hush(but) {
    J.all("video, audio").forEach((media) => {
      if (media !== but) media.pause();
    });
    J.aloud.pause();
  }

  function speed(media) {
    if (media.playbackRate > FASTEST) media.playbackRate = FASTEST;
    J.all(".speed select").forEach((select) => { select.value = String(media.playbackRate); });
  }

  function setSpeed(rate) {
    J.all("video, audio").forEach((media) => {
      media.defaultPlaybackRate = rate;
      media.playbackRate = rate;
    });
  }

  /** No codec, no file, no network: the words are there. */
  function failed(section) {
    J.find(".again", section).hidden = false;
    J.find(".transcript", section).open = true;
    J.items.say(section, J.t(
      "The recording does not play here. You can read its words instead: they count the same."
    ));
  }

  // --- wiring ------------------------------------------------------------------------

  function watch(media, section, item) {
    const look = looker(media, section, item);
    ["play", "timeupdate", "pause", "seeking", "ended"].forEach((type) => { J.on(media, type, look); });
    ["playing", "waiting", "pause", "ended", "emptied"].forEach((type) => { J.on(media, type, tellClock); });
    J.on(media, "play", () => { hush(media); });
    J.on(media, "pause", () => { J.saving.request(); });
    J.on(media, "ended", () => { ended(media, section, item); });
    J.on(media, "ratechange", () => { speed(media); });
    J.on(media, "error", () => { failed(section); });
    J.on(media, "loadedmetadata", () => {
      if (J.items.stateOf(item).status === "o") toGap(media, item);
      show(section, item);
    });
  }

  /** A story is loaded only when someone chose to watch it: reading is as good a choice. */
  function choice(media, section) {
    const recording = J.find(".recording", section);
    const way = J.find(".choose", section);
    if (!way) return;
    recording.hidden = true;
    J.on(J.find(".choose-watch", way), "click", () => {
      recording.hidden = false;
      load(section);
      media.focus();
    });
    J.on(J.find(".choose-read", way), "click", () => {
      J.find(".transcript", section).open = true;
      J.find(".transcript summary", section).focus();
    });
  }

  /** Lets a lesson's recordings fetch their length; those not chosen wait. */
  function load(shown) {
    J.all(".recording:not([hidden]) .play", shown).forEach((media) => { media.preload = "metadata"; });
  }

  J.media = (section, item) => {
    const media = J.find("video, audio", section);
    captions(media, item.id);
    watch(media, section, item);
    choice(media, section);
    J.on(J.find(".speed select", section), "change", (event) => { setSpeed(Number(event.target.value)); });
    J.on(J.find(".again", section), "click", () => {
      J.find(".again", section).hidden = true;
      J.items.say(section, "");
      media.load();
    });
    J.on(J.find(".text-path", section), "click", () => {
      if (!J.find(".transcript", section).open) return;
      media.pause();
      done(section, item);
      J.focus(J.find(".item-state", section));
    });
    show(section, item);
  };

  J.sound = {
    hush: hush,
    load: load,
    tellClock: tellClock,
    start: () => {
      J.on(document, "visibilitychange", () => {
        if (document.visibilityState === "hidden") hush();
      });
    },
  };
})(JaneSchool);
