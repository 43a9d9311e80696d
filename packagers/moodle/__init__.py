"""Finished SCORM packages -> a Moodle course backup (.mbz), made by hand.

What a restore needs is no standard: it was found by restoring on Moodle 4.5.6, and the
tests beside this target name each finding.
"""

from janeschool_scorm.edition import Edition
from janeschool_scorm.problems import Problem
from janeschool_scorm.target import Content, Files, Package, Target
from packagers.moodle.activity import activity_files
from packagers.moodle.course import course_files
from packagers.moodle.information import information
from packagers.moodle.plan import sections
from packagers.moodle.pool import files_xml, pool, records
from packagers.xml import to_bytes

_SUFFIX = ".mbz"


def _wrap(packages: tuple[Package, ...]) -> Files:
    """All files of the backup: the course is the first package, check-ins follow."""
    edition = packages[0].edition
    parts, name = sections(packages), f"{edition.name}{edition.group}-moodle"
    files = records(each for part in parts for each in part.activities)
    roots = {
        "moodle_backup.xml": information(edition, f"{name}{_SUFFIX}", parts),
        "files.xml": files_xml(files),
        **course_files(edition, parts),
    }
    for part in parts:
        for activity in part.activities:
            own = [each for each in files if each.activity is activity]
            roots |= activity_files(activity, part, own)
    made: dict[str, Content] = {name: to_bytes(root) for name, root in roots.items()}
    return made | dict(pool(files))


def _check(edition: Edition) -> list[Problem]:
    """G112: what a backup loses of the agency's wishes, and LMSs that restore none."""
    agency, found = edition.agency, []
    if edition.units == "module":
        text = (
            "a Moodle backup holds the course as one activity, not one for each module"
        )
        found.append(Problem(agency.at("units"), "G112", text))
    if "moodle" in agency.targets and agency.lms not in ("moodle", "generic"):
        place = agency.at("targets", agency.targets.index("moodle"))
        found.append(Problem(place, "G112", f"{agency.lms} restores no Moodle backup"))
    if edition.cohort and agency.starts == "completion" and edition.course.check_ins:
        text = (
            f"check-ins open on days counted from {edition.cohort}, and starts: "
            "completion judges each person from their own day: write order or referral"
        )
        found.append(Problem(agency.at("starts"), "G112", text))
    return found


def _none(*_given: object) -> Files:
    """The files are those of the packages inside."""
    return {}


TARGET = Target(
    name="moodle",
    label="Moodle course backup (4.x), with SCORM 1.2 and check-ins inside",
    scripts=(),
    static=_none,
    manifest=_none,
    check=_check,
    contains="scorm12",
    wrap=_wrap,
    suffix=_SUFFIX,
)
