"""The shape of `catalog-AGENCY.json` and of its keys: what reports and analysts read.

`docs/catalogue.md` says what each field is for; the JSON Schema comes from these types.
"""

from typing import Any, NotRequired

from typing_extensions import TypedDict

#: Raised when a reader of the last format would misread the file.
FORMAT = 1


class BundleRow(TypedDict):
    """A page of a package that stands beside the catalogue: most packages have one.

    `unit` and `fingerprint` are the page's, the rest is the package's.
    """

    file: str
    target: str
    unit: str
    purpose: str
    language: str
    fingerprint: str
    sha256: str
    size: int


class PartRow(TypedDict):
    """One statement of a scale: `reverse` answers are turned round before adding up."""

    id: str
    activity: str
    reverse: bool


class ItemRow(TypedDict):
    """What a learner's state holds something for, or a question of the final check.

    `place` is that in the resume code. `interaction`: its type in xAPI, none where it
    asks nothing. `module`: of a question of the check, the one to repeat. `recorded`:
    of a survey or scale, does its answer leave the page? `parts`: of a scale.
    """

    id: str
    activity: str
    kind: str
    place: int
    scored: bool
    interaction: str | None
    module: NotRequired[str]
    recorded: NotRequired[bool]
    parts: NotRequired[list[PartRow]]


class LessonRow(TypedDict):
    """A lesson, or the one of a check-in."""

    id: str
    activity: str
    place: int
    planned_minutes: int
    items: list[ItemRow]


class ModuleRow(TypedDict):
    """A module; `row` is the id of its interaction row and of its objective."""

    id: str
    number: int
    activity: str
    row: str
    objective: str
    removable: bool
    planned_minutes: int
    lessons: list[LessonRow]


class CheckRow(TypedDict):
    """The final check, and every question that it may draw."""

    id: str
    activity: str
    objective: str
    lesson: str
    bank: str
    count: int
    items: list[ItemRow]


class CheckInRow(TypedDict):
    """A check-in: `week` is counted from the day that the agency's `starts` names.

    `unit` and `row` are those of the week in its front matter, for ever; `week` is that
    in which the agency has it due. Its due day is the last of `window_days`, it is late
    for `grace_days` more; `reminder_days` count from the day on which it opens.
    """

    unit: str
    week: int | None
    window_days: int
    grace_days: int
    reminder_days: list[int]
    activity: str
    row: str | None
    lesson: LessonRow


class RuleRow(TypedDict):
    """What is to be done (`then`) once `when` has come about `count` times."""

    id: str
    when: str
    count: int
    then: str


class Months(TypedDict):
    """The months of check-ins: what weeks are counted from, and the rules in order."""

    starts: str
    rules: list[RuleRow]


class ResumeCode(TypedDict):
    """What decodes `suspend_data`: places of ids, retired ones too, and field names."""

    prefix: str
    schema: int
    lessons: dict[str, int]
    items: dict[str, int]
    totals: list[str]
    check: list[str]
    repeat: list[str]


class Words(TypedDict):
    """A module or lesson in one language: what its words and media prove, and what the
    agency's rules ask of a learner, in active seconds."""

    title: str
    proven_seconds: int
    asks_seconds: int


class Asked(TypedDict):
    """What an item says; of an interaction its components, id -> text, as in xAPI."""

    text: str
    choices: NotRequired[dict[str, str]]
    scale: NotRequired[dict[str, str]]
    source: NotRequired[dict[str, str]]
    target: NotRequired[dict[str, str]]


class Spoken(TypedDict):
    """The course in one language. Ids are the keys."""

    title: str
    shown_title: str
    planned_minutes: int
    proven_minutes: int
    asks_seconds: int
    demonstration: bool
    modules: dict[str, Words]
    lessons: dict[str, Words]
    items: dict[str, Asked]


class Catalogue(TypedDict):
    """The whole file. `agency` is the agency's file as it was read, every rule in it."""

    format: int
    about: str
    course: str
    version: str
    activity: str
    agency: dict[str, Any]
    bundles: list[BundleRow]
    modules: list[ModuleRow]
    check: CheckRow | None
    check_ins: list[CheckInRow]
    accountability: Months
    resume_code: ResumeCode
    languages: dict[str, Spoken]


class Key(TypedDict):
    """What is right: `response` as SCORM 1.2 writes it, or the words accepted, by the
    number that a record carries, or the range; `solution` is for people."""

    response: NotRequired[str]
    accepted: NotRequired[dict[str, dict[str, str]]]
    low: NotRequired[str]
    high: NotRequired[str]
    solution: dict[str, list[str]]


class Keys(TypedDict):
    """The whole keys file, apart from the catalogue because it is not for every reader."""

    format: int
    about: str
    course: str
    version: str
    agency: str
    items: dict[str, Key]
