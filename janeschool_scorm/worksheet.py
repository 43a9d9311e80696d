"""Edition -> minutes that its words and media prove, by a named formula."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tinytag import TinyTag

from janeschool_scorm.blocks.draw import Draw
from janeschool_scorm.blocks.figure import Figure
from janeschool_scorm.blocks.media import Audio
from janeschool_scorm.edition import Edition
from janeschool_scorm.markdown import plain
from janeschool_scorm.model import Bank, Block, Lesson, Prose

#: Illinois Administrative Code 92, 1066.40: words read at 180 a minute, running time
#: of media (at most 120 minutes of it), one minute for each chart or graph.
FORMULA = "words / 180 + media running time (at most 120 minutes) + 1 minute a chart"
WORDS_A_MINUTE = 180
MEDIA_CAP_SECONDS = 120 * 60
CHART_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Row:
    """What one lesson proves: words, media seconds, charts; `seconds` is their sum."""

    lesson: str
    title: str
    planned_minutes: int
    words: int
    media_seconds: float
    charts: int

    @property
    def seconds(self) -> float:
        read = self.words * 60 / WORDS_A_MINUTE
        return read + self.media_seconds + self.charts * CHART_SECONDS


@dataclass(frozen=True, slots=True)
class Worksheet:
    """The length of an edition, lesson by lesson."""

    rows: tuple[Row, ...]
    placeholders: int

    @property
    def planned_minutes(self) -> int:
        return sum(row.planned_minutes for row in self.rows)

    @property
    def proven_seconds(self) -> Mapping[str, int]:
        """Lesson -> whole seconds that it proves; what media exceed the cap by, shared."""
        media = sum(row.media_seconds for row in self.rows)
        over = max(0.0, media - MEDIA_CAP_SECONDS) / media if media else 0.0
        return {
            row.lesson: int(row.seconds - over * row.media_seconds) for row in self.rows
        }

    @property
    def proven_minutes(self) -> int:
        """Whole minutes, rounded down: a court must never be told more than is there."""
        media = sum(row.media_seconds for row in self.rows)
        over = max(0.0, media - MEDIA_CAP_SECONDS)
        return int((sum(row.seconds for row in self.rows) - over) // 60)

    @property
    def demonstration(self) -> bool:
        """Does a placeholder stand in for something that is still to be recorded?"""
        return self.placeholders > 0


def media_seconds(path: Path) -> float:
    """Running time of a video or audio file, in seconds.

    Raises tinytag's `TinyTagException` where the file is no media file.
    """
    return TinyTag.get(path).duration or 0.0


def count(text: str) -> int:
    """Words of a text."""
    return len(text.split())


def block_words(block: Block, banks: Mapping[str, Bank]) -> int:
    """Words of a block; a drawn check counts as that many average questions."""
    if not isinstance(block, Draw):
        return count(block.words())
    questions = banks[block.bank].questions
    total = sum(count(question.block.words()) for question in questions)
    return total * block.count // len(questions)


def lesson_row(lesson: Lesson, media: Path, banks: Mapping[str, Bank]) -> Row:
    """What one lesson proves."""
    words = sum(
        count(plain(part.text)) if isinstance(part, Prose) else block_words(part, banks)
        for part in lesson.parts
    )
    playing = [block for block in lesson.blocks if isinstance(block, Audio)]
    return Row(
        lesson=lesson.id,
        title=lesson.title,
        planned_minutes=lesson.minutes,
        words=words + count(lesson.title),
        media_seconds=sum(media_seconds(media / block.src) for block in playing),
        charts=sum(isinstance(b, Figure) and b.chart for b in lesson.blocks),
    )


def worksheet(edition: Edition) -> Worksheet:
    """The length of the edition, by `FORMULA`."""
    course = edition.course
    media = Path(course.folder) / "media"
    rows = tuple(lesson_row(each, media, course.banks) for each in edition.lessons)
    placeholders = sum(
        isinstance(block, Audio) and block.placeholder
        for lesson in edition.lessons
        for block in lesson.blocks
    )
    return Worksheet(rows, placeholders)
