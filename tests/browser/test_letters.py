"""Letters on paper: however much there is to say, each is one sheet."""

import re
from datetime import date
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Browser

from xapi.letters.due import Due, Rule
from xapi.letters.letter import Letter, letter, page
from xapi.settings import Agency, Court, Officer, Settings

pytestmark = pytest.mark.browser
DAY = date(2026, 9, 23)
LONG = "Office of the Circuit Court Administrator for the Eleventh District"
RULES = tuple(
    Rule(f"rule-{n}", condition, n, action)
    for n, (condition, action) in enumerate(
        product(("missed", "missed-in-a-row", "late"), ("reminder", "notice")), 2
    )
)
ROW = {
    **{"participant": "p-4hk7-9mzc-2xvt", "course": "js-101", "enrolment": 2},
    **{"court": "c", "officer": "o", "what": "check-in-week-26", "week": 26},
    **{"due_on": DAY, "late_until": DAY, "since": DAY, "status": "overdue"},
    **{"counted": "2, 4, 6, 8, 10, 12, 14, 16", "rule": "days from the referral"},
    "missing": "several accounts have this token",
}
STANDING = {
    **{"kept": 11, "late": 12, "missed": 13, "excused": 14, "upcoming": 15},
    **{"referred_on": DAY, "finished_on": None, "started_on": DAY, "last_on": DAY},
    "next_due_on": DAY,
}


def written(language: str, fired: str, action: str, **more: Any) -> Letter:
    address = (LONG, "Room 1200, Building C", "1 Example Street", "Example City 00000")
    settings = Settings(
        agency=Agency(
            LONG, address=address, phone="+1 (555) 010-0100 ext. 12", language=language
        ),
        courts=(Court("c", LONG, language, address, "+1 (555) 010-0101"),),
        officers=(Officer("o", LONG, "+1 (555) 010-0102", "officer@example.org"),),
    )
    row = {**ROW, "fired": fired, "action": action, **more}
    due = Due(row, {**STANDING, "language": language}, RULES, 10)
    return letter(due, settings, DAY)


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_letter_is_one_sheet(browser: Browser, language: str) -> None:
    letters = [
        written(language, "reminder-day", "reminder"),
        written(language, "reminder-day", "reminder", status="open"),
        written(language, "rule-2", "reminder"),
        written(language, "rule-6", "reminder"),
        written(language, "rule-4", "notice"),
        written(language, "deadline", "notice", what="course"),
        written(language, "rule-4", "report"),
    ]
    sheet = browser.new_page()
    sheet.set_content(page(letters, language))
    for paper in ("Letter", "A4"):
        printed = sheet.pdf(format=paper)
        assert len(re.findall(rb"/Type /Page\b(?!s)", printed)) == len(letters), paper
    sheet.close()
