/* choice: behaves as every question does. */
"use strict";
JaneSchool.kinds["choice"] = JaneSchool.question;
