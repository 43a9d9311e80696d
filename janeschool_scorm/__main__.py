"""`python -m janeschool_scorm` is `janeschool`."""

from janeschool_scorm.cli import main

main()
