/* survey: behaves as every question without a right answer does. */
"use strict";
JaneSchool.kinds.survey = JaneSchool.opinion;
