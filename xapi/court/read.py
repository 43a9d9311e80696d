"""Read what pages are made of: cases, roster, decisions, catalogues and records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from xapi import catalogue, database, report
from xapi.asked import Asked
from xapi.court.facts import Course, Facts, Letterhead
from xapi.court.gather import Editions, Surroundings, gathered
from xapi.court.wall import walled
from xapi.days import written_in
from xapi.decisions import Decision
from xapi.keyfile import Case, read_cases
from xapi.problems import RecordsError
from xapi.roster import Entry
from xapi.settings import Settings
from xapi.store import Store


@dataclass(frozen=True)
class Given:
    """What the agency has beside the records."""

    settings: Settings
    roster: Sequence[Entry] = ()
    decisions: Sequence[Decision] = ()
    asked: Asked = Asked()  # noqa: RUF009 - frozen


@dataclass(frozen=True, repr=False)
class Found:
    """The facts of cases, and the tokens for which there are none."""

    as_of: date
    facts: list[Facts]
    elsewhere: list[Facts]  #: of another agency than report.toml is of
    nowhere: list[str]  #: cases that neither roster nor records know
    without_case: list[str]  #: in roster or records, and not in the key file


def key_file(named: Path | None, settings: Settings, store: Path) -> dict[str, Case]:
    """Return the cases of the key file that is named, here or in report.toml.

    Raises RecordsError, OSError.
    """
    path = named or settings.key
    if path is None:
        raise RecordsError(
            "which case a token stands for is not known: name the key file with --key, "
            'or in report.toml (key = "/secure/cases.csv").'
        )
    return read_cases(path, store)


def found(store: Store, cases: Mapping[str, Case], given: Given) -> Found:
    """Return the facts of cases. Raises RecordsError, OSError."""
    settings = given.settings
    around = Surroundings(
        agency=letterhead(settings),
        court=lambda court: _court(settings, court),
        language=lambda court: language_of(settings, court),
        edition=editions(store),
        zone=settings.zone,
    )
    with report.tables(
        store, settings.zone, given.asked, given.roster, given.decisions
    ) as connection:
        people = database.query(
            connection,
            "SELECT participant FROM participants UNION SELECT participant FROM roster",
        )
        tokens = {str(row[0]) for row in people.rows}
        [(as_of,)] = database.query(connection, "SELECT as_of FROM asked").rows
        facts = list(gathered(walled(connection, set(cases)), cases, around))
    known = {each.token for each in facts}
    own = settings.agency.id if settings.agency else None
    ours = (own, None) if own else {each.agency_id for each in facts}
    return Found(
        as_of=as_of,
        facts=[each for each in facts if each.agency_id in ours],
        elsewhere=[each for each in facts if each.agency_id not in ours],
        nowhere=sorted(cases.keys() - known),
        without_case=sorted(tokens - cases.keys()),
    )


def letterhead(settings: Settings) -> Letterhead:
    """Return who the pages are from. Raises RecordsError where nobody says."""
    agency = settings.agency
    if agency is None:
        raise RecordsError(
            "report.toml does not say whose pages these are: give it an [agency] with "
            "name, address and phone."
        )
    return Letterhead(agency.name, agency.address, agency.phone)


def language_of(settings: Settings, court: str | None) -> str:
    """Return the language of a court's pages: the court's, else the agency's."""
    known = (settings.court(court), settings.agency)
    return written_in(*(each.language for each in known if each is not None))


def editions(store: Store) -> Editions:
    """Return what finds an edition in the registered catalogues, each read once."""

    @cache
    def edition(course: str, version: str | None, agency: str | None) -> Course:
        entry = catalogue.of_edition(store, course, version, agency)
        return Course(course, version) if entry is None else _course(entry)

    return edition


def _course(entry: catalogue.Catalogue) -> Course:
    spoken, rules = entry["languages"], entry["agency"].get("rules", {})
    proven = [
        words["proven_minutes"]
        for words in spoken.values()
        if "proven_minutes" in words
    ]
    return Course(
        id=str(entry["course"]),
        version=str(entry["version"]),
        titles={language: words["title"] for language, words in spoken.items()},
        demonstration=any(words.get("demonstration") for words in spoken.values()),
        proven_minutes=min(proven, default=None),
        pass_mark=rules.get("pass_mark"),
        tries_allowed=rules.get("check_attempts"),
        modules=len(entry["modules"]) or None,
        zone=entry["agency"].get("time_zone"),
    )


def _court(settings: Settings, court: str | None) -> Letterhead | None:
    if court is None:
        return None
    known = settings.court(court)
    return Letterhead(court) if known is None else Letterhead(known.name, known.address)
