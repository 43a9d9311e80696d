"""`janeschool-report load`: files into the store."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from xapi.cli import options, say

if TYPE_CHECKING:
    from xapi.intake import Loaded
    from xapi.store import Store

#: problems printed one by one
_PRINTED: Final = 20


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@options.store_option
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def load(files: tuple[Path, ...], store: Path, as_json: bool) -> None:
    """Load xAPI statements into the store.

    A file is a JSON array or holds one statement per line (NDJSON), plain or
    gzipped. Each file is loaded wholly or not at all. A statement that breaks a
    rule is named with its line and kept in quarantine, the others are loaded; then
    the exit code is 1. Loading a file again adds nothing.

    \b
    Example:
      janeschool-report load january.ndjson.gz february.json --store records
    """
    done: list[Loaded] = []
    failed: list[dict[str, str]] = []
    with say.stopping_in_words(), say.faults_in_words():
        from xapi.store import locked

        with locked(store) as opened:
            for path in files:
                try:
                    done.append(_load_one(opened, path))
                except click.ClickException as fault:
                    fault.show()
                    failed.append({"file": str(path), "error": fault.message})
    if as_json:
        summary = {"loaded": [asdict(loaded) for loaded in done], "failed": failed}
        click.echo(json.dumps(summary, indent=1))
    sys.exit(1 if failed or any(loaded.quarantined for loaded in done) else 0)


def _load_one(store: "Store", path: Path) -> "Loaded":
    from xapi.intake import load_file

    with (
        say.faults_in_words("Nothing of this file was loaded."),
        say.bar(path) as progress,
    ):
        loaded = load_file(store, path, progress)
    for problem in loaded.problems[:_PRINTED]:
        click.echo(f"{path.parent / str(problem)}", err=True)
    if loaded.quarantined > _PRINTED:
        hidden = loaded.quarantined - min(_PRINTED, len(loaded.problems))
        click.echo(f"{path}: and {hidden:,} more", err=True)
    click.echo(f"{path}: {_summary(loaded)}", err=True)
    return loaded


def _summary(loaded: "Loaded") -> str:
    parts = [f"{loaded.read:,} read", f"{loaded.added:,} added"]
    if loaded.repeated:
        parts.append(f"{loaded.repeated:,} known already")
    if loaded.quarantined:
        parts.append(f"{loaded.quarantined:,} in quarantine")
    if loaded.renamed:
        parts.append(f"{loaded.renamed:,} of which only a token was kept")
    return ", ".join(parts)
