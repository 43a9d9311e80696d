"""Refuse a wheel without the standards' schemas; all else is in setup.cfg."""

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

EDITIONS = ("scorm12edition", "scorm20043rdedition", "scorm20044thedition")


class BuildWithSchemas(build_py):
    """The schemas come from npm at set-up, and a package needs them."""

    def run(self) -> None:
        folder = Path("janeschool_scorm/schemas")
        there = all((folder / edition).is_dir() for edition in EDITIONS)
        if not self.editable_mode and not there:
            raise SystemExit(
                "The standards' schemas are missing: run `make setup` before "
                "building a wheel."
            )
        super().run()


setup(cmdclass={"build_py": BuildWithSchemas})
