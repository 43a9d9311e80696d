/* A device with two voices: one of its own, one that would send the words away. */
"use strict";
(() => {
  const speech = { said: [], current: null, voices: [
    { name: "Far", lang: "en-US", localService: false, default: true },
    { name: "Near", lang: "en-US", localService: true, default: false },
    { name: "Cerca", lang: "es-MX", localService: true, default: true },
  ] };
  class Utterance {
    constructor(text) { this.text = text; }
  }
  speech.engine = {
    getVoices: () => speech.voices,
    speak: (words) => {
      speech.current = words;
      speech.said.push(words);
    },
    cancel: () => { speech.current = null; },
  };
  /** The voice comes to the n-th character, or to the end. */
  speech.at = (n) => speech.current.onboundary({ charIndex: n });
  speech.end = () => speech.current.onend();
  Object.defineProperty(window, "speechSynthesis", { value: speech.engine });
  Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Utterance });
  window.SPEECH = speech;
})();
