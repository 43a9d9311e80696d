"""Know what Moodle's columns, states and months are called in English and Spanish.

A mapping file names them for any other language (`mapped`). Spanish: Moodle's language
pack; English: exports of Moodle 4.5.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

#: what a column holds -> its headings, in lower case
_HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("name", "full name", "first name / last name", "nombre"),
    "firstname": ("first name", "nombre"),
    "lastname": ("last name", "apellido(s)", "apellidos"),
    "username": ("username", "nombre de usuario"),
    "idnumber": ("id number", "número de id", "número id"),
    "email": ("email address", "dirección de correo", "correo electrónico"),
    "attempt": ("attempt", "intento"),
    "began": ("started on", "comenzado en"),
    "seen": ("last accessed on", "último acceso en"),
    "score": ("score", "puntuación"),
    "element": ("element", "elemento"),
    "value": ("value", "valor"),
    "downloaded": ("last downloaded from this course",),
}
#: of numbered columns the word before the number
_NUMBERED: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("question", "pregunta"),
    "response": ("response", "respuesta"),
    "pattern": ("right answer", "respuesta correcta"),
    "result": ("result", "resultado"),
}
_STATES: Final[Mapping[str, tuple[str, ...]]] = {
    "passed": ("passed", "pasado"),
    "failed": ("failed", "error"),
    "completed": ("completed", "completado", "finalizado"),
    "incomplete": ("incomplete", "incompleto", "not completed", "no completado"),
    "not attempted": ("not attempted", "no se ha intentado", "-"),
    "browsed": ("browsed",),
}
#: from January on, in English and in Spanish
MONTHS: Final = (
    ("january", "enero"),
    ("february", "febrero"),
    ("march", "marzo"),
    ("april", "abril"),
    ("may", "mayo"),
    ("june", "junio"),
    ("july", "julio"),
    ("august", "agosto"),
    ("september", "septiembre", "setiembre"),
    ("october", "octubre"),
    ("november", "noviembre"),
    ("december", "diciembre"),
)


@dataclass(frozen=True)
class Words:
    """Words of one or more languages; keys in lower case."""

    headings: Mapping[str, str] = field(default_factory=lambda: _turned(_HEADINGS))
    numbered: Mapping[str, str] = field(default_factory=lambda: _turned(_NUMBERED))
    states: Mapping[str, str] = field(default_factory=lambda: _turned(_STATES))
    months: Mapping[str, int] = field(
        default_factory=lambda: {
            word: number for number, words in enumerate(MONTHS, 1) for word in words
        }
    )

    def heading(self, text: str) -> str | None:
        """Return what a column of that heading holds."""
        return self.headings.get(text.lower())

    def numbered_heading(self, text: str) -> tuple[str, int] | None:
        """Return what a numbered column holds, and its number: `Response 3`."""
        word, _, number = text.rpartition(" ")
        kind = self.numbered.get(word.lower())
        if kind is None or not (number.isdecimal() and len(number) < 6):
            return None
        return kind, int(number)

    def state(self, text: str) -> str | None:
        """Return `passed`, `failed`, `completed`, `incomplete`, ... of a cell."""
        return self.states.get(text.lower())


def with_more(
    headings: Mapping[str, str], states: Mapping[str, str], months: Mapping[str, int]
) -> Words:
    """Return the words known here and others: word -> what it means.

    A heading may mean a column (`attempt`) or a numbered one (`response`).
    """
    known = Words()
    plain = {k.lower(): v for k, v in headings.items() if v in _HEADINGS}
    numbered = {k.lower(): v for k, v in headings.items() if v in _NUMBERED}
    return Words(
        {**known.headings, **plain},
        {**known.numbered, **numbered},
        {**known.states, **{k.lower(): v for k, v in states.items()}},
        {**known.months, **{k.lower(): v for k, v in months.items()}},
    )


#: what a heading and a state may mean
COLUMNS: Final = (*_HEADINGS, *_NUMBERED)
STATES: Final = tuple(_STATES)


def _turned(table: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {word: kind for kind, words in table.items() for word in words}
