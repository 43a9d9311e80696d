"""Turn our SQL into another engine's: the only file that knows sqlglot."""

import logging
from collections.abc import Mapping, Sequence
from typing import Final

import sqlglot
from sqlglot import exp
from sqlglot.errors import ErrorLevel, SqlglotError

#: the dialect that reports and tables are written in
OURS: Final = "duckdb"
#: names of the columns of tables
Columns = Mapping[str, Sequence[str]]

# What cannot be translated raises; a warning on the screen helps nobody.
logging.getLogger("sqlglot").setLevel(logging.ERROR)


def translated(sql: str, dialect: str, columns: Columns) -> str:
    """Return one SELECT in another dialect. Raises ValueError where it has no words.

    `table.*` is written out, and each column has its name as an alias: ClickHouse gives
    `table.column` a longer name where the other side of a join has one of the same.
    """
    try:
        tree = sqlglot.parse_one(sql, read=OURS)
        _name_columns(tree, columns)
        return tree.sql(dialect, comments=False, unsupported_level=ErrorLevel.RAISE)
    except SqlglotError as error:
        raise ValueError(f"cannot be said in {dialect}: {error}") from error


def _name_columns(tree: exp.Expr, columns: Columns) -> None:
    known = dict(columns)
    ctes = list(tree.find_all(exp.CTE))
    for cte in sorted(ctes, key=lambda cte: len(list(cte.find_all(exp.CTE)))):
        _name(cte.this, known)
        known[cte.alias] = cte.this.named_selects
    _name(tree, known)


def _name(tree: exp.Expr, known: Columns) -> None:
    for select in tree.find_all(exp.Select):
        named = {
            table.alias_or_name: table.name for table in select.find_all(exp.Table)
        }
        made: list[exp.Expr] = []
        for shown in select.expressions:
            if isinstance(shown, exp.Column) and isinstance(shown.this, exp.Star):
                table = shown.table
                made += [
                    exp.alias_(exp.column(name, table=table), name)
                    for name in known[named[table]]
                ]
            elif isinstance(shown, exp.Column):
                made.append(exp.alias_(shown, shown.name))
            else:
                made.append(shown)
        select.set("expressions", made)


def tables(sql: str) -> set[str]:
    """Return the names of the tables that a SELECT reads, but for its own."""
    tree = sqlglot.parse_one(sql, read=OURS)
    own = {cte.alias for cte in tree.find_all(exp.CTE)}
    return {table.name for table in tree.find_all(exp.Table)} - own
