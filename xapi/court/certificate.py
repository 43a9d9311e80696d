"""Make the certificate of completion of facts; refuse it for what is not complete."""

from typing import Final

from xapi.court import figures, layout, spoken
from xapi.court.facts import AGENCY, Evidence, Facts, Proof
from xapi.court.figures import Row
from xapi.court.layout import Content, Form
from xapi.court.wording import checking, court_line, evidence, frame, notices
from xapi.problems import RecordsError

#: states of a case in which a certificate would say too much
_REFUSED: Final = ("non-compliant", "on hold", "transferred", "terminated")


def certificate(facts: Facts, proof: Proof, form: Form) -> Content:
    """Return the content of a certificate in a form. `demand_completion` comes first."""
    said = spoken.words(facts.language)
    own = said["certificate"]
    rows = _rows(facts, said)
    columns = [*own["table"], said["figures"][2]]
    return {
        **frame(facts, proof, own["title"], form),
        "heading": own["heading"],
        "declaration": _declaration(facts, said),
        "blocks": [
            *notices(facts, said),
            figures.table(columns, rows),
            *([layout.text(own["check_ins_left"])] * bool(facts.duties)),
            layout.text(said["not_lines"]),
            {"is": "hand", "text": own["hand"]},
            *figures.legend(said, rows),
            *evidence(facts, said),
            *checking(said, own, proof, facts),
        ],
    }


def demand_completion(facts: Facts) -> None:
    """Raise RecordsError where the records do not prove that the course is complete.

    A case that stands against the person gets none either: the page to the court says
    how it stands.
    """
    if facts.completed is None:
        raise RecordsError(
            f"{facts.token}: no certificate: on {facts.as_of} the records do not show "
            f"that the course was completed. Its status is: {facts.status}."
        )
    if facts.status in _REFUSED:
        raise RecordsError(
            f"{facts.token}: no certificate: on {facts.as_of} the status of the case is: "
            f"{facts.status}. Write the page to the court, which says why."
        )


def _declaration(facts: Facts, said: spoken.Words) -> list[dict[str, object]]:
    own = said["certificate"]
    completed = facts.completed
    values = {
        "name": facts.name,
        "title": figures.course_name(facts, said),
        "day": spoken.day_or(said, completed.at.date() if completed else None),
    }
    return [
        {
            "text": layout.breakable(line.format(**values)),
            "strong": place in own["strong"],
        }
        for place, line in enumerate(own["lines"])
    ]


def _rows(facts: Facts, said: spoken.Words) -> list[Row]:
    roster = Evidence(AGENCY)
    known = [
        Row(said["case_number"], facts.case_number, roster),
        Row(said["court"], court_line(facts), roster),
        Row(said["judge"], facts.judge or "", roster),
    ]
    moments = [("started", facts.started), ("completed", facts.completed)]
    lived = [
        Row(said[name], spoken.moment(said, found.at), found.evidence)
        for name, found in moments
        if found is not None
    ]
    shown = [row for row in known if row.text]
    return [
        *shown,
        *lived,
        *figures.times(facts, said),
        *figures.results(facts, said),
    ]
