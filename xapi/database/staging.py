"""Turn staged rows into Parquet, leaving out what the store holds already."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from xapi.columns import CLAIMS, CUT_S, Column
from xapi.database.engine import Connection, literal, quoted
from xapi.database.parquet import select
from xapi.database.plain import PlainRows, select_plain
from xapi.respondents import IS_SURVEY
from xapi.tables import STORED

#: largest staged row, in bytes: a statement of the longest kind, escaped
_LARGEST: Final = 64_000_000
_STAGED: Final = {"TIMESTAMP": "BIGINT"}


def stage(connection: Connection, table: str, rows: Path) -> None:
    """Read staged rows (NDJSON, each with its place in `seq`) as `incoming`."""
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE incoming AS {_staged(table, rows)}"
    )


def stage_statements(connection: Connection, rows: Path, plain: PlainRows) -> None:
    """Read staged statements, plain ones and others, as `incoming`."""
    found = [_staged("statements", rows)] if rows.stat().st_size else []
    found += [select_plain(plain)] if plain.rows.stat().st_size else []
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE incoming AS {' UNION ALL '.join(found)}"
    )


def name_respondents(
    connection: Connection, respondent: Callable[[str, str], str]
) -> None:
    """Give incoming answers to surveys the second pseudonym of their account.

    `respondent` makes it of an account's home page and name.
    """
    found = connection.execute(
        f"SELECT DISTINCT participant_home, participant FROM incoming WHERE {IS_SURVEY}"
    ).fetchall()
    if not found:
        return
    named = [[*account, respondent(*account)] for account in found]
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE respondents AS SELECT each[1] AS home, "
        "each[2] AS name, each[3] AS respondent "
        "FROM (SELECT unnest(?::VARCHAR[][]) AS each)",
        [named],
    )
    connection.execute(
        "UPDATE incoming SET respondent = respondents.respondent FROM respondents "
        f"WHERE {IS_SURVEY} AND participant_home = home AND participant = name"
    )


def _staged(table: str, rows: Path) -> str:
    columns = STORED[table]
    fields = ", ".join(
        f"{quoted(c.name)}: {literal(_STAGED.get(c.type, c.type))}" for c in columns
    )
    names = ", ".join(_typed(column) for column in columns)
    return (
        f"SELECT seq, {names} FROM read_json("
        f"{literal(rows)}, format = 'newline_delimited', "
        f"maximum_object_size = {_LARGEST}, columns = {{seq: 'BIGINT', {fields}}})"
    )


def find_repeated(connection: Connection, known: Sequence[Path]) -> list[int]:
    """Return `seq` of each incoming statement whose id is known, in order.

    Known is an id from the store or from an earlier incoming statement; of two
    with other content the first stays. What was found is kept as `again`.
    """
    ids = select(known, ("statement_id",), "statements")
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE repeated AS
        SELECT statement_id FROM incoming GROUP BY statement_id HAVING count(*) > 1
        UNION
        SELECT statement_id FROM ({ids})
        WHERE statement_id IN (SELECT statement_id FROM incoming)
        """
    )
    some = connection.execute("SELECT count(*) FROM repeated").fetchone() != (0,)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE again AS "
        + (_compared(known) if some else "SELECT 0 AS seq, true AS differs WHERE false")
    )
    found = connection.execute("SELECT seq FROM again ORDER BY seq").fetchall()
    return [seq for (seq,) in found]


def _compared(known: Sequence[Path]) -> str:
    """Return a SELECT of the repeated ones: does one differ from the first?"""
    names = ", ".join(("statement_id", "duration_s", "happened_at", *CLAIMS))
    claims = f"row({', '.join(CLAIMS)})"
    before = select(known, names.split(", "), "statements")
    return f"""
        WITH everything AS (
            SELECT -1 AS seq, {names} FROM ({before})
            UNION ALL
            SELECT seq, {names} FROM incoming
        ), ordered AS (
            SELECT seq, duration_s, happened_at, {claims} AS claims,
                first_value(duration_s) OVER same AS duration_1,
                first_value(happened_at) OVER same AS happened_1,
                first_value({claims}) OVER same AS claims_1,
                first_value(seq) OVER same AS seq_1
            FROM everything
            WHERE statement_id IN (SELECT statement_id FROM repeated)
            WINDOW same AS (PARTITION BY statement_id ORDER BY seq)
        )
        SELECT seq,
            claims IS DISTINCT FROM claims_1
            OR abs(coalesce(duration_s, -1) - coalesce(duration_1, -1)) > {CUT_S}
            OR abs(date_diff('microsecond', happened_at, happened_1)) > {CUT_S} * 1000000
            AS differs
        FROM ordered WHERE seq <> seq_1
        """


def write_statements(connection: Connection, raw_file: str, target: Path) -> int:
    """Write the incoming statements that are new; return how many.

    Texts are kept in the order of `seq`, without those that were known.
    """
    place = {"raw_file": literal(raw_file), "raw_line": "line"}
    columns = [f"{place.get(c.name, c.name)} AS {c.name}" for c in STORED["statements"]]
    lines = (
        "SELECT seq, row_number() OVER (ORDER BY seq) AS line FROM incoming "
        "WHERE seq NOT IN (SELECT seq FROM again)"
    )
    return copy(
        connection,
        f"SELECT {', '.join(columns)} FROM incoming JOIN ({lines}) USING (seq)",
        target,
    )


def write_quarantine(
    connection: Connection, known: Sequence[Path], target: Path
) -> int:
    """Write the incoming rows that the quarantine does not hold; return how many."""
    names = [c.name for c in STORED["quarantine"]]
    key = ("origin", "origin_line", "code", "raw_hash")
    same = " AND ".join(f"k.{name} = i.{name}" for name in key)
    return copy(
        connection,
        f"""
        SELECT {", ".join(names)} FROM incoming AS i
        WHERE NOT EXISTS (SELECT 1 FROM ({select(known, key, "quarantine")}) AS k WHERE {same})
        ORDER BY seq
        """,
        target,
    )


def write_rows(connection: Connection, table: str, target: Path) -> int:
    """Write every incoming row; return how many."""
    names = ", ".join(c.name for c in STORED[table])
    return copy(connection, f"SELECT {names} FROM incoming ORDER BY seq", target)


def conflicts(connection: Connection) -> list[tuple[Any, ...]]:
    """Return seq, origin, line, id, agency, course and hash of what differs."""
    return connection.execute(
        """
        SELECT seq, origin, origin_line, statement_id, agency, course, raw_hash
        FROM incoming WHERE seq IN (SELECT seq FROM again WHERE differs) ORDER BY seq
        """
    ).fetchall()


def copy(connection: Connection, select: str, target: Path) -> int:
    """Write the rows of a SELECT as Parquet, no file if there are none; return how many."""
    copied = connection.execute(
        f"COPY ({select}) TO {literal(target)} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)"
    ).fetchone()
    count = int(copied[0]) if copied else 0
    if not count:
        target.unlink(missing_ok=True)
    return count


def _typed(column: Column) -> str:
    if column.type == "TIMESTAMP":
        return f"make_timestamp({column.name}) AS {column.name}"
    return column.name
