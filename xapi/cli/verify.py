"""`janeschool-report verify`: is a page what the agency signed, and does it still hold?"""

import json
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xapi.cli import given, options, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xapi.court.facts import Facts
    from xapi.court.verify import Verdict
    from xapi.settings import Settings


@click.command()
@click.argument(
    "files",
    nargs=-1,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="[FILE]...",
)
@click.option(
    "--certificate",
    "certificates",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    show_default="as report.toml says",
    help="The agency's certificate (.cer); several may be named.",
)
@click.option("--number", "read_out", help="A number that was read out by telephone.")
@click.option(
    "--as-of", "as_of", type=options.DAY, help="Day of the page with that number."
)
@click.option(
    "--signature-only",
    is_flag=True,
    help="Do not compare with the records, though they are at hand.",
)
@click.option("--json", "as_json", is_flag=True, help="Print it for a program.")
@options.store_option
@options.roster_option
@options.decisions_option
def verify(
    files: tuple[Path, ...],
    certificates: tuple[Path, ...],
    read_out: str | None,
    as_of: datetime | None,
    signature_only: bool,
    as_json: bool,
    store: Path,
    roster: Path | None,
    decisions: Path | None,
) -> None:
    """Check pages and certificates, without a network.

    Is the signature right, does it cover the whole file, is the signer the agency, was
    the certificate valid? Where the records are at hand, also: are they still the
    same, and is the number right? 0: all is well; 1: it is not.

    \b
    Example:
      janeschool-report verify p-5f2a90c1d3-2026-06-30.pdf
      janeschool-report verify --certificate river-county.cer page.pdf
      janeschool-report verify --number 7K3M-9QTX-2BWD-HE4A --as-of 2026-06-30
    """
    if bool(files) == bool(read_out):
        raise click.UsageError("name files, or say --number.")
    if read_out:
        _number(read_out, store, roster, decisions, as_of)
        return
    with say.faults_in_words():
        from xapi.court import keys
        from xapi.court.verify import verified

        said = options.settings()
        named = certificates or _own(said)
        pinned = [keys.read_certificate(path) for path in named]
        verdicts = [verified(path, pinned) for path in files]
        if not signature_only and (store / "store.json").is_file():
            verdicts = _rechecked(verdicts, said, store, roster, decisions)
    if as_json:
        said_of = [{**asdict(each), "good": each.good} for each in verdicts]
        click.echo(json.dumps(said_of, indent=1))
    else:
        for each in verdicts:
            _say(each)
    if not all(each.good for each in verdicts):
        raise SystemExit(1)


def _own(settings: "Settings") -> list[Path]:
    from xapi.court import keys

    signing = settings.signing
    if signing is None:
        return []
    own = keys.certificate_path(signing.certificate)
    return [path for path in (own, *signing.former) if path.is_file()]


def _rechecked(
    verdicts: "list[Verdict]",
    settings: "Settings",
    store: Path,
    roster: Path | None,
    decisions: Path | None,
) -> "list[Verdict]":
    """Return verdicts with what the records say, each page as of its own day."""
    from xapi.court.number import read_secret
    from xapi.court.recheck import rechecked

    signing = settings.signing
    at_hand = signing is not None and signing.numbers.is_file()
    secret = read_secret(signing.numbers) if signing and at_hand else None
    entries = given.roster(roster)
    decided = given.decisions(decisions)

    def look(tokens: set[str], day: date) -> "Iterable[Facts]":
        from xapi.court.read import Given, found
        from xapi.keyfile import Case
        from xapi.store import opened

        # Whose cases they are does not matter here: the key file stays shut.
        nobody = {token: Case(token, "", "") for token in tokens}
        moment = datetime.combine(day, datetime.min.time())
        told = Given(settings, entries, decided, given.asked(as_of=moment))
        return found(opened(store), nobody, told).facts

    return rechecked(verdicts, look, secret)


def _number(
    read_out: str,
    store: Path,
    roster: Path | None,
    decisions: Path | None,
    as_of: datetime | None,
) -> None:
    """Say what has a number: it is made again for everybody, of one day."""
    with say.faults_in_words():
        from xapi.court.number import read_secret
        from xapi.court.read import Given, found, key_file
        from xapi.court.recheck import matches
        from xapi.problems import RecordsError
        from xapi.store import opened

        said = options.settings()
        if said.signing is None:
            raise RecordsError("report.toml has no [signing]: numbers are made by it.")
        around = Given(
            said,
            given.roster(roster),
            given.decisions(decisions),
            given.asked(as_of=as_of),
        )
        facts = found(opened(store), key_file(None, said, store), around).facts
        came = list(matches(read_out, facts, read_secret(said.signing.numbers)))
    for kind, known, code in came:
        click.echo(
            f"{kind} of {known.token}, {known.course.id}, as of {known.as_of}: status "
            f"{known.status}; its code is {code}."
        )
    if not came:
        click.echo(
            "No certificate, and no page of that day, has this number. For a page, say "
            "its day with --as-of."
        )
        raise SystemExit(1)


def _say(verdict: "Verdict") -> None:
    word = "good" if verdict.good else "NOT GOOD"
    click.echo(f"{verdict.file}: {word}")
    for finding in verdict.findings:
        click.echo(f"  {'yes' if finding.good else 'NO '}  {finding.text}")
