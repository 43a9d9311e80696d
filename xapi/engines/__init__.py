"""Run the reports on another engine: the same SQL files, translated, over the same records."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from xapi import database, report
from xapi.asked import Asked
from xapi.columns import STATEMENTS
from xapi.database import Table
from xapi.decisions import Decision
from xapi.engines import clickhouse, ralph, spark
from xapi.engines.engine import Engine
from xapi.engines.stage import (
    COLUMNS,
    make_tables,
    needed,
    stage_large,
    stage_small,
    stage_surveys,
)
from xapi.engines.translate import translated
from xapi.letters.register import Made
from xapi.problems import RecordsError
from xapi.respondents import IS_SURVEY
from xapi.roster import Entry
from xapi.store import Store

NAMES: Final = ("clickhouse", "spark")


@dataclass(frozen=True)
class Given:
    """What reports are given beside the records of the store."""

    zone: str | None = None  #: for agencies whose catalogue is missing
    asked: Asked = Asked()  # noqa: RUF009 - frozen
    roster: Sequence[Entry] = ()
    decisions: Sequence[Decision] = ()
    letters: Sequence[Made] = ()  #: those that were made
    events: str | None = None  #: table of Ralph's; statements come from it instead


@contextmanager
def connected(name: str, address: str | None) -> Iterator[Engine]:
    """Give an engine: here, or the server at its address. Raises RecordsError."""
    if name == "spark":
        if address and not address.startswith("sc://"):
            raise RecordsError(f"{address}: a Spark Connect address begins with sc://.")
        with spark.session(address) as engine:
            yield engine
        return
    with clickhouse.server(address) if address else clickhouse.in_process() as engine:
        yield engine


def run(
    engine: Engine, store: Store, names: Sequence[str], given: Given = Given()
) -> dict[str, Table]:
    """Stage what reports need, run them, and return each as DuckDB would."""
    queries = {name: report.sql(name) for name in names}
    with (
        tempfile.TemporaryDirectory(prefix="report-") as folder,
        report.tables(
            store, given.zone, given.asked, given.roster, given.decisions, given.letters
        ) as connection,
    ):
        stage_small(engine, connection, Path(folder))
        stage_surveys(engine, connection, Path(folder))
        stage_large(engine, store)
        if given.events:
            _of_events(engine, connection, given.events)
        found = database.query(connection, "SELECT DISTINCT zone FROM zones")
        zones = sorted(
            {x for (x,) in found.rows} | ({given.zone} if given.zone else set())
        )
        make_tables(engine, needed(queries.values()), zones, given.zone)
        return {name: _answer(engine, connection, sql) for name, sql in queries.items()}


def _of_events(engine: Engine, connection: database.Connection, events: str) -> None:
    """Make statements and answers to surveys of a table of Ralph's."""
    found = ralph.select(events)
    names = ", ".join(column.name for column in STATEMENTS)
    engine.make(
        "all_statements", f"SELECT {names} FROM ({found}) WHERE NOT {IS_SURVEY}"
    )
    made = database.table_sql("survey_answers")
    made = translated(made, engine.dialect, {**COLUMNS, "received": ralph.COLUMNS})
    engine.make(
        "survey_answers",
        f"WITH received AS ({ralph.with_respondents(found)}) SELECT * FROM ({made})",
    )


def _answer(engine: Engine, connection: database.Connection, sql: str) -> Table:
    shape = database.query(connection, f"SELECT * FROM ({sql}) LIMIT 0")
    rows = engine.query(translated(sql, engine.dialect, COLUMNS))
    typed = (
        tuple(_typed(x, kind) for x, kind in zip(row, shape.types, strict=True))
        for row in rows
    )
    return report.settled(Table(shape.columns, tuple(typed), shape.types))


def _typed(value: Any, kind: str) -> Any:
    """Return a value as DuckDB gives it."""
    if value is None:
        return None
    if kind == "TIMESTAMP":
        return datetime.fromisoformat(str(value)).replace(tzinfo=None)
    if kind == "DATE":
        return date.fromisoformat(str(value)[:10])
    if kind == "BOOLEAN":
        return bool(value)
    if kind == "DOUBLE":
        return float(value)
    return int(value) if kind in ("BIGINT", "INTEGER", "HUGEINT") else value
