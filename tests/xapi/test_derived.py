"""Derived statements in the store: told again, told twice, and asked for by the wrong name."""

from base64 import b64decode
from pathlib import Path

import pytest
from click.testing import CliRunner

from janeschool_scorm.preview.records import serve
from tests.statement_validators import faults
from tests.xapi.exports import DATA, given, load, reads, rows
from tests.xapi.generate import ROOT
from tests.xapi.small_course import (
    CATALOGUE,
    ROWS,
    code,
    elements12,
    elements2004,
    source,
)
from xapi.cli import main
from xapi.derived import load_attempts
from xapi.intake import Loaded
from xapi.moodle import FUNCTIONS, GRADE_ITEMS, TOKEN
from xapi.scorm import elements as cmi
from xapi.scorm.derive import derive
from xapi.sources.given import Taken
from xapi.store import locked, opened


def loaded(folder: Path, known: dict[str, str]) -> Loaded:
    taken = Taken(1, source(), cmi.attempt(known))
    with locked(folder) as store:
        who = given(key=store.key, catalogues=[CATALOGUE])
        return load_attempts(store, "moodle", "tracks", [taken], who)


def test_a_session_seen_while_open_and_again_at_its_end_counts_once(
    tmp_path: Path,
) -> None:
    first = loaded(tmp_path / "r", elements12())
    later = [*ROWS, ("s_2", "fill-in", "20261122T1000Z;a=180;w=400;p=0123abcd;q=12")]
    again = loaded(tmp_path / "r", elements12(later))
    assert first.quarantined == again.quarantined == 0
    assert (again.added, again.repeated) == (1, again.read - 1)
    store = opened(tmp_path / "r")
    found = "SELECT sessions, active_s, active_from, lms_s FROM attempts"
    assert rows(store, found) == [(2, 800.0, "sessions", 1_200.0)]
    ends = "SELECT session, active_s, duration_s FROM sessions ORDER BY session"
    assert rows(store, ends) == [("s1", 620.0, 700.0), ("s2", 180.0, 400.0)]


def test_an_older_export_that_is_loaded_later_takes_nothing_back(
    tmp_path: Path,
) -> None:
    """Of two resume codes the one with the higher sequence wins."""
    early = code('{"seq": 5, "lessons": {"0": {"seconds": 300, "done": false}}}')
    begun = [row for row in ROWS if row[0].endswith("s1") or row[0] == "s_1"]
    for folder, order in (("a", (0, 1)), ("b", (1, 0))):
        exports = (elements12(begun, early), elements12())
        for place in order:
            loaded(tmp_path / folder, exports[place])
    sql = "SELECT lesson, status, active_s FROM lessons ORDER BY lesson"
    found = [rows(opened(tmp_path / folder), sql) for folder in ("a", "b")]
    assert found[0] == found[1]
    assert found[0] == [("m1-l1", "completed", 620.0), ("m1-l2", "incomplete", 95.0)]


def test_a_contradictory_row_is_in_quarantine_and_the_rest_is_loaded(
    tmp_path: Path,
) -> None:
    wrong = ("q_m1_q1_3_s2", "choice", "c", "wrong", "9", "10:05:09")
    found = loaded(tmp_path / "r", elements12([*ROWS, wrong]))
    assert found.codes == {"X603": 1} and found.added > 12
    assert "q_m1_q1_3_s2" in found.problems[0].text
    again = loaded(tmp_path / "r", elements12([*ROWS, wrong]))
    assert again.added == 0
    kept = "SELECT count(*) FROM quarantine WHERE code = 'X603'"
    assert rows(opened(tmp_path / "r"), kept) == [(1,)]


def test_both_validators_accept_every_derived_statement() -> None:
    exports = (
        "scorm-reports/12/interactions-identity.txt",
        "gradebook/gradebook.xml",
        "completion/activity-completion.csv",
        "webservice/mod_scorm_get_scorm_sco_tracks.2004.p5.attempt1.json",
    )
    read = [each for name in exports for each in reads(name)]
    taken = [each for each in read if isinstance(each, Taken)]
    taken += [
        Taken(1, source(), cmi.attempt(x)) for x in (elements12(), elements2004())
    ]
    made = [x for each in taken for x in derive(each.source, each.attempt, [CATALOGUE])]
    statements = [each for each in made if isinstance(each, dict)]
    assert len(statements) > 60 and faults(statements) == []


def test_facts_of_a_moodle_pushed_to_an_lrs_and_pulled_elsewhere_are_the_same(
    tmp_path: Path,
) -> None:
    load(tmp_path / "one", "scorm-reports/12/interactions-identity.txt")
    sql = (
        "SELECT participant, status, score_percent, answers, null_because, trust "
        "FROM attempts ORDER BY ALL"
    )
    with serve() as records:
        name, _, word = (
            b64decode(records.authorization.split()[1]).decode().partition(":")
        )
        login = {"JANESCHOOL_LRS_USER": name, "JANESCHOOL_LRS_PASSWORD": word}
        steps = (("push", "one"), ("pull", "one"), ("pull", "two"))
        done = [
            CliRunner().invoke(
                main,
                [name, records.endpoint, "--store", str(tmp_path / folder)],
                env=login,
            )
            for name, folder in steps
        ]
    assert [each.exit_code for each in done] == [0, 0, 0], done[0].output
    assert "0 added" in done[1].output and "0 added" not in done[2].output
    first, second = (rows(opened(tmp_path / name), sql) for name in ("one", "two"))
    assert first == second and len(first) == 5


def test_a_kind_that_a_file_is_not_is_refused_with_its_columns(tmp_path: Path) -> None:
    path = DATA / "gradebook/gradebook-comma.csv"
    command = [
        "load",
        str(path),
        "--kind",
        "moodle-report",
        "--store",
        str(tmp_path / "r"),
    ]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1
    assert "cannot be read as a SCORM report" in result.output
    assert "'First name'" in result.output and "--map" in result.output


def test_a_kind_that_is_not_known_is_a_wrong_command_line(tmp_path: Path) -> None:
    path = DATA / "gradebook/gradebook-comma.csv"
    command = ["load", str(path), "--kind", "excel", "--store", str(tmp_path / "r")]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 2 and "moodle-report" in result.output


@pytest.mark.parametrize(
    "option", [["--zone", "Chicago"], ["--activity", "view.php?id=3"]]
)
def test_a_wrong_option_is_a_wrong_command_line(
    tmp_path: Path, option: list[str]
) -> None:
    path = str(DATA / "gradebook/gradebook-comma.csv")
    result = CliRunner().invoke(main, ["load", path, *option])
    assert result.exit_code == 2


def test_the_page_for_administrators_names_all_that_is_asked_for() -> None:
    page = (ROOT / "docs/moodle-records.md").read_text("utf-8")
    for name in (*FUNCTIONS, GRADE_ITEMS, TOKEN):
        assert name in page
