"""`janeschool-report erase` and `purge`: people out of the records."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from xapi.cli import options, say, server

if TYPE_CHECKING:
    from datetime import date

    from xapi.credentials import Login
    from xapi.rights.ageing import Aged
    from xapi.rights.asking import Found, Places
    from xapi.rights.order import Order
    from xapi.store import Store

_FILE: Final = click.Path(path_type=Path, dir_okay=False)
_STOPPED: Final = (
    "What was begun is completed by the next command that opens the records."
)
_FAILED: Final = "The next command that opens the records goes on with it."


def _common(command: Any) -> Any:
    made = [
        click.option(
            "--with-roster",
            is_flag=True,
            help="Take the lines out of roster and decisions too: of both or of none.",
        ),
        options.roster_option,
        options.decisions_option,
        click.option("--yes", is_flag=True, help="Do not ask before doing it."),
        options.store_option,
    ]
    for option in reversed(made):
        command = option(command)
    return command


@click.command()
@click.argument("tokens", nargs=-1, metavar="[TOKEN]...")
@click.option(
    "--from-file",
    "listed",
    type=click.File(encoding="utf-8-sig"),
    help="Read tokens from a file, one per line ('-': standard input): a token on the "
    "command line stays in the shell's history.",
)
@click.option(
    "--home",
    "homes",
    multiple=True,
    metavar="URL",
    help="Home page of accounts whose names were not opaque; may be repeated.",
)
@click.option(
    "--lrs",
    "stores",
    multiple=True,
    metavar="URL",
    help="Delete State and agent profile documents there; may be repeated.",
)
@click.option(
    "--sql-lrs",
    is_flag=True,
    help="The stores of --lrs are SQL LRS: delete the statements there too.",
)
@_common
def erase(
    tokens: tuple[str, ...],
    listed: Any,
    homes: tuple[str, ...],
    stores: tuple[str, ...],
    sql_lrs: bool,
    yes: bool,
    store: Path,
    **said: Any,
) -> None:
    """Erase people from the records and from what was exported, for good.

    TOKEN is the name of an account, as in the roster or in the records; all accounts of
    that name are erased. Their statements go, texts included, rows of exported tables,
    pages and letters about them; they do not come back with the next pull or load. What
    this tool cannot reach stands in the receipt, which names nobody. See docs/rights.md.

    User name and password of an LRS come from JANESCHOOL_LRS_USER and
    JANESCHOOL_LRS_PASSWORD, those of SQL LRS's administrator from
    JANESCHOOL_LRS_ADMIN_USER and JANESCHOOL_LRS_ADMIN_PASSWORD, or are asked for.

    \b
    Example:
      janeschool-report erase --from-file to-erase.txt --with-roster
      janeschool-report erase p-4hk7-9mzc-2xvt --lrs https://lrs.example.org/xapi
    """
    given = _given(tokens, listed)
    if sql_lrs and not stores:
        raise click.UsageError("--sql-lrs goes with --lrs.")
    bases = [_endpoint(url) for url in stores]
    with say.stopping_in_words(_STOPPED), say.faults_in_words(_FAILED):
        from xapi.rights import asking
        from xapi.store import locked, opened

        opened(store)  # a folder without records is told before one is made
        with locked(store) as records:
            found = asking.found(records, given, homes)
            _tell(found, given)
            _ask(yes, f"Erase {_people(len(given))} for good?")
            told, failed = _elsewhere(bases, sql_lrs, found)
            places = _places(store, said, tuple(failed))
            order = asking.erasure(len(given), found, places, asking.today())
            _carry_out(records, order, told, failed)


def _given(tokens: tuple[str, ...], listed: Any) -> list[str]:
    lines = [line.strip() for line in listed] if listed else []
    given = list(dict.fromkeys(x for x in [*tokens, *lines] if x.strip()))
    if not given:
        raise click.UsageError("name a token, or a file of them with --from-file.")
    return given


def _endpoint(url: str) -> str:
    from xapi import walk

    return server.checked(walk.endpoint, url)


def _tell(found: "Found", given: list[str]) -> None:
    """Say what there is, by number and place: tokens are not printed."""
    by_home: dict[str, list[int]] = {}
    for account in found.accounts:
        by_home.setdefault(account.home, []).append(account.statements)
    for home, counts in by_home.items():
        accounts = "account" if len(counts) == 1 else "accounts"
        click.echo(
            f"{home}: {len(counts):,} {accounts}, {sum(counts):,} statements", err=True
        )
    for name in found.unknown:
        click.echo(
            f"The records hold no account of token {given.index(name) + 1}: it is kept "
            "out from now on, and what speaks of it is erased.",
            err=True,
        )


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _ask(yes: bool, question: str) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise click.UsageError("say --yes where nobody can be asked.")
    click.confirm(question, abort=True, err=True)


def _places(store: Path, said: dict[str, Any], stores: tuple[str, ...]) -> "Places":
    from xapi.rights.asking import Places

    settings = options.settings()
    lists = (said["roster"] or settings.roster, said["decisions"] or settings.decisions)
    return Places(
        settings=settings,
        lists=tuple(path.resolve() for path in lists if path is not None),
        with_lists=said["with_roster"],
        exports=settings.exports_beside(store),
        stores=stores,
    )


def _elsewhere(
    bases: list[str], sql_lrs: bool, found: "Found"
) -> tuple[list[str], dict[str, str]]:
    """Delete in LRSs; return what was done, and where it was not, with the reason."""
    from xapi.answers import HttpError

    told: list[str] = []
    failed: dict[str, str] = {}
    for base in bases:
        try:
            told += _deleted(base, sql_lrs, found)
        except HttpError as error:
            click.echo(f"Error: {error}", err=True)
            failed[base] = str(error)
    return told, failed


def _deleted(base: str, sql_lrs: bool, found: "Found") -> list[str]:
    from urllib.parse import urlsplit

    from xapi.rights import lrs

    host = urlsplit(base).netloc
    if sql_lrs:
        with server.client(base, {}) as client:
            agents = found.documents.agents
            lrs.delete_agents(client, base, _administrator(base), agents)
        return [f"{host}: SQL LRS deleted their statements and documents."]
    login = server.login(base)
    with server.client(base, {"Authorization": login.header}) as client:
        lrs.delete_documents(client, base, found.documents)
    return [f"{host}: State and agent profile documents; not the statements."]


def _administrator(base: str) -> "Login":
    from xapi import credentials

    return credentials.administrator(base, server.asked)


def _carry_out(
    records: "Store", order: "Order", told: list[str], failed: dict[str, str]
) -> None:
    from dataclasses import replace

    from xapi.rights.erasing import carry_out

    done = carry_out(records, replace(order, told=tuple(told)))
    click.echo(f"Removed: {done.counts['statements']:,} statements.", err=True)
    click.echo(f"{len(done.remains):,} things remain to be done by hand.", err=True)
    click.echo(done.receipt)
    sys.exit(1 if failed else 0)


@click.command()
@click.option(
    "--older-than",
    "age",
    required=True,
    metavar="AGE",
    help="3y, 36m, 1095d, or a day: who was last heard of before it goes.",
)
@click.option("--agency", help="Only people of this agency.")
@click.option("--court", help="Only people whom the roster has with this court.")
@click.option("--dry-run", is_flag=True, help="Show whom it concerns; change nothing.")
@options.format_option
@_common
def purge(
    age: str,
    agency: str | None,
    court: str | None,
    dry_run: bool,
    form: str,
    yes: bool,
    store: Path,
    **said: Any,
) -> None:
    """Remove people whose records are older than you may keep them.

    Somebody's last day is the day of their last statement, or a later one on which
    something is due of them, or that the roster or a decision names. Whoever is on hold
    stays. It reaches what `erase` reaches; they do not come back with the next pull, but
    somebody who begins again later is let in with what is new. Prints counts by court
    and year.

    \b
    Example:
      janeschool-report purge --older-than 3y --dry-run
      janeschool-report purge --older-than 36m --agency river-court --with-roster
    """
    with say.stopping_in_words(_STOPPED), say.faults_in_words(_FAILED):
        from xapi.asked import today
        from xapi.rights import ageing, asking
        from xapi.store import locked, opened

        day = today(options.settings().zone)
        try:
            before = ageing.limit(age, day)
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--older-than") from None
        if dry_run:
            _show(_aged(opened(store), before, agency, court, said), form)
            return
        opened(store)  # a folder without records is told before one is made
        with locked(store) as records:
            found = _aged(records, before, agency, court, said)
            _show(found, form)
            if not found:
                return
            _ask(yes, f"Remove {_people(len(found))} for good?")
            names = [each.name for each in found]
            until = before.fromordinal(before.toordinal() - 1).isoformat()
            order = asking.retention(
                len(names),
                asking.found(records, names),
                _places(store, said, ()),
                asking.today(),
                until,
            )
            _carry_out(records, order, [], {})


def _aged(
    records: "Store",
    before: "date",
    agency: str | None,
    court: str | None,
    said: dict[str, Any],
) -> "list[Aged]":
    from xapi.cli import given
    from xapi.rights import ageing

    found = ageing.aged(
        records,
        before,
        given.roster(said["roster"]),
        given.decisions(said["decisions"]),
        agency=agency,
        zone=options.settings().zone,
    )
    return [each for each in found if court in (None, each.court)]


def _show(found: "list[Aged]", form: str) -> None:
    """Print how many there are, by court and year: nobody by name."""
    from collections import Counter

    from xapi.database import Table

    people, statements = Counter[tuple[str, int]](), Counter[tuple[str, int]]()
    for each in found:
        people[each.court, each.last_on.year] += 1
        statements[each.court, each.last_on.year] += each.statements
    rows = tuple(
        (place[0], str(place[1]), people[place], statements[place])
        for place in sorted(people)
    )
    say.rows(Table(("court", "year", "people", "statements"), rows), form)
