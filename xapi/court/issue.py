"""Write pages and certificates as files: whole or not at all, for their owner alone."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from xapi.court import number
from xapi.court.certificate import certificate, demand_completion
from xapi.court.facts import Facts, Proof
from xapi.court.layout import FORMS, Content, Form
from xapi.court.press import CERTIFICATE, PAGE, Print
from xapi.court.wording import page
from xapi.output_files import write_bytes
from xapi.problems import RecordsError
from xapi.roster import file_name

_PRIVATE_FOLDER: Final = 0o700
_LAYOUTS: Final[dict[str, Callable[[Facts, Proof, Form], Content]]] = {
    PAGE: page,
    CERTIFICATE: certificate,
}


@dataclass(frozen=True)
class Workshop:
    """What documents are made with."""

    print: Print
    secret: bytes
    sign: Callable[[bytes], bytes] | None = None  #: None: pages are not signed
    signer: str | None = None  #: fingerprint of the signer's certificate


@dataclass(frozen=True)
class Issued:
    """A document that was written; it says nothing about who it is of."""

    token: str
    course: str
    enrolment: int
    kind: str
    as_of: str
    status: str
    file: str
    number: str
    code: str
    sha256: str
    records: int
    records_sha256: str
    packages: str


@dataclass(frozen=True)
class Refused:
    """A document that was not written, and why."""

    token: str
    reason: str


def issued(
    kind: str, found: Iterable[Facts], workshop: Workshop, folder: Path
) -> Iterator[Issued | Refused]:
    """Write a document for each of some facts into a folder; yield what came of each.

    One that cannot be made stops no other. Raises OSError for a disk that fails.
    """
    folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    listed = list(found)
    pages = Counter(facts.token for facts in listed)
    for facts in listed:
        try:
            if kind == CERTIFICATE:
                demand_completion(facts)
            pdf, proof = made(kind, facts, workshop)
        except RecordsError as error:
            yield Refused(facts.token, str(error))
            continue
        name = _name(kind, facts, alone=pages[facts.token] == 1)
        write_bytes(pdf, folder / name)
        yield _entry(kind, facts, name, pdf, proof)


def made(kind: str, facts: Facts, workshop: Workshop) -> tuple[bytes, Proof]:
    """Return a document in the longest form that fits on a page, and its numbers.

    Raises RecordsError where even the shortest does not.
    """
    proof = Proof(
        kind=kind,
        number=numbered(kind, facts, workshop.secret),
        code=number.code(workshop.secret, facts),
        certificate=workshop.signer,
    )
    for form in FORMS:
        content = _LAYOUTS[kind](facts, proof, form)
        pdf = workshop.print(kind, content)
        if pdf is not None:
            return (workshop.sign(pdf) if workshop.sign else pdf), proof
    raise RecordsError(
        f"{facts.token}: what the key file, the roster or report.toml say is too long "
        "for one page, even in its shortest form: shorten names, addresses or reasons."
    )


def numbered(kind: str, facts: Facts, secret: bytes) -> str:
    """Return the number of a document."""
    course = facts.course
    if kind == CERTIFICATE and facts.completed_utc is not None:
        return number.certificate_number(
            secret, facts.token, course.id, course.version, facts.completed_utc
        )
    return number.page_number(
        secret, facts.token, course.id, facts.enrolment, facts.as_of
    )


def _name(kind: str, facts: Facts, *, alone: bool) -> str:
    """Return the name of a file: a token and a day, never a name."""
    parts = [file_name(facts.token)]
    if kind == CERTIFICATE:
        parts.insert(0, kind)
    if not alone:
        parts += [file_name(facts.course.id), str(facts.enrolment)]
    return "-".join([*parts, facts.as_of.isoformat()]) + ".pdf"


def _entry(kind: str, facts: Facts, name: str, pdf: bytes, proof: Proof) -> Issued:
    return Issued(
        token=facts.token,
        course=facts.course.id,
        enrolment=facts.enrolment,
        kind=kind,
        as_of=facts.as_of.isoformat(),
        status=facts.status,
        file=name,
        number=proof.number,
        code=proof.code,
        sha256=hashlib.sha256(pdf).hexdigest(),
        records=facts.records,
        records_sha256=facts.records_hash,
        packages=" ".join(facts.packages),
    )
