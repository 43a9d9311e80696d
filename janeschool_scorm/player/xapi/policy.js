/* A second content security policy: from here on the page speaks to the launch's hosts only. */
"use strict";
((J) => {
  /** @param {string[]} addresses @returns {string} their origins, each once */
  J.origins = (addresses) => {
    const found = addresses.map((address) => new URL(address, location.href).origin);
    return found.filter((each, at) => found.indexOf(each) === at).join(" ");
  };

  /** Policies add up: what one forbids no other allows (CSP 3, 6.1). */
  J.narrow = (addresses) => {
    document.head.appendChild(J.make("meta", "", {
      "http-equiv": "Content-Security-Policy",
      content: "connect-src 'self' " + J.origins(addresses),
    }));
  };
})(JaneSchool);
