/* UUIDs: random ones (RFC 9562, version 4), and ones that a name decides (version 5). */
"use strict";
((J) => {
  const START = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];

  function turned(word, by) {
    return (word << by) | (word >>> (32 - by));
  }

  /** The bytes, a one, zeros and their count in bits, as big-endian words. */
  function padded(bytes) {
    const words = new Uint32Array((((bytes.length + 8) >> 6) + 1) * 16);
    const put = (byte, at) => { words[at >> 2] |= byte << (24 - (at % 4) * 8); };
    bytes.forEach(put);
    put(0x80, bytes.length);
    words[words.length - 1] = bytes.length * 8;
    return words;
  }

  function mixed(n, b, c, d) {
    if (n < 20) return ((b & c) | (~b & d)) + 0x5a827999;
    if (n < 40) return (b ^ c ^ d) + 0x6ed9eba1;
    if (n < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
    return (b ^ c ^ d) + 0xca62c1d6;
  }

  function block(state, words) {
    const w = Array.prototype.slice.call(words);
    for (let n = 16; n < 80; n += 1) {
      w[n] = turned(w[n - 3] ^ w[n - 8] ^ w[n - 14] ^ w[n - 16], 1);
    }
    let s = state;
    for (let n = 0; n < 80; n += 1) {
      const sum = (turned(s[0], 5) + mixed(n, s[1], s[2], s[3]) + s[4] + w[n]) | 0;
      s = [sum, s[0], turned(s[1], 30), s[2], s[3]];
    }
    return state.map((word, i) => (word + s[i]) | 0);
  }

  function hex(number, digits) {
    return ("0000000" + (number >>> 0).toString(16)).slice(-digits);
  }

  /** SHA-1 in hexadecimal (RFC 3174) of bytes: a name for content, it guards nothing. */
  function sha1(bytes) {
    const words = padded(bytes);
    let state = START;
    for (let n = 0; n < words.length; n += 16) state = block(state, words.subarray(n, n + 16));
    return state.map((word) => hex(word, 8)).join("");
  }

  /** 32 hexadecimal digits with the version's marks and hyphens. */
  function formed(digits, version) {
    const variant = ((parseInt(digits[16], 16) & 3) | 8).toString(16);
    return [
      digits.slice(0, 8), digits.slice(8, 12), version + digits.slice(13, 16),
      variant + digits.slice(17, 20), digits.slice(20, 32),
    ].join("-");
  }

  function bytesOf(digits) {
    return digits.match(/../g).map((pair) => parseInt(pair, 16));
  }

  function random() {
    const bytes = window.crypto.getRandomValues(new Uint8Array(16));
    return formed(Array.prototype.map.call(bytes, (byte) => hex(byte, 2)).join(""), "4");
  }

  /** @param {string} space a UUID, within which the name is the only one of its kind */
  function named(space, name) {
    const text = Array.prototype.slice.call(new TextEncoder().encode(name));
    return formed(sha1(bytesOf(space.replace(/-/g, "")).concat(text)), "5");
  }

  J.uuid = {
    random: random,
    named: named,
    /** SHA-1 of the text in UTF-8, as xAPI's ETags have it (1.0.3, Communication 3.1). */
    sha1: (text) => sha1(Array.prototype.slice.call(new TextEncoder().encode(text))),
    is: (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text || ""),
  };
})(JaneSchool);
