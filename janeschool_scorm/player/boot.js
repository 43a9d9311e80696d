/* The one global, and the mark by which the style sheet knows that scripts run. */
"use strict";
window.JaneSchool = {};
document.documentElement.classList.add("js");
