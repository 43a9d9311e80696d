/* What the page holds for the player: the course as data, and the words of the interface. */
"use strict";
(function (J) {
  const data = JSON.parse(document.getElementById("js_data").textContent);
  J.course = data.course;
  J.words = data.words;
})(JaneSchool);
