"""`janeschool-report court`: pages to the court, and certificates of completion."""

import os
import sys
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from xapi.cli import given, options, say

if TYPE_CHECKING:
    from xapi.court.facts import Facts
    from xapi.court.issue import Issued, Refused, Workshop
    from xapi.court.read import Found
    from xapi.keyfile import Case
    from xapi.settings import Settings

PASSPHRASE: Final = "JANESCHOOL_SIGNING_PASSPHRASE"
#: refusals and tokens that are told one by one
_TOLD: Final = 20


@click.command()
@click.argument("tokens", nargs=-1, metavar="[TOKEN]...")
@click.option("--all", "everybody", is_flag=True, help="Every case of the key file.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    show_default="court, in the folder of exports",
    help="Write into this folder.",
)
@click.option(
    "--certificate",
    "certified",
    is_flag=True,
    help="Write certificates of completion, and no pages.",
)
@options.as_of_option
@click.option(
    "--key",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    show_default="as report.toml says",
    help="Key file: which case a token stands for. For its owner's eyes only.",
)
@click.option("--unsigned", is_flag=True, help="Write without a signature.")
@click.option(
    "--timestamp",
    metavar="URL",
    help="Ask this server for a time stamp (RFC 3161); without it, nothing is asked.",
)
@options.store_option
@options.roster_option
@options.decisions_option
def court(
    tokens: tuple[str, ...],
    everybody: bool,
    out: Path | None,
    certified: bool,
    as_of: datetime | None,
    key: Path | None,
    unsigned: bool,
    timestamp: str | None,
    store: Path,
    roster: Path | None,
    decisions: Path | None,
) -> None:
    """Write the page to the court of each case: PDF, signed with the agency's key.

    A case is named by its token, never by its number: what is typed here stays in the
    shell's history. Names of files have the token and the day. With --all, index.html
    and index.csv list what was written. The passphrase of the signing key comes from
    JANESCHOOL_SIGNING_PASSPHRASE or a prompt.

    \b
    Example:
      janeschool-report court p-5f2a90c1d3
      janeschool-report court --all --as-of 2026-06-30 --out june
      janeschool-report court --certificate p-5f2a90c1d3
    """
    if bool(tokens) == everybody:
        raise click.UsageError("name tokens, or say --all.")
    if as_of is not None and as_of.date() > date.today() + timedelta(days=1):
        raise click.UsageError(
            "--as-of is a day to come: a page says what is recorded."
        )
    if unsigned and timestamp:
        raise click.UsageError("--timestamp is of a signature: leave --unsigned out.")
    left = "The files that are there are whole; run the same command again."
    with say.stopping_in_words(left), say.faults_in_words(), ExitStack() as stack:
        from xapi.court.press import CERTIFICATE, PAGE

        settings = options.settings()
        kind = CERTIFICATE if certified else PAGE
        folder = out or settings.exports_beside(store) / "court"
        cases = _cases(key, settings, store, tokens)
        workshop = _workshop(settings, stack, unsigned, timestamp)
        found = _found(store, cases, settings, (as_of, roster, decisions))
        written, refused = _written(kind, found, workshop, folder)
        if everybody:
            _index(folder, found, written, refused)
    _say(folder, found, written, refused, everybody=everybody)


def _cases(
    key: Path | None, settings: "Settings", store: Path, tokens: tuple[str, ...]
) -> "dict[str, Case]":
    from xapi.court.read import key_file
    from xapi.problems import RecordsError

    cases = key_file(key, settings, store)
    unknown = [
        # Whatever else was typed may be a name or a case number: it is not said again.
        token if token.startswith("p-") else f"such as number {number} of those named"
        for number, token in enumerate(tokens, 1)
        if token not in cases
    ]
    if unknown:
        raise RecordsError(
            f"the key file has no token {', '.join(unknown)}. Cases are named by their "
            "tokens; 'janeschool-report roster status' counts those without a case."
        )
    return {token: cases[token] for token in tokens} if tokens else cases


def _found(
    store: Path,
    cases: "dict[str, Case]",
    settings: "Settings",
    said: tuple[datetime | None, Path | None, Path | None],
) -> "Found":
    from xapi.court.read import Given, found
    from xapi.store import opened

    as_of, roster, decisions = said
    around = Given(
        settings,
        given.roster(roster),
        given.decisions(decisions),
        given.asked(as_of=as_of),
    )
    return found(opened(store), cases, around)


def _workshop(
    settings: "Settings", stack: ExitStack, unsigned: bool, timestamp: str | None
) -> "Workshop":
    from xapi.court.issue import Workshop
    from xapi.court.number import read_secret
    from xapi.court.press import press

    signing = settings.signing
    if signing is None:
        raise click.ClickException(
            "no signing key is named: make one with 'janeschool-report signing new', and "
            'name it in report.toml ([signing] certificate = "signing.p12").'
        )
    sign, signer = None, None
    if not unsigned:
        sign, signer = _signer(signing.certificate, timestamp)
    logo = settings.agency.logo if settings.agency else None
    return Workshop(
        print=stack.enter_context(press(logo)),
        secret=read_secret(signing.numbers),
        sign=sign,
        signer=signer,
    )


def _signer(path: Path, timestamp: str | None) -> tuple[Callable[[bytes], bytes], str]:
    from datetime import UTC

    from xapi.court import keys, signing

    now = datetime.now(UTC)
    key = keys.open_key(path, passphrase(path), now)
    if soon := keys.warning(key.certificate, now):
        click.echo(soon, err=True)
    return signing.signer(key, timestamp), keys.fingerprint(key.certificate)


def passphrase(path: Path, *, new: bool = False) -> str:
    """Return the passphrase of a key: from the environment, or asked for."""
    if (said := os.environ.get(PASSPHRASE)) is not None:
        return said
    if not sys.stdin.isatty():
        raise click.ClickException(
            f"the passphrase of {path.name} is in no environment variable {PASSPHRASE}, "
            "and nobody is here to be asked: nothing was written."
        )
    answer: str = click.prompt(
        f"Passphrase of {path.name}", hide_input=True, confirmation_prompt=new, err=True
    )
    return answer


def _written(
    kind: str, found: "Found", workshop: "Workshop", folder: Path
) -> "tuple[list[Issued], list[Refused]]":
    from xapi.court.issue import Issued, Refused, issued

    with say.steps("pages", len(found.facts)) as progress:
        came: list[Issued | Refused] = []
        for each in issued(kind, found.facts, workshop, folder):
            came.append(each)
            progress(len(came), len(came))
    written = [each for each in came if isinstance(each, Issued)]
    refused = [each for each in came if isinstance(each, Refused)]
    refused += [Refused(each.token, _elsewhere(each)) for each in found.elsewhere]
    nowhere = "neither the roster nor the records know it: put it into the roster."
    return written, refused + [Refused(token, nowhere) for token in found.nowhere]


def _elsewhere(facts: "Facts") -> str:
    return (
        f"is a case of the agency {facts.agency_id}, and report.toml is of another "
        "([agency] id): run this with the other agency's report.toml."
    )


def _index(
    folder: Path, found: "Found", written: "list[Issued]", refused: "list[Refused]"
) -> None:
    from xapi.court.index import write_index

    day = found.as_of.isoformat()
    write_index(folder, day, written, refused, found.without_case)


def _say(
    folder: Path,
    found: "Found",
    written: "list[Issued]",
    refused: "list[Refused]",
    *,
    everybody: bool,
) -> None:
    for each in refused[:_TOLD]:
        said = each.reason
        click.echo(
            said if said.startswith(each.token) else f"{each.token}: {said}", err=True
        )
    if len(refused) > _TOLD:
        click.echo(f"and {len(refused) - _TOLD:,} more: see the index.", err=True)
    if everybody:
        if found.without_case:
            click.echo(
                f"{len(found.without_case):,} tokens of the roster or the records are not "
                "in the key file and have no page: the index lists them.",
                err=True,
            )
        click.echo(folder / "index.html")
    else:
        for one in written:
            click.echo(folder / one.file)
    if refused:
        raise SystemExit(1)
