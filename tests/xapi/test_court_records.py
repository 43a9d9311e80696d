"""What pages say equals a plain count over the records; answers cannot be reached."""

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pytest

from tests.xapi import cohort, exports
from tests.xapi.cohort_catalogue import AGENCIES, package
from tests.xapi.conftest import AS_OF, PEOPLE, SEED, Records, stored
from tests.xapi.generate import COURSE, ROOT, Statement
from tests.xapi.small_course import CATALOGUE, elements12, source
from xapi import database, report
from xapi.asked import Asked
from xapi.court.facts import Conflict, Evidence, Facts, Number
from xapi.court.gather import records_hash
from xapi.court.read import Found, Given, found
from xapi.court.wall import Walled, walled
from xapi.decisions import Decision
from xapi.derived import load_attempts
from xapi.keyfile import Case
from xapi.problems import RecordsError
from xapi.roster import Entry
from xapi.scorm import elements as cmi
from xapi.settings import Agency, Court, Settings
from xapi.sources.given import Taken
from xapi.store import Store, locked, opened
from xapi.vocabulary import vocabulary

WORDS = vocabulary()
SETTINGS = Settings(
    agency=Agency("River County", address=("1 Example Street",), phone="555-0100"),
    courts=(Court("District 2", "Tribunal 2", language="es-MX"),),
)


def cases(*tokens: str) -> dict[str, Case]:
    return {
        token: Case(token, f"2026-CR-{number}", f"Example Person {number}")
        for number, token in enumerate(tokens)
    }


def given(records: Records, **other: object) -> Given:
    asked = Asked(as_of=AS_OF)
    known = {"settings": SETTINGS, "roster": records.roster, "asked": asked}
    return Given(**{**known, **other})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def pages(records: Records) -> Found:
    tokens = [entry.participant for entry in records.roster]
    return found(records.store, cases(*tokens[:-5]), given(records))


@pytest.fixture(scope="module")
def people() -> dict[str, cohort.Enrolled]:
    everybody = cohort.cohort(SEED, PEOPLE)
    return {each.person.token: each for each in everybody}


@pytest.fixture(scope="module")
def wall(records: Records) -> Iterator[Walled]:
    tokens = [entry.participant for entry in records.roster]
    with report.tables(
        records.store, None, Asked(as_of=AS_OF), records.roster
    ) as connection:
        yield walled(connection, tokens)


def used(enrolled: cohort.Enrolled, as_of: date = AS_OF) -> list[Statement]:
    """Return the statements that a page may use, by the rules of docs/court-page.md."""
    zone = ZoneInfo(AGENCIES[enrolled.person.agency])
    kinds = ("course", "module", "lesson", "assessment", "check-in")
    return [
        each
        for each in enrolled.statements
        if datetime.fromisoformat(each["timestamp"]).astimezone(zone).date() <= as_of
        and each["object"]["definition"]["type"].endswith(kinds)
        and WORDS.verb_words[each["verb"]["id"]] != "answered"
    ]


def of(statements: list[Statement], verb: str, kind: str) -> list[Statement]:
    return [
        each
        for each in statements
        if WORDS.verb_words[each["verb"]["id"]] == verb
        and each["object"]["definition"]["type"].endswith(kind)
    ]


def test_the_figures_equal_a_plain_count(
    pages: Found, people: dict[str, cohort.Enrolled]
) -> None:
    assert len(pages.facts) > 100
    active = WORDS.extensions["active-seconds"].id
    seen = 0
    for facts in pages.facts:
        statements = used(people[facts.token]) if facts.token in people else []
        assert facts.records == len(statements)
        zone = ZoneInfo(facts.zone or "UTC")
        moments = [datetime.fromisoformat(each["timestamp"]) for each in statements]
        if not moments:
            assert facts.started is None
            continue
        began = facts.started
        assert began and began.at == min(moments).astimezone(zone).replace(tzinfo=None)
        ends = of(statements, "completed", "course")
        assert (facts.completed is not None) == bool(ends)
        sessions = sum(
            each["result"]["extensions"][active]
            for each in of(statements, "terminated", "course")
        )
        lessons = sum(
            each["result"]["extensions"][active]
            for each in of(statements, "completed", "lesson")
        )
        measured = facts.active_s.value if facts.active_s else 0
        assert measured == pytest.approx(max(sessions, lessons))
        checks = [*of(statements, "passed", "assessment")]
        checks += of(statements, "failed", "assessment")
        assert facts.tries == len(checks)
        best = max((x["result"]["score"]["scaled"] for x in checks), default=None)
        assert best is None or (facts.score and facts.score.value == int(best * 100))
        seen += 1
    assert seen > 100


def test_statuses_and_check_ins_are_those_of_standing(
    pages: Found, records: Records
) -> None:
    records.table("overview")  # as of the same day
    rows = database.query(
        records.connection,
        "SELECT participant, status, kept + late + missed + excused + upcoming "
        "FROM standing WHERE participant IN (SELECT participant FROM roster)",
    ).rows
    expected = {token: (status, duties) for token, status, duties in rows}
    for facts in pages.facts:
        assert (facts.status, len(facts.duties)) == expected[facts.token]
        by_course = facts.rule not in (None, "deadline")
        assert (facts.condition is not None, facts.asked_count is not None) == (
            by_course,
            by_course,
        )
    assert {facts.condition for facts in pages.facts} > {None}


def test_nobody_is_forgotten(pages: Found, records: Records) -> None:
    assert pages.nowhere == []
    listed = {entry.participant for entry in records.roster}
    assert len(pages.without_case) == 5 and listed.issuperset(pages.without_case)
    assert {each.token for each in pages.facts} == listed - set(pages.without_case)


def test_the_hash_is_made_again_by_other_means(pages: Found, records: Records) -> None:
    """The one-liner of docs/court-page.md gives the number that is on the page."""
    facts = next(each for each in pages.facts if each.completed)
    text = (ROOT / "docs/court-page.md").read_text(encoding="utf-8")
    sql = re.findall(r"```sql\n(.*?)```", text, re.S)[0]
    for name, value in (("TOKEN", facts.token), ("COURSE", facts.course.id)):
        sql = sql.replace(name, value)
    rows = database.query(records.connection, sql.replace("DAY", str(AS_OF))).rows
    listed = "".join(f"{row[0]}\n" for row in rows)
    assert hashlib.sha256(listed.encode()).hexdigest() == facts.records_hash


def test_the_hash_knows_neither_order_nor_repetition() -> None:
    assert records_hash(["b", "a", "b"]) == records_hash(["a", "b"])
    assert records_hash(["a"]) == hashlib.sha256(b"a\n").hexdigest()


def test_a_court_has_its_language_and_a_title_in_both(pages: Found) -> None:
    languages = {
        facts.court.name: facts.language for facts in pages.facts if facts.court
    }
    assert languages["Tribunal 2"] == "es" and languages["District 1"] == "en"
    titled = next(each.course.titles for each in pages.facts if each.records)
    assert set(titled) == {"en", "es"}


def test_a_page_of_an_earlier_day_knows_nothing_later(
    records: Records, people: dict[str, cohort.Enrolled]
) -> None:
    token = next(x for x in people if of(used(people[x]), "completed", "course"))
    done = datetime.fromisoformat(
        of(used(people[token]), "completed", "course")[0]["timestamp"]
    )
    before = done.date() - timedelta(days=2)
    facts = found(
        records.store, cases(token), given(records, asked=Asked(as_of=before))
    ).facts[0]
    assert facts.completed is None and facts.finished_on is None
    assert facts.records == len(used(people[token], before))
    later = {each.code: each.said for each in facts.conflicts}["later"]
    assert later["day"] == before


@pytest.mark.parametrize(
    "name", ["answers", "surveys", "media", "statements", "all_statements", "counting"]
)
def test_answers_and_surveys_do_not_exist_for_a_page(wall: Walled, name: str) -> None:
    for schema in ("", "main.", "temp.", "court."):
        with pytest.raises(duckdb.CatalogException):
            database.query(wall, f"SELECT * FROM {schema}{name}")


def test_no_file_of_the_store_can_be_read_from_a_page(
    wall: Walled, records: Records
) -> None:
    [path] = records.store.files("statements")[:1]
    with pytest.raises(duckdb.PermissionException):
        database.query(wall, f"SELECT * FROM read_parquet('{path}')")
    with pytest.raises(duckdb.Error):
        database.query(wall, "SET enable_external_access = true")


def test_nothing_that_a_person_answered_is_behind_the_wall(wall: Walled) -> None:
    tables = database.query(
        wall, "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal"
    ).rows
    assert len(tables) > 50
    names = {column for _, column in tables}
    assert not names & {"response", "answers", "correct", "interaction_type", "played"}
    kinds = database.query(wall, "SELECT DISTINCT verb FROM records").rows
    assert ("answered",) not in kinds


def test_no_words_of_the_court_pages_name_what_they_may_not_read() -> None:
    folder = ROOT / "xapi" / "court"
    for path in [*folder.rglob("*.sql"), *folder.glob("*.py")]:
        text = re.sub(r"--.*|#.*", "", path.read_text(encoding="utf-8"))
        if path.suffix == ".sql":
            named = re.search(r"\b(answers|surveys|media|response|answered)\b", text)
            assert named is None, path
        strings = re.findall(r'"([^"\n]*)"', text) if path.suffix == ".py" else [text]
        for said in strings:
            reads = re.search(r"\b(FROM|JOIN)\s+(answers|surveys|media)\b", said, re.I)
            assert reads is None, path


# -- people who are enrolled twice, and conflicts -----------------------------------------


def entry(token: str, enrolment: int, referred: str) -> Entry:
    on = date.fromisoformat(referred)
    return Entry(
        *(token, COURSE, "river-court", "District 1", None, on, None, 8.0),
        enrolment=enrolment,
    )


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, str, Facts, Facts]:
    """A person whose course fell into two enrolments; one record waits in both."""
    folder = tmp_path_factory.mktemp("twice")
    cohort.write(folder, 3, 12)
    person = max(cohort.cohort(3, 12), key=lambda each: len(each.statements))
    own = person.statements
    half = datetime.fromisoformat(own[len(own) // 2]["timestamp"]).date()
    for each in own:
        each["context"]["extensions"][cohort.PACKAGE] = package("river-court", "en")
    path = folder / "own.ndjson"
    path.write_text("".join(json.dumps(each) + "\n" for each in own))
    agency = person.person.agency
    store = stored(folder / "records", folder / f"catalog-{agency}.json", path)
    token = person.person.token
    roster = [
        entry(token, 1, "2026-01-02"),
        entry(token, 2, str(half)),
        entry("p-nobody", 1, "2026-01-02"),
    ]
    ended = Decision(
        *(token, COURSE, 1, "terminated", None, None, None),
        *("Moved away", "Officer 1", half),
    )
    around = Given(SETTINGS, roster, [ended], Asked(as_of=AS_OF))
    first, second = found(store, cases(token), around).facts
    return store, token, first, second


def test_each_enrolment_has_its_own_records(
    twice: tuple[Store, str, Facts, Facts],
) -> None:
    _, _, first, second = twice
    assert (first.enrolment, second.enrolment) == (1, 2)
    assert (first.earlier, second.earlier) == (0, 1)
    assert first.status == "terminated" and first.rulings[0].reason == "Moved away"
    assert second.rulings == ()
    assert (
        first.records and second.records and first.records_hash != second.records_hash
    )
    assert first.started and second.started and first.started.at < second.started.at


def test_a_case_that_nobody_knows_is_told(
    twice: tuple[Store, str, Facts, Facts],
) -> None:
    store, token, *_ = twice
    came = found(store, cases("p-unknown"), Given(SETTINGS, [], [], Asked(as_of=AS_OF)))
    assert came.facts == [] and came.nowhere == ["p-unknown"]
    assert came.without_case == [token]


def test_pages_of_nobody_are_refused(twice: tuple[Store, str, Facts, Facts]) -> None:
    with pytest.raises(RecordsError, match=r"\[agency\]"):
        found(twice[0], cases("p-1"), Given(Settings()))


def test_facts_have_no_text_form(pages: Found) -> None:
    assert "Example Person" not in f"{pages.facts[0]!r} {pages!r}"


def test_records_of_an_lms_are_the_course_s_own_where_they_hold_its_ledger(
    tmp_path: Path,
) -> None:
    taken = Taken(1, source(), cmi.attempt(elements12()))
    with locked(tmp_path / "r") as store:
        who = exports.given(key=store.key, catalogues=[CATALOGUE])
        load_attempts(store, "moodle", "tracks", [taken], who)
    exports.load(tmp_path / "r", "scorm-reports/12/basic-all-options.txt")
    store = opened(tmp_path / "r")
    tokens = [row[0] for row in exports.rows(store, "SELECT participant FROM attempts")]
    around = Given(SETTINGS, asked=Asked(as_of=date(2026, 12, 1)))
    pages = {
        facts.course.id: facts for facts in found(store, cases(*tokens), around).facts
    }
    own = pages["demo"]
    assert own.active_s == Number(715, Evidence("ledger", "medium"))
    assert own.lms_s == Number(1_200, Evidence("lms", "medium"))
    assert own.attested and own.attested.value == 1
    day = date(2026, 12, 1)
    assert own.conflicts[0] == Conflict(
        "lms-time", {"day": day, "lms": 1_200, "own": 715}
    )
    assert own.first_seen is None and own.packages == ("0123abcd0123abcd",)
    other = pages["https://moodle.example.org/mod/scorm/view.php?id=23"]
    assert other.started and other.started.evidence == Evidence("lms", "medium")
    assert other.active_s is None and other.zone is None


def test_a_case_of_another_agency_is_told_apart(
    twice: tuple[Store, str, Facts, Facts],
) -> None:
    store, token, first, _ = twice
    for own, ours in ((first.agency_id, True), ("another-agency", False)):
        settings = Settings(agency=Agency("River County", id=own))
        roster = [entry(token, 1, "2026-01-02")]
        came = found(store, cases(token), Given(settings, roster))
        assert (bool(came.facts), bool(came.elsewhere)) == (ours, not ours)


def test_the_example_of_the_docs_is_the_code(tmp_path: Path) -> None:
    """The page of the docs names every form and every conflict that there is."""
    text = (ROOT / "docs/court-page.md").read_text(encoding="utf-8")
    words = json.loads((ROOT / "xapi/court/en.json").read_text(encoding="utf-8"))
    for code in words["conflict"]:
        assert f"`{code}`" in text, code
