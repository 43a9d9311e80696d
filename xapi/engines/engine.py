"""Say what an engine must do: hold tables, make more of them, answer a SELECT."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from xapi.columns import Column


class Engine(Protocol):
    """An open connection to an engine. Its SQL is in its own dialect."""

    @property
    def dialect(self) -> str:
        """Word for the engine's SQL."""
        ...

    def staged(self, table: str) -> set[str]:
        """Return the files that a table holds already, whole, by name."""
        ...

    def create(self, table: str, columns: Sequence[Column]) -> None:
        """Make an empty table, in place of one of that name."""
        ...

    def load(
        self, table: str, columns: Sequence[Column], file: Path, where: str = "true"
    ) -> None:
        """Add rows of a Parquet file that are so; a column that it has not is null."""
        ...

    def make(self, name: str, select: str) -> None:
        """Make a table, or a view, of a SELECT, in place of one of that name."""
        ...

    def local(self, moment: str, zone: str, zones: Sequence[str]) -> str:
        """Return SQL for a UTC moment on the clocks of a zone, one of `zones`; or null."""
        ...

    def query(self, select: str) -> list[tuple[Any, ...]]:
        """Return the rows of a SELECT. Numbers, texts, times as Python or ISO 8601."""
        ...
