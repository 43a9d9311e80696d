"""`janeschool-report load`: files into the store."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from xapi.cli import exports, options, say

if TYPE_CHECKING:
    from xapi.catalogue import Registered
    from xapi.intake import Loaded
    from xapi.store import Store


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@options.store_option
@exports.export_options
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def load(files: tuple[Path, ...], store: Path, as_json: bool, **said: Any) -> None:
    """Load records, and the catalogues of courses, into the store.

    A file of xAPI statements is a JSON array or holds one per line (NDJSON), plain,
    gzipped or in zstd. Each file is loaded wholly or not at all. A statement that
    breaks a rule is named with its line and kept in quarantine, the others are loaded;
    then the exit code is 1. Loading a file again adds nothing.

    A catalogue (catalog-AGENCY.json, and its keys) says what packages hold: load it
    once for each build, before records that come from SCORM.

    What an LMS exports is told by its content: Moodle's SCORM reports, track details,
    gradebook and activity completion (text, CSV, XLSX, ODS, JSON, XML), and by --map
    any other table.

    \b
    Example:
      janeschool-report load january.ndjson.gz february.json --store records
      janeschool-report load dist/js-101/1.0.0/catalog-river-court.json
      janeschool-report load report.txt --zone America/Chicago --course js-101
    """
    done: list[Loaded | Registered] = []
    failed: list[dict[str, str]] = []
    with say.stopping_in_words(), say.faults_in_words():
        from xapi.store import locked

        with locked(store) as opened:
            for path in files:
                try:
                    done.append(load_one(opened, path, said))
                except click.ClickException as fault:
                    fault.show()
                    failed.append({"file": str(path), "error": fault.message})
    if as_json:
        summary = {"loaded": [asdict(loaded) for loaded in done], "failed": failed}
        click.echo(json.dumps(summary, indent=1))
    quarantined = any(getattr(loaded, "quarantined", 0) for loaded in done)
    sys.exit(1 if failed or quarantined else 0)


def load_one(store: "Store", path: Path, said: dict[str, Any]) -> "Loaded | Registered":
    """Load a file, or register a catalogue, and tell what came of it.

    `said` are the options of exports. Raises ClickException.
    """
    from xapi.catalogue import read_catalogue, register

    with say.faults_in_words("Nothing of this file was loaded."):
        catalogue = read_catalogue(path)
        if catalogue is None:
            return _load_records(store, path, said)
        found = register(store, path, catalogue)
    edition = f"{found.kind} of {found.course} {found.version} for {found.agency}"
    news = "known already" if found.known else f"{found.entries:,} entries"
    click.echo(f"{path}: {edition}, {news}", err=True)
    return found


def _load_records(store: "Store", path: Path, said: dict[str, Any]) -> "Loaded":
    from xapi.intake import load_file

    with (
        say.faults_in_words("Nothing of this file was loaded."),
        say.bar(path) as progress,
    ):
        loaded = exports.load_export(store, path, said)
        if loaded is None:
            loaded = load_file(store, path, progress)
    say.outcome(loaded, str(path), lambda problem: str(path.parent / str(problem)))
    return loaded
