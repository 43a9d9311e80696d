"""Run the reporting tool as `python -m xapi`."""

from xapi.cli import main

main(prog_name="janeschool-report")
