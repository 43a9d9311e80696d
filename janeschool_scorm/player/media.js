/* Video, audio, story: captions, speed, what was really played, or the words read instead. */
"use strict";
((J) => {
  /** The fastest that native menus offer, too. */
  const FASTEST = 2;

  /**
   * @typedef {{section: Element, item: Object, media: HTMLMediaElement, part: function(string): Element}} Recording
   *   a block on the page; `part` finds something in it
   */

  /** Chromium blocks `<track>` on file://: so the cues travel as data. */
  function captions(rec) {
    const cues = (J.app.course.cues || {})[rec.item.id];
    if (!cues || !rec.media.addTextTrack || !window.VTTCue) return;
    const track = rec.media.addTextTrack("captions", J.t("Captions"), J.app.course.language);
    cues.forEach((cue) => {
      track.addCue(new window.VTTCue(cue[0], cue[1], cue[2]));
    });
    track.mode = "showing";
  }

  // --- what was played -------------------------------------------------------------

  function isOpen(rec) {
    return J.items.stateOf(rec.item).status === "o";
  }

  function rangesOf(rec) {
    return J.items.stateOf(rec.item).played || [];
  }

  function say(rec, words, good) {
    J.items.say(rec.section, words, good);
  }

  function done(rec) {
    if (isOpen(rec)) J.app.dispatch({ type: "done", place: rec.item.place, now: 0 });
    show(rec);
  }

  function show(rec) {
    const open = isOpen(rec);
    if (!open) say(rec, J.t("✓ Done"), true);
    rec.part(".text-path").hidden = !open;
    rec.part(".played").textContent = open ? progress(rec) : "";
  }

  /** "You have watched 3 of 5 minutes."; empty before anything was played. */
  function progress(rec) {
    const length = rec.media.duration;
    const seconds = J.ranges.seconds(rangesOf(rec));
    if (seconds < 1 || !isFinite(length)) return "";
    const unit = length < 120 ? 1 : 60;
    const values = { n: Math.floor(seconds / unit), all: Math.round(length / unit) };
    if (rec.media.tagName === "AUDIO") {
      return unit === 1 ? J.t("You have heard {n} of {all} seconds.", values)
        : J.t("You have heard {n} of {all} minutes.", values);
    }
    return unit === 1 ? J.t("You have watched {n} of {all} seconds.", values)
      : J.t("You have watched {n} of {all} minutes.", values);
  }

  /** `from`: where it stood before a jump. */
  function tell(rec, verb, from) {
    const media = rec.media;
    J.app.record({
      kind: "media", item: rec.item.id, verb: verb, at: media.currentTime, from: from,
      type: media.tagName.toLowerCase(), length: media.duration, ranges: rangesOf(rec),
      captions: Array.prototype.some.call(media.textTracks || [], (track) => track.mode === "showing"),
    });
  }

  /** Adds a part that was played; the court's percentage of the whole finishes the block. */
  function keep(rec, part) {
    const ranges = J.ranges.add(rangesOf(rec), part[0], part[1]);
    const percent = J.app.course.rules.media_percent;
    J.app.dispatch({ type: "played", place: rec.item.place, ranges: ranges });
    if (J.ranges.enough(ranges, rec.media.duration, percent)) {
      tell(rec, "completed");
      done(rec);
    } else show(rec);
  }

  /** A function that looks at the position; between two looks without a jump it was played. */
  function looker(rec) {
    const media = rec.media;
    let last = null;
    return () => {
      const now = { at: media.currentTime, clock: performance.now(), rate: media.playbackRate };
      const part = last && !media.seeking ? J.ranges.step(last, now) : null;
      last = media.paused || media.seeking ? null : now;
      if (part && isOpen(rec)) keep(rec, part);
    };
  }

  /** Playing goes on at the first part that was not played yet. */
  function toGap(rec) {
    const media = rec.media;
    const gap = J.ranges.gap(rangesOf(rec), media.duration);
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

  function ended(rec) {
    if (!isOpen(rec)) return;
    toGap(rec);
    say(rec, J.t("Part of it was not played yet. Press play to go on there."));
  }

  // --- sound, speed, faults ----------------------------------------------------------

  function all() {
    return J.all(".play");
  }

  /** The clock counts while something plays; a stalled recording is no activity. */
  function tellClock() {
    const playing = all().some((media) => !media.paused && !media.ended && media.readyState > 2);
    J.idle.media(playing || J.aloud.speaking());
  }

  /** One voice at a time, and none on a screen that is left. */
  function hush(but) {
    all().forEach((media) => {
      if (media !== but) media.pause();
    });
    J.aloud.pause();
  }

  function showSpeed(media) {
    if (media.playbackRate > FASTEST) media.playbackRate = FASTEST;
    J.all(".speed select").forEach((select) => { select.value = String(media.playbackRate); });
  }

  function setSpeed(event) {
    all().forEach((media) => {
      media.defaultPlaybackRate = media.playbackRate = Number(event.target.value);
    });
  }

  /** No codec, no file, no network: the words are there. */
  function failed(rec) {
    rec.part(".again").hidden = false;
    rec.part(".transcript").open = true;
    say(rec, J.t(
      "The recording does not play here. You can read its words instead: they count the same."
    ));
  }

  // --- wiring ------------------------------------------------------------------------

  function watch(rec) {
    const on = (types, act) => {
      types.split(" ").forEach((type) => { J.on(rec.media, type, act); });
    };
    on("play timeupdate pause seeking ended", looker(rec));
    on("playing waiting pause ended emptied", tellClock);
    on("play", () => {
      hush(rec.media);
      tell(rec, "played");
    });
    on("timeupdate", () => {
      if (!rec.media.seeking) rec.at = rec.media.currentTime;
    });
    on("seeked", () => {
      if (rec.at > 0 && Math.abs(rec.at - rec.media.currentTime) > 1) tell(rec, "seeked", rec.at);
    });
    on("pause", () => {
      tell(rec, "paused");
      J.saving.request();
    });
    on("ended", () => { ended(rec); });
    on("ratechange", () => { showSpeed(rec.media); });
    on("error", () => { failed(rec); });
    on("loadedmetadata", () => {
      if (isOpen(rec)) toGap(rec);
      show(rec);
    });
  }

  /** A story is loaded only when someone chose to watch it: reading is as good a choice. */
  function choice(rec) {
    if (!rec.part(".choose")) return;
    rec.part(".recording").hidden = true;
    J.on(rec.part(".choose-watch"), "click", () => {
      rec.part(".recording").hidden = false;
      load(rec.section);
      rec.media.focus();
    });
    J.on(rec.part(".choose-read"), "click", () => {
      rec.part(".transcript").open = true;
      rec.part(".transcript summary").focus();
    });
  }

  /** Lets a lesson's recordings fetch their length; those not chosen wait. */
  function load(shown) {
    J.all(".recording:not([hidden]) .play", shown).forEach((media) => { media.preload = "metadata"; });
  }

  function again(rec) {
    rec.part(".again").hidden = true;
    say(rec, "");
    rec.media.load();
  }

  function readInstead(rec) {
    if (!rec.part(".transcript").open) return;
    rec.media.pause();
    done(rec);
    J.focus(rec.part(".item-state"));
  }

  J.media = (section, item) => {
    const part = (name) => J.find(name, section);
    const rec = { section: section, item: item, media: part(".play"), part: part };
    captions(rec);
    watch(rec);
    choice(rec);
    J.on(part(".speed select"), "change", setSpeed);
    J.on(part(".again"), "click", () => { again(rec); });
    J.on(part(".text-path"), "click", () => { readInstead(rec); });
    show(rec);
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
