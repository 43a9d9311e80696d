"""An agency's office: records, roster, key file, signing key, and pages of one day."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner, Result

from tests.xapi import cohort
from xapi.cli import main
from xapi.cli.court import PASSPHRASE

SECRET: Final = "four words that nobody knows"
DAY: Final = "2026-09-01"
REPORT: Final = """
store = "records"
roster = "roster.csv"
key = "cases.csv"
exports = "reports"
[agency]
name = "River County Probation"
address = ["1 Example Street"]
phone = "555-0100"
[[court]]
id = "District 1"
name = "District Court 1"
[[court]]
id = "District 2"
name = "Tribunal del Distrito 2"
language = "es"
[[court]]
id = "Night court"
name = "Night Court"
[signing]
certificate = "signing.p12"
"""


@dataclass(frozen=True)
class Office:
    """A folder with everything that an agency has; nobody may change it."""

    folder: Path
    tokens: Sequence[str]
    complete: str  #: somebody whose course is complete
    going: str  #: somebody whose course is not

    @property
    def pages(self) -> Path:
        return self.folder / "reports/court"


def run(*arguments: str, **environment: str) -> Result:
    known = {PASSPHRASE: SECRET, **environment}
    return CliRunner().invoke(main, arguments, env=known)


def index(office: Office) -> list[dict[str, str]]:
    text = (office.pages / "index.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def opened(folder: Path) -> Office:
    """Make what an office has beside its records, and all pages of one day."""
    (folder / "report.toml").write_text(REPORT)
    listed = list(csv.DictReader((folder / "roster.csv").read_text().splitlines()))
    tokens = [line["token"] for line in listed]
    known = "token,case_number,name\n" + "".join(
        f"{token},2026-CR-{n:05},Secretname {n}\n" for n, token in enumerate(tokens[1:])
    )
    (folder / "cases.csv").write_text(known + "p-nowhere,2026-CR-99999,Secretname\n")
    (folder / "cases.csv").chmod(0o600)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        made = run("signing", "new")
        assert made.exit_code == 0, made.output
        told = run("court", "--all", "--as-of", DAY)
        assert told.exit_code == 1, told.output
        assert told.stdout == "reports/court/index.html\n"
        assert "p-nowhere: neither the roster nor the records know it" in told.stderr
        assert (
            "1 tokens of the roster or the records are not in the key file"
            in told.stderr
        )
    done = {
        each.person.token: any(
            x["verb"]["id"].endswith("passed")
            and x["object"]["definition"]["type"].endswith("course")
            for x in each.statements
        )
        for each in cohort.cohort(5, 14)
    }
    whole = [token for token in tokens[1:] if done.get(token)]
    half = [token for token in tokens[1:] if not done.get(token)]
    return Office(folder, tokens[1:], whole[0], half[0])
