/* story: behaves as every recording does. */
"use strict";
JaneSchool.kinds.story = JaneSchool.media;
