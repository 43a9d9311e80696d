"""Spark: in this process, or a cluster through Spark Connect.

Parquet files are read where they stand: a cluster must see the store's folder under the
same path.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from xapi.columns import Column
from xapi.problems import RecordsError

_SETTINGS: Final = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
}
#: of Spark in this process alone: a cluster has its own
_HERE: Final = {
    **_SETTINGS,
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.memory": "4g",  # its own default is one, too little for wide plans
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.log.level": "ERROR",
}
_TYPES: Final = {
    "VARCHAR": "STRING",
    "BIGINT": "BIGINT",
    "INTEGER": "INT",
    "DOUBLE": "DOUBLE",
    "BOOLEAN": "BOOLEAN",
    "TIMESTAMP": "TIMESTAMP",
    "DATE": "DATE",
}


class Spark:
    """Temporary views in one session of Spark: they are gone with it."""

    dialect = "spark"

    def __init__(self, session: Any) -> None:
        """Keep the session."""
        self._session = session
        self._files: dict[str, list[str]] = {}

    def staged(self, table: str) -> set[str]:
        """Nothing is staged: files are read where they stand."""
        return set()

    def create(self, table: str, columns: Sequence[Column]) -> None:
        """Make an empty table, in place of one of that name."""
        self._files[table] = []
        nothing = ", ".join(
            f"CAST(NULL AS {_TYPES[c.type]}) AS {c.name}" for c in columns
        )
        empty = self._session.sql(f"SELECT {nothing} WHERE false")
        empty.createOrReplaceTempView(table)

    def load(
        self, table: str, columns: Sequence[Column], file: Path, where: str = "true"
    ) -> None:
        """Add rows of a Parquet file that are so; a column that it has not is null."""
        self._files[table].append(str(file.resolve()))
        # DuckDB writes moments without a zone; they are UTC, as the session is.
        schema = ", ".join(
            f"{c.name} {_TYPES[c.type].replace('TIMESTAMP', 'TIMESTAMP_NTZ')}"
            for c in columns
        )
        frame = self._session.read.schema(schema).parquet(*self._files[table])
        typed = [f"CAST({c.name} AS {_TYPES[c.type]}) AS {c.name}" for c in columns]
        frame.where(where).selectExpr(*typed).createOrReplaceTempView(table)

    def make(self, name: str, select: str) -> None:
        """Make a table of a SELECT, computed once: views over views over views grow
        into a plan that no driver can hold.
        """
        self._session.sql(select).localCheckpoint().createOrReplaceTempView(name)

    def local(self, moment: str, zone: str, zones: Sequence[str]) -> str:
        """Return SQL for a moment on a zone's clocks."""
        return f"from_utc_timestamp({moment}, {zone})"

    def query(self, select: str) -> list[tuple[Any, ...]]:
        """Return the rows of a SELECT, moments as text."""
        frame = self._session.sql(select)
        moments = {name for name, kind in frame.dtypes if kind.startswith("timestamp")}
        shown = [
            f"date_format(`{x}`, 'yyyy-MM-dd HH:mm:ss.SSSSSS') AS `{x}`"
            if x in moments
            else f"`{x}`"
            for x in frame.columns
        ]
        return [tuple(row) for row in frame.selectExpr(*shown).collect()]


@contextmanager
def session(address: str | None) -> Iterator[Spark]:
    """Give Spark here, or the cluster at an address that begins with sc://.

    Raises RecordsError where it does not start.
    """
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("janeschool-report")
    builder = builder.remote(address) if address else builder.master("local[*]")
    for name, value in (_SETTINGS if address else _HERE).items():
        builder = builder.config(name, value)
    try:
        spark = builder.getOrCreate()
    except PySparkException as error:
        words = str(error).strip().splitlines()[0]
        raise RecordsError(
            f"Spark does not start: {words} Here it needs Java 17 or newer; at an "
            "address, a Spark Connect server."
        ) from error
    try:
        yield Spark(spark)
    finally:
        spark.stop()
