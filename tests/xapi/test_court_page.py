"""The page to the court: its words, and its PDF for machines and on one page."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import page as page_validation
import pdfua
import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.xapi.court_facts import (
    AS_OF,
    EXCUSED,
    LATE,
    MISSED,
    MISSED_AND_DONE,
    PROOF,
    STATES,
    facts,
)
from xapi.court.certificate import certificate, demand_completion
from xapi.court.facts import Conflict, Course, Duty, Evidence, Facts, Letterhead, Number
from xapi.court.issue import Issued, Refused, Workshop, issued, made
from xapi.court.layout import FORMS
from xapi.court.press import CERTIFICATE, PAGE, Print, press
from xapi.court.wording import page
from xapi.problems import RecordsError

LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">'
    b'<circle cx="10" cy="10" r="9" fill="#333"/></svg>'
)


@pytest.fixture(scope="module")
def printer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Print]:
    logo = tmp_path_factory.mktemp("logo") / "Logo of an agency.SVG"
    logo.write_bytes(LOGO)
    with press(logo) as printed:
        yield printed


def workshop(printer: Print) -> Workshop:
    return Workshop(print=printer, secret=bytes(32))


def words(found: Facts, form: int = 0) -> str:
    """Return the text of a page, block by block."""
    content = page(found, PROOF, FORMS[form])
    texts: list[str] = [content["title"], *content["right"]]
    for block in content["blocks"]:
        texts += [block.get("head", ""), block.get("text", "")]
        texts += [*block.get("lines", ()), *block.get("items", ())]
        texts += block.get("columns", ())
        texts += (" | ".join(row) for row in block.get("rows", ()))
    return "\n".join(texts)


def faults(pdf: bytes, path: Path) -> list[str]:
    """Return what two checkers find in a PDF."""
    path.write_bytes(pdf)
    found = [
        f"{profile}: {failure.rule_id} {failure.message}"
        for profile in ("pdfa-2a", "pdfua-1")
        for failure in page_validation.validate_pdf_bytes(pdf, profile=profile).failures
    ]
    report = pdfua.validate(str(path))
    return found + [f"{each.rule_id} {each.message}" for each in report.findings]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("state", list(STATES))
def test_a_page_of_every_state_conforms(
    state: str, language: str, printer: Print, tmp_path: Path
) -> None:
    found = facts(language=language, **STATES[state])
    pdf, _ = made(PAGE, found, workshop(printer))
    assert faults(pdf, tmp_path / "page.pdf") == []
    assert pdf.count(b"/Type/Page/") == 1


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_certificate_conforms(language: str, printer: Print, tmp_path: Path) -> None:
    found = facts(language=language, **STATES["demonstration"])
    pdf, _ = made(CERTIFICATE, found, workshop(printer))
    assert faults(pdf, tmp_path / "certificate.pdf") == []
    assert pdf.count(b"/Type/Page/") == 1


def test_the_same_facts_give_the_same_bytes(printer: Print) -> None:
    first, _ = made(PAGE, facts(), workshop(printer))
    with press() as another:
        plain, _ = made(PAGE, facts(), workshop(another))
        assert made(PAGE, facts(), workshop(another))[0] == plain
    assert made(PAGE, facts(), workshop(printer))[0] == first


def test_a_page_says_status_first_and_each_figure_with_its_source() -> None:
    text = words(facts())
    assert "Status: Course complete" in text
    assert text.index("Status:") < text.index("Example Person 12")
    assert "Active time | 8 h 2 min, counted by the course" in text
    assert "Time ordered | 8 hours | b" in text
    assert "Time by the LMS | 7 h 10 min" in text
    assert "c: the course’s own records" in text and "; trust: high." in text
    assert "d: clock and reckoning of the LMS or record store; trust: medium." in text
    assert "best score 85%; pass mark 80%; 2 tries of 3 | c" in text
    assert "It is not therapy" in text and "did not check who was at the screen" in text
    assert "America/Chicago" in text and "As of November 22, 2026" in text


def test_check_ins_are_counted_and_told() -> None:
    duties = (LATE, MISSED, MISSED_AND_DONE, EXCUSED)
    text = words(facts(duties=duties))
    assert "0 | 1 | 2 | 1 | 0 | 0" in text
    assert "Week 8 | May 28, 2026 | late: done on May 30, 2026" in text
    assert "Week 16 | July 23, 2026 | missed: not done" in text
    assert "excused: In hospital (Officer 2, June 20, 2026)" in text
    assert "missed: done on September 10, 2026, after the days of grace" in text


def test_a_rule_that_holds_is_told_in_words_of_the_page_and_not_by_its_id() -> None:
    text = words(facts(**STATES["non-compliant"]))
    said = "holds since August 24, 2026: 2 check-ins missed in all (weeks 16, 20)."
    assert said in text and "two-in-all" not in text
    one = {"condition": "missed", "asked_count": 1, "counted": "16", "language": "es"}
    text = words(facts(**{**STATES["non-compliant"], **one}))
    assert "desde el 24 de agosto de 2026: 1 seguimiento no hecho (semana 16)." in text


def test_conflicts_are_facts() -> None:
    text = words(facts(**STATES["conflicts"]))
    assert "The LMS reports 7 h 10 min; the course’s own ledger 8 h 2 min." in text
    assert (
        "Records of a day after November 22, 2026, which are not used on this page: 3."
        in text
    )


def test_a_case_without_records_has_a_page_that_says_so_and_no_holes() -> None:
    text = words(facts(**STATES["no records"]))
    assert "By November 22, 2026 no record of this person" in text
    assert "Records used: none." in text
    assert "Active time" not in text and "Conflicts" not in text


def test_a_demonstration_says_so_first() -> None:
    blocks = page(facts(**STATES["demonstration"]), PROOF, FORMS[0])["blocks"]
    assert blocks[0]["is"] == "notice" and "12 minutes" in blocks[0]["text"]


def test_active_time_that_is_not_known_is_never_zero() -> None:
    assert "Active time | not available | –" in words(facts(active_s=None))


def test_shorter_forms_say_what_they_leave_out() -> None:
    duties = tuple(
        Duty(f"w{week}", week, date(2026, 5, 1), "missed") for week in range(1, 14)
    )
    conflicts = tuple(
        Conflict("session-open", {"count": n, "all": 9}) for n in range(9)
    )
    found = facts(duties=duties, conflicts=conflicts, order="Long words. " * 60)
    short = [words(found, form) for form in range(len(FORMS))]
    assert short[0].count("missed: not done") == 13
    assert short[3].count("missed: not done") == 6 and "7 more check-ins" in short[3]
    assert "not listed for want of room: 6" in short[4]
    assert "13 check-ins that were not kept" in short[5]
    assert "see the order itself" in short[5] and "Long words" not in short[5]
    assert all("0 | 0 | 13 | 0 | 0 | 0" in text for text in short)
    assert all(form.size >= 10 for form in FORMS)


LONG = st.text(
    alphabet=st.sampled_from("abc defgh áéñÑÜ -'.,WM"), min_size=1, max_size=150
)


@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    said=st.tuples(LONG, LONG, LONG),
    missed=st.integers(0, 26),
    conflicts=st.integers(0, 12),
    language=st.sampled_from(["en", "es"]),
)
def test_a_page_is_one_page_whatever_the_words_are(
    printer: Print,
    said: tuple[str, str, str],
    missed: int,
    conflicts: int,
    language: str,
) -> None:
    name, reason, judge = said
    duties = tuple(
        Duty(f"w{n}", n, AS_OF, "excused", None, reason, "Officer 2", AS_OF)
        for n in range(missed)
    )
    found = facts(
        name=name,
        judge=judge,
        order=reason * 3,
        language=language,
        duties=duties,
        conflicts=(Conflict("session-clock", {"count": 1, "all": 9}),) * conflicts,
        court=Letterhead(name, (judge, reason)),
    )
    pdf, _ = made(PAGE, found, workshop(printer))
    assert pdf.count(b"/Type/Page/") == 1


def test_the_end_of_every_stream_is_plain(printer: Print) -> None:
    """A stream may end with a carriage return: of these pages, one in some dozens."""
    pages = (
        made(PAGE, facts(tries=tries, attested=None), workshop(printer))[0]
        for tries in range(1_000)
    )
    pdf = next(page for page in pages if b"\r\r\nendstream" in page)
    found = page_validation.validate_pdf_bytes(pdf, profile="pdfa-2a").failures
    assert [failure.rule_id for failure in found] == []
    assert pikepdf.open(io.BytesIO(pdf)).check_pdf_syntax() == []


def test_words_without_a_space_are_broken_and_not_cut(printer: Print) -> None:
    found = facts(name="Wolfeschlegel" * 12, case_number="9" * 120)
    pdf, _ = made(PAGE, found, workshop(printer))
    assert pdf.count(b"/Type/Page/") == 1


def test_what_fits_on_no_page_is_refused_without_a_name(printer: Print) -> None:
    found = facts(name="Example Person " * 400)
    with pytest.raises(RecordsError, match="too long for one page") as told:
        made(PAGE, found, workshop(printer))
    assert "Example Person" not in str(told.value)


def test_letters_that_the_font_lacks_are_refused_without_a_name(
    printer: Print,
) -> None:
    with pytest.raises(
        RecordsError, match="letters that the page's font lacks"
    ) as told:
        made(PAGE, facts(name="例 Person 12"), workshop(printer))
    assert "Person 12" not in str(told.value)


def test_words_of_the_agency_are_never_markup(printer: Print) -> None:
    found = facts(name='#panic("x") *bold* $x$ \\ <label> @ref [a]')
    assert found.name in words(found)
    made(PAGE, found, workshop(printer))


def test_a_logo_that_is_none_is_refused(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(b"no picture")
    with press(logo) as printed, pytest.raises(RecordsError, match="logo"):
        made(PAGE, facts(), workshop(printed))
    logo.write_bytes(bytes(600_000))
    with pytest.raises(RecordsError, match="500 KB"), press(logo):
        pass


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ("in progress", "do not show that the course was completed"),
        ("no records", "do not show that the course was completed"),
        ("non-compliant", "the status of the case is: non-compliant"),
        ("transferred", "the status of the case is: transferred"),
    ],
)
def test_a_case_that_is_not_complete_has_no_certificate(
    state: str, reason: str
) -> None:
    with pytest.raises(RecordsError, match=reason):
        demand_completion(facts(**STATES[state]))


def test_a_certificate_names_person_course_and_day() -> None:
    content = certificate(facts(language="es"), PROOF, FORMS[0])
    said = " ".join(line["text"] for line in content["declaration"])
    assert "Example Person 12 completó el curso Empezar de nuevo" in said
    assert "el 2 de abril de 2026" in said


def test_evidence_that_is_the_same_has_one_mark() -> None:
    low = Evidence("log", "low")
    text = words(facts(active_s=Number(60, low), score=Number(80, low)))
    assert "1 min, counted" in text and text.count("; trust: low.") == 1


def test_a_course_without_a_catalogue_is_named_by_its_id() -> None:
    assert "Course | js-300 | a" in words(facts(course=Course("js-300", None)))


def test_stopping_leaves_whole_files_only(printer: Print, tmp_path: Path) -> None:
    def stops(kind: str, content: dict[str, Any]) -> bytes | None:
        if "p-3" in str(content["keywords"]):
            raise KeyboardInterrupt
        return printer(kind, content)

    cases = [facts(token=f"p-{n}") for n in range(5)]
    with pytest.raises(KeyboardInterrupt):
        list(issued(PAGE, cases, Workshop(stops, bytes(32)), tmp_path))
    files = sorted(tmp_path.iterdir())
    assert [path.name for path in files] == [f"p-{n}-{AS_OF}.pdf" for n in range(3)]
    assert all(path.read_bytes().endswith(b"%%EOF") for path in files)


def test_one_case_that_fails_stops_no_other(printer: Print, tmp_path: Path) -> None:
    cases = [facts(token="p-1", name="例"), facts(token="p-2"), facts(token="../p 3")]
    came = list(issued(PAGE, cases, workshop(printer), tmp_path))
    assert [type(each) for each in came] == [Refused, Issued, Issued]
    assert all(path.parent == tmp_path for path in tmp_path.rglob("*.pdf"))


def test_two_enrolments_of_a_token_have_two_files(
    printer: Print, tmp_path: Path
) -> None:
    cases = [facts(), facts(enrolment=2, earlier=1)]
    list(issued(PAGE, cases, workshop(printer), tmp_path))
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [f"p-5f2a90c1d3-js-101-{n}-{AS_OF}.pdf" for n in (1, 2)]
