/*
 * Answers as SCORM 1.2 responses (`a,c`, `t`, `a.2,b.1`, `7.5`), as numbers for the resume
 * code, and their check. The twin of keys.py.
 */
"use strict";
((J) => {
  /** FNV-1a, 32 bit, of ASCII text. */
  function fnv(text) {
    let value = 0x811c9dc5;
    for (let i = 0; i < text.length; i += 1) {
      value = Math.imul(value ^ (text.charCodeAt(i) & 0xff), 0x01000193) >>> 0;
    }
    return value;
  }

  function hex(value, digits) {
    return ("0000000" + value.toString(16)).slice(-digits);
  }

  function keyOf(course, item, answer) {
    return hex(fnv(course + "/" + item.id + "=" + answer), 8);
  }

  /**
   * Is the answer right? Anything odd, a missing key included, is simply not right.
   * @param {string} course @param {{id: string, kind: string, key: string}} item
   * @param {string} answer
   */
  function isRight(course, item, answer) {
    if (!item || typeof item.key !== "string" || !answer) return false;
    if (item.kind === "fill-in") return Number(answer) > 0;
    if (item.kind === "numeric") return inRange(course, item, Number(answer));
    return keyOf(course, item, answer) === item.key;
  }

  // --- typed words and numbers ---------------------------------------------------

  /** The words as they are compared: without case, accents, spaces, hyphens, apostrophes. */
  function fold(words) {
    return words.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f\s'\u2018\u2019-]/g, "");
  }

  /** Number of the accepted answer that fits, `0` where none does, empty for no words. */
  function matched(course, item, words) {
    const folded = fold(words).split("").map((sign) => hex(sign.charCodeAt(0), 4)).join("");
    return folded && String(item.key.split(",").indexOf(keyOf(course, item, folded)) + 1);
  }

  /** `1,000.50` -> `1000.5`; empty where it is no number of at most nine digits. */
  function number(words) {
    const text = words.replace(/\s/g, "").replace("\u2212", "-");
    if (!/^[-+]?(\d+|\d{1,3}(,\d{3})+|(?=\.\d))(\.\d*)?$/.test(text)) return "";
    const plain = String(Number(text.replace(/,/g, "")));
    return /^-?[\d.]+$/.test(plain) && plain.replace(/\D/g, "").length <= 9 ? plain : "";
  }

  function inRange(course, item, value) {
    const ends = item.key.replace(/../g, (pair, at) => String.fromCharCode(
      parseInt(pair, 16) ^ (fnv(course + "/" + item.id + "#" + at / 2) & 0xff)
    )).split(":").map(Number);
    return ends.length === 2 && value >= ends[0] && value <= ends[1];
  }

  // --- for the resume code ---------------------------------------------------------

  function letter(place) {
    return String.fromCharCode(97 + place);
  }

  /** [2, 1] -> `a.2,b.1` */
  function pairs(numbers) {
    return numbers.map((each, place) => letter(place) + "." + each).join(",");
  }

  /** The inverse of `pairs`. */
  function numbers(response) {
    return response ? response.split(",").map((part) => Number(part.slice(2))) : [];
  }

  /** Digits from 1 to 8 as one number. */
  function pack(digits) {
    return digits.reduceRight((sum, digit) => sum * 9 + digit, 0);
  }

  function unpack(packed) {
    const digits = [];
    for (let rest = packed; rest > 0; rest = Math.floor(rest / 9)) digits.push(rest % 9);
    return digits;
  }

  function bits(response) {
    return response.split(",").reduce((sum, each) => sum + Math.pow(2, each.charCodeAt(0) - 97), 0);
  }

  function fromBits(sum) {
    const letters = [];
    for (let place = 0; place < 26; place += 1) {
      if (Math.floor(sum / Math.pow(2, place)) % 2 === 1) letters.push(letter(place));
    }
    return letters.join(",");
  }

  /** Digits, places behind the point, and sign. */
  function decimal(response) {
    const parts = response.replace("-", "").split(".").concat("");
    return Number(parts[0] + parts[1]) * 20 + parts[1].length * 2 + (response[0] === "-") + 1;
  }

  function fromDecimal(sum) {
    const size = Math.floor((sum - 1) / 20) / Math.pow(10, Math.floor((sum - 1) / 2) % 10);
    return String((sum - 1) % 2 ? -size : size);
  }

  /** Kind -> [response -> number above 0, number -> response]. */
  const PAIRS = [(response) => pack(numbers(response)), (sum) => pairs(unpack(sum))];
  const CODES = {
    choice: [bits, fromBits],
    "true-false": [(response) => response === "t" ? 1 : 2, (sum) => ["", "t", "f"][sum] || ""],
    match: PAIRS,
    sort: PAIRS,
    order: [
      (response) => pack(response.split(",").map((each) => each.charCodeAt(0) - 96)),
      (sum) => unpack(sum).map((place) => letter(place - 1)).join(","),
    ],
    "fill-in": [(response) => Number(response) + 1, (sum) => String(sum - 1)],
    numeric: [decimal, fromDecimal],
  };

  /** `a,c` of a choice -> 5; no answer -> 0. */
  function toNumber(kind, answer) {
    return answer ? CODES[kind][0](answer) : 0;
  }

  /** The inverse of `toNumber`. */
  function toLetters(kind, sum) {
    return sum && CODES[kind] ? CODES[kind][1](sum) : "";
  }

  J.answers = {
    fnv: fnv, isRight: isRight, fold: fold, matched: matched, number: number,
    pairs: pairs, numbers: numbers, toNumber: toNumber, toLetters: toLetters,
  };
})(JaneSchool);
