/* video: behaves as every recording does. */
"use strict";
JaneSchool.kinds.video = JaneSchool.media;
