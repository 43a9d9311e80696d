"""Course -> the most that an LMS must keep: characters of the resume code, and rows.

The twin of `player/resume.js` and of `reserve` in `player/ledger.js`: whatever a learner
does, the code is never longer than this. A test holds both together.
"""

from collections.abc import Callable, Iterable, Mapping

from janeschool_scorm.agency import Rules
from janeschool_scorm.blocks.attest import Attest
from janeschool_scorm.blocks.choice import Choice
from janeschool_scorm.blocks.draw import Draw
from janeschool_scorm.blocks.fill_in import FillIn
from janeschool_scorm.blocks.match import Match
from janeschool_scorm.blocks.media import Audio
from janeschool_scorm.blocks.numeric import Numeric
from janeschool_scorm.blocks.order import Order
from janeschool_scorm.blocks.sort import Sort
from janeschool_scorm.blocks.true_false import TrueFalse
from janeschool_scorm.model import Bank, Block, Course
from janeschool_scorm.standards import FIELDS_A_ROW, FIELDS_AN_OBJECTIVE_12

#: Base 36 digits of: minutes since 1970 (until 2084), seconds of a lesson (466 hours),
#: seconds that a course is open (two years), a sequence number (1.6 million saves).
_TIME, _SECONDS, _WALL, _SEQUENCE = 5, 4, 5, 4
#: Five ranges of an unfinished recording below 13 hours, as `ranges.js` writes them.
_PLAYED = len("o__") + 10 * 3 + 9
#: An item that is in slots.yaml alone: of a question, the widest answer in parts.
_RETIRED = 8
_SESSIONS = 20
#: Characters of `JS1.1.`, fingerprint, crc, the dots between, and of
#: sessions, block, day, seconds of that day, and since a break.
_HEAD = len("JS1.1.") + 8 + 1 + _SEQUENCE + 1 + 7 + 1
_SESSION_COUNT, _BLOCK, _DAY, _TODAY, _STRETCH = 3, 2, 3, 4, 4


def _digits(number: int) -> int:
    """Base 36 digits of a number."""
    count = 1
    while number >= 36:
        number //= 36
        count += 1
    return count


def _packed(parts: int, most: int) -> int:
    """Digits from 1 to `most` as one number in base 9."""
    return most * int(9**parts - 1) // 8


def _letters(block: Choice) -> int:
    last = 1 << len(block.options)
    return last - 1 if block.several else last // 2


#: Kind -> the largest number that stands for an answer, as `answers.js` makes it.
_ANSWERS: Mapping[str, Callable[..., int]] = {
    Choice.kind: _letters,
    TrueFalse.kind: lambda _: 2,
    Match.kind: lambda block: _packed(len(block.pairs), len(block.pairs)),
    Sort.kind: lambda block: _packed(len(block.items), len(block.groups)),
    Order.kind: lambda block: _packed(len(block.items), len(block.items)),
    FillIn.kind: lambda block: len(block.answers) + 1,
    Numeric.kind: lambda _: (10**9 - 1) * 20 + 20,
}


def _answer(block: Block) -> int:
    """Digits of the widest answer; 0 where the block has none that is right."""
    most = _ANSWERS.get(block.kind)
    return _digits(int(most(block))) if most else 0


def _item(block: Block) -> int:
    """Characters of one item: status, tries, answer, time, what was played."""
    if isinstance(block, Audio):
        return _PLAYED
    time = 1 + _TIME if isinstance(block, Attest) else 0
    answer = _answer(block)
    return 1 + (1 + answer if answer else 0) + time


def _map(widths: Mapping[int, int]) -> int:
    """Entries by place, with commas, and a mark where a place does not follow."""
    marks = sum(
        _digits(place) + 1 for place in widths if place and place - 1 not in widths
    )
    return sum(widths.values()) + marks + max(0, len(widths) - 1)


def _places(have: Mapping[str, int], left_out: Iterable[str]) -> dict[int, str]:
    """Place -> id of all that may be in a code, retired ids too."""
    gone = set(left_out)
    return {place: name for name, place in have.items() if name not in gone}


def _bank_ids(course: Course) -> list[str]:
    return [q.id for bank in course.banks.values() for q in bank.questions]


def _lessons(course: Course) -> int:
    others = (lesson.id for lesson in course.check_ins)
    return _map(dict.fromkeys(_places(course.slots.lessons, others), 1 + _SECONDS))


def _items(course: Course) -> int:
    apart = [b.id for lesson in course.check_ins for b in lesson.tracked]
    known = {
        block.id: _item(block)
        for lesson in (*course.lessons, *course.replacements)
        for block in lesson.tracked
    }
    places = _places(course.slots.items, (*apart, *_bank_ids(course)))
    return _map({place: known.get(name, _RETIRED) for place, name in places.items()})


def _drawn(course: Course) -> tuple[Draw, Bank] | None:
    for lesson in course.lessons:
        for block in lesson.blocks:
            if isinstance(block, Draw) and block.bank in course.banks:
                return block, course.banks[block.bank]
    return None


def _check(course: Course) -> int:
    """A try of the final check in progress, with its widest questions drawn."""
    found = _drawn(course)
    if found is None:
        return 0
    draw, bank = found
    places = course.slots.items
    widths = sorted(
        (_answer(q.block) + _digits(places.get(q.id, 0)) + 1 for q in bank.questions),
        reverse=True,
    )[: draw.count]
    head = (1, 2, 2, _digits(2 ** len(course.modules) - 1), 7)
    return sum(head) + len(head) + len("o") + sum(widths) + max(0, len(widths) - 1)


def _totals(course: Course) -> int:
    at = _digits(max(course.slots.lessons.values(), default=0) + 1)
    parts = (
        *(_SESSION_COUNT, _WALL, at, _BLOCK, _TIME, _TIME),
        *(_DAY, _TODAY, _TIME, _STRETCH),
    )
    return sum(parts) + len(parts) - 1


def resume_bound(course: Course) -> int:
    """Characters of the longest resume code that a learner of the course can have."""
    parts = (_totals(course), _lessons(course), _check(course), _items(course))
    return _HEAD + sum(parts) + len(parts) - 1


def rows_wanted(course: Course, rules: Rules) -> int:
    """Interaction rows of sessions, modules, scores, first answers and the first check."""
    found = _drawn(course)
    check = rules.check_attempts + found[0].count if found else 0
    asked = [block for lesson in course.lessons for block in lesson.tracked]
    answers = sum(block.scored for block in asked)
    return _SESSIONS + len(course.modules) + check + answers


def fields_wanted(
    course: Course, rows: int, *, objective: int = FIELDS_AN_OBJECTIVE_12
) -> int:
    """CMI elements with so many rows: objectives and the core beside them."""
    core = 10
    return rows * FIELDS_A_ROW + (len(course.modules) + 1) * objective + core
