"""Rules on what an LMS must keep of a course, and on how large its package may be."""

from collections.abc import Iterator
from pathlib import Path

from janeschool_scorm.agency import Agency, Rules
from janeschool_scorm.check.case import Case
from janeschool_scorm.edition import Edition
from janeschool_scorm.problems import Problem
from janeschool_scorm.resume_size import fields_wanted, resume_bound, rows_wanted
from janeschool_scorm.standards import FIELDS_12, PROFILES, RESUME_LONGEST, ROWS_12

_MEGABYTE = 1_000_000


def resume(case: Case) -> Iterator[Problem]:
    """B101: the resume code fits, whatever a learner does."""
    size = resume_bound(case.course)
    if size > RESUME_LONGEST:
        text = f"the resume code may reach {size} characters, of at most {RESUME_LONGEST}: divide the course"
        yield Problem(case.course.facts.at(), "B101", text)


def rows(case: Case) -> Iterator[Problem]:
    """B103: what is sent again at each start stays light."""
    wanted = rows_wanted(case.course, Rules())
    fields = fields_wanted(case.course, min(wanted, ROWS_12))
    place = case.course.facts.at()
    if wanted > ROWS_12:
        text = (
            f"{wanted} interaction rows, of which {ROWS_12} are written: the answers "
            "of the others stay in the resume code alone"
        )
        yield Problem(place, "B103", text)
    if fields >= FIELDS_12:
        text = f"{fields} elements in all, of at most {FIELDS_12 - 1}: fewer modules"
        yield Problem(place, "B103", text)


def package(edition: Edition) -> Iterator[Problem]:
    """B102, B104: the agency's LMS takes a package of that size."""
    agency = edition.agency
    profile = PROFILES[agency.lms]
    size = _media_bytes(edition) / _MEGABYTE
    text = f"the media of {edition.course.id} are {size:.0f} MB, and {agency.lms} "
    if size > profile.megabytes:
        text += f"takes {profile.megabytes} MB ({profile.source})"
        yield Problem(agency.at("lms"), "B104", text)
    elif size > profile.ample:
        text += f"may take long for more than {profile.ample} MB"
        yield Problem(agency.at("lms"), "B102", text)


def _media_bytes(edition: Edition) -> int:
    folder = Path(edition.course.folder) / "media"
    names = {
        name
        for lesson in edition.lessons
        for block in lesson.blocks
        for name in block.media().values()
    }
    paths = (folder / name for name in names)
    return sum(path.stat().st_size for path in paths if path.is_file())


def failing(agency: Agency) -> Iterator[Problem]:
    """G105: an LMS that ends the attempt on `failed` leaves no way to try again."""
    if agency.rules.failed_after_last_try and not PROFILES[agency.lms].failed:
        text = (
            f"{agency.lms} may close the course on `failed`: a learner who is given "
            "more tries must then start anew"
        )
        yield Problem(agency.at("rules", "failed_after_last_try"), "G105", text)
