"""`janeschool-report pull`: what a server holds into the store."""

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from xapi.cli import options, say, server
from xapi.cli.moodle import from_moodle, options_of_moodle

if TYPE_CHECKING:
    from xapi.intake import Loaded
    from xapi.moodle_pull import Pulled as MoodlePulled
    from xapi.pull import Pulled
    from xapi.settings import Settings

_STOPPED: Final = "What was committed stays: run the command again to go on."
_AGAIN: Final = (
    "everything was read again, since this server does not tell what is new: it "
    "filters by the time of the event. --overlap HOURS reads less, and may miss "
    "statements that were sent later than that."
)
_HOUR: Final = 3_600.0


@click.command()
@click.argument("url", metavar="[URL]", required=False)
@options.store_option
@click.option(
    "--kind",
    type=click.Choice(["lrs", "moodle"]),
    default="lrs",
    show_default=True,
    help="What the server is.",
)
@click.option(
    "--page",
    type=click.IntRange(1, 10_000),
    default=100,
    show_default=True,
    help="Statements to ask for at a time; the server may give fewer.",
)
@click.option(
    "--overlap",
    type=click.FloatRange(0),
    metavar="HOURS",
    help="Hours before the last pull to read again.  [default: 1; all, where the "
    "server filters by the time of the event]",
)
@options_of_moodle
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def pull(url: str | None, store: Path, kind: str, as_json: bool, **said: Any) -> None:
    """Bring what is new in an LRS, or in a Moodle, into the store.

    URL is the LRS's xAPI endpoint; without it, each source of report.toml is read.
    User name and password come from JANESCHOOL_LRS_USER and JANESCHOOL_LRS_PASSWORD,
    from ~/.netrc, or are asked for. The first pull reads everything, the next ones go
    on from there. Each statement is stored once. A pull that was stopped is completed
    by the next one.

    With --kind moodle URL is the site's front page. The token of its web services comes
    from JANESCHOOL_MOODLE_TOKEN, or is asked for; docs/moodle-records.md tells an
    administrator how to make one that can only read. Load the catalogues first.

    \b
    Example:
      janeschool-report pull https://lrs.example.org/xapi/
      janeschool-report pull https://moodle.example.org/ --kind moodle --lms-course 4
    """
    ends = [pulled(each, store, said) for each in _sources(url, kind)]
    if as_json:
        click.echo(json.dumps([asdict(end) for end in ends], indent=1))
    sys.exit(1 if any(end.error or _quarantined(end) for end in ends) else 0)


@dataclass(frozen=True)
class End:
    """What came of one server: what was loaded, or why nothing was."""

    url: str
    loaded: "Loaded | None"
    error: str | None


#: kind, address, and what report.toml says beside
PullFrom = tuple[str, str, dict[str, Any]]


def _sources(url: str | None, kind: str) -> list[PullFrom]:
    """Return kind, address and courses of what is to be read; none is a UsageError."""
    if url is not None:
        return [(kind, url, {})]
    found = sources_of(options.settings())
    if not found:
        raise click.UsageError("name a server's URL, or sources in report.toml.")
    return found


def sources_of(said: "Settings") -> list[PullFrom]:
    """Return what report.toml names, as `pulled` takes it."""
    return [(each.kind, each.url, _more(each.more)) for each in said.sources]


def _more(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return what report.toml says of a Moodle beside its address: `courses = [4]`."""
    courses = told.get("courses", [])
    if not isinstance(courses, list) or not all(type(x) is int for x in courses):
        raise click.UsageError(
            "report.toml: courses of a source are a list of numbers."
        )
    return {"courses": tuple(courses)} if courses else {}


def pulled(source: PullFrom, store: Path, said: dict[str, Any]) -> End:
    """Read a server into the store, and tell what came of it. Raises UsageError."""
    kind, url, more = source
    try:
        with say.stopping_in_words(_STOPPED), say.faults_in_words():
            found = _KINDS[kind](url, store, {**said, **more})
    except click.UsageError:
        raise
    except click.ClickException as fault:
        fault.show()
        return End(url, None, fault.message)
    _tell(found)
    return End(url, found.loaded, str(found.fault) if found.fault else None)


def _from_lrs(url: str, store: Path, said: dict[str, Any]) -> "Pulled":
    from xapi import pull as pulling
    from xapi import walk
    from xapi.store import locked

    base = server.checked(walk.endpoint, url)
    login = server.login(base)
    overlap = None if said["overlap"] is None else said["overlap"] * _HOUR
    with (
        locked(store) as opened,
        server.client(base, {"Authorization": login.header}) as client,
        say.counter("statements") as count,
    ):
        lrs = walk.reader(client, base, said["page"])
        plan = pulling.planned(opened, lrs, login.user, overlap)
        return pulling.pull(opened, lrs, plan, count)


def _tell(pulled: "Pulled | MoodlePulled") -> None:
    loaded = pulled.loaded
    if getattr(pulled, "again", False):
        click.echo(f"{loaded.file}: {_AGAIN}", err=True)
    say.outcome(loaded, loaded.file, str)
    if pulled.fault is not None:
        click.ClickException(str(pulled.fault)).show()


def _quarantined(end: End) -> bool:
    return end.loaded is not None and end.loaded.quarantined > 0


#: how each kind of server is read
_KINDS: Final[Mapping[str, Callable[..., "Pulled | MoodlePulled"]]] = {
    "lrs": _from_lrs,
    "moodle": from_moodle,
}
