"""An office whose people are erased in tests: its files, and what they still hold."""

import gzip
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from click.testing import CliRunner, Result

from tests.xapi import cohort
from xapi import database
from xapi.cli import main
from xapi.columns import STORED_STATEMENTS
from xapi.database.parquet import select
from xapi.intake import load_file
from xapi.store import locked, opened
from xapi.zstd import ZstdFile

PEOPLE: Final = 12
HOME: Final = "https://lms.example.org"


def furnish(folder: Path) -> list[Path]:
    """Write roster, decisions and settings; return the files to be loaded."""
    files = cohort.write(folder, 5, PEOPLE)
    (folder / "report.toml").write_text(
        'store = "records"\nroster = "roster.csv"\ndecisions = "decisions.csv"\n'
    )
    token = tokens(folder)[0]
    (folder / "decisions.csv").write_text(
        "token,course,decision,reason,author,decided_on\n"
        f"{token},js-101,terminated,Moved away,Officer 2,2026-05-04\n"
    )
    return files


def tokens(folder: Path) -> list[str]:
    lines = (folder / "roster.csv").read_text().splitlines()[1:]
    return [line.partition(",")[0] for line in lines]


def run(*arguments: str, given: str = "") -> Result:
    return CliRunner().invoke(main, arguments, input=given)


def erase(*arguments: str) -> Path:
    """Erase, and return the receipt."""
    done = run("erase", "--yes", *arguments)
    assert done.exit_code == 0, done.output
    return Path(done.stdout.strip())


def load(folder: Path, path: Path) -> Any:
    with locked(folder) as store:
        return load_file(store, path, lambda done, count: None)


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every file, unpacked as far as it can be."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        name = str(path.relative_to(folder))
        yield name, name.encode() + b"\n" + path.read_bytes()
        if path.suffix == ".zst":
            with ZstdFile(path) as packed:
                yield name, packed.read()
        elif path.suffix == ".gz":
            yield name, gzip.decompress(path.read_bytes())
        elif path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as archive:
                yield name, b"".join(map(archive.read, archive.namelist()))
    with database.connected(folder, threads=1) as connection:
        for path in sorted(folder.rglob("*.parquet")):
            sql = f"SELECT * FROM read_parquet({database.literal(path)})"
            told = repr(database.query(connection, sql).rows).encode()
            yield str(path.relative_to(folder)), told


def holding(folder: Path, marks: set[str]) -> dict[str, set[str]]:
    """Return the files that hold one of some texts, and which."""
    found: dict[str, set[str]] = {}
    for name, data in contents(folder):
        if here := {mark for mark in marks if mark.encode() in data}:
            found.setdefault(name, set()).update(here)
    return found


def received(folder: Path, what: str) -> list[tuple[Any, ...]]:
    """Ask the store's own files, where answers to surveys are under their account."""
    with database.connected(folder, threads=1) as connection:
        files = opened(folder).files("statements")
        names = [column.name for column in STORED_STATEMENTS]
        found = f"({select(files, names, 'statements')})"
        return list(database.query(connection, what.format(found)).rows)


def marks_of(folder: Path, token: str) -> set[str]:
    """Return everything that is a person's alone: token, registrations, ids."""
    told = received(
        folder,
        "SELECT registration, session, statement_id, raw_hash, respondent FROM {} "
        f"WHERE participant = {database.literal(token)}",
    )
    return {token, *(each for row in told for each in row if each)}
