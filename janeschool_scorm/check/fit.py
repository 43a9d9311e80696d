"""Rules on what a course can do for an agency, and what an agency's wish costs."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from janeschool_scorm.agency import EVERY_COURSE, Agency
from janeschool_scorm.edition import Edition
from janeschool_scorm.model import Course
from janeschool_scorm.problems import Problem, did_you_mean
from janeschool_scorm.worksheet import worksheet


def named_courses(agency: Agency, known: Collection[str]) -> Iterator[Problem]:
    """G103: rules name courses that there are."""
    named: Mapping[tuple[str, ...], Iterable[str]] = {
        ("rules", "course_minutes"): agency.rules.course_minutes,
        ("rules", "modules_out"): agency.rules.modules_out,
        ("accountability",): agency.accountability,
    }
    may = {*known, EVERY_COURSE}
    for keys, names in named.items():
        for name in names:
            if name not in may:
                hint = did_you_mean(name, known)
                text = f"{keys[-1]} names '{name}', and there is no such course{hint}"
                yield Problem(agency.at_key(*keys, name), "G103", text)


def left_out(edition: Edition) -> Iterator[Problem]:
    """G106: modules that are left out are there, and a court may switch them off."""
    agency, course = edition.agency, edition.source or edition.course
    known = {module.id: module for module in course.modules}
    for number, name in enumerate(edition.left_out):
        place = agency.at("rules", "modules_out", course.id, number)
        if name not in known:
            hint = did_you_mean(name, known)
            text = f"{course.id} has no module '{name}'{hint}"
            yield Problem(place, "G106", text)
        elif not known[name].facts.removable:
            may = _names(course)
            text = (
                f"no court may leave out {name} of {course.id}; it may leave out {may}"
            )
            yield Problem(place, "G106", text)


def _names(course: Course) -> str:
    return ", ".join(m.id for m in course.modules if m.facts.removable) or "none"


def bank(edition: Edition) -> Iterator[Problem]:
    """G103: without those modules the bank still has what the final check draws."""
    if not edition.left_out or edition.final_check is None:
        return
    _, draw, left = edition.final_check
    if len(left.questions) < draw.count:
        course = edition.course.id
        text = (
            f"the final check of {course} draws {draw.count} questions, and without "
            f"{', '.join(edition.left_out)} its bank has {len(left.questions)}"
        )
        place = edition.agency.at_key("rules", "modules_out", course)
        yield Problem(place, "G103", text)


def minutes(edition: Edition) -> Iterator[Problem]:
    """G103: no more minutes than the words and media of the edition prove."""
    agency, course = edition.agency, edition.course
    asked = agency.rules.named_minutes(course.id)
    if asked is None:
        return
    proven = worksheet(edition).proven_minutes
    if asked > proven:
        named = course.id in agency.rules.course_minutes
        keys = ("course_minutes", course.id) if named else ("course_minutes",)
        rest = f" without {', '.join(edition.left_out)}" if edition.left_out else ""
        text = (
            f"course_minutes {asked}: the words and media of {course.id}{rest} "
            f"prove {proven}"
        )
        yield Problem(agency.at("rules", *keys), "G103", text)


def dropped(edition: Edition) -> Iterator[Problem]:
    """G110: what packages of single modules cannot keep, since they share no state."""
    if edition.units != "module" or edition.unit:
        return
    rules, course = edition.agency.rules, edition.course.id
    lost = {
        "course_percent": rules.course_percent > 0,
        "course_minutes": rules.named_minutes(course) is not None,
        "daily_minutes": rules.daily_minutes is not None,
        "order": rules.order == "locked" and len(edition.modules) > 1,
    }
    for key in (key for key, is_lost in lost.items() if is_lost):
        what = "within each module only" if key == "order" else "for no one"
        text = f"with units: module, {key} holds {what}: modules share nothing"
        yield Problem(edition.agency.at("rules", key), "G110", text)
    if edition.agency.starts == "completion" and edition.course.check_ins:
        text = (
            "with units: module, SCORM and xAPI packages complete their module and no "
            "course, so the six months never begin: write starts: order or referral"
        )
        yield Problem(edition.agency.at("starts"), "G110", text)


def language(edition: Edition) -> Iterator[Problem]:
    """G103: the course is in a language of the agency; not every agency takes it."""
    facts, wanted = edition.course.facts, edition.language
    if wanted not in facts.languages:
        have = ", ".join(facts.languages)
        text = f"{facts.id} is not in language {wanted}; it has {have}"
        yield Problem(edition.agency.at_language(wanted), "G103", text)


def languages(edition: Edition) -> Iterator[Problem]:
    """G111: a course in one language of the agency is best in all of them."""
    agency, facts = edition.agency, edition.course.facts
    lacking = [each for each in agency.spoken if each not in facts.languages]
    if edition.language in lacking:
        return
    for each in lacking:
        text = f"{facts.id} is not in language {each}: no edition is made in it"
        yield Problem(agency.at_language(each), "G111", text)
