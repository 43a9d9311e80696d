"""Turn reports into the tables of the dashboard: people in numbers, nobody by name."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from xapi.database import Table
from xapi.reports import REPORTS, Share
from xapi.share import shared

Rows = list[dict[str, Any]]

#: reports that the dashboard is made of
NEEDED: Final = (
    *("overview", "completions", "overdue", "dropoff", "surveys", "items", "quality"),
)
#: what `overdue` lists because it is late; the rest is there for its letter
_NOT_DONE: Final = ("overdue", "missed")
_LATE: Final = ("past_deadline", "check_in_open")
_FIGURES: Final = Share(
    group=(),
    counts=("participants", "started", "finished", "under_way", *_LATE),
    parts=(("started", "participants"), *((name, "participants") for name in _LATE)),
    sums=(("started", "finished", "under_way"),),
)
_MONTHS: Final = Share(
    group=(), counts=("started", "finished"), parts=(("finished", "started"),)
)
_COURTS: Final = Share(
    group=(),
    counts=("referred", "started", "finished", *_LATE),
    parts=(("started", "referred"), ("finished", "started")),
)
#: a question stands out below these
_DISCRIMINATION: Final = 0.1
_FACILITY: Final = 0.4
#: questions that are shown
_MOST: Final = 12


@dataclass(frozen=True)
class Numbers:
    """What the page shows. A cell that is suppressed is None and named in its row."""

    figures: dict[str, Any]
    courses: Rows
    months: Rows
    courts: Rows
    lessons: Rows
    surveys: Rows
    items: Rows
    items_shown: int
    quality: Rows


def numbers(
    found: Mapping[str, Table], known: Collection[str], *, share: bool
) -> Numbers:
    """Return the tables of the page out of the reports that are needed.

    `known` are those of `past_deadline` and `check_in_open` of which it is known when
    they are due: the others are null, never zero.
    """

    def safe(table: Table, rule: Share | None) -> Rows:
        return (shared(table, rule) if share and rule else table).named()

    def report(name: str) -> Rows:
        return safe(found[name], REPORTS[name].share)

    completions = found["completions"].named()
    late = [row for row in found["overdue"].named() if row["status"] in _NOT_DONE]
    whole = [row for row in completions if row["unit"] == "course"]
    items = [row for row in report("items") if row["shown"]]
    return Numbers(
        figures=safe(_figures(found["overview"].named(), late, known), _FIGURES)[0],
        courses=report("overview"),
        months=safe(_months(whole), _MONTHS),
        courts=safe(_courts(whole, late, known), _COURTS),
        lessons=report("dropoff"),
        surveys=report("surveys"),
        items=[row for row in items if _stands_out(row)][:_MOST],
        items_shown=len(items),
        quality=_quality(report("quality")),
    )


def _figures(overview: Rows, late: Rows, known: Collection[str]) -> Table:
    def total(name: str) -> int:
        return sum(row[name] for row in overview)

    counts = {
        "participants": total("participants"),
        "started": total("started"),
        "finished": total("started") - total("under_way"),
        "under_way": total("under_way"),
        **_late(late, known),
    }
    return Table(tuple(counts), (tuple(counts.values()),))


def _late(late: Rows, known: Collection[str]) -> dict[str, int | None]:
    """Count people by what they are late with."""
    course = {_person(row) for row in late if row["what"] == "course"}
    check_ins = {_person(row) for row in late if row["what"] != "course"}
    counts = {"past_deadline": len(course), "check_in_open": len(check_ins)}
    return {name: n if name in known else None for name, n in counts.items()}


def _person(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["agency"], row["participant"], row["course"]


def _months(completions: Rows) -> Table:
    months = _grouped(completions, lambda row: row["month"])
    made = [
        (month, _sum(group, "started"), _sum(group, "finished"))
        for month, group in sorted(months.items(), key=lambda pair: str(pair[0]))
        if month is not None
    ]
    return Table(("month", "started", "finished"), tuple(made))


def _courts(completions: Rows, late: Rows, known: Collection[str]) -> Table:
    groups = _grouped(completions, lambda row: (row["agency"], row["court"]))
    lates = _grouped(late, lambda row: (row["agency"], row["court"] or ""))
    made = []
    for key in sorted({*groups, *lates}):
        group = groups.get(key, [])
        counts = [_sum(group, name) for name in ("referred", "started", "finished")]
        made.append((*key, *counts, *_late(lates.get(key, []), known).values()))
    names = ("agency", "court", "referred", "started", "finished")
    return Table((*names, "past_deadline", "check_in_open"), tuple(made))


def _grouped(found: Rows, key: Callable[[dict[str, Any]], Any]) -> dict[Any, Rows]:
    groups: dict[Any, Rows] = {}
    for row in found:
        groups.setdefault(key(row), []).append(row)
    return groups


def _sum(group: Iterable[Mapping[str, Any]], name: str) -> int | None:
    known = [row[name] for row in group if row[name] is not None]
    return sum(known) if known else None


def _stands_out(row: Mapping[str, Any]) -> bool:
    facility, found = row["facility"], row["discrimination"]
    hard = facility is not None and facility < _FACILITY
    return hard or (found is not None and found < _DISCRIMINATION)


def _quality(found: Rows) -> Rows:
    """Return each question once, over agencies and courses."""
    groups = _grouped(found, lambda row: row["code"])
    return [
        {
            "code": code,
            "n": _sum(group, "n"),
            "people": _sum(group, "people"),
            "suppressed": " ".join(row.get("suppressed", "") for row in group),
        }
        for code, group in sorted(groups.items())
    ]
