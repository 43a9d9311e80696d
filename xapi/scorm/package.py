"""Turn registered catalogues into what decodes the records of one package."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

FORMAT: Final = 1
#: how many characters of a fingerprint stand in the records
SHORT: Final = 8

Catalogue = Mapping[str, Any]


@dataclass(frozen=True)
class Lesson:
    """A lesson: its ids and its place in the resume code."""

    id: str
    place: int
    module: str  #: empty in a check-in


@dataclass(frozen=True)
class Item:
    """A question, a survey's part, an attestation: where it belongs."""

    id: str
    kind: str  #: of the block, such as `choice`
    interaction: str | None  #: its type in xAPI
    place: int | None  #: in the resume code; a part of a scale has none
    lesson: str
    module: str
    bank: str = ""  #: of a question of the final check


@dataclass(frozen=True)
class Check:
    """The final check."""

    id: str
    lesson: str
    bank: str
    count: int


@dataclass(frozen=True)
class Package:
    """One package, or a course of an agency where no package is known."""

    course: str
    version: str
    agency: str
    fingerprint: str
    language: str | None
    purpose: str
    unit: str  #: empty: the whole course
    pass_mark: int  #: percent that the agency asks for
    lessons: tuple[Lesson, ...]
    items: tuple[Item, ...]  #: of lessons and of the check
    check: Check | None
    modules_by_row: Mapping[str, str]
    check_ins_by_row: Mapping[str, str]

    @property
    def lessons_by_place(self) -> dict[int, Lesson]:
        """Place in the resume code -> lesson."""
        return {lesson.place: lesson for lesson in self.lessons}

    @property
    def items_by_row(self) -> dict[str, Item]:
        """Id as rows write it -> item."""
        return {cmi_id(item.id): item for item in self.items}


def cmi_id(name: str) -> str:
    """Return an id as rows write it: letters, digits and `_`."""
    return name.replace("-", "_")


def by_fingerprint(catalogues: Iterable[Catalogue], short: str) -> Package | None:
    """Return the package whose fingerprint begins so; None where none is known."""
    for catalogue in catalogues:
        for bundle in catalogue["bundles"]:
            if short and bundle["fingerprint"][:SHORT] == short:
                return _package(catalogue, bundle)
    return None


def by_course(
    catalogues: Iterable[Catalogue], course: str, agency: str | None
) -> Package | None:
    """Return the course of an agency without a package: the first one listed."""
    fitting = [
        each
        for each in catalogues
        if each["course"] == course and agency in (None, each["agency"]["id"])
    ]
    return _package(fitting[0], {}) if fitting else None


def _package(catalogue: Catalogue, bundle: Mapping[str, Any]) -> Package:
    check = catalogue["check"]
    modules, check_ins = catalogue["modules"], catalogue["check_ins"]
    return Package(
        course=catalogue["course"],
        version=catalogue["version"],
        agency=catalogue["agency"]["id"],
        fingerprint=bundle.get("fingerprint", ""),
        language=bundle.get("language"),
        purpose=bundle.get("purpose", "learner"),
        unit=bundle.get("unit", ""),
        pass_mark=catalogue["agency"]["rules"]["pass_mark"],
        lessons=tuple(_lessons(modules, check_ins)),
        items=tuple(_items(modules, check_ins, check)),
        check=_check(check) if check else None,
        modules_by_row={each["row"]: each["id"] for each in modules},
        check_ins_by_row={x["row"]: x["unit"] for x in check_ins if x["row"]},
    )


def _lessons(modules: Any, check_ins: Any) -> Iterable[Lesson]:
    for module in modules:
        for lesson in module["lessons"]:
            yield Lesson(lesson["id"], lesson["place"], module["id"])
    for each in check_ins:
        yield Lesson(each["lesson"]["id"], each["lesson"]["place"], "")


def _items(modules: Any, check_ins: Any, check: Any) -> Iterable[Item]:
    for module in modules:
        for lesson in module["lessons"]:
            yield from _of_lesson(lesson, module["id"])
    for each in check_ins:
        yield from _of_lesson(each["lesson"], "")
    for row in check["items"] if check else ():
        kind, interaction = row["kind"], row["interaction"]
        yield Item(
            *(row["id"], kind, interaction, row["place"]),
            *(check["lesson"], row.get("module", ""), check["bank"]),
        )


def _of_lesson(lesson: Any, module: str) -> Iterable[Item]:
    for row in lesson["items"]:
        kind, interaction = row["kind"], row["interaction"]
        place = row["place"]
        yield Item(row["id"], kind, interaction, place, lesson["id"], module)
        for part in row.get("parts", ()):
            yield Item(part["id"], kind, interaction, None, lesson["id"], module)


def _check(row: Any) -> Check:
    return Check(row["id"], row["lesson"], row["bank"], row["count"])
