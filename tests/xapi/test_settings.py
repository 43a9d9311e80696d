"""report.toml: what it may say, and what is wrong with it in words."""

from pathlib import Path

import pytest

from xapi.problems import RecordsError
from xapi.settings import Settings, Source, read_settings

WHOLE = """
store = "records"
zone = "America/Chicago"
roster = "roster.csv"
key = "/secure/cases.csv"

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


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(RecordsError) as caught:
        read_settings(written(tmp_path, "zone = 'x'\nstores = 1\nkey = 2"))
    assert len(str(caught.value).splitlines()) == 3
