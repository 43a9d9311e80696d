"""Letters: each once, the same bytes on the same day, in plain words, no name in them."""

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.xapi import cases
from tests.xapi.cases import COURSE, Case, token
from tests.xapi.conftest import stored
from xapi import letters as letters_of
from xapi.cli import main
from xapi.letters.register import NAME

DONE = "began 2026-03-02 09:00; course 2026-03-04 12:00"
#: who gets what: one learner misses everything, one has a deadline, one is in time
PEOPLE = {
    "misses all": Case(DONE),
    "speaks Spanish": Case(DONE, agency="far-west"),
    "late with the course": Case("began 2026-03-02 09:00", deadline="2026-03-14"),
    "in time": Case(f"{DONE}; w1 2026-03-08 10:00; w2 2026-03-14 10:00"),
    "on hold": Case(DONE, decided="hold 2026-03-05"),
    "nobody's": Case(DONE, listed=False),
}
SPEAKS_SPANISH = token("speaks Spanish")
SETTINGS = """
store = "records"
roster = "roster.csv"
decisions = "decisions.csv"
exports = "out"

[agency]
name = "Example County Probation <Office>"
address = ["1 Example Street", "Example City"]
phone = "555-0100"

[[court]]
id = "District 1"
name = "District Court 1"
language = "es"
address = ["2 Example Square"]
fax = "555-0101"

[[officer]]
id = "Officer 2"
name = "R. Example"
phone = "555-0102"
"""
ROSTER = "token,course,agency,court,officer,referred_on,deadline,language"
DECISIONS = (
    "token,course,enrolment,decision,what,from_day,to_day,reason,author,decided_on"
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("letters")
    statements = folder / "statements.ndjson"
    said = [x for name, case in PEOPLE.items() for x in cases.statements(name, case)]
    statements.write_text("\n".join(map(json.dumps, said)), encoding="utf-8")
    stored(folder / "records", *cases.catalogues(folder), statements)
    (folder / "report.toml").write_text(SETTINGS, encoding="utf-8")
    lines = [x for name, case in PEOPLE.items() for x in cases.roster(name, case)]
    listed = [
        f"{x.participant},{x.course},{x.agency},{x.court},{x.officer},{x.referred_on},"
        f"{x.deadline or ''},{'es-US' if x.participant == SPEAKS_SPANISH else ''}"
        for x in lines
    ]
    (folder / "roster.csv").write_text("\n".join((ROSTER, *listed)), encoding="utf-8")
    held = f"{token('on hold')},{COURSE},1,hold,,2026-03-05,,Away,R. E.,2026-03-05"
    (folder / "decisions.csv").write_text(f"{DECISIONS}\n{held}\n", encoding="utf-8")
    return folder


@pytest.fixture
def office(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own with the agency's lists, over the records that all read."""
    monkeypatch.chdir(_moved_in(whole, tmp_path))
    return tmp_path


def _moved_in(whole: Path, folder: Path) -> Path:
    for name in ("roster.csv", "decisions.csv"):
        shutil.copy(whole / name, folder)
    settings = SETTINGS.replace('"records"', json.dumps(str(whole / "records")))
    (folder / "report.toml").write_text(settings, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def sent(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which letters were made on some days: nobody may change it."""
    folder = _moved_in(whole, tmp_path_factory.mktemp("sent"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for day in DAYS:
            told = run(day)
            assert told.exit_code == 0, told.output
    return folder


def run(day: str, *more: str) -> Result:
    return CliRunner().invoke(main, ["letters", "--as-of", day, *more])


def made(folder: Path, day: str) -> list[str]:
    """Return kind and person of each letter of a day."""
    names = {token(name): name for name in PEOPLE}
    found = []
    for path in (folder / "out/letters").glob(f"{day}-*.html"):
        if not path.name.endswith("-all.html"):
            kind, who = re.findall(r"\d-([a-z]+)-(p-[0-9a-f]+)-", path.name)[0]
            found.append(f"{kind}: {names[who]}")
    return sorted(found)


def read(folder: Path, day: str, kind: str, who: str) -> str:
    (path,) = (folder / "out/letters").glob(f"{day}-{kind}-{token(who)}-*.html")
    return path.read_text(encoding="utf-8")


LEARNERS = ("misses all", "speaks Spanish")
REMINDED = [f"reminder: {name}" for name in LEARNERS]


#: day -> the letters that are new on it
DAYS = {
    "2026-03-05": ["reminder: in time", *REMINDED],
    "2026-03-06": [],
    # five days on, and week 2 has opened
    "2026-03-12": sorted(["reminder: in time", *REMINDED, *REMINDED]),
    "2026-03-15": [
        *(f"missed: {name}" for name in LEARNERS),
        "notice: late with the course",
    ],
    "2026-03-29": [
        "missed: in time",
        *(f"reminder: {name}" for name in ("in time", *LEARNERS)),
        *(f"report: {name}" for name in LEARNERS),
    ],
}


def test_each_letter_is_made_once_on_its_day(sent: Path) -> None:
    assert {day: made(sent, day) for day in DAYS} == DAYS
    lines = (sent / "out" / NAME).read_text(encoding="utf-8").splitlines()
    assert len(lines) == sum(map(len, DAYS.values()))


def test_the_same_day_gives_the_same_bytes_or_says_what_is_not_due(
    office: Path,
) -> None:
    assert run("2026-03-15").exit_code == 0
    files = _files(office)
    assert all(path.stat().st_mode & 0o077 == 0 for path in files)
    assert run("2026-03-15").stderr == "Written: 5 letters.\n"
    assert _files(office) == files
    excused = f"{token('misses all')},{COURSE},1,excused,w01,,,Ill,R. E.,2026-03-15"
    with (office / "decisions.csv").open("a", encoding="utf-8") as file:
        file.write(f"{excused}\n")
    told = run("2026-03-15")
    assert f"Not due any more: the reminder of {token('misses all')}" in told.stderr
    assert "Written: 4 letters." in told.stderr


def _files(office: Path) -> dict[Path, bytes]:
    return {x: x.read_bytes() for x in office.rglob("out/**/*") if x.is_file()}


def test_a_letter_says_what_by_when_and_whom_to_call(sent: Path) -> None:
    reminder = read(sent, "2026-03-05", "reminder", "misses all")
    said = " ".join(re.sub("<[^>]+>", " ", reminder).split())
    assert "Your check-in for week 1 is open" in said
    assert "Please do it by the end of March 11, 2026" in said
    assert "After March 14, 2026 it is recorded as missed." in said
    assert "2 check-ins missed in a row: a notice to the officer." in said
    assert "please call Example County Probation &lt;Office&gt; at 555-0100" in said
    assert f"Give the reference {token('misses all')}" in said
    assert "js-101" not in said
    spanish = read(sent, "2026-03-05", "reminder", "speaks Spanish")
    assert '<html lang="es">' in spanish
    assert "a más tardar el <strong>11 de marzo de 2026</strong>" in spanish


def test_a_report_goes_to_the_court_in_its_language_with_the_weeks(
    sent: Path,
) -> None:
    report = read(sent, "2026-03-29", "report", "misses all")
    assert "<p>District Court 1</p>\n<p>2 Example Square</p>" in report
    assert "3 seguimientos no hechos en total (semanas 1, 2, 3)" in report
    assert "<td>0</td><td>0</td><td>3</td><td>0</td><td>1</td>" in report
    learner = read(sent, "2026-03-29", "missed", "in time")
    assert "Your check-in for week 3 was due on March 25, 2026" in learner


@pytest.mark.parametrize("kind", ["reminder", "missed", "notice", "report"])
def test_both_languages_say_the_same(kind: str) -> None:
    """Each template asks for the same facts under the same conditions."""
    facts = {
        language: re.findall(r"{[{%].+?[%}]}", _template(language, kind), re.DOTALL)
        for language in ("en", "es")
    }
    english, spanish = (
        [x.replace(f"{language}/", "") for x in found]
        for language, found in facts.items()
    )
    assert sorted(set(english)) == sorted(set(spanish))
    assert "!" not in re.sub(r"{[{%].+?[%}]}", "", _template("es", kind))


def _template(language: str, kind: str) -> str:
    path = Path(letters_of.__file__).parent / language / f"{kind}.html.j2"
    return path.read_text(encoding="utf-8")


def test_without_somebody_to_call_there_is_no_letter(office: Path) -> None:
    settings = (office / "report.toml").read_text(encoding="utf-8")
    without = settings.replace('phone = "555-0100"\n', "")
    (office / "report.toml").write_text(without, encoding="utf-8")
    told = run("2026-03-15")
    assert told.exit_code == 1
    assert "give name and phone under [agency] in report.toml" in told.stderr
    assert not (office / "out").exists()


def test_a_broken_register_is_named_with_its_line(office: Path) -> None:
    (office / "out").mkdir()
    (office / "out" / NAME).write_text('{"participant": 1}\n', encoding="utf-8")
    told = run("2026-03-06")
    assert told.exit_code == 1
    assert f"{NAME}:1: is no line of the letters" in told.stderr


def test_overdue_says_which_letters_were_made(
    sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sent)
    asked = ("overdue", "--as-of", "2026-03-16", "--format", "json")
    rows = json.loads(CliRunner().invoke(main, asked).stdout)
    found = {(x["participant"], x["what"]): x for x in rows}
    missed = found[token("misses all"), "check-in-week-01"]
    assert (missed["fired"], missed["action"], missed["send_to"]) == (
        *("one-missed", "reminder", "learner"),
    )
    assert (missed["since"], missed["sent_on"]) == ("2026-03-15", "2026-03-15")
    late = found[token("late with the course"), "course"]
    assert (late["fired"], late["send_to"]) == ("deadline", "officer")
    assert token("on hold") not in {who for who, _ in found}
    nobodys = found[token("nobody's"), "check-in-week-01"]
    assert (nobodys["missing"], nobodys["sent_on"]) == ("not in the roster", None)


def test_without_the_decisions_that_are_named_no_letter_is_made(office: Path) -> None:
    (office / "decisions.csv").unlink()
    told = run("2026-03-05")
    assert told.exit_code == 1 and "decisions.csv: there is no such file" in told.stderr
    assert f"with its heading alone: {DECISIONS}" in told.stderr
    assert not (office / "letters").exists()
