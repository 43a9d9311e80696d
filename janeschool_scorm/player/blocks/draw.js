/* draw: the final check. */
"use strict";
JaneSchool.kinds.draw = JaneSchool.check;
