"""Tell plain statements, such as our own packages send, from those to judge one by one.

Nearly all of a large file says the same few things of many people. What a statement is
about is judged once, in full, and known again by its bytes; the rest has fixed members
of fixed types, which are checked here as strictly, and are turned into columns by the
database. Whatever is not as plain as that is left to `flatten`, which alone refuses.
"""

import re
from hashlib import sha256
from typing import Annotated, Any, Final, Literal, NamedTuple
from uuid import UUID

import msgspec
from msgspec import UNSET, Meta, Raw, UnsetType

from xapi.collect.parse import Json
from xapi.columns import ABOUT, CONTEXT_COLUMNS, RESULT_COLUMNS
from xapi.times import PLAIN_DURATION
from xapi.vocabulary import Extension, vocabulary

#: how many parts are remembered, and how long they may be
_MOST: Final = 20_000
_LONGEST: Final = 8_192
_NAME: Final = 200
#: a larger number is not exact in JSON's common readers (RFC 8259, section 6)
_EXACT: Final = 2**53
_DAY: Final = (
    r"(?:19|20)[0-9]{2}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    r"|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
)
_TIME: Final = (
    rf"{_DAY}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{{1,6}})?"
    r"(?:Z|\+(?:0[0-9]|1[0-4]):[0-5][0-9]|-(?:0[1-9]|1[0-2]):[0-5][0-9])"
)
_is_time: Final = re.compile(_TIME).fullmatch
_Time = str  #: checked by hand: msgspec would round what is beyond microseconds
_Version = Literal["1.0", "1.0.0", "1.0.1", "1.0.2", "1.0.3", "2.0", "2.0.0"]
_Duration = Annotated[str, Meta(pattern=rf"^(?=PT[0-9]){PLAIN_DURATION}$")]
#: extensions that change what other members mean
_TELLING: Final = ("trust", "happened")
_SCALARS: Final[dict[str, Any]] = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": int | float,
}


class _Account(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    homePage: str  # noqa: N815  (xAPI's own name)
    name: str


class _Agent(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    account: _Account
    objectType: Literal["Agent"] | UnsetType = UNSET  # noqa: N815


_Share = Annotated[float, Meta(ge=-1, le=1)]


class _Score(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    scaled: _Share | UnsetType = UNSET
    raw: float | UnsetType = UNSET
    min: float | UnsetType = UNSET
    max: float | UnsetType = UNSET


def _extensions(place: str, words: dict[str, str]) -> Any:
    """Return the struct of the extensions of ours that plain statements have there.

    Those that packages write come first, in their order: that is where they are found
    quickest.
    """
    known = vocabulary().extensions
    others = [name for name in known if name not in (*words, *_TELLING)]
    taken = [known[name] for name in (*words, *others) if known[name].place == place]
    names = {_field(x): x.id for x in taken}
    return msgspec.defstruct(
        f"{place.title()}Extensions",
        [(_field(x), _type(x) | UnsetType, UNSET) for x in taken],
        rename=names,
        forbid_unknown_fields=True,
        omit_defaults=True,
        gc=False,
    )


def _field(extension: Extension) -> str:
    return extension.name.replace("-", "_")


def _type(extension: Extension) -> Any:
    scalar = _SCALARS[extension.type]
    if extension.type in ("string", "boolean"):
        return scalar
    least = -_EXACT if extension.minimum is None else extension.minimum
    most = _EXACT if extension.maximum is None else extension.maximum
    if extension.type == "integer":
        return Annotated[int, Meta(ge=int(least), le=int(most))]
    return Annotated[float, Meta(ge=least, le=most)]


_ContextExtensions: Any = _extensions("context", CONTEXT_COLUMNS)
_ResultExtensions: Any = _extensions("result", RESULT_COLUMNS)


class _Result(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    score: _Score | UnsetType = UNSET
    success: bool | UnsetType = UNSET
    completion: bool | UnsetType = UNSET
    response: str | UnsetType = UNSET
    duration: _Duration | UnsetType = UNSET
    extensions: _ResultExtensions | UnsetType = UNSET


class _Context(
    msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, gc=False
):
    contextActivities: Raw | UnsetType  # noqa: N815
    registration: UUID | UnsetType = UNSET
    revision: str | UnsetType = UNSET
    language: str | UnsetType = UNSET
    extensions: _ContextExtensions | UnsetType = UNSET


class _Statement(
    msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, gc=False
):
    id: UUID
    actor: _Agent
    verb: Raw | UnsetType
    object: Raw | UnsetType
    context: _Context
    timestamp: str
    result: _Result | UnsetType = UNSET
    stored: str | UnsetType = UNSET
    authority: Raw | UnsetType = UNSET
    version: _Version | UnsetType = UNSET


class Plain(NamedTuple):
    """A plain statement that may be stored as it is."""

    text: bytes
    line: int
    about: int  #: number of what it is about, see `Judged`
    rest: bytes  #: the other members, as JSON
    raw_hash: str


#: verb, object, context activities and authority to the byte, home page
Parts = tuple[bytes, bytes, bytes, bytes, str]
#: parts that decide what a statement is about, and its other members as JSON
Candidate = tuple[Parts, bytes]


_decode: Final = msgspec.json.Decoder(_Statement).decode
_encode: Final = msgspec.json.Encoder().encode


def candidate(data: bytes) -> Candidate | None:
    """Return a statement's parts and the rest of it, if all that rest is plain.

    Nothing is known here of its parts. The rest is without escapes, so that an e-mail
    address cannot hide from the signs that it needs; a quotation mark that is written
    as an escape would upset the count that finds members that are there twice.
    """
    if b"\n" in data or (b"\\" in data and b"\\u0022" in data):
        return None
    try:
        found: Any = _decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    stored = found.stored
    if not _is_time(found.timestamp) or (stored is not UNSET and not _is_time(stored)):
        return None
    result, context, actor = found.result, found.context, found.actor
    if not _is_opaque(actor.account.name):
        return None
    if (
        result is not UNSET
        and result.score is not UNSET
        and not _in_order(result.score)
    ):
        return None
    parts = (
        bytes(found.verb),
        bytes(found.object),
        bytes(context.contextActivities),
        bytes(found.authority or b""),
        actor.account.homePage,
    )
    found.verb = found.object = found.authority = context.contextActivities = UNSET
    rest: bytes = _encode(found)
    return None if b"@" in rest or b"%" in rest else (parts, rest)


def _is_opaque(name: str) -> bool:
    """Say whether a name without '@' may be kept: no space of any kind, not too long."""
    return " " not in name and name.isprintable() and 0 < len(name) <= _NAME


def _in_order(score: _Score) -> bool:
    """2.4.5.1: min, raw and max, as far as they are there."""
    values = [x for x in (score.min, score.raw, score.max) if x is not UNSET]
    return values == sorted(values)


class Judged:
    """What statements were found to be about: known again by the bytes that say it."""

    def __init__(self) -> None:
        """Begin knowing nothing."""
        self._known: dict[Parts, tuple[int, int]] = {}
        self.abouts: list[Json] = []

    def plain(self, data: bytes, line: int, found: Candidate) -> Plain | None:
        """Return the statement if its parts are known and it says each thing once.

        A member that was dropped because it was there twice took quotation marks with
        it (RFC 8259, section 4).
        """
        parts, rest = found
        known = self._known.get(parts)
        if known is None or data.count(b'"') != known[1] + rest.count(b'"'):
            return None
        return Plain(data, line, known[0], rest, sha256(data).hexdigest())

    def learn(self, data: bytes, found: Candidate, row: Json) -> None:
        """Remember the parts of a statement that was judged in full and accepted."""
        parts, rest = found
        if sum(map(len, parts)) > _LONGEST or len(self._known) >= _MOST:
            return
        quotes = data.count(b'"') - rest.count(b'"')
        self._known[parts] = (len(self.abouts), quotes)
        self.abouts.append({name: row.get(name) for name in ABOUT})
