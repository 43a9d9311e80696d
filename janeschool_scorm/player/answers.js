/* Answers as letters (`a,c`, `t`), as numbers for the resume code, and their check. */
"use strict";
((J) => {
  /** FNV-1a, 32 bit, of ASCII text: the twin of `answer_key` in render.py. */
  function fnv(text) {
    let value = 0x811c9dc5;
    for (let i = 0; i < text.length; i += 1) {
      value = Math.imul(value ^ (text.charCodeAt(i) & 0xff), 0x01000193) >>> 0;
    }
    return value;
  }

  function hex8(value) {
    return ("0000000" + value.toString(16)).slice(-8);
  }

  /**
   * Is the answer right? Anything odd, a missing key included, is simply not right.
   * @param {string} course @param {{id: string, key: string}} item @param {string} answer
   */
  function isRight(course, item, answer) {
    if (!item || typeof item.key !== "string" || !answer) return false;
    return hex8(fnv(course + "/" + item.id + "=" + answer)) === item.key;
  }

  /** `a,c` -> 5, `t` -> 1, `f` of a true-false -> 2. */
  function toNumber(kind, answer) {
    if (!answer) return 0;
    if (kind === "true-false") return answer === "t" ? 1 : 2;
    return answer.split(",").reduce((sum, letter) => sum + Math.pow(2, letter.charCodeAt(0) - 97), 0);
  }

  /** The inverse of `toNumber`. */
  function toLetters(kind, number) {
    if (kind === "true-false") return number === 1 ? "t" : number === 2 ? "f" : "";
    const letters = [];
    for (let place = 0; place < 26; place += 1) {
      if (Math.floor(number / Math.pow(2, place)) % 2 === 1) {
        letters.push(String.fromCharCode(97 + place));
      }
    }
    return letters.join(",");
  }

  J.answers = { fnv: fnv, isRight: isRight, toNumber: toNumber, toLetters: toLetters };
})(JaneSchool);
