"""Make the page to the court of facts: every string of it, in its order.

`page` returns what `page.typ` lays out: blocks of finished text. Whatever stands on the
page is decided here, so that a test can read it without a PDF.
"""

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from xapi.court import figures, layout, spoken
from xapi.court.duties import check_ins, conflicts
from xapi.court.facts import Facts, Letterhead, Proof, Ruling
from xapi.court.layout import Block, Content, Form
from xapi.court.spoken import Words

#: fingerprints of packages that are written out
_PACKAGES: Final = 4
#: letters of a fingerprint on the page; the index has them whole
_SHORT: Final = 16
#: states of a case that do not say whether the course was completed
_SILENT: Final = (
    *("check-in due", "check-in missed", "non-compliant", "complete"),
    *("on hold", "transferred", "terminated"),
)


def page(facts: Facts, proof: Proof, form: Form) -> Content:
    """Return the content of the page in a form."""
    said = spoken.words(facts.language)
    rows = list(figures.figures(facts, said))
    return {
        **frame(facts, proof, said["title"], form),
        "heading": said["heading"],
        "right": list(_corner(facts, said)),
        "blocks": [
            *notices(facts, said),
            _status(facts, said),
            _case(facts, said, form),
            figures.table(said["figures"], rows),
            *check_ins(facts, said, form),
            *conflicts(facts, said, form),
            layout.heading(said["not"]),
            layout.text(said["not_lines"]),
            layout.heading(said["evidence"]),
            *figures.legend(said, rows),
            *evidence(facts, said),
            *checking(said, said, proof, facts),
        ],
    }


def frame(facts: Facts, proof: Proof, title: str, form: Form) -> Content:
    """Return what every document of ours has around its blocks."""
    on, said = facts.as_of, spoken.words(facts.language)
    return {
        "language": said["language"],
        "title": title.format(day=spoken.day(said, on)),
        "keywords": _for_machines(facts, proof),
        "day": [on.year, on.month, on.day],
        "size": form.size,
        "pad": form.pad,
        "agency": {
            "name": layout.breakable(facts.agency.name),
            "lines": [layout.breakable(line) for line in _lines(facts.agency)],
        },
    }


def _for_machines(facts: Facts, proof: Proof) -> list[str]:
    """Return what `verify` reads: the same as on the page, and no name."""
    about = {
        "kind": proof.kind,
        "token": facts.token,
        "course": facts.course.id,
        "enrolment": facts.enrolment,
        "as-of": facts.as_of,
        "number": proof.number,
        "code": proof.code,
        "records-sha256": facts.records_hash,
    }
    return [f"{name}={quote(str(value), safe='')}" for name, value in about.items()]


def notices(facts: Facts, said: Words) -> Iterator[Block]:
    """Yield what must be read before all else."""
    course = facts.course
    if not course.demonstration:
        return
    text = said["demonstration"]
    if course.proven_minutes is not None:
        text = said["demonstration_minutes"].format(minutes=course.proven_minutes)
    yield {"is": "notice", "text": text}


def evidence(facts: Facts, said: Words) -> Iterator[Block]:
    """Yield what was read to make the page, so that it can be read again."""
    if facts.packages:
        shown = ", ".join(name[:_SHORT] for name in facts.packages[:_PACKAGES])
        more = len(facts.packages) - _PACKAGES
        form = said["packages_more" if more > 0 else "packages"]
        yield layout.small(form.format(packages=shown, count=more))
    record = layout.breakable(said["record"].format(token=facts.token), layout.LINE)
    if facts.records:
        used = spoken.counted(said["records"], facts.records)
        yield layout.small(f"{record} {used}")
        yield layout.fixed(facts.records_hash)
    else:
        yield layout.small(f"{record} {said['records_none']}")


def checking(said: Words, own: Words, proof: Proof, facts: Facts) -> Iterator[Block]:
    """Yield how to check the document; `own` has the words that differ by kind."""
    number = own["number"].format(number=proof.number)
    code = said["code"].format(code=proof.code)
    yield {"is": "number", "text": number, "beside": code}
    phone = facts.agency.phone
    yield layout.text(own["paper" if phone else "paper_no_phone"].format(phone=phone))
    if proof.certificate is None:
        yield layout.text(said["unsigned"])
    else:
        yield layout.text(said["signed"])
        yield layout.fixed(proof.certificate)


def court_line(facts: Facts) -> str:
    """Return name and address of the court; '' where it is not known."""
    court = facts.court
    return ", ".join([court.name, *court.address]) if court else ""


def _lines(letterhead: Letterhead) -> list[str]:
    phone = [letterhead.phone] if letterhead.phone else []
    return [*letterhead.address, *phone]


def _corner(facts: Facts, said: Words) -> Iterator[str]:
    yield said["as_of"].format(day=spoken.day(said, facts.as_of))
    yield said["zone"].format(zone=facts.zone or "UTC")


def _status(facts: Facts, said: Words) -> Block:
    head, sentence = said["statuses"][facts.status]
    lines = [" ".join([sentence, *_more(facts, said)])]
    lines += [_ruling(each, said) for each in facts.rulings]
    if facts.earlier:
        lines.append(spoken.counted(said["earlier"], facts.earlier))
    return {
        "is": "box",
        "head": said["status"].format(status=head),
        "lines": [layout.breakable(line, layout.LINE) for line in lines],
    }


def _more(facts: Facts, said: Words) -> Iterator[str]:
    """Yield since when, by which rule, and what else the court's word leaves open."""
    if facts.since is not None:
        yield said["since"].format(day=spoken.day(said, facts.since))
    if facts.rule == "deadline":
        yield said["rule_deadline"]
    elif facts.fired_on and facts.condition and facts.asked_count and facts.counted:
        what = spoken.counted(said["conditions"][facts.condition], facts.asked_count)
        weeks = spoken.weeks(said, facts.counted)
        day = spoken.day(said, facts.fired_on)
        yield said["rule"].format(day=day, what=what, weeks=weeks)
    if facts.status in _SILENT and facts.finished_on:
        yield said["course_done"].format(day=spoken.day(said, facts.finished_on))
    elif facts.status in _SILENT:
        yield said["course_open"]
    if not facts.records:
        yield said["no_records"].format(day=spoken.day(said, facts.as_of))


def _ruling(ruling: Ruling, said: Words) -> str:
    open_end = ruling.decision == "hold" and ruling.to_day is None
    form = said["rulings"]["hold_open" if open_end else ruling.decision]
    return str(
        form.format(
            reason=ruling.reason.rstrip("."),
            author=ruling.author,
            decided=spoken.day(said, ruling.decided_on),
            from_day=spoken.day_or(said, ruling.from_day),
            to_day=spoken.day_or(said, ruling.to_day),
        )
    )


def _case(facts: Facts, said: Words, form: Form) -> Block:
    order = facts.order if form.order else said["order_long"]
    rows = [
        (said["name"], facts.name),
        (said["case_number"], facts.case_number),
        (said["court"], court_line(facts)),
        (said["judge"], facts.judge),
        (said["order"], facts.order and order),
    ]
    return layout.table(said["case"], [2, 7], [(a, b) for a, b in rows if b])
