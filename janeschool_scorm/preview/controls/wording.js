/* Times, counts and values as a person reads them. */
"use strict";
((P) => {
  const CLOCK = new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23",
  });

  const two = (n) => String(n).padStart(2, "0");

  /** 4096 -> "4,096" */
  const number = (n) => n.toLocaleString("en-US");

  /** (1, "fault", "faults") -> "1 fault" */
  const count = (n, one, many) => number(n) + " " + (n === 1 ? one : many);

  /** Milliseconds since 1970 -> "14:03:11" */
  const clock = (at) => CLOCK.format(new Date(at));

  /** Milliseconds since 1970 -> "14:03:11.250" */
  const exact = (at) => clock(at) + "." + String(Math.floor(at) % 1000).padStart(3, "0");

  /** Milliseconds between two moments -> "+0:07.2", "+1:02:03.4" */
  function since(span) {
    const tenths = Math.max(0, Math.floor(span / 100));
    const seconds = Math.floor(tenths / 10);
    const hours = Math.floor(seconds / 3600);
    const minutes = Math.floor(seconds / 60) % 60;
    const head = hours ? hours + ":" + two(minutes) : String(minutes);
    return "+" + head + ":" + two(seconds % 60) + "." + (tenths % 10);
  }

  /** Seconds -> "0 h 12 min"; below a minute "40 s" */
  function hours(seconds) {
    const minutes = Math.floor(seconds / 60);
    if (!minutes) return Math.floor(seconds) + " s";
    return number(Math.floor(minutes / 60)) + " h " + (minutes % 60) + " min";
  }

  /** Milliseconds that a call took -> "0.4 ms", "1.20 s" */
  function took(ms) {
    if (ms >= 1000) return (ms / 1000).toFixed(2) + " s";
    return (ms < 10 ? ms.toFixed(1) : String(Math.round(ms))) + " ms";
  }

  /** Cut after so many characters, with an ellipsis. */
  function short(text, limit) {
    const characters = text.length > limit * 2 ? text.slice(0, limit * 2) : text;
    const points = [...characters];
    return points.length > limit ? points.slice(0, limit - 1).join("") + "…" : text;
  }

  P.wording = { number, count, clock, exact, since, hours, took, short };
})(Preview);
