"""The walls of the house: who imports what, and who prints."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.xapi.generate import ROOT

FILES = sorted((ROOT / "xapi").rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def in_cli(path: Path) -> bool:
    return path.parent.name == "cli"


def importers(name: str) -> list[str]:
    return [path.name for path in FILES if name in imported(path)]


def test_the_database_engine_is_imported_in_one_file() -> None:
    assert importers("duckdb") == ["engine.py"]


def test_click_is_imported_in_the_command_line_only() -> None:
    assert all(in_cli(path) for path in FILES if "click" in imported(path))


def test_the_records_side_shares_no_code_with_the_compiler() -> None:
    assert importers("janeschool_scorm") == importers("packagers") == []


def test_only_the_command_line_prints_or_exits() -> None:
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        if not in_cli(path):
            assert not re.search(r"(?<![\w.])print\(", text), path
            assert "sys.exit" not in text


def test_no_file_grows_beyond_its_room() -> None:
    for path in [*FILES, *(ROOT / "tests/xapi").glob("*.py")]:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400, path
