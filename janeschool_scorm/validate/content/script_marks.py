"""A script, alone or inside a page -> all that the rules want to know of it."""

from janeschool_scorm.validate.content.habits import habits
from janeschool_scorm.validate.content.loads import loads, trackers
from janeschool_scorm.validate.content.marks import Address, Mark, Marks, Use
from janeschool_scorm.validate.content.script import scanned
from janeschool_scorm.validate.content.secrets import secrets
from janeschool_scorm.validate.content.traces import SIGNS, own_lms, uses


def add_script(marks: Marks, source: str, offset: int = 0) -> None:
    """Judge a script that begins at that offset of its file."""
    script = scanned(source)
    found = [*habits(script), *own_lms(script), *secrets(source, script)]
    found += trackers(script.code)
    marks.marks += [Mark(one.code, one.at + offset, one.text) for one in found]
    marks.addresses += [
        Address(one.kind, one.written, one.at + offset) for one in loads(script)
    ]
    marks.uses += [
        Use(one.sets, one.element, one.value, one.at + offset) for one in uses(script)
    ]
    for sign, pattern in SIGNS.items():
        seen = pattern.search(script.code)
        if seen is not None:
            marks.signs.setdefault(sign, seen.start() + offset)
