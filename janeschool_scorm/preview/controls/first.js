/*
 * The two names that the scripts of this page share: `Preview` is the page itself,
 * `JaneSchool` holds the player's own pure scripts, which read a resume code.
 */
"use strict";
const Preview = {};
const JaneSchool = {};
