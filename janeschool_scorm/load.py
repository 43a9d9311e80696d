"""A course folder -> Course, or every problem in it."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from janeschool_scorm.accountability import Program
from janeschool_scorm.agency import Agency
from janeschool_scorm.blocks import KINDS, QUESTIONS
from janeschool_scorm.markdown import (
    Raw,
    RawBlock,
    RawProse,
    front_matter,
    prose_problems,
    split,
)
from janeschool_scorm.model import (
    FORMAT,
    Bank,
    BankFacts,
    BankQuestion,
    Block,
    Course,
    CourseFacts,
    Lesson,
    LessonHead,
    Module,
    ModuleFacts,
    Presenter,
    Prose,
    QuestionFacts,
    Slots,
    Source,
    Story,
)
from janeschool_scorm.problems import Place, Problem, did_you_mean
from janeschool_scorm.shape import shape
from janeschool_scorm.source import read_yaml
from janeschool_scorm.translate import agencies as translations
from janeschool_scorm.translate import course as courses
from janeschool_scorm.value import Marks, Value

V = TypeVar("V", bound=Value)

#: Folders beside the course files that are no surprise.
_LESSON_FILES = "*.md"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A course as far as it could be read, every fault of form, and the texts read.

    `whole` is false where a part had to be left out, so that rules which add things
    up can keep silent instead of repeating the first fault in other words.
    """

    course: Course | None
    problems: tuple[Problem, ...]
    texts: Mapping[str, str]

    @property
    def whole(self) -> bool:
        return not any(problem.severity == "error" for problem in self.problems)


@dataclass(slots=True)
class _Reader:
    """Reads the files of one course and keeps what it found wrong."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    def fault(self, path: Path | str, code: str, text: str, line: int = 1) -> None:
        self.problems.append(Problem(Place(str(path), line), code, text))

    def text(self, path: Path) -> str | None:
        """The file's text, its line ends as \\n; None and a problem where it cannot be."""
        try:
            data = path.read_bytes()
        except OSError as error:
            self.fault(path, "C001", f"cannot be read: {error.strerror}")
            return None
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            self.fault(path, "C002", "is not UTF-8 text: save it as UTF-8", line)
            return None
        self.texts[str(path)] = text.replace("\r\n", "\n")
        return self.texts[str(path)]

    def yaml(self, path: Path, *, needed: bool = True) -> tuple[Any, Marks] | None:
        """The file's values and their places; None where they cannot be had.

        A file that must be there and is empty has the value None, which no model takes.
        """
        if not needed and not path.exists():
            return None
        text = self.text(path)
        if text is None:
            return None
        value, marks, problems = read_yaml(text, path=str(path))
        self.problems += problems
        return None if value is None and (problems or not needed) else (value, marks)

    def value(self, model: type[V], path: Path, *, needed: bool = True) -> V | None:
        """The whole file as one model."""
        read = self.yaml(path, needed=needed)
        return None if read is None else self.shaped(model, *read)

    def shaped(self, model: type[V], value: Any, marks: Marks) -> V | None:
        shaped, problems = shape(model, value, marks)
        self.problems += problems
        return shaped

    def entries(self, model: type[V], path: Path) -> dict[str, V]:
        """A file of named entries, such as presenters.yaml; a missing file is empty."""
        read = self.yaml(path, needed=False)
        if read is None:
            return {}
        value, marks = read
        if not isinstance(value, dict):
            self.problems.append(
                Problem(marks.at(), "C103", "names with keys below are expected")
            )
            return {}
        shaped = {
            name: self.shaped(model, entry, marks.below(name))
            for name, entry in value.items()
        }
        return {name: entry for name, entry in shaped.items() if entry is not None}

    # --- lessons -------------------------------------------------------------------

    def lesson(self, path: Path) -> Lesson | None:
        """One lesson or check-in."""
        text = self.text(path)
        if text is None:
            return None
        parts = front_matter(text)
        if parts is None:
            self.fault(path, "C207", "starts with --- , id, title, minutes and --- ")
            return None
        head_text, body, line = parts
        value, marks, problems = read_yaml(head_text, path=str(path), first_line=2)
        self.problems += problems
        head = None if value is None else self.shaped(LessonHead, value, marks)
        raws, problems = split(body, path=str(path), first_line=line)
        self.problems += problems
        found = self._parts(raws)
        if not any(isinstance(part, Prose) for part in found) and not problems:
            self.fault(path, "C206", "has no words", line)
        return None if head is None else Lesson(head, tuple(found))

    def _parts(self, raws: Iterable[Raw]) -> list[Prose | Block]:
        headings: list[int] = []
        parts: list[Prose | Block] = []
        for raw in raws:
            if isinstance(raw, RawProse):
                self.problems += prose_problems(raw, headings=headings)
                parts.append(Prose(raw.text, raw.place))
            elif (block := self._block(raw)) is not None:
                parts.append(block)
        return parts

    def _block(self, raw: RawBlock) -> Block | None:
        kind = KINDS.get(raw.kind)
        if kind is None:
            hint = did_you_mean(raw.kind, KINDS)
            text = f"unknown kind of block '{raw.kind}'{hint}"
            self.problems.append(Problem(raw.place, "C202", text))
            return None
        if kind.takes_id != bool(raw.id):
            text = (
                f"a {raw.kind} block needs an id: :::{{{raw.kind}}} m1-q1"
                if kind.takes_id
                else f"a {raw.kind} block takes no id, '{raw.id}' stands there"
            )
            self.problems.append(Problem(raw.place, "C203", text))
        return self._body(kind, raw)

    def _body(self, kind: type[Block], raw: RawBlock) -> Block | None:
        path = raw.place.path
        value, marks, problems = read_yaml(
            raw.body, path=path, first_line=raw.body_line
        )
        self.problems += problems
        if problems and value is None:
            return None
        values = {**marks.values, (): (raw.place.line, 1), ("id",): _id_place(raw)}
        marks = Marks(path, values, marks.keys)
        if isinstance(value, dict) and "id" in value:
            text = "the id stands after the kind, not in the body"
            self.problems.append(Problem(marks.at_key("id"), "C203", text))
        block = self.shaped(kind, value if isinstance(value, dict) else {}, marks)
        return None if block is None else block.model_copy(update={"id": raw.id})

    # --- folders -------------------------------------------------------------------

    def lessons(self, folder: Path) -> tuple[Lesson, ...]:
        """The lessons of a folder, in the order of their file names."""
        found = (self.lesson(path) for path in sorted(folder.glob(_LESSON_FILES)))
        return tuple(lesson for lesson in found if lesson is not None)

    def module(self, folder: Path, number: int) -> Module | None:
        facts = self.value(ModuleFacts, folder / "module.yaml")
        lessons = self.lessons(folder)
        if facts is None:
            return None
        if not lessons:
            self.fault(folder / "module.yaml", "C206", "has no lesson beside it")
        return Module(facts, lessons, number)

    def module_folders(self, facts: CourseFacts | None) -> list[Path]:
        """The folders in the course's order; without course.yaml, all of them."""
        parent = self.folder / "modules"
        there = sorted(path.name for path in parent.glob("*") if path.is_dir())
        if facts is None:
            return [parent / name for name in there]
        for number, name in enumerate(facts.modules):
            if name not in there:
                hint = did_you_mean(name, there)
                place = facts.at("modules", number)
                text = f"no folder modules/{name}{hint}"
                self.problems.append(Problem(place, "C107", text))
        for name in there:
            if name not in facts.modules:
                place = facts.at_key("modules")
                text = f"modules/{name} is in no place of the order"
                self.problems.append(Problem(place, "C108", text))
        return [parent / name for name in facts.modules if name in there]

    def banks(self) -> dict[str, Bank]:
        paths = sorted((self.folder / "banks").glob("*.yaml"))
        found = [self.bank(path) for path in paths]
        return {bank.id: bank for bank in found if bank is not None}

    def bank(self, path: Path) -> Bank | None:
        read = self.yaml(path)
        facts = None if read is None else self.shaped(BankFacts, *read)
        if read is None or facts is None:
            return None
        marks = read[1].below("questions")
        found = (
            self.question(entry, marks.below(number))
            for number, entry in enumerate(facts.questions)
        )
        return Bank(facts, tuple(each for each in found if each is not None))

    def question(self, entry: Any, marks: Marks) -> BankQuestion | None:
        """A question of a bank: what it has of its own, and the body of its block."""
        body = dict(entry) if isinstance(entry, dict) else {}
        own = {key: body.pop(key) for key in ("id", "kind", "module") if key in body}
        facts = self.shaped(QuestionFacts, own if body else entry, marks)
        kind = QUESTIONS.get(own.get("kind", ""))
        if kind is None:
            if facts is not None:
                hint = did_you_mean(facts.kind, QUESTIONS)
                text = f"a bank takes no question of kind '{facts.kind}'{hint}"
                self.problems.append(Problem(marks.at("kind"), "C202", text))
            return None
        block = self.shaped(kind, body, marks)
        if facts is None or block is None:
            return None
        return BankQuestion(facts, block.model_copy(update={"id": facts.id}))


def _id_place(raw: RawBlock) -> tuple[int, int]:
    return raw.place.line, len(f":::{{{raw.kind}}} ") + 1


def load_course(folder: Path) -> Loaded:
    """The course in `folder` and every fault of its form. Reads, writes nothing."""
    reader = _Reader(folder)
    if not folder.is_dir():
        reader.fault(folder, "C001", "there is no such course folder")
        return Loaded(None, tuple(reader.problems), {})
    facts = reader.value(CourseFacts, folder / "course.yaml")
    if facts is not None and facts.format > FORMAT:
        text = f"format {facts.format}, this program reads up to {FORMAT}: update it"
        return Loaded(None, (Problem(facts.at("format"), "C010", text),), reader.texts)
    modules = tuple(
        module
        for number, each in enumerate(reader.module_folders(facts), start=1)
        if (module := reader.module(each, number)) is not None
    )
    replaced = sorted(folder.glob("modules/*/replacements"))
    program = folder / "accountability.yaml"
    parts: dict[str, Any] = {
        "modules": modules,
        "check_ins": reader.lessons(folder / "check-ins"),
        "replacements": tuple(x for path in replaced for x in reader.lessons(path)),
        "presenters": reader.entries(Presenter, folder / "presenters.yaml"),
        "stories": reader.entries(Story, folder / "stories.yaml"),
        "sources": reader.entries(Source, folder / "sources.yaml"),
        "banks": reader.banks(),
        "slots": reader.value(Slots, folder / "slots.yaml", needed=False) or Slots(),
        "accountability": reader.value(Program, program, needed=False),
    }
    course = None if facts is None else Course(str(folder), facts, **parts)
    if course is not None:
        course = courses.in_every_language(course)
    return Loaded(course, tuple(reader.problems), reader.texts)


def load_agency(path: Path) -> tuple[Agency | None, Loaded]:
    """One agency file, and the faults of its form."""
    reader = _Reader(path.parent)
    agency = reader.value(Agency, path)
    if agency is not None:
        agency = translations.in_every_language(agency)
    return agency, Loaded(None, tuple(reader.problems), reader.texts)


def load_stories(folder: Path) -> dict[str, Story]:
    """The consent register of one course alone; what cannot be read is left out."""
    return _Reader(folder).entries(Story, folder / "stories.yaml")


def consents(source: Path) -> dict[str, dict[str, Story]]:
    """Course -> its consent register, of every course in course_src/."""
    return {path.name: load_stories(path) for path in course_folders(source)}


def course_folders(source: Path) -> list[Path]:
    """Every course in course_src/: a folder with a course.yaml, by name."""
    if not source.is_dir():
        return []
    with os.scandir(source) as entries:
        names = sorted(entry.name for entry in entries if entry.is_dir())
    return [source / n for n in names if (source / n / "course.yaml").is_file()]


def agency_files(source: Path) -> list[Path]:
    """Every agency file in course_src/agencies/, by name."""
    found = (source / "agencies").glob("*.y*ml")
    return sorted(path for path in found if path.suffix in (".yaml", ".yml"))


def agencies(source: Path) -> dict[str, Agency]:
    """Agency id -> its file's values, of every file that can be read."""
    read = (load_agency(path)[0] for path in agency_files(source))
    return {each.id: each for each in read if each is not None}
