"""A course -> the same course with other words: every text that a learner reads, in order.

One walk serves both to list the texts and to replace them. Ids, places, files and right
answers stay what they are.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, TypeVar, get_args, get_origin

from janeschool_scorm.blocks.choice import Choice, starred, unstarred
from janeschool_scorm.blocks.sort import Sort
from janeschool_scorm.model import Bank, Block, Course, Lesson, Module, Prose
from janeschool_scorm.problems import Place
from janeschool_scorm.translate.prose import paragraphs, replaced
from janeschool_scorm.value import Key, Marks, Read, Value

V = TypeVar("V", bound=Value)


@dataclass(frozen=True, slots=True)
class Text:
    """Words and where they stand; `context` says what they are, without a number in it:
    a text that moves within its lesson or its block stays the same text.
    """

    words: str
    context: str
    place: Place
    note: str = ""
    markdown: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """The words for a text in another language, and where they were found."""

    words: str
    place: Place


Say = Callable[[Text], Said]
#: Block -> its files that are others in that language: key of the block -> name.
Files = Callable[[Block], Mapping[str, str]]


def translated(course: Course, say: Say, files: Files = lambda _: {}) -> Course:
    """The course in the words of `say`, which is asked in the order of reading."""
    speaker = _Speaker(say, files)
    return replace(
        course,
        facts=speaker.value(course.facts, "course"),
        modules=tuple(speaker.module(each) for each in course.modules),
        check_ins=tuple(map(speaker.lesson, course.check_ins)),
        replacements=tuple(map(speaker.lesson, course.replacements)),
        banks={name: speaker.bank(bank) for name, bank in course.banks.items()},
        presenters={
            name: speaker.value(each, "presenter")
            for name, each in course.presenters.items()
        },
    )


def file_for(name: str, language: str) -> str:
    """`talk.en.vtt` or `talk.vtt` -> `talk.es.vtt`: the same file in another language."""
    stem, _, suffix = name.rpartition(".")
    first, _, last = stem.rpartition(".")
    stem = first if first and last.isalpha() and len(last) in (2, 3) else stem
    return f"{stem}.{language}.{suffix}"


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Walks through values with someone who knows the words, and the files."""

    say: Say
    files: Files

    def module(self, module: Module) -> Module:
        facts = self.value(module.facts, module.id)
        lessons = tuple(map(self.lesson, module.lessons))
        return replace(module, facts=facts, lessons=lessons)

    def lesson(self, lesson: Lesson) -> Lesson:
        head = self.value(lesson.head, lesson.id)
        parts = tuple(self._part(part, lesson.id) for part in lesson.parts)
        return Lesson(head, parts)

    def bank(self, bank: Bank) -> Bank:
        questions = tuple(
            replace(each, block=self.block(each.block, bank.id))
            for each in bank.questions
        )
        return replace(bank, questions=questions)

    def _part(self, part: Prose | Block, lesson: str) -> Prose | Block:
        if isinstance(part, Block):
            return self.block(part, lesson)
        first = Place(part.place.path, part.place.line)
        return Prose(self.markdown(part.text, lesson, first).words, part.place)

    def block(self, block: Block, within: str) -> Block:
        context = f"{within}/{block.id or block.kind}"
        if isinstance(block, Choice):
            return self._starred(block, context)
        new = self.value(block, context).model_copy(update=dict(self.files(block)))
        if isinstance(new, Sort) and isinstance(block, Sort):
            return _regrouped(block, new)
        return new

    def _starred(self, block: Choice, context: str) -> Choice:
        """The stars of the right options are not the translator's to type."""
        bare = block.model_copy(update={"options": block.texts})
        new = self.value(bare, context)
        options = tuple(
            f"{text} *" if starred(old) else text
            for old, text in zip(
                block.options, map(unstarred, new.options), strict=True
            )
        )
        return new.model_copy(update={"options": options})

    def value(self, value: V, context: str) -> V:
        """A copy with other words, that knows where those stand."""
        found = _Found()
        fields = _changed(
            value, (), lambda *text: self._said(found, value, context, *text)
        )
        if not found.places:
            return value
        path = next(iter(found.places.values())).path
        places = {keys: (x.line, x.column) for keys, x in found.places.items()}
        first = min(places.values())
        new = value.model_copy(update=fields)
        return new.with_marks(Marks(path, {(): first, **places}))

    def _said(
        self,
        found: "_Found",
        value: Value,
        context: str,
        path: tuple[Key, ...],
        words: str,
        read: Read,
    ) -> str:
        name = "/".join(str(key) for key in path if isinstance(key, str))
        place = value.at(*path)
        if read.markdown:
            start = Place(place.path, place.line + 1) if "\n" in words else place
            said = self.markdown(words, f"{context}/{name}", start)
        else:
            said = self.say(Text(words, f"{context}/{name}", place, name))
        found.places[path] = said.place
        return said.words

    def markdown(self, text: str, context: str, start: Place) -> Said:
        """Markdown with each paragraph, heading, list item and cell in other words."""
        old, found = paragraphs(text), []
        for each in old:
            place = Place(start.path, start.line + each.line)
            words = Text(each.words, context, place, each.note, markdown=True)
            found.append(self.say(words))
        new = replaced(text, old, [each.words for each in found])
        return Said(new, found[0].place if found else start)


@dataclass(frozen=True, slots=True)
class _Found:
    """Where the words of one value were found, by the path of each."""

    places: dict[tuple[Key, ...], Place] = field(default_factory=dict)


def _regrouped(old: Sort, new: Sort) -> Sort:
    """Each item in the group whose old name it had."""
    names = dict(zip(old.groups, new.groups, strict=True))
    items = tuple(
        item.model_copy(update={"group": names.get(was.group, was.group)})
        for was, item in zip(old.items, new.items, strict=True)
    )
    return new.model_copy(update={"items": items})


_Change = Callable[[tuple[Key, ...], str, Read], str]


def _changed(value: Value, path: tuple[Key, ...], change: _Change) -> dict[str, Any]:
    """Field -> its value with every text for a learner changed."""
    found = {}
    for name, info in type(value).model_fields.items():
        given = getattr(value, name)
        key = (*path, info.alias or name)
        found[name] = _part(given, info.annotation, info.metadata, key, change)
    return found


def _part(
    given: Any, kind: Any, marks: Iterable[Any], path: tuple[Key, ...], change: _Change
) -> Any:
    kind, marks = _plain(kind, marks)
    read = next((mark for mark in marks if isinstance(mark, Read)), None)
    if isinstance(given, str) and read:
        return change(path, given, read)
    if isinstance(given, Value):
        return given.model_copy(update=_changed(given, path, change))
    if isinstance(given, tuple):
        inner = (get_args(kind) or (Any,))[0]
        return tuple(
            _part(each, inner, (), (*path, n), change) for n, each in enumerate(given)
        )
    return given


def _plain(kind: Any, marks: Iterable[Any]) -> tuple[Any, Iterable[Any]]:
    """A type without `Annotated` and `| None` around it, and the marks that it had."""
    while True:
        if get_origin(kind) is Annotated:
            kind, *more = get_args(kind)
            marks = (*marks, *more)
        elif type(None) in get_args(kind):
            kind = next(each for each in get_args(kind) if each is not type(None))
        else:
            return kind, marks
