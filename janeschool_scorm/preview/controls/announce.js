/* A sentence for everyone, for a moment: a live region that screen readers hear. */
"use strict";
((P) => {
  const { say } = P.dom;
  const SAID_MS = 4000;

  /** @returns {{announce: (words: string) => void, copy: (text: string, words: string) => Promise}} */
  function announcer(place) {
    let silence = 0;

    function announce(words) {
      window.clearTimeout(silence);
      say(place, words);
      silence = window.setTimeout(() => say(place, ""), SAID_MS);
    }

    async function copy(text, words) {
      try {
        await navigator.clipboard.writeText(text);
        announce(words);
      } catch {
        announce("The browser did not let it be copied.");
      }
    }

    return { announce, copy };
  }

  P.announcer = announcer;
})(Preview);
