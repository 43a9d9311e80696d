"""A page is good only if its signer wrote every byte: hostile files, one by one."""

import io
import random
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
from cryptography import x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from tests.xapi.court_facts import PROOF, facts
from xapi.court import keys, verify
from xapi.court.envelope import LARGEST, NotOursError, opened
from xapi.court.issue import Workshop, made
from xapi.court.press import PAGE, press
from xapi.court.signing import _certificate, signer
from xapi.court.verify import Verdict, verified

WORDS = "four words that nobody knows"


class Signed:
    """A page that an agency has signed, and its certificate."""

    def __init__(self, folder: Path) -> None:
        """Make a key, print a page and sign it."""
        path = folder / "key.p12"
        self.certificate = keys.new_key(path, "River County", 3, WORDS)
        key = keys.open_key(path, WORDS, datetime.now(UTC))
        with press() as printed:
            workshop = Workshop(printed, bytes(32), signer(key), PROOF.certificate)
            self.pdf, self.proof = made(PAGE, facts(), workshop)
            self.plain, _ = made(PAGE, facts(), Workshop(printed, bytes(32)))


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Signed:
    return Signed(tmp_path_factory.mktemp("signed"))


def check(data: bytes, path: Path, *pinned: x509.Certificate) -> Verdict:
    path.write_bytes(data)
    return verified(path, pinned)


def fault(verdict: Verdict) -> str:
    return next(each.text for each in verdict.findings if not each.good)


def test_what_the_agency_signed_is_good(signed: Signed, tmp_path: Path) -> None:
    verdict = check(signed.pdf, tmp_path / "page.pdf", signed.certificate)
    assert verdict.good and verdict.signer == "River County"
    assert verdict.fingerprint == keys.fingerprint(signed.certificate)
    about = verdict.about
    assert about["token"] == "p-5f2a90c1d3" and about["as-of"] == "2026-11-22"
    assert about["number"] == signed.proof.number and "Example Person" not in str(about)


def test_pyhanko_s_own_reader_agrees(signed: Signed) -> None:
    found = PdfFileReader(io.BytesIO(signed.pdf)).embedded_signatures[0]
    roots = ValidationContext(
        trust_roots=[_certificate(signed.certificate)], allow_fetching=False
    )
    with ThreadPoolExecutor(1) as apart:  # a browser's test may have left a loop here
        status = apart.submit(validate_pdf_signature, found, roots).result()
    assert status.intact and status.valid and status.trusted
    assert status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    assert found.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert found.docmdp_level is not None and found.docmdp_level.name == "NO_CHANGES"


def added_annotation(signed: Signed) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed.pdf))
    writer.root["/Extra"] = writer.root["/Pages"]
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def saved_anew(signed: Signed) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(signed.pdf)) as document:
        document.save(out)
    return out.getvalue()


def wider(signed: Signed) -> bytes:
    """Say that the range ends after bytes that were added: the digest is wrong then."""
    more = b"\n% something\n"
    found = re.search(rb"/ByteRange \[\d+ \d+ \d+ (\d+)", signed.pdf)
    assert found
    last = b"%d" % (int(found[1]) + len(more))
    assert len(last) == len(found[1])
    return signed.pdf[: found.start(1)] + last + signed.pdf[found.end(1) :] + more


HOSTILE: dict[str, tuple[Callable[[Signed], bytes], str]] = {
    "not a PDF": (lambda s: b"Dear judge", "is not a PDF"),
    "empty": (lambda s: b"", "is not a PDF"),
    "not signed": (lambda s: s.plain, "carries no signature"),
    "cut off": (lambda s: s.pdf[:-900], "is cut off"),
    "bytes added": (lambda s: s.pdf + b" ", "1 bytes were added"),
    "updated": (added_annotation, "were added"),
    "saved anew": (saved_anew, "changed|something else|carries|cut off"),
    "range widened": (wider, "was changed after it was signed"),
    "a byte of the page": (
        lambda s: (
            s.pdf.replace(b"<pdf:Producer", b"<pdf:PrOducer", 1)
            if b"<pdf:Producer" in s.pdf
            else s.pdf.replace(b"xmp:CreateDate", b"xmp:CreateDaTe", 1)
        ),
        "was changed after it was signed",
    ),
    "larger than any page": (lambda s: bytes(LARGEST + 1), "larger than any page"),
    "signature emptied": (
        lambda s: re.sub(
            rb"/Contents <([0-9a-fA-F]+)>",
            lambda m: b"/Contents <" + b"0" * len(m[1]) + b">",
            s.pdf,
        ),
        "is damaged|cannot be read",
    ),
    "another thing for the signature": (
        lambda s: s.pdf.replace(b"/Contents <", b"/Contents (", 1),
        "something else",
    ),
}


@pytest.mark.parametrize("name", list(HOSTILE))
def test_a_hostile_file_is_told_in_words(
    name: str, signed: Signed, tmp_path: Path
) -> None:
    make, said = HOSTILE[name]
    verdict = check(make(signed), tmp_path / "page.pdf", signed.certificate)
    assert not verdict.good and re.search(said, fault(verdict)), verdict


def test_a_page_of_another_with_the_same_name_is_not_good(
    signed: Signed, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    other = Signed(tmp_path / "other")
    path = tmp_path / "page.pdf"
    said = fault(check(other.pdf, path, signed.certificate))
    assert "another key than the agency's, though it says the same name" in said
    assert check(other.pdf, path, signed.certificate, other.certificate).good
    assert "no certificate of the agency is at hand" in fault(check(other.pdf, path))


def test_a_signature_of_one_page_does_not_serve_for_another(
    signed: Signed, tmp_path: Path
) -> None:
    envelope = opened(signed.pdf)
    changed = signed.pdf.replace(b"p-5f2a90c1d3", b"p-5f2a90c1d4")
    assert opened(changed).signature == envelope.signature
    verdict = check(changed, tmp_path / "page.pdf", signed.certificate)
    assert "was changed after it was signed" in fault(verdict)


def test_it_counts_when_a_page_was_signed(
    signed: Signed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for days, said in ((-30, "later than now"), (365 * 4, "")):

        class Clock(datetime):
            """Another day."""

            @classmethod
            def now(cls, tz: object = None, days: int = days) -> datetime:  # type: ignore[override]
                return datetime.now(UTC) + timedelta(days=days)

        monkeypatch.setattr(verify, "datetime", Clock)
        verdict = check(signed.pdf, tmp_path / "page.pdf", signed.certificate)
        assert verdict.good == (said == "")
        assert said == "" or said in fault(verdict)


def test_no_change_of_a_byte_is_good_or_breaks_verify(
    signed: Signed, tmp_path: Path
) -> None:
    """All but the digits of the signature itself: those may be written in two ways."""
    rng = random.Random(6)
    whole = opened(signed.pdf)
    for _ in range(250):
        data = bytearray(signed.pdf)
        for _ in range(rng.choice((1, 1, 3))):
            data[rng.randrange(len(data))] = rng.randrange(256)
        if rng.random() < 0.2:
            data = data[: rng.randrange(len(data))]
        verdict = check(bytes(data), tmp_path / "page.pdf", signed.certificate)
        if verdict.good:
            assert opened(bytes(data)).signed == whole.signed


def test_der_of_any_kind_is_a_fault_and_no_crash() -> None:
    for digits in (b"<30>", b"<3080>", b"<30850000000001>", b"<020101>", b"<>", b"<3>"):
        gap = 9 + 60
        head = b"%PDF-1.7\n" + b"/ByteRange [0 %03d %03d 5]" % (gap, gap + len(digits))
        data = head.ljust(gap) + digits + b"%%EOF"
        with pytest.raises(NotOursError):
            verify._right(opened(data))
