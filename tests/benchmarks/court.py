"""Print pages to the court: CPU of 1,000 in all, unsigned and signed.

    python -m tests.benchmarks.court [--pages 1000]

The budget is 30 CPU seconds for 1,000 tagged PDF/A pages without a signature, records
and all; signing is measured beside it.
"""

import argparse
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from tests.xapi import cohort
from tests.xapi.conftest import stored
from xapi.asked import Asked
from xapi.court import keys
from xapi.court.facts import Facts
from xapi.court.issue import Issued, Workshop, issued
from xapi.court.press import PAGE, press
from xapi.court.read import Given, found
from xapi.court.signing import signer
from xapi.keyfile import Case
from xapi.roster import read_roster
from xapi.settings import Agency, Settings

BUDGET: Final = 30.0
AS_OF: Final = date(2026, 9, 1)


def main() -> None:
    """Make records, read them, print each page with and without a signature."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1_000)
    pages = parser.parse_args().pages
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        store = stored(folder / "records", *cohort.write(folder, 7, pages))
        roster = read_roster(folder / "roster.csv")[:pages]
        cases = {
            entry.participant: Case(
                entry.participant, f"2026-CR-{number:05}", f"Example Person {number}"
            )
            for number, entry in enumerate(roster)
        }
        settings = Settings(agency=Agency("River County", phone="555-0100"))
        begun = time.process_time()
        given = Given(settings, roster, (), Asked(as_of=AS_OF))
        facts = found(store, cases, given).facts
        reading = time.process_time() - begun
        key = keys.new_key(folder / "key.p12", "River County", 1, "four words in all")
        opened = keys.open_key(
            folder / "key.p12", "four words in all", datetime.now(UTC)
        )
        mark = keys.fingerprint(key)
        with press() as printer:
            plain = _print(facts, Workshop(printer, bytes(32)), folder / "plain")
            sign = Workshop(printer, bytes(32), signer(opened), mark)
            signed = _print(facts, sign, folder / "signed")
    _table(len(facts), reading, plain, signed)


def _print(facts: list[Facts], workshop: Workshop, folder: Path) -> tuple[float, int]:
    """Return CPU seconds and the mean size of a file."""
    begun = time.process_time()
    came = list(issued(PAGE, facts, workshop, folder))
    spent = time.process_time() - begun
    assert all(isinstance(each, Issued) for each in came)
    sizes = [path.stat().st_size for path in folder.iterdir()]
    return spent, sum(sizes) // len(sizes)


def _table(
    pages: int, reading: float, plain: tuple[float, int], signed: tuple[float, int]
) -> None:
    print(f"| {pages:,} pages to the court | CPU s | ms a page | KB a page |")
    print("|---|---|---|---|")
    print(f"| records, roster, rules | {reading:.1f} | {reading / pages * 1e3:.1f} | |")
    for name, (spent, size) in (("not signed", plain), ("signed", signed)):
        each = spent / pages * 1e3
        print(f"| pages, {name} | {spent:.1f} | {each:.1f} | {size / 1e3:.0f} |")
    total = (reading + plain[0]) * 1_000 / pages
    word = "kept" if total <= BUDGET else "NOT KEPT"
    print(f"\n1,000 unsigned in {total:.1f} CPU s; budget {BUDGET:.0f}: {word}")


if __name__ == "__main__":
    main()
