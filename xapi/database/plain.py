"""Turn the staged members of plain statements into rows, in the database alone.

`collect.plain` has checked every member: here nothing is judged any more.
"""

from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from xapi.columns import ABOUT, CONTEXT_COLUMNS, RESULT_COLUMNS, STORED_STATEMENTS
from xapi.database.engine import literal, quoted
from xapi.times import PLAIN_DURATION
from xapi.vocabulary import vocabulary

_SQL: Final = {
    "string": "VARCHAR",
    "boolean": "BOOLEAN",
    "integer": "BIGINT",
    "number": "DOUBLE",
}


class PlainRows(NamedTuple):
    """Staged plain statements: their members, and what they are about by number."""

    rows: Path
    abouts: Path
    origin: str
    now: datetime


def select_plain(plain: PlainRows) -> str:
    """Return a SELECT of `seq` and the columns of staged plain statements."""
    known = {
        **_FOUND,
        "origin": literal(plain.origin),
        "loaded_at": f"make_timestamp({int(plain.now.timestamp() * 1_000_000)})",
    }
    names = (f"{_found(c.name, c.type, known)} AS {c.name}" for c in STORED_STATEMENTS)
    about = ", ".join(f"{name}: 'VARCHAR'" for name in ABOUT)
    return (
        f"SELECT seq, {', '.join(names)} FROM read_json({literal(plain.rows)}, "
        "format = 'newline_delimited', columns = {seq: 'BIGINT', about: 'BIGINT', "
        f"line: 'BIGINT', raw_hash: 'VARCHAR', x: {literal(_struct())}}}) AS p "
        f"JOIN read_json({literal(plain.abouts)}, format = 'newline_delimited', "
        f"columns = {{number: 'BIGINT', {about}}}) AS a ON p.about = a.number"
    )


def _found(name: str, kind: str, known: dict[str, str]) -> str:
    if name in ABOUT:
        return f"a.{name}"
    return known.get(name, f"CAST(NULL AS {kind})")


def _struct() -> str:
    """Return the type of the staged members."""
    result = (
        "score STRUCT(scaled DOUBLE, raw DOUBLE, min DOUBLE, max DOUBLE), "
        "success BOOLEAN, completion BOOLEAN, response VARCHAR, duration VARCHAR, "
        f"extensions STRUCT({_extensions(RESULT_COLUMNS)})"
    )
    context = (
        "registration VARCHAR, revision VARCHAR, language VARCHAR, "
        f"extensions STRUCT({_extensions(CONTEXT_COLUMNS)})"
    )
    return (
        'STRUCT(id VARCHAR, actor STRUCT(account STRUCT("homePage" VARCHAR, '
        '"name" VARCHAR)), "timestamp" VARCHAR, stored VARCHAR, '
        f"result STRUCT({result}), context STRUCT({context}))"
    )


def _extensions(words: dict[str, str]) -> str:
    known = vocabulary().extensions
    return ", ".join(f"{quoted(known[w].id)} {_SQL[known[w].type]}" for w in words)


def _paths(place: str, words: dict[str, str]) -> dict[str, str]:
    known = vocabulary().extensions
    return {
        column: f"x.{place}.extensions.{quoted(known[word].id)}"
        for word, column in words.items()
    }


def _duration() -> str:
    """Return hours, minutes and seconds added up without a rounding on the way."""
    parts = (
        f"regexp_extract(x.result.duration, {literal(PLAIN_DURATION)}, ['h', 'm', 's'])"
    )
    hours, minutes, seconds = (
        f"coalesce(TRY_CAST(d.{part} AS DECIMAL(18, 6)), 0)" for part in "hms"
    )
    total = f"{hours} * 3600 + {minutes} * 60 + {seconds}"
    return (
        "CASE WHEN x.result.duration IS NOT NULL THEN "
        f"list_transform([{parts}], lambda d: CAST({total} AS DOUBLE))[1] END"
    )


_FOUND: Final = {
    "statement_id": "lower(x.id)",
    "participant_home": 'x.actor.account."homePage"',
    "participant": "x.actor.account.name",
    "course_version": "x.context.revision",
    "language": "x.context.language",
    "registration": "lower(x.context.registration)",
    # A cast to TIMESTAMP would pass over the zone.
    "happened_at": 'make_timestamp(epoch_us(CAST(x."timestamp" AS TIMESTAMPTZ)))',
    "stored_at": "make_timestamp(epoch_us(CAST(x.stored AS TIMESTAMPTZ)))",
    "duration_s": _duration(),
    "success": "x.result.success",
    "completion": "x.result.completion",
    "response": "x.result.response",
    "scaled": "x.result.score.scaled",
    "raw_score": "x.result.score.raw",
    "min_score": "x.result.score.min",
    "max_score": "x.result.score.max",
    "origin_line": "line",
    "raw_hash": "'sha256:' || raw_hash",
    **_paths("context", CONTEXT_COLUMNS),
    **_paths("result", RESULT_COLUMNS),
}
_FOUND["trust"] = f"CASE WHEN {_FOUND['package']} IS NULL THEN 'medium' ELSE 'high' END"
