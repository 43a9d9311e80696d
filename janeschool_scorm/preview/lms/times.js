/* Time spans of both standards as seconds and back (RTE 1.2 3.4.4; RTE 2004 4.1.1.7). */
"use strict";
((L) => {
  const SPAN = /^(\d{2,4}):(\d\d):(\d\d(?:\.\d{1,2})?)$/;
  const DURATION = new RegExp("^P(?:(\\d+)Y)?(?:(\\d+)M)?(?:(\\d+)D)?"
    + "(?:T(?:(\\d+)H)?(?:(\\d+)M)?(?:(\\d+(?:\\.\\d{1,2})?)S)?)?$");
  /** Years and months as days: what a total of them means is nowhere fixed. */
  const SIZES = [31557600, 2629800, 86400, 3600, 60, 1];
  const MOST_HOURS = 9999;

  const two = (number) => (number < 10 ? "0" : "") + number;

  function seconds12(text) {
    const parts = SPAN.exec(text || "");
    return parts ? Number(parts[1]) * 3600 + Number(parts[2]) * 60 + Number(parts[3]) : 0;
  }

  function text12(seconds) {
    const hundredths = Math.round(Math.min(seconds, MOST_HOURS * 3600) * 100);
    const whole = Math.floor(hundredths / 100);
    const hours = String(Math.floor(whole / 3600));
    return "0000".slice(hours.length) + hours + ":" + two(Math.floor(whole / 60) % 60) + ":"
      + two(whole % 60) + "." + two(hundredths % 100);
  }

  function seconds2004(text) {
    const parts = DURATION.exec(text || "");
    return parts ? SIZES.reduce((sum, size, n) => sum + size * Number(parts[n + 1] || 0), 0) : 0;
  }

  function text2004(seconds) {
    const hundredths = Math.round(seconds * 100);
    const whole = Math.floor(hundredths / 100);
    const rest = hundredths % 100 ? (hundredths % 6000) / 100 : whole % 60;
    return "PT" + Math.floor(whole / 3600) + "H" + Math.floor(whole / 60) % 60 + "M" + rest + "S";
  }

  L.times = {
    seconds12: seconds12, text12: text12, seconds2004: seconds2004, text2004: text2004,
  };
})(globalThis.Lms = globalThis.Lms || {});
