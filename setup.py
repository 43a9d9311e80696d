"""Refuse a wheel without what comes from npm; all else is in setup.cfg."""

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOM = Path("janeschool_scorm")
EDITIONS = ("scorm12edition", "scorm20043rdedition", "scorm20044thedition")


RUNTIME = ("scorm12.min.js", "scorm2004.min.js", "LICENSE")


class BuildWithAll(build_py):
    """Schemas and scorm-again come from npm at set-up: packages and preview need them."""

    def run(self) -> None:
        vendor = ROOM / "preview" / "lms" / "vendor"
        wanted = [ROOM / "schemas" / edition for edition in EDITIONS]
        wanted += [vendor / name for name in RUNTIME]
        missing = [str(path) for path in wanted if not path.exists()]
        if missing and not self.editable_mode:
            raise SystemExit(
                f"{missing[0]} is missing: run `make setup` before building a wheel."
            )
        super().run()


setup(cmdclass={"build_py": BuildWithAll})
