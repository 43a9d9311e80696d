"""Moodle's SCORM reports: a test for each numbered oddity of real exports (4.5.6)."""

import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.xapi.exports import DATA, attempts, given, names, reads
from xapi.problems import Code, RecordsError
from xapi.scorm.elements import Score
from xapi.scorm.statements import MINUTE, ZONE_UNKNOWN
from xapi.sources.given import Refused, Taken
from xapi.sources.mapped import read_mapping
from xapi.sources.recognise import read_people, recognised
from xapi.sources.table import read_table

RECORD = json.loads((DATA / "moodle-record.json").read_text("utf-8"))
FORMS = ("txt", "xlsx", "ods")
ALL = "12/interactions-all-options"
TOKENS = {"p-7f3a9c": 1, "p-2b81de": 2, "p-c40e17": 1, "p-e1f8b2": 1}


def truth(person: str, number: int, element: str) -> str | None:
    lesson = "Lesson 1 (SCORM 1.2)"
    held = RECORD["attempts"][f"{person}/{lesson}/attempt {number}"]["elements"]
    value = held.get(element)
    return None if value is None else str(value)


# --- 1 to 5: the file, its columns, its dates, its scores, its people -----------------


def test_01_text_is_tab_separated_and_an_answer_may_span_two_lines() -> None:
    found = read_table(DATA / f"scorm-reports/{ALL}.txt")
    assert [row.line for row in found] == [1, 2, 3, 4, 5, 6, 7, 8, 10]
    assert "Segunda línea" in found[7].cells[20]


@pytest.mark.parametrize("form", FORMS)
def test_01_text_xlsx_and_ods_of_a_report_say_the_same(form: str) -> None:
    text = attempts("scorm-reports/12/basic-all-options.txt")
    other = attempts(f"scorm-reports/12/basic-all-options.{form}")
    assert {k: v.attempt for k, v in text.items()} == {
        k: v.attempt for k, v in other.items()
    }
    assert [x.source.seen for x in text.values()] == [
        x.source.seen for x in other.values()
    ]


def test_02_without_identity_columns_the_token_is_a_keyed_hash_of_the_address() -> None:
    first = attempts("scorm-reports/12/basic-default.txt")
    again = attempts("scorm-reports/12/interactions-default.txt")
    assert first.keys() == again.keys() and len(first) == 5
    assert all(name.startswith("t-") for name, _ in first)
    other = attempts("scorm-reports/12/basic-default.txt", key=b"x" * 32)
    assert not first.keys() & other.keys()
    assert "@" not in repr(first) and "Participant" not in repr(first)


def test_02_with_identity_columns_the_token_is_the_id_number_or_the_username() -> None:
    name = "scorm-reports/12/basic-identity.txt"
    assert {person for person, _ in attempts(name)} == set(TOKENS)
    assert {person for person, _ in attempts(name, by_username=True)} == set(TOKENS)


def test_03_dates_have_no_zone_the_given_one_places_them() -> None:
    london = attempts("scorm-reports/12/basic-identity.txt")
    york = attempts(
        "scorm-reports/12/basic-timezone-new-york.txt",
        zone=ZoneInfo("America/New_York"),
    )
    key = ("p-7f3a9c", 1)
    assert london[key].source.seen == york[key].source.seen
    assert london[key].source.seen.at == datetime(2026, 11, 21, 21, 31, tzinfo=UTC)
    assert london[key].source.seen.known == MINUTE


def test_03_without_a_zone_the_row_says_that_it_is_unknown() -> None:
    told: list[str] = []
    found = attempts("scorm-reports/12/basic-identity.txt", zone=None, tell=told.append)
    assert found["p-7f3a9c", 1].source.seen.known == ZONE_UNKNOWN
    assert any("--zone" in text for text in told)


def test_04_a_score_of_0_without_a_word_beside_it_is_no_score() -> None:
    bare = attempts("scorm-reports/12/basic-identity.txt")["p-c40e17", 1].attempt
    assert bare.score == Score() and bare.completed is False
    default = attempts("scorm-reports/12/basic-attempts1.txt")
    assert sorted(x.attempt.score.raw or 0 for x in default.values()) == [
        *(0, 33, 90, 100, 100),
    ]
    unknown = [x.attempt for x in default.values() if x.attempt.score.raw is None]
    assert [x.completed for x in unknown] == [None]


def test_04_a_failed_attempt_looks_like_any_score_so_its_status_is_not_guessed() -> (
    None
):
    failed = attempts("scorm-reports/12/basic-identity.txt")["p-2b81de", 1].attempt
    assert truth("p-2b81de", 1, "cmi.core.lesson_status") == "failed"
    assert failed.score == Score(33, most=100)
    assert failed.passed is None and failed.completed is None


def test_04_no_attempt_is_no_row() -> None:
    assert reads("scorm-reports/12/basic-attempts2.txt") == []


def test_05_teachers_are_listed_and_left_out_where_it_is_known_who_they_are() -> None:
    people = read_people(DATA / "participants/participants.csv")
    name = "scorm-reports/12/basic-identity.txt"
    assert set(names(reads(name, people=people))) == set(TOKENS)
    known = {key: p for key, p in people.items() if "p-2b81de" not in key}
    flagged = [x for x in reads(name, people=known) if isinstance(x, Refused)]
    assert [x.fault.code for x in flagged] == [Code.STAFF, Code.STAFF]


def test_05_a_people_file_names_tokens_and_roles(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(
        "Email address;token;role\n"
        "p-7f3a9c@example.invalid;js-0001;student\n"
        "p-2b81de@example.invalid;js-0002;teacher\n"
    )
    found = reads("scorm-reports/12/basic-default.txt", people=read_people(file))
    assert list(names(found)) == ["js-0001"]
    assert sum(isinstance(x, Refused) for x in found) == 2


def test_05_without_knowing_who_is_staff_it_is_said() -> None:
    told: list[str] = []
    reads("scorm-reports/12/basic-identity.txt", tell=told.append)
    assert any("staff" in text for text in told)


# --- 6 to 8: interactions and objectives ------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_06_interactions_are_read_and_unescaped_once(form: str) -> None:
    found = attempts(f"scorm-reports/{ALL}.{form}", by_username=False)
    answers = [x.attempt.interactions for x in found.values()]
    whole = next(rows for rows in answers if len(rows) == 4)
    assert [row.id for row in whole] == ["q1-choice", "q2-tf", "q3-match", "q4-text"]
    said = truth("p-e1f8b2", 1, "cmi.interactions_3.student_response")
    assert whole[3].response == said and '"espera' in whole[3].response
    assert [row.result for row in whole] == ["correct", "correct", "correct", "neutral"]
    assert [row.pattern for row in whole] == ["b", "f", "a.2,b.1,c.3", None]


def test_06_answers_without_their_questions_are_left_out_and_it_is_said() -> None:
    told: list[str] = []
    found = attempts("scorm-reports/12/interactions-default.txt", tell=told.append)
    assert all(not row.id for x in found.values() for row in x.attempt.interactions)
    assert any("which question" in text for text in told)


@pytest.mark.parametrize("form", ["txt", "ods"])
def test_07_the_interactions_report_of_scorm_2004_is_empty(form: str) -> None:
    found = attempts(f"scorm-reports/2004/interactions-all-options.{form}")
    assert len(found) == 5
    assert not any(x.attempt.interactions for x in found.values())


@pytest.mark.parametrize("kind", ["12", "2004"])
def test_08_rows_of_the_objectives_report_are_shorter_than_its_header(
    kind: str,
) -> None:
    path = DATA / f"scorm-reports/{kind}/objectives-all-options.txt"
    lengths = {len(row.cells) for row in read_table(path)}
    assert len(lengths) == 2
    found = attempts(f"scorm-reports/{kind}/objectives-all-options.txt")
    assert sorted(x.attempt.score.raw or 0 for x in found.values()) == [
        *(0, 33, 90, 100, 100),
    ]


# --- 9 to 13: what is no report, track details, spreadsheets, languages -----------------


def test_09_the_page_that_comes_back_for_the_graph_report_is_named(
    tmp_path: Path,
) -> None:
    page = tmp_path / "graph.csv"
    page.write_text("<div class='graph'>\n<p>Attempts</p>\n</div>\n")
    with pytest.raises(RecordsError, match="page of the LMS"):
        recognised(page, None, None)


@pytest.mark.parametrize("form", ["csv", "json", "xlsx", "ods"])
def test_10_the_interactions_download_of_one_person_is_empty(form: str) -> None:
    path = DATA / f"scorm-reports/12/user-interactions-u8-a1.{form}"
    with pytest.raises(RecordsError, match="Track details"):
        recognised(path, None, None)


@pytest.mark.parametrize("form", ["csv", "json", "xlsx", "ods"])
def test_11_track_details_hold_everything_in_each_form(form: str) -> None:
    name = f"scorm-reports/12/user-tracks-u8-a1.{form}"
    [(key, taken)] = attempts(name, person="p-e1f8b2").items()
    found = taken.attempt
    assert key == ("p-e1f8b2", 1) and found.standard == "scorm12"
    assert found.passed and found.score == Score(90, 0, 100)
    assert found.total_s == 3_725  # `1 hours 2 minutes 5 seconds`
    assert len(found.interactions) == 4
    assert found.interactions[3].latency_s == 58
    # a newline becomes three spaces there
    assert "fui.   Segunda" in found.interactions[3].response


def test_11_track_details_of_scorm_2004_are_read_by_their_own_names() -> None:
    name = "scorm-reports/2004/user-tracks-u6-a1.csv"
    [taken] = attempts(name, person="p-c40e17", attempt=2).values()
    found = taken.attempt
    assert taken.source.number == 2 and found.standard == "scorm2004"
    assert found.completed is False and found.passed is None and found.total_s == 42
    assert [row.response for row in found.interactions] == ["b"]


def test_11_track_details_must_be_told_whose_they_are() -> None:
    with pytest.raises(RecordsError, match="--person"):
        reads("scorm-reports/12/user-tracks-u8-a1.csv")


def test_12_numbers_of_a_spreadsheet_are_read_as_typed() -> None:
    cells = read_table(DATA / "scorm-reports/12/basic-default.xlsx")[2].cells
    assert cells[2] == "1" and cells[5] == "100"


def test_12_the_downloading_user_in_an_ods_file_is_not_read() -> None:
    found = reads("scorm-reports/12/basic-all-options.ods")
    assert "Reporter" not in repr(found)


def test_13_spanish_headings_and_dates_are_read(tmp_path: Path) -> None:
    file = tmp_path / "informe.txt"
    file.write_text(
        'Nombre\t"Número de ID"\tIntento\t"Comenzado en"\t"Último acceso en"\tPuntuación\t'
        '"Reglas y derechos"\t"Pregunta 0"\t"Respuesta 0"\t"Resultado 0"\n'
        '"Uno, P."\tp-1\t2\t"sábado, 21 de noviembre de 2026, 15:30"\t'
        '"sábado, 21 de noviembre de 2026, 15:31"\t0\tIncompleto\tq_a\tb\tcorrect\n',
        encoding="utf-8",
    )
    found = recognised(file, None, None)
    assert found.read is not None
    [taken] = list(found.read(given(zone=ZoneInfo("America/Chicago"))))
    assert isinstance(taken, Taken) and taken.source.number == 2
    assert taken.source.seen.at == datetime(2026, 11, 21, 21, 31, tzinfo=UTC)
    assert taken.attempt.completed is False and taken.attempt.score == Score()
    assert taken.attempt.interactions[0].response == "b"


def test_13_another_language_is_read_by_a_mapping_file(tmp_path: Path) -> None:
    (tmp_path / "fr.toml").write_text(
        '[headings]\n"Tentative" = "attempt"\n"Commencé le" = "began"\n"Note" = "score"\n'
        '"Numéro" = "idnumber"\n[months]\nnovembre = 11\n[states]\n"Terminé" = "completed"',
        encoding="utf-8",
    )
    (tmp_path / "rapport.csv").write_text(
        "Numéro,Tentative,Commencé le,Note,Leçon\n"
        'p-1,1,"samedi, 21 novembre 2026, 21:30",0,Terminé\n',
        encoding="utf-8",
    )
    by = read_mapping(tmp_path / "fr.toml")
    found = recognised(tmp_path / "rapport.csv", None, by)
    assert found.read is not None
    [taken] = list(found.read(given(words=by.words)))
    assert isinstance(taken, Taken) and taken.attempt.completed is True
