"""report.toml: what it may say, and what is wrong with it in words."""

from pathlib import Path

import pytest

from tests.xapi.generate import ROOT
from xapi.problems import RecordsError
from xapi.settings import (
    Agency,
    Court,
    Officer,
    Settings,
    Signing,
    Source,
    read_settings,
)

WHOLE = """
store = "records"
zone = "America/Chicago"
roster = "roster.csv"
key = "/secure/cases.csv"
decisions = "decisions.csv"
exports = "reports"

[agency]
id = "river-court"
name = "River County Probation"
address = ["1 Example Street", "Example City"]
phone = "555-0100"
logo = "logo.svg"
language = "es"

[[court]]
id = "district-1"
name = "District Court 1"
language = "en"
address = ["2 Example Street"]
fax = "555-0101"

[[officer]]
id = "officer-2"
name = "R. Example"
phone = "555-0102"
email = "officer@example.org"

[signing]
certificate = "signing.p12"

[[source]]
url = "https://lrs.example.org/xapi"

[[source]]
url = "https://moodle.example.org"
kind = "moodle"
course = 4
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "report.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_paths_stand_from_the_folder_of_the_file(tmp_path: Path) -> None:
    assert read_settings(written(tmp_path, WHOLE)) == Settings(
        store=tmp_path / "records",
        zone="America/Chicago",
        roster=tmp_path / "roster.csv",
        key=Path("/secure/cases.csv"),
        decisions=tmp_path / "decisions.csv",
        exports=tmp_path / "reports",
        agency=Agency(
            id="river-court",
            name="River County Probation",
            address=("1 Example Street", "Example City"),
            phone="555-0100",
            logo=tmp_path / "logo.svg",
            language="es",
        ),
        courts=(
            Court(
                *("district-1", "District Court 1", "en"),
                *(("2 Example Street",), "555-0101"),
            ),
        ),
        officers=(
            Officer("officer-2", "R. Example", "555-0102", "officer@example.org"),
        ),
        signing=Signing(tmp_path / "signing.p12", tmp_path / "numbers.key"),
        sources=(
            Source("https://lrs.example.org/xapi", "lrs", {}),
            Source("https://moodle.example.org", "moodle", {"course": 4}),
        ),
    )


def test_without_a_file_nothing_is_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_settings() == Settings()
    written(tmp_path, 'zone = "UTC"')
    assert read_settings().zone == "UTC"


FAULTS = {
    "store =": "is not TOML",
    "stores = 'x'": "knows no 'stores'",
    "agency = 'x'": r"agency is not a table: write \[agency\]",
    "[agency]": "agency has no name",
    "[agency]\nname = 'x'\nphon = '1'": "agency has 'phon', .* did you mean 'phone'",
    "[agency]\nname = 'x'\naddress = '1'": "agency address is not a list of lines",
    "[agency]\nname = 'x'\nlanguage = 'English'": "agency language is no language",
    "[agency]\nname = 'x'\nlogo = 'x.jpg'": "agency logo is no name of a file",
    "[signing]\ncertificate='x'\npassphrase='y'": "signing has 'passphrase': a secret",
    "court = 'x'": r"court is not a list of tables: write \[\[court\]\]",
    "[[court]]\nid = 'x'": "court 1 has no name",
    "[[court]]\nid='x'\nname='x'\n[[court]]\nid='x'\nname='y'": "court 2 has the id of",
    "[[officer]]\nid = 4\nname = 'x'": "officer 1 id is not a text",
    "store = 5": "store is not a text",
    "roster = ''": "roster is not a text",
    "zone = 'Central'": "zone 'Central' is no time zone",
    "zone = '../../etc/passwd'": "is no time zone",
    "source = 'https://lrs.example.org'": r"\[\[source\]\]",
    "[[source]]\nkind = 'lrs'": "source 1 has no url",
    "[[source]]\nurl = 'https://a:b@lrs.example.org/'": "source 1 has a password",
    "[[source]]\nurl = 'https://lrs.example.org/'\nkind = 'x'": "a kind that is none of",
    "[[source]]\nurl = 'https://lrs.example.org/'\npassword = 'x'": "a secret belongs",
}


@pytest.mark.parametrize("text", list(FAULTS))
def test_a_fault_is_named_with_the_file(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(RecordsError, match=FAULTS[text]) as caught:
        read_settings(path)
    assert str(caught.value).startswith(f"{path}: ")


def test_what_is_written_stands_beside_the_records(tmp_path: Path) -> None:
    assert Settings().exports_beside(tmp_path / "records") == tmp_path / "reports"
    named = Settings(exports=tmp_path / "elsewhere")
    assert named.exports_beside(tmp_path / "records") == tmp_path / "elsewhere"


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(RecordsError) as caught:
        read_settings(written(tmp_path, "zone = 'x'\nstores = 1\nkey = 2"))
    assert len(str(caught.value).splitlines()) == 3


def test_the_settings_that_the_documentation_shows_are_read(tmp_path: Path) -> None:
    page = (ROOT / "docs/roster.md").read_text(encoding="utf-8")
    begin, end = page.index("    store = "), page.index("Once a court is listed")
    text = "".join(line[4:] for line in page[begin:end].splitlines(keepends=True))
    said = read_settings(written(tmp_path, text))
    assert [court.id for court in said.courts] == ["district-1"]
    assert said.agency is not None
    docs = (ROOT / "xapi/settings/__init__.py").read_text(encoding="utf-8")
    begin, end = docs.index("    store = "), docs.index("No secret stands in it")
    text = "".join(line[4:] for line in docs[begin:end].splitlines(keepends=True))
    assert read_settings(written(tmp_path, text)).officers
