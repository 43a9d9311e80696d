"""Know what agencies call the columns of their own lists, in English and Spanish."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from xapi.agency_lists import Columns, refuse
from xapi.problems import RecordsError
from xapi.roster import COLUMNS as ROSTER
from xapi.sources.table import TableRow

#: what an agency's own list may hold
COLUMNS: Final = Columns(
    needed=(),
    others=(
        *("token", "case_number", "name", "first_name", "last_name", "judge", "order"),
        "username",
        *(name for name in ROSTER.known if name != "token"),
    ),
)
#: column -> headings that mean it, in small letters; its own name is always one
_MEANT: Final[Mapping[str, tuple[str, ...]]] = {
    "token": ("id number", "idnumber", "número de id"),
    "case_number": (
        *("case number", "case no", "case no.", "case #", "case", "cause number"),
        *("docket number", "docket", "número de caso", "caso", "expediente"),
    ),
    "name": ("full name", "defendant", "participant", "nombre completo", "nombre"),
    "first_name": ("first name", "first", "given name"),
    "last_name": ("last name", "last", "surname", "family name", "apellidos"),
    "judge": ("judge name", "juez", "jueza"),
    "order": ("order text", "conditions", "orden"),
    "username": ("user name", "login", "moodle username", "nombre de usuario"),
    "course": ("course id", "program", "curso"),
    "enrolment": ("enrollment", "inscripción"),
    "agency": ("agency id", "agencia"),
    "court": ("court name", "division", "tribunal", "juzgado"),
    "officer": ("probation officer", "po", "caseworker", "oficial"),
    "language": ("preferred language", "idioma"),
    "referred_on": ("referred on", "referral date", "referred", "fecha de remisión"),
    "ordered_on": ("ordered on", "order date", "date of order", "fecha de la orden"),
    "deadline": ("due date", "complete by", "due", "fecha límite", "plazo"),
    "order_hours": ("hours", "hours ordered", "order hours", "horas"),
}
_KNOWN: Final = {word: name for name, words in _MEANT.items() for word in words}


def naming(
    said: Mapping[str, str], tell: Callable[[str], None]
) -> Callable[[Path, TableRow, Columns], list[str]]:
    """Return what names the columns of a list; `said` is what a person says: heading ->
    column. `tell` hears which columns are not read.
    """
    by_person = {heading.casefold(): name for heading, name in said.items()}

    def named(path: Path, row: TableRow, columns: Columns) -> list[str]:
        found = [_name(cell.casefold(), by_person) for cell in row.cells]
        names = [name if name in columns.known else "" for name in found]
        _demand(path, row, names, columns)
        unread = [letters(n) for n, x in enumerate(row.cells) if x and not names[n]]
        if unread:
            tell(f"{path}: not read: column {', '.join(unread)}.")
        return names

    return named


def demanded(said: tuple[str, ...]) -> dict[str, str]:
    """Return what `--column 'Case No=case_number'` says. Raises ValueError."""
    pairs = {}
    for each in said:
        heading, sign, name = each.rpartition("=")
        if not sign or name not in COLUMNS.known:
            raise ValueError(
                f"write HEADING=NAME, with NAME {', '.join(COLUMNS.known)}"
            )
        pairs[heading.strip()] = name
    return pairs


def letters(place: int) -> str:
    """Return a column as spreadsheets name it: 0 is A, 26 is AA."""
    name, rest = "", place + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


def _name(heading: str, by_person: Mapping[str, str]) -> str:
    return by_person.get(heading) or _KNOWN.get(heading, heading)


def _demand(path: Path, row: TableRow, names: list[str], columns: Columns) -> None:
    twice = [name for name in columns.known if names.count(name) > 1]
    refuse(path, [(row.line, f"has two columns for {name}.") for name in twice])
    there = {*names, *(["name"] if "last_name" in names else [])}
    absent = [name for name in ("case_number", "name") if name not in there]
    if absent and "token" not in there:
        raise RecordsError(
            f"{path}:{row.line}: has no column for {' and '.join(absent)}: say which it "
            f"is, as in --column 'Cause No={absent[0]}'."
        )
