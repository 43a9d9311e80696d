"""Turn a report into one that may be shared: small numbers of people are suppressed.

A cell of one to four people says something about each of them. So does a cell that
leaves one to four of a whole, or one that a known total gives away: those go as well.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from xapi.database import Table
from xapi.reports import Share

#: least number of people that a shared cell is about
LEAST: Final = 5
#: column that names what was suppressed in a row, as `started finished`
SUPPRESSED: Final = "suppressed"

_Row = dict[str, Any]
_Hidden = set[tuple[int, str]]


def shared(table: Table, share: Share) -> Table:
    """Return the table with small cells null, and a column that names them."""
    rows = table.named()
    hidden = {
        (place, name)
        for place, row in enumerate(rows)
        for name in (*_small(row, share), *share.never)
    }
    while more := _given_away(rows, share, hidden) - hidden:
        hidden |= more
    hidden |= _resting(rows, share, hidden)
    return _without(table, rows, hidden)


def _small(row: _Row, share: Share) -> Iterator[str]:
    """Yield what is small by itself, or leaves little of its whole."""
    for name in share.counts:
        if _few(row[name]):
            yield name
    for part, whole in share.parts:
        if None not in (row[part], row[whole]) and _few(row[whole] - row[part]):
            yield part
    for name, count in share.shares:
        if None not in (row[name], row[count]):
            people = round(row[name] * row[count])
            if _few(people) or _few(row[count] - people):
                yield name


def _few(count: int | None) -> bool:
    return count is not None and 0 < count < LEAST


def _given_away(rows: Sequence[_Row], share: Share, hidden: _Hidden) -> _Hidden:
    """Return more cells to hide, since sums would give hidden ones away."""
    more: _Hidden = set()
    for place, row in enumerate(rows):
        for names in share.sums:
            cells = [(place, name) for name in names if row[name] is not None]
            if len(cells) == len(names):
                more |= _protect(rows, cells, hidden)
    groups: dict[tuple[Any, ...], list[int]] = {}
    for place, row in enumerate(rows):
        groups.setdefault(tuple(row[name] for name in share.group), []).append(place)
    for places in groups.values():
        for name in share.counts:
            cells = [(place, name) for place in places if rows[place][name] is not None]
            more |= _protect(rows, cells, hidden, at_least=LEAST)
    return more


def _protect(
    rows: Sequence[_Row],
    cells: Sequence[tuple[int, str]],
    hidden: _Hidden,
    at_least: int = 0,
) -> _Hidden:
    """Return the next smallest cell where the total would give the hidden away."""
    gone = [cell for cell in cells if cell in hidden]
    total = sum(rows[place][name] for place, name in gone)
    if not gone or (len(gone) > 1 and total >= at_least):
        return set()
    seen = [cell for cell in cells if cell not in hidden and _value(rows, cell)]
    return {min(seen, key=lambda cell: (_value(rows, cell), cell))} if seen else set()


def _value(rows: Sequence[_Row], cell: tuple[int, str]) -> int:
    place, name = cell
    return int(rows[place][name])


def _resting(rows: Sequence[_Row], share: Share, hidden: _Hidden) -> _Hidden:
    """Return figures whose people are too few, or hidden."""
    return {
        (place, name)
        for place, row in enumerate(rows)
        for name, count in share.rests_on.items()
        if row[name] is not None and ((place, count) in hidden or _few(row[count]))
    }


def _without(table: Table, rows: Sequence[_Row], hidden: _Hidden) -> Table:
    made = []
    for place, row in enumerate(rows):
        gone = [x for x in table.columns if (place, x) in hidden and row[x] is not None]
        values = (None if name in gone else value for name, value in row.items())
        made.append((*values, " ".join(gone)))
    types = (*table.types, "VARCHAR") if table.types else ()
    return Table((*table.columns, SUPPRESSED), tuple(made), types)
