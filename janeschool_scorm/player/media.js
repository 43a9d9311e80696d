/* Video, audio, story: captions from the course's data, played to the end or read instead. */
"use strict";
((J) => {
  /** Within this many seconds of its end a recording counts as played to the end. */
  const END_REGION = 2;

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

  function done(section, item) {
    if (J.items.stateOf(item).status === "o") {
      J.app.dispatch({ type: "done", place: item.place, now: 0 });
    }
    show(section, item);
  }

  function show(section, item) {
    if (J.items.stateOf(item).status !== "o") J.items.say(section, J.t("✓ Done"), true);
  }

  function watch(media, section, item) {
    J.on(media, "timeupdate", () => {
      const nearEnd = media.duration > 0 && media.duration - media.currentTime <= END_REGION;
      if (nearEnd && !media.paused) done(section, item);
    });
    J.on(media, "ended", () => { done(section, item); });
    ["play", "pause", "ended"].forEach((type) => {
      J.on(media, type, () => { J.idle.media(type === "play"); });
    });
    J.on(media, "error", () => {
      J.items.say(section, J.t("The recording does not play here. Read the words instead: they count the same."));
    });
  }

  J.media = (section, item) => {
    const media = J.find("video, audio", section);
    captions(media, item.id);
    watch(media, section, item);
    J.on(J.find(".text-path", section), "click", () => {
      done(section, item);
      J.find("summary", J.find(".transcript", section)).focus();
    });
    show(section, item);
  };
})(JaneSchool);
