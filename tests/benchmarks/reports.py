"""How long each report takes over many statements, and the memory that it needs.

    python -m tests.benchmarks.reports --statements 1000000

A cohort of 7,000 people is generated and loaded once; further people are copies of them
under other tokens and ids. Each row is a process of its own.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Final

from tests.benchmarks.load import Measured
from tests.xapi import cohort
from tests.xapi.conftest import stored
from tests.xapi.generate import ROOT
from xapi import database, report
from xapi.asked import Asked
from xapi.reports import REPORTS
from xapi.roster import read_roster
from xapi.store import Load, Store, locked, opened

_PEOPLE: Final = 7_000
_AS_OF: Final = date(2026, 9, 1)


def filled(folder: Path, statements: int) -> int:
    """Make a store of about so many statements; return how many they are."""
    store = stored(folder / "records", *cohort.write(folder, 23, _PEOPLE))
    with report.tables(store) as connection:
        found = database.query(connection, "SELECT count(*) FROM statements")
        each = int(found.rows[0][0])
    with locked(folder / "records") as changed:
        for copy in range(1, round(statements / each)):
            _copied(changed, store.files("statements")[0], copy)
    return each * max(1, round(statements / each))


def _copied(store: Store, source: Path, copy: int) -> None:
    """Commit a copy of a file of statements: other people, other ids."""
    number = store.next_number()
    made = store.work / "copy.parquet"
    with database.connected(store.work) as connection:
        connection.execute(
            f"COPY (SELECT * REPLACE (participant || '-{copy}' AS participant, "
            f"statement_id || '-{copy}' AS statement_id, "
            f"session || '-{copy}' AS session, voids || '-{copy}' AS voids, "
            f"registration || '-{copy}' AS registration) FROM read_parquet('{source}')) "
            f"TO '{made}' (FORMAT parquet, COMPRESSION zstd)"
        )
    name = f"statements/{number:06}.parquet"
    load = Load(
        number, f"copy {copy}", "2026-09-01T00:00:00+00:00", {"statements": [name]}
    )
    store.commit(load, {name: made})


def measured(name: str, folder: Path, count: int) -> Measured:
    """Run one report in a process of its own."""
    code = "from tests.benchmarks.reports import run; import sys; run(*sys.argv[1:])"
    command = [sys.executable, "-c", code, name, str(folder), str(count)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return Measured(**json.loads(done.stdout))


def run(name: str, folder: str, count: str) -> None:
    """Print what one report took, as JSON."""
    roster = read_roster(Path(folder) / "roster.csv")
    who = roster[0].participant if name == "timeline" else None
    begun = time.perf_counter()
    found = report.run(
        opened(Path(folder) / "records"),
        name,
        asked=Asked(as_of=_AS_OF, participant=who),
        roster=roster,
    )
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(
        json.dumps(
            {
                "name": f"{name}, {len(found.rows):,} rows",
                "statements": int(count),
                "cpu_s": used.ru_utime + used.ru_stime,
                "wall_s": time.perf_counter() - begun,
                "peak_mb": used.ru_maxrss / 1_024,
            }
        )
    )


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--statements", type=int, default=1_000_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count = filled(folder, chosen.statements)
        print(f"{count:,} statements")
        print(f"{'':28}{'CPU s':>9}{'wall s':>9}{'peak MB':>9}")
        for each in REPORTS:
            row = measured(each, folder, count)
            print(
                f"{row.name:28}{row.cpu_s:>9.2f}{row.wall_s:>9.2f}{row.peak_mb:>9.0f}"
            )


if __name__ == "__main__":
    main()
