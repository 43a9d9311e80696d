/* true-false: behaves as every question does. */
"use strict";
JaneSchool.kinds["true-false"] = JaneSchool.question;
