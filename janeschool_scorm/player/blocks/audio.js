/* audio: behaves as every recording does. */
"use strict";
JaneSchool.kinds.audio = JaneSchool.media;
