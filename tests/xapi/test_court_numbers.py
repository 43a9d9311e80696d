"""Numbers of pages are made again by anybody who has the secret, as the docs say."""

import hashlib
import hmac
import json
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.xapi.court_facts import facts
from xapi.court import number
from xapi.court.facts import Evidence, Number
from xapi.court.issue import numbered
from xapi.court.press import CERTIFICATE, PAGE
from xapi.problems import RecordsError

SECRET = bytes(range(32))
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def made_by_hand(*said: str) -> str:
    """Return a number by the words of docs/court-page.md alone."""
    text = json.dumps(["janeschool 1", *said]).encode()
    digest = hmac.new(SECRET, text, hashlib.sha256).digest()
    bits = "".join(f"{byte:08b}" for byte in digest)[:80]
    letters = [LETTERS[int(bits[at : at + 5], 2)] for at in range(0, 80, 5)]
    return "-".join("".join(letters[at : at + 4]) for at in range(0, 16, 4))


def test_a_certificate_s_number_is_that_of_the_docs() -> None:
    by_hand = made_by_hand(
        *("certificate", "p-5f2a90c1d3", "js-101", "1.2.0"),
        "2026-04-03T02:40:12.345678+00:00",
    )
    assert numbered(CERTIFICATE, facts(), SECRET) == by_hand
    assert numbered(CERTIFICATE, facts(name="Example Person 13"), SECRET) == by_hand


def test_a_page_s_number_is_that_of_the_docs() -> None:
    by_hand = made_by_hand("page", "p-5f2a90c1d3", "js-101", "1", "2026-11-22")
    assert numbered(PAGE, facts(), SECRET) == by_hand
    later = facts(as_of=date(2026, 11, 23))
    assert numbered(PAGE, later, SECRET) != by_hand
    assert numbered(PAGE, facts(enrolment=2), SECRET) != by_hand
    assert numbered(PAGE, facts(), bytes(32)) != by_hand


def test_the_code_changes_with_every_word_of_the_page() -> None:
    plain = number.code(SECRET, facts())
    changed = [
        facts(name="Example Person 13"),
        facts(case_number="2026-CR-00418"),
        facts(active_s=Number(28_931, Evidence("course", "high"))),
        facts(since=None),
        facts(records_hash="b" * 64),
    ]
    codes = {number.code(SECRET, each) for each in changed}
    assert len(codes | {plain}) == len(changed) + 1
    assert len(plain) == 11 and plain[5] == "-"


@pytest.mark.parametrize("said", ["7k3m 9qtx", "7K3M-9QTX", " 7K3M.9QTX "])
def test_a_number_is_known_however_it_is_read_out(said: str) -> None:
    assert number.plain(said) == "7K3M9QTX"


def test_letters_that_look_like_digits_are_digits() -> None:
    assert number.plain("OIL-oil") == "011011"
    assert not set("ILOU") & set(number.plain(numbered(PAGE, facts(), SECRET)))


def test_a_time_is_said_to_the_microsecond() -> None:
    moments = [datetime(2026, 4, 3, 2, 40, 12, n) for n in (0, 1)]
    numbers = {
        number.certificate_number(SECRET, "p-1", "js-101", None, each)
        for each in moments
    }
    assert len(numbers) == 2


def test_a_damaged_secret_is_told(tmp_path: Path) -> None:
    path = tmp_path / "numbers.key"
    with pytest.raises(RecordsError, match="is missing"):
        number.read_secret(path)
    number.new_secret(path)
    assert len(number.read_secret(path)) == 32
    with pytest.raises(RecordsError, match="there already"):
        number.new_secret(path)
    for text in ("", "no secret", "00" * 31):
        path.write_text(text)
        with pytest.raises(RecordsError, match="is damaged"):
            number.read_secret(path)
