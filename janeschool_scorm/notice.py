"""What a recall found -> a notice for each office that holds a package, as page and text.

Neutral on purpose: it names files, never the story, who told it, or the lesson.
"""

import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from janeschool_scorm.agency import Agency
from janeschool_scorm.bundles import Page, Standing
from janeschool_scorm.guides import GUIDES
from janeschool_scorm.import_page import in_markup
from janeschool_scorm.recall import INSTEAD, Copy, Recall
from janeschool_scorm.releases import Release
from janeschool_scorm.render import filled
from janeschool_scorm.theme import colours
from janeschool_scorm.translate.interface import SOURCE, languages

_PLAIN_COLOUR = str(Agency.model_fields["accent"].default)


@dataclass(frozen=True, slots=True)
class File:
    """A package as a notice lists it; `release` is the id of its handing over, if any."""

    name: str
    version: str
    sha256: str
    fingerprints: tuple[Page, ...]
    release: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Swap:
    """A package in the field, and what comes in its place, if that is there already."""

    old: File
    new: File | None
    target: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What one office is asked to replace by the day `due`."""

    agency: str
    to: str
    language: str
    due: date
    swaps: tuple[Swap, ...]

    @property
    def name(self) -> str:
        """Of its files: `notice-example-county-3f9a21bc`."""
        return f"notice-{self.agency}-{self.swaps[0].old.release}"

    @property
    def releases(self) -> tuple[str, ...]:
        """Ids of the releases that it asks to replace."""
        return tuple(each.old.release for each in self.swaps)


def notices(found: Recall, agencies: Mapping[str, Agency], due: date) -> list[Notice]:
    """One for each agency and office with something left to do, in their order.

    Whoever had an earlier notice keeps the day that it named.
    """
    offices: dict[tuple[str, str], list[Copy]] = {}
    for copy in found.copies:
        if copy.state != "settled":
            office = (copy.release.label.agency, copy.release.to)
            offices.setdefault(office, []).append(copy)
    return [
        Notice(
            agency=agency,
            to=to,
            language=_language(agencies.get(agency)),
            due=min((_due(each) for each in copies if each.notice), default=due),
            swaps=tuple(_swap(each, found) for each in copies),
        )
        for (agency, to), copies in sorted(offices.items(), key=lambda item: item[0])
    ]


def _due(copy: Copy) -> date:
    return date.fromisoformat(copy.notice.due) if copy.notice else date.max


def _language(agency: Agency | None) -> str:
    """The agency's own where there are words in it, else English."""
    spoken = agency.language if agency else SOURCE
    return spoken if spoken.split("-")[0] in (SOURCE, *languages()) else SOURCE


# --- files ------------------------------------------------------------------------------


def _swap(copy: Copy, found: Recall) -> Swap:
    old, sent = copy.release, copy.replacement
    ready = found.ready(old.label)
    # What was sent leads; but a whole course is not what the steps of the page are for.
    if sent is not None and (ready is None or old.label.target not in INSTEAD):
        return Swap(_released(old), _released(sent), old.label.target)
    new = _standing(ready) if ready else None
    return Swap(_released(old), new, old.label.target)


def _released(release: Release) -> File:
    label = release.label
    return File(
        name=release.file,
        version=label.version,
        sha256=release.sha256,
        fingerprints=label.pages,
        release=release.id,
        day=release.day,
    )


def _standing(each: Standing) -> File:
    return File(
        name=Path(each.path).name,
        version=each.label.version,
        sha256=each.sha256,
        fingerprints=each.label.pages,
        release="",
        day=None,
    )


# --- page and text ----------------------------------------------------------------------


def page(notice: Notice, agency: Agency | None, day: date) -> bytes:
    """One HTML file that asks nothing of any server, and prints."""
    return filled("recall/notice.html.j2", notice.language, _facts(notice, agency, day))


def text(notice: Notice, agency: Agency | None, day: date) -> bytes:
    """The same in short, for a mail that the page goes with."""
    return filled("recall/notice.txt.j2", notice.language, _facts(notice, agency, day))


def _facts(notice: Notice, agency: Agency | None, day: date) -> dict[str, object]:
    lms = agency.lms if agency else "generic"
    return {
        "notice": notice,
        "agency_name": agency.name if agency else notice.agency,
        "language": notice.language,
        "day": day,
        "lms": lms,
        "guide": GUIDES[lms],
        "by": shlex.quote(notice.to),
        "whole_courses": any(each.target == "moodle" for each in notice.swaps),
        "waiting": any(each.new is None for each in notice.swaps),
        "theme": colours(agency.accent if agency else _PLAIN_COLOUR),
        **in_markup(),
    }


def files(
    wanted: Iterable[Notice], agencies: Mapping[str, Agency], day: date
) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file, page and text, of all notices."""
    for each in wanted:
        agency = agencies.get(each.agency)
        if agency is not None:
            agency = agency.in_language(each.language)
        yield f"{each.name}.html", page(each, agency, day)
        yield f"{each.name}.txt", text(each, agency, day)
