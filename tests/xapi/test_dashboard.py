"""The dashboard: one file, the same numbers as the reports, nobody's token, both languages."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.xapi.conftest import AS_OF, PEOPLE, Records, stored
from tests.xapi.example import EXAMPLE
from xapi import dashboard
from xapi.asked import Asked
from xapi.cli import main
from xapi.dashboard import LANGUAGES, page, words
from xapi.dashboard.charts import month_bars, survey_marks


def made(
    records: Records, language: str = "en", *, share: bool = False, **only: Any
) -> str:
    asked = Asked(as_of=AS_OF, **only)
    return page(records.store, language, None, asked, records.roster, share=share)


@pytest.fixture(scope="module")
def english(records: Records) -> str:
    return made(records)


class Tags(HTMLParser):
    """Collects start tags, and what stands in each cell."""

    def __init__(self, text: str) -> None:
        """Read a page."""
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.cells: list[str] = []
        self.inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.cells += [""] * (tag in ("td", "dd"))
        self.inside = tag in ("td", "dd")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.cells[-1] += data.strip()


def test_the_page_needs_nothing_from_outside(english: str) -> None:
    assert "http" not in english.replace("http-equiv", "")
    tags = Tags(english).tags
    assert {tag for tag, _ in tags}.isdisjoint({"script", "link", "img", "iframe"})
    assert not any(
        "src" in attributes or "href" in attributes for _, attributes in tags
    )
    assert "url(" not in english
    assert "default-src 'none'" in english


def test_no_person_is_on_the_page(records: Records, english: str) -> None:
    for enrolled in records.roster:
        assert enrolled.participant not in english
    assert "Officer" not in english


def test_the_page_has_the_numbers_of_the_reports(
    records: Records, english: str
) -> None:
    found = Tags(english).cells
    completions = records.report("completions")
    assert found[0] == f"{PEOPLE}"
    finished = sum(row["finished"] for row in completions)
    assert found[2] == f"{finished}"
    late = {
        row["participant"]
        for row in records.report("overdue")
        if row["what"] == "course"
    }
    assert found[4] == f"{len(late)}"
    for row in records.report("dropoff"):
        assert f">{row['opened']:,}</td>" in english
        assert f"{row['stopped']} stopped here" in english


def test_shared_it_shows_no_small_number(records: Records) -> None:
    shown = made(records, share=True, agency="river-court")
    assert "Numbers of one to four people are not shown." in shown
    counts = re.findall(r'<td class="n">([0-9,]+)</td>', shown)
    assert counts
    assert "few" in shown


def test_it_speaks_spanish_with_the_titles_of_the_course(records: Records) -> None:
    shown = made(records, "es")
    assert '<html lang="es">' in shown
    assert "Al 1 de septiembre de 2026" in shown
    assert "Lesson m1-l1 en español" in shown
    assert "Started" not in shown


def test_each_language_has_every_word() -> None:
    found = {language: words(language) for language in LANGUAGES}
    english = found["en"]
    for spoken in found.values():
        assert spoken.keys() == english.keys()
        for name, value in english.items():
            assert type(spoken[name]) is type(value)
            if isinstance(value, dict):
                assert spoken[name].keys() == value.keys()
            elif isinstance(value, str):
                places = re.findall(r"{\w+}", value)
                assert sorted(re.findall(r"{\w+}", spoken[name])) == sorted(places)
            else:
                assert len(spoken[name]) == len(value)
        assert "!" not in str(spoken)


def test_every_question_of_quality_has_its_words() -> None:
    from xapi.report import sql

    codes = set(re.findall(r"^ +WHEN '([a-z-]+)' THEN", sql("quality"), re.MULTILINE))
    asked = set(re.findall(r"SELECT\n +'([a-z-]+)'", sql("quality")))
    assert codes == asked == set(words("en")["codes"])


def test_no_records_are_said_in_words(records: Records) -> None:
    shown = made(records, agency="nowhere")
    assert "There are no records for this choice." in shown


def test_what_is_due_is_not_known_without_catalogue_and_roster(tmp_path: Path) -> None:
    store = stored(tmp_path / "records", EXAMPLE)
    found = Tags(page(store, "en", None, Asked(as_of=AS_OF))).cells
    assert found[:6] == ["12", "12", "5", "7", "not known", "not known"]


def test_words_from_outside_are_text(records: Records) -> None:
    shown = made(records, agency="<script>alert(1)</script>")
    assert "<script>" not in shown


def test_a_chart_draws_no_bar_that_is_suppressed() -> None:
    (line,) = month_bars([{"month": AS_OF, "started": 10, "finished": None}])
    assert [bar.length for bar in line.bars] == [100, None]


def test_marks_of_a_survey_stand_between_the_ends_of_its_scale() -> None:
    rows = [
        {
            "course": "c",
            "course_version": "1",
            "statement": "s",
            "occasion": x,
            "mean": mean,
        }
        for x, mean in (("before", 1.0), ("after", 5.0), ("six months", None))
    ]
    (line,) = survey_marks(rows)
    assert [bar.length for bar in line.bars] == [4, 96, None]


def test_the_command_writes_the_page(records: Records, tmp_path: Path) -> None:
    path = tmp_path / "dashboard.html"
    store = str(records.store.folder)
    asked = [
        "dashboard",
        "--store",
        store,
        "--out",
        str(path),
        "--language",
        "es",
        "--share",
    ]
    told = CliRunner().invoke(main, asked)
    assert (told.exit_code, told.stdout) == (0, "")
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert dashboard.LANGUAGES == ("en", "es")
