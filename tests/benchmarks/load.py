"""How much CPU it takes to load statements, beside parsing alone and beside tincan.

    python -m tests.benchmarks.load --statements 1000000

Each row is a process of its own: CPU of all its threads, and its largest memory.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.xapi.generate import ROOT, lines

#: statements of one person, about
_EACH: Final = 16.6
_TINCAN: Final = 10_000


@dataclass(frozen=True)
class Measured:
    """What one way of reading took."""

    name: str
    statements: int
    cpu_s: float
    wall_s: float
    peak_mb: float


def parse(path: Path) -> int:
    """Parse with orjson and throw it away: what every loader has to do."""
    import orjson

    with path.open("rb") as file:
        return sum(1 for line in file if orjson.loads(line))


def load(path: Path) -> int:
    """Load with all that is promised: validity, types, hashes, privacy, raw copy."""
    from xapi.intake import load_file
    from xapi.store import locked

    with (
        tempfile.TemporaryDirectory(dir=path.parent) as folder,
        locked(Path(folder)) as store,
    ):
        return load_file(store, path, lambda done, count: None).read


def tincan(path: Path) -> int:
    """Read the first of them with tincan."""
    from tincan import Statement

    with path.open(encoding="utf-8") as file:
        found = (
            Statement.from_json(line)
            for line, _ in zip(file, range(_TINCAN), strict=False)
        )
        return sum(1 for _ in found)


WAYS: Final[dict[str, Callable[[Path], int]]] = {
    "orjson alone": parse,
    "janeschool-report load": load,
    f"tincan, first {_TINCAN:,}": tincan,
}


def measured(name: str, path: Path) -> Measured:
    """Run one way in a process of its own."""
    code = "from tests.benchmarks.load import report; import sys; report(*sys.argv[1:])"
    command = [sys.executable, "-c", code, name, str(path)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return Measured(**json.loads(done.stdout))


def report(name: str, path: str) -> None:
    """Print what one way took, as JSON."""
    before, begun = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    count = WAYS[name](Path(path))
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    found = Measured(name, count, cpu, wall, after.ru_maxrss / 1024)
    print(json.dumps(vars(found)))


def table(rows: list[Measured]) -> str:
    """Return the figures; times are those of parsing alone."""
    unit = rows[0].cpu_s / rows[0].statements
    out = [
        f"{'':28}{'statements':>12}{'CPU s':>9}{'times':>8}{'wall s':>9}{'peak MB':>9}"
    ]
    for row in rows:
        times = row.cpu_s / row.statements / unit
        out.append(
            f"{row.name:28}{row.statements:>12,}{row.cpu_s:>9.2f}{times:>8.1f}"
            f"{row.wall_s:>9.2f}{row.peak_mb:>9.0f}"
        )
    return "\n".join(out)


def main() -> None:
    """Write the statements, read them in each way, print the table."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, default=None)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        path = Path(folder) / "statements.ndjson"
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(lines(1, int(chosen.statements / _EACH)))
        print(table([measured(name, path) for name in WAYS]))


if __name__ == "__main__":
    main()
