"""Say what stands in calendars, in English and Spanish.

A learner's calendar is seen by others: on a lock screen, in a family's calendar. Nothing
in it names the course, the agency, the court or a reason.
"""

from collections.abc import Mapping
from typing import Final

_ENGLISH: Final = {
    "calendar": "Check-ins",
    "check_in": "Check-in {number} of {count}",
    "check_in_done": "Check-in {number} of {count}: done",
    "course": "Course: last day",
    "course_done": "Course: done",
    "open": "Open from {opens}. Please finish it by the end of {due}.",
    "late": "Until {late} it still counts, as late.",
    "last_day": "Please finish the course by the end of this day.",
    "later": "The days of your check-ins come after you finish the course.",
    "call": "Questions? Call {phone}.",
    "agency_calendar": "Due days",
    "agency_check_in": "{token}: check-in, week {week} ({status})",
    "agency_course": "{token}: course ({status})",
    "agency_open": "Open from {opens}.",
    "agency_due": "Due {due}.",
    "agency_late": "Late until {late}.",
    "court": "Court: {court}.",
    "officer": "Officer: {officer}.",
}
_SPANISH: Final = {
    "calendar": "Seguimiento",
    "check_in": "Seguimiento {number} de {count}",
    "check_in_done": "Seguimiento {number} de {count}: hecho",
    "course": "Curso: último día",
    "course_done": "Curso: terminado",
    "open": "Abierto desde el {opens}. Complételo a más tardar el {due}.",
    "late": "Hasta el {late} todavía cuenta, como tardío.",
    "last_day": "Complete el curso a más tardar este día.",
    "later": "Los días de sus seguimientos vendrán cuando termine el curso.",
    "call": "¿Preguntas? Llame al {phone}.",
    "agency_calendar": "Días de vencimiento",
    "agency_check_in": "{token}: seguimiento, semana {week} ({status})",
    "agency_course": "{token}: curso ({status})",
    "agency_open": "Abierto desde el {opens}.",
    "agency_due": "Vence el {due}.",
    "agency_late": "Tardío hasta el {late}.",
    "court": "Tribunal: {court}.",
    "officer": "Oficial: {officer}.",
}
WORDS: Final[Mapping[str, Mapping[str, str]]] = {"en": _ENGLISH, "es": _SPANISH}
#: status of a duty -> the word for it
STATUS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {},
    "es": {
        "upcoming": "próximo",
        "open": "abierto",
        "overdue": "vencido",
        "missed": "no hecho",
        "kept": "cumplido",
        "done": "terminado",
        "late": "tardío",
        "excused": "dispensado",
        "on hold": "en pausa",
        "transferred": "transferido",
        "terminated": "cerrado",
    },
}


def say(language: str, name: str, **values: object) -> str:
    """Return a sentence. Raises KeyError for one that is not known."""
    return WORDS[language][name].format(**values)


def status(language: str, word: str) -> str:
    """Return the word for a status."""
    return STATUS[language].get(word, word)
