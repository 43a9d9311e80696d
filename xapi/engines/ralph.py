"""Read the table that Ralph, a learning record store, keeps in ClickHouse.

`xapi_events_all(event_id UUID, emission_time DateTime64(6), event String)` has each
statement as JSON; `emission_time` is its timestamp, not when it was stored. This turns
it into the columns of `statements`, with ClickHouse's own JSON functions.

What the intake does is not done here: nothing is checked, nothing goes into quarantine,
and a statement whose actor has no account is left out, since no token is made.
"""

import re
import secrets
from typing import Final

from xapi.columns import CONTEXT_COLUMNS, RESULT_COLUMNS, STATEMENTS, STORED_STATEMENTS
from xapi.problems import RecordsError
from xapi.vocabulary import Extension, vocabulary

_WORDS: Final = vocabulary()
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)?")
#: what `with_respondents` gives
COLUMNS: Final = [column.name for column in STORED_STATEMENTS]
_LOGSTORE: Final = "http://lrs.learninglocker.net/define/extensions/info"
_TYPES: Final = {
    "string": "String",
    "boolean": "Bool",
    "integer": "Int64",
    "number": "Float64",
}
_SQL_TYPES: Final = {
    "VARCHAR": "String",
    "BIGINT": "Int64",
    "DOUBLE": "Float64",
    "BOOLEAN": "Bool",
    "TIMESTAMP": "DateTime64(6)",
}
#: weeks, days, hours, minutes, seconds (xAPI 1.0.3, Data 4.6)
_PART: Final = "(?:([0-9.,]+){})?"
_DURATION: Final = (
    "^P"
    + _PART.format("W")
    + _PART.format("D")
    + "(?:T"
    + _PART.format("H")
    + _PART.format("M")
    + _PART.format("S")
    + ")?$"
)
_SECONDS: Final = (604_800, 86_400, 3_600, 60, 1)


def select(events: str) -> str:
    """Return a SELECT of ClickHouse with the columns of `statements`, each id once.

    Raises RecordsError for what is no name of a table.
    """
    if not _NAME.fullmatch(events):
        raise RecordsError(
            f"{events!r} is no name of a table, as xapi.xapi_events_all is."
        )
    said = {**_around(), **_about(), **_extensions(), **_result()}
    shown = ", ".join(
        f"{said.get(c.name, 'NULL')}::Nullable({_SQL_TYPES[c.type]}) AS {c.name}"
        for c in STATEMENTS
    )
    return (
        f"WITH {', '.join(_parts())} SELECT {shown} FROM {events} "
        "WHERE JSONExtractString(event, 'id') <> '' "
        "AND JSONExtractString(event, 'actor', 'account', 'name') <> '' "
        "ORDER BY happened_at LIMIT 1 BY statement_id"
    )


def with_respondents(select: str) -> str:
    """Return a SELECT of `select` with `respondent`, a second pseudonym of each account.

    The store's key stays here: the salt is a new one each time, so that a pseudonym
    lasts for one run.
    """
    account = "concat(participant_home, char(10), participant)"
    salted = f"concat({_text(secrets.token_hex(16))}, {account})"
    return (
        f"SELECT *, concat('s-', substring(lower(hex(SHA256({salted}))), 1, 24)) "
        f"AS respondent FROM ({select})"
    )


def _parts() -> list[str]:
    """Name what several columns need: the activity as its publisher knows it."""
    base, cmi5 = _text(_WORDS.activity_base), _text(_WORDS.categories["cmi5"])
    return [
        "JSONExtractString(event, 'object', 'id') AS object_iri",
        *(
            f"{_activities(place)} AS {place}_ids"
            for place in ("category", "grouping", "parent")
        ),
        f"arrayFirst(x -> startsWith(x, {base}), grouping_ids) AS our_grouping",
        f"has(category_ids, {cmi5}) AND notEmpty(grouping_ids) AS of_cmi5",
        "multiIf(NOT of_cmi5, object_iri, our_grouping <> '', our_grouping, "
        "grouping_ids[1]) AS known_as",
        f"arrayFirst(x -> startsWith(x, {base}), arrayConcat([known_as], parent_ids, "
        "grouping_ids)) AS ours",
        f"splitByChar('/', substring(ours, {len(_WORDS.activity_base) + 1}), 2) AS place",
        f"{_word('type_iri', _WORDS.activity_type_words)} AS type_word",
        "JSONExtractString(event, 'object', 'definition', 'type') AS type_iri",
        "JSONExtractString(event, 'verb', 'id') AS verb_iri",
        f"{_word('verb_iri', _WORDS.verb_words)} AS verb_word",
        f"extractGroups(JSONExtractString(event, 'result', 'duration'), {_text(_DURATION)}) "
        "AS spans",
    ]


def _activities(place: str) -> str:
    found = f"JSONExtractArrayRaw(event, 'context', 'contextActivities', '{place}')"
    return f"arrayMap(x -> JSONExtractString(x, 'id'), {found})"


def _word(iri: str, words: object) -> str:
    pairs = dict(words)  # type: ignore[call-overload]
    names = ", ".join(map(_text, pairs))
    ours = ", ".join(map(_text, pairs.values()))
    return f"transform({iri}, [{names}], [{ours}], {iri})"


def _around() -> dict[str, str]:
    """Columns of who, when and which edition."""
    package = _extension("package")
    return {
        "statement_id": "lower(JSONExtractString(event, 'id'))",
        "participant_home": "JSONExtractString(event, 'actor', 'account', 'homePage')",
        "participant": "JSONExtractString(event, 'actor', 'account', 'name')",
        "registration": f"if({_has_log()}, NULL, lower({_member('context', 'registration')}))",
        "course_version": _member("context", "revision"),
        "language": _member("context", "language"),
        "happened_at": f"coalesce({_moment(_extension('happened'))}, "
        f"{_moment(_member('timestamp'))})",
        "stored_at": _moment(_member("stored")),
        "trust": f"multiIf({_has_log()}, 'low', {_extension('trust')} IN "
        f"('high', 'medium', 'low'), {_extension('trust')}, {package} IS NOT NULL, "
        "'high', 'medium')",
        "origin": "'events'",
    }


def _about() -> dict[str, str]:
    """Columns of what it is about: as `collect.activities` finds them."""
    base = _WORDS.activity_base
    root = f"known_as = concat({_text(base)}, place[1])"
    other = "if(type_word = 'course', known_as, NULL)"
    voids = "lower(JSONExtractString(event, 'object', 'id'))"
    activity = "JSONExtractString(event, 'object', 'objectType') IN ('', 'Activity')"
    return {
        "verb": "verb_word",
        "voids": f"if(verb_word = 'voided', {voids}, NULL)",
        "object_id": f"if({activity}, object_iri, NULL)",
        "activity_id": f"if({activity}, known_as, NULL)",
        "activity_type": f"multiIf(NOT ({activity}), NULL, type_word <> '', type_word, "
        f"ours <> '' AND {root}, 'course', NULL)",
        "course": f"multiIf(NOT ({activity}), NULL, ours <> '', nullIf(place[1], ''), "
        f"{other})",
        "item": f"if({activity} AND startsWith(known_as, {_text(base)}), "
        "nullIf(place[2], ''), NULL)",
        "interaction_type": _member("object", "definition", "interactionType"),
    }


def _extensions() -> dict[str, str]:
    found = {**CONTEXT_COLUMNS, **RESULT_COLUMNS}
    return {column: _extension(word) for word, column in found.items()}


def _result() -> dict[str, str]:
    parts = (
        f"toFloat64OrZero(replaceOne(spans[{n}], ',', '.')) * {seconds}"
        for n, seconds in enumerate(_SECONDS, 1)
    )
    scores = {
        "scaled": "scaled",
        "raw_score": "raw",
        "min_score": "min",
        "max_score": "max",
    }
    return {
        "duration_s": f"if(empty(spans), NULL, {' + '.join(parts)})",
        "success": _member("result", "success", kind="Bool"),
        "completion": _member("result", "completion", kind="Bool"),
        "response": _member("result", "response"),
        **{
            column: _member("result", "score", name, kind="Float64")
            for column, name in scores.items()
        },
    }


def _extension(word: str) -> str:
    extension: Extension = _WORDS.extensions[word]
    return _member(
        extension.place, "extensions", extension.id, kind=_TYPES[extension.type]
    )


def _member(*path: str, kind: str = "String") -> str:
    names = ", ".join(map(_text, path))
    return f"JSONExtract(event, {names}, 'Nullable({kind})')"


def _has_log() -> str:
    return f"JSONHas(event, 'context', 'extensions', {_text(_LOGSTORE)})"


def _moment(text: str) -> str:
    return (
        f"CAST(parseDateTime64BestEffortOrNull({text}, 6) AS Nullable(DateTime64(6)))"
    )


def _text(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
