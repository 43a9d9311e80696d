"""Hold what a person says of a file that the file itself does not, and find out who."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any, Final
from urllib.parse import urlsplit

from xapi.collect.privacy import TOKEN_HOME, anonymous
from xapi.problems import Code
from xapi.scorm.elements import Attempt
from xapi.scorm.ledger import Fault
from xapi.scorm.package import Catalogue
from xapi.scorm.statements import Source
from xapi.sources.words import Words

#: what a people file calls somebody who takes the course
_PARTICIPANT: Final = ("", "student", "participant", "learner", "estudiante")
#: columns by which people are known, the surest first
_KNOWN_BY: Final = ("idnumber", "username", "email")


@dataclass(frozen=True)
class Person:
    """One line of the people file."""

    token: str
    role: str = ""

    @property
    def takes_part(self) -> bool:
        """Say whether this is a participant, not staff."""
        return self.role.lower() in _PARTICIPANT


@dataclass(frozen=True)
class Given:
    """What the command line says, and what the store knows."""

    key: bytes  #: the store's
    downloaded: datetime  #: of the file, where it tells no time itself
    catalogues: Sequence[Catalogue] = ()
    course: str | None = None
    agency: str | None = None
    activity: str | None = None  #: address of the activity's page in the LMS
    person: str | None = None
    attempt: int = 1
    zone: tzinfo | None = None
    by_username: bool = False
    people: Mapping[str, Person] | None = None
    words: Words = field(default_factory=Words)
    tell: Callable[[str], None] = lambda _: None

    @property
    def home(self) -> str:
        """Home page of the accounts: that of the LMS, if it is known."""
        return origin_of(self.activity) if self.activity else TOKEN_HOME

    def activity_of(self, name: str) -> str:
        """Return the IRI of the activity, which an export may name by title alone."""
        return self.activity or f"{TOKEN_HOME}/activity#{slug(self.course or name)}"


@dataclass(frozen=True)
class Taken:
    """One attempt that a source tells of; `line` is where."""

    line: int
    source: Source
    attempt: Attempt
    course: str | None = None  #: where the source itself says it


@dataclass(frozen=True)
class Refused:
    """A row that cannot be used, and why."""

    line: int
    fault: Fault


Read = Taken | Refused


def account(who: Mapping[str, str], given: Given) -> Mapping[str, str] | Fault | None:
    """Return the account of a person; None for one who is not a participant.

    A name or an address never gets further than this: the account of a person who has
    no number holds a keyed hash (`privacy.anonymous`).
    """
    if given.person is not None:
        return _account(given, name=given.person)
    if given.people is not None:
        person = next(
            (given.people[x] for x in _keys(who) if x in given.people),
            None,
        )
        if person is None:
            return Fault(Code.STAFF, "is about somebody whom the people file lacks")
        return _account(given, name=person.token) if person.takes_part else None
    token = who.get("username" if given.by_username else "idnumber", "")
    if token:
        return _account(given, name=token)
    if email := who.get("email", ""):
        made: Any = anonymous({"mbox": f"mailto:{email.lower()}"}, given.key)
        return dict(made["account"])
    return Fault(
        Code.NOBODY,
        "does not say whose it is: show the ID number in the export, or name the person "
        "with --person",
    )


def _account(given: Given, *, name: str) -> Mapping[str, str]:
    agent = {"account": {"homePage": given.home, "name": name}}
    found: Mapping[str, str] = anonymous(agent, given.key)["account"]
    return found


def _keys(who: Mapping[str, str]) -> list[str]:
    known = [(kind, who.get(kind, "")) for kind in _KNOWN_BY]
    return [f"{kind} {value.lower()}" for kind, value in known if value]


def people(rows: Sequence[Mapping[str, str]]) -> dict[str, Person]:
    """Return people by each column that they are known by: see `_keys`."""
    found = {}
    for row in rows:
        token = row.get("token") or row.get("idnumber") or row.get("username") or ""
        if token:
            person = Person(token, row.get("role", ""))
            found.update(dict.fromkeys(_keys(row), person))
    return found


def origin_of(address: str) -> str:
    """Return scheme and host of a web address, and the path up to Moodle's own."""
    parts = urlsplit(address)
    path = parts.path.partition("/mod/")[0].partition("/course/")[0].rstrip("/")
    return f"{parts.scheme}://{parts.netloc}{path}"


def slug(text: str) -> str:
    """Return a text as part of an IRI: letters and digits, other signs as hyphens."""
    signs = (sign if sign.isascii() and sign.isalnum() else "-" for sign in text[:80])
    return "".join(signs).strip("-").lower() or "unnamed"
