"""The statements of the record endpoint: kept once, voided, found again."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any, Literal
from uuid import uuid4

from janeschool_scorm.preview.records.call import RefusedError
from janeschool_scorm.preview.records.compare import same
from janeschool_scorm.preview.records.completed import completed
from janeschool_scorm.preview.records.formats import (
    canonical,
    merged_definition,
    reduced,
)
from janeschool_scorm.preview.records.incoming import (
    Incoming,
    Statement,
    attachments_of,
)
from janeschool_scorm.preview.records.multipart import Part
from janeschool_scorm.preview.records.query import Query, all_activities, filtered
from janeschool_scorm.preview.records.statement_shape import VOIDED, Version

Clock = Callable[[], datetime]
#: What answers a statement that is stored already, word for word: both are allowed.
Repeats = Literal["accept", "conflict"]
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True)
class Row:
    """One statement as it is returned, and when it was stored."""

    statement: Statement
    stored: datetime


@dataclass(frozen=True)
class Page:
    """Statements in the format asked for, and the name of the page after them."""

    statements: list[Statement]
    more: str = ""


class Statements:
    """All statements, in the order of `stored`, which no two share."""

    def __init__(self, clock: Clock, *, page: int, repeats: Repeats) -> None:
        self._clock = clock
        self._page = page
        self._repeats = repeats
        self._rows: list[Row] = []
        self._by_id: dict[str, Row] = {}
        self._named_by_voiding: set[str] = set()
        self._definitions: dict[str, Any] = {}
        self._displays: dict[str, Any] = {}
        self._parts: dict[str, Part] = {}
        self._queries: dict[str, Query] = {}

    def add(
        self, incoming: Incoming, *, authority: Mapping[str, Any], version: Version
    ) -> list[str]:
        """Keep what came, all or nothing, and return the ids in order.

        Raises `RefusedError` 409 where an id is taken by another statement (Communication
        2.1.1); one that is the same is left as it stands.
        """
        new = [each for each in incoming.statements if not self._taken(each)]
        ids = {id(each): each.get("id", "") or str(uuid4()) for each in new}
        for each in new:
            moment = self.consistent_through(after=_TICK)
            row = Row(
                completed(each, ids[id(each)], moment, dict(authority), version), moment
            )
            self._keep(row)
        self._parts.update(incoming.attachments)
        return [ids.get(id(each)) or each["id"] for each in incoming.statements]

    def _taken(self, statement: Statement) -> bool:
        row = self._by_id.get(statement.get("id", "").lower())
        if row is None:
            return False
        if self._repeats == "conflict" or not same(statement, row.statement):
            raise RefusedError(409, f"a statement {statement['id']} is stored already")
        return True

    def _keep(self, row: Row) -> None:
        statement = row.statement
        self._rows.append(row)
        self._by_id[statement["id"].lower()] = row
        if statement["verb"]["id"] == VOIDED:
            self._named_by_voiding.add(statement["object"]["id"].lower())
        for activity in all_activities(statement):
            if "definition" in activity:
                known = self._definitions.get(activity["id"], {})
                new = merged_definition(known, activity["definition"])
                self._definitions[activity["id"]] = new
        verb = statement["verb"]
        display = {**self._displays.get(verb["id"], {}), **verb.get("display", {})}
        self._displays[verb["id"]] = display

    def consistent_through(self, after: timedelta = timedelta()) -> datetime:
        """Now, but never before the last statement (Communication 2.1.3)."""
        last = self._rows[-1].stored + after if self._rows else self._clock()
        return max(self._clock(), last)

    def rows(self) -> Iterator[Statement]:
        """Every statement, voided ones too, in the order of `stored`."""
        return (row.statement for row in self._rows)

    def one(self, name: str, query: Query, *, voided: bool) -> Row | None:
        """The statement of an id, if it is voided or not as asked, in the query's format."""
        row = self._by_id.get(name.lower())
        if row is None or self._voided(row) is not voided:
            return None
        return replace(row, statement=self._shaped(row.statement, query))

    def _voided(self, row: Row) -> bool:
        """Data 2.3.2: a voiding statement cannot be voided, and order does not matter."""
        return (
            row.statement["id"].lower() in self._named_by_voiding
            and row.statement["verb"]["id"] != VOIDED
        )

    def page(self, query: Query) -> Page:
        """The first statements that a query means, and a name for what is left."""
        limit = min(query.limit or self._page, self._page)
        found: list[Row] = []
        for row in self._between(query):
            if self._voided(row) or not filtered(row.statement, query, self._stored):
                continue
            if len(found) == limit:
                return Page(
                    self._all_shaped(found, query), self._more(query, found[-1])
                )
            found.append(row)
        return Page(self._all_shaped(found, query))

    def _between(self, query: Query) -> Iterable[Row]:
        """The rows after `since` (exclusive) and up to `until`, in the query's order."""
        rows = self._rows
        start = bisect_right(rows, query.since, key=_moment) if query.since else 0
        end = len(rows)
        if query.until:
            end = bisect_right(rows, query.until, key=_moment)
        between = rows[start:end]
        return between if query.ascending else reversed(between)

    def _more(self, query: Query, last: Row) -> str:
        """Data 2.5: a name that stays good; asked again, it gives the same rows."""
        if query.ascending:
            rest = replace(query, since=last.stored)
        else:
            rest = replace(query, until=last.stored - _TICK)
        name = token_hex(8)
        self._queries[name] = rest
        return name

    def query(self, more: str) -> Query | None:
        """The query that a page's `more` stands for."""
        return self._queries.get(more)

    def _stored(self, name: str) -> Statement | None:
        row = self._by_id.get(name.lower())
        return row.statement if row else None

    def _all_shaped(self, rows: Iterable[Row], query: Query) -> list[Statement]:
        return [self._shaped(row.statement, query) for row in rows]

    def _shaped(self, statement: Statement, query: Query) -> Statement:
        if query.format == "ids":
            return reduced(statement)
        if query.format == "canonical":
            return canonical(
                statement, self._definitions, self._displays, query.languages
            )
        return statement

    def parts(self, statements: Iterable[Statement]) -> list[Part]:
        """The attachment parts that are kept for these statements, each once."""
        names = dict.fromkeys(
            attachment["sha2"].lower()
            for statement in statements
            for attachment in attachments_of(statement)
        )
        return [self._parts[name] for name in names if name in self._parts]

    def activity(self, name: str) -> dict[str, Any]:
        """An activity with its canonical definition, if one is known (Communication 2.5)."""
        known = {"objectType": "Activity", "id": name}
        definition = self._definitions.get(name)
        return {**known, "definition": definition} if definition else known


def _moment(row: Row) -> datetime:
    return row.stored
