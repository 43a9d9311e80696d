"""Write the receipt: what was done and what remains, and nobody's name, token or hash."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from xapi.output_files import write_text
from xapi.rights.order import Order
from xapi.store import PRIVATE_FOLDER

_TITLES: Final = {
    "erase": "Receipt: people erased from the records",
    "purge": "Receipt: old records purged",
}
_COUNTS: Final = {
    "people": "people",
    "accounts": "accounts in the records",
    "statements": "statements, each with its text",
    "quarantined": "statements in quarantine",
    "stored_files": "files of the records written anew or removed",
    "exports_rewritten": "exported files that were rewritten",
    "export_rows": "rows taken out of them",
    "exports_deleted": "exported files that were removed",
    "list_lines": "lines of roster and decisions",
}
_INTERRUPTED: Final = (
    "This was interrupted and completed later: exported files that were changed before "
    "the interruption are not counted."
)
_DISK: Final = (
    "Removed files are no longer named by any folder. Disks and file systems may keep "
    "their old contents for a while (solid-state disks, snapshots, journals), and no "
    "program can promise otherwise: encrypt the disk, and see the line on backups above."
)


def free_place(folder: Path, kind: str, day: str) -> Path:
    """Return a name that no other receipt has."""
    number = 1
    while (path := folder / f"{kind}-{day}-{number}.txt").exists():
        number += 1
    return path


def write(done: Order) -> None:
    """Write the receipt of an order. Raises OSError."""
    path = Path(done.receipt)
    path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    write_text(text(done), path)


def text(done: Order) -> str:
    """Return the receipt of an order as plain text."""
    today = datetime.now(UTC).date().isoformat()
    lines = [_TITLES[done.kind], "", f"Asked for on {done.begun_on}, done on {today}."]
    if done.interrupted:
        lines += ["", _INTERRUPTED]
    lines += ["", "Taken out of the records", ""]
    lines += [f"  {done.counts.get(n, 0):>9,}  {w}" for n, w in _COUNTS.items()]
    lines += ["", _barred(done)]
    lines += _listed("Removed because others cannot be kept without them", done.deleted)
    lines += _listed("Done elsewhere", done.told)
    lines += _listed("Could not be searched: look at these by hand", done.doubtful)
    lines += _listed("What remains to be done by hand", done.remains, box="[ ] ")
    return "\n".join([*lines, "", _DISK, ""])


def _barred(done: Order) -> str:
    if done.until:
        return (
            f"What happened up to {done.until} does not come back with the next pull, "
            "push or load: the records keep keyed hashes that say so."
        )
    return (
        "They do not come back with the next pull, push or load: the records keep keyed "
        "hashes that say so."
    )


def _listed(title: str, items: tuple[str, ...], box: str = "- ") -> list[str]:
    if not items:
        return []
    return ["", title, "", *(f"{box}{each}" for each in items)]
