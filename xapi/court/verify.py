"""Check a page or certificate offline: is it what the agency signed, and does it hold?

Four questions, in their order: does a signature cover the whole file; is the signature
right; is the signer the agency; do the agency's records still say the same. Nothing is
fetched from anywhere.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

from asn1crypto import cms
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from xapi.court import keys
from xapi.court.envelope import LARGEST, Envelope, NotOursError, opened

_HASHES: Final[dict[str, hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
#: what the page says of itself, in words for machines (XMP, 16.2): see `wording.frame`
_ABOUT: Final = re.compile(rb"<pdf:Keywords>([^<]{1,1000})</pdf:Keywords>")
#: dates and texts of PDF (ISO 32000-1, 7.9.4; 7.3.4.2: octal escapes)
_TIME: Final = re.compile(rb"/M\s*\(D:(\d{14})([+\-Z])?(?:(\d\d)'(\d\d))?")
_ESCAPED: Final = re.compile(rb"\\([0-7]{3})")


@dataclass(frozen=True)
class Finding:
    """One thing that was checked."""

    good: bool
    text: str


@dataclass(frozen=True)
class Verdict:
    """What came of a file: good where everything that was checked is."""

    file: str
    findings: tuple[Finding, ...]
    signer: str | None = None
    fingerprint: str | None = None
    signed_at: str | None = None
    about: Mapping[str, str] = field(default_factory=dict)  #: what it says of itself

    @property
    def good(self) -> bool:
        """Is it what the agency signed?"""
        return all(finding.good for finding in self.findings)


@dataclass(frozen=True)
class Signed:
    """A signature that is right, whoever made it."""

    certificate: x509.Certificate
    at: datetime | None


def verified(path: Path, pinned: Sequence[x509.Certificate]) -> Verdict:
    """Return what came of a file. Raises OSError where it cannot be read."""
    try:
        data = _read(path)
        envelope = opened(data)
        signed = _right(envelope)
    except NotOursError as error:
        return Verdict(path.name, (Finding(False, str(error)),))
    found = [
        Finding(
            True, "is whole: the signature covers all of it, and nothing was added."
        ),
        _by_whom(signed.certificate, pinned),
        _in_time(signed),
    ]
    return Verdict(
        file=path.name,
        findings=tuple(found),
        signer=keys.holder(signed.certificate),
        fingerprint=keys.fingerprint(signed.certificate),
        signed_at=signed.at.isoformat() if signed.at else None,
        about=said_of_itself(envelope.signed),
    )


def said_of_itself(data: bytes) -> dict[str, str]:
    """Return what a page says of itself for machines: names and values.

    Only of a file whose signer is known is it worth anything.
    """
    found = _ABOUT.search(data)
    if found is None:
        return {}
    words = found[1].decode("ascii", "replace").split(", ")
    pairs = (word.partition("=") for word in words)
    return {name: unquote(value) for name, _, value in pairs if value}


def _read(path: Path) -> bytes:
    if path.stat().st_size > LARGEST:
        raise NotOursError("is larger than any page of ours.")
    return path.read_bytes()


def _right(envelope: Envelope) -> Signed:
    """Return whose signature it is, if it is right. Raises NotOursError."""
    try:
        return _checked(envelope)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        # asn1crypto says so of DER that is no CMS.
        raise NotOursError("has a signature that cannot be read.") from error


def _checked(envelope: Envelope) -> Signed:
    info = cms.ContentInfo.load(envelope.signature, strict=True)
    if info["content_type"].native != "signed_data":
        raise NotOursError("has a signature of another kind.")
    data = info["content"]
    signers = data["signer_infos"]
    if len(signers) != 1:
        raise NotOursError("has a signature of several signers.")
    signer = signers[0]
    certificate = _certificate(data, signer)
    attributes = {
        each["type"].native: each["values"] for each in signer["signed_attrs"]
    }
    digest = _HASHES[signer["digest_algorithm"]["algorithm"].native]
    covered = hashlib.new(digest.name, envelope.signed).digest()
    if attributes["message_digest"][0].native != covered:
        raise NotOursError("was changed after it was signed.")
    _demand_signature(certificate, signer, digest)
    return Signed(certificate, _time(envelope.entry))


def _certificate(data: Any, signer: Any) -> x509.Certificate:
    """Return the signer's own certificate among those that came with it."""
    wanted = signer["sid"]
    for each in data["certificates"]:
        own = each.chosen
        same = wanted.name == "issuer_and_serial_number" and (
            own.issuer == wanted.chosen["issuer"]
            and own.serial_number == wanted.chosen["serial_number"].native
        )
        if same:
            return x509.load_der_x509_certificate(own.dump())
    raise NotOursError("has a signature without its certificate.")


def _demand_signature(
    certificate: x509.Certificate, signer: Any, digest: hashes.HashAlgorithm
) -> None:
    # What is signed is the SET OF attributes, not its implicit tag (RFC 5652, 5.4).
    signed = signer["signed_attrs"].untag().dump()
    value, key = signer["signature"].native, certificate.public_key()
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(value, signed, padding.PKCS1v15(), digest)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(value, signed, ec.ECDSA(digest))
        else:
            raise NotOursError("is signed with a key of an unknown kind.")
    except InvalidSignature:
        raise NotOursError(
            "has a signature that is wrong: it is no page of ours."
        ) from None


def _time(entry: bytes) -> datetime | None:
    """Return the time that the signer gives (ISO 32000-1, table 252: M)."""
    text = _ESCAPED.sub(lambda found: bytes([int(found[1], 8) & 255]), entry)
    found = _TIME.search(text)
    if found is None:
        return None
    moment = datetime.strptime(found[1].decode(), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    if found[2] in (b"+", b"-") and found[3]:
        offset = int(found[3]) * 60 + int(found[4])
        seconds = offset * 60 * (1 if found[2] == b"+" else -1)
        moment = datetime.fromtimestamp(moment.timestamp() - seconds, UTC)
    return moment


def _by_whom(
    certificate: x509.Certificate, pinned: Sequence[x509.Certificate]
) -> Finding:
    name, own = keys.holder(certificate), keys.fingerprint(certificate)
    if not pinned:
        return Finding(
            False,
            f"is signed by a key that says it is of {name}; no certificate of the agency "
            f"is at hand to compare it with. Its SHA-256 fingerprint is {own}: compare "
            "it with the one that the agency gives, or name the agency's certificate "
            "with --certificate.",
        )
    if any(each == certificate for each in pinned):
        return Finding(True, f"is signed by {name}, with the agency's own key.")
    alike = any(keys.holder(each) == name for each in pinned)
    also = ", though it says the same name" if alike else ""
    return Finding(
        False,
        f"is signed by another key than the agency's{also}: {name}, SHA-256 {own}.",
    )


def _in_time(signed: Signed) -> Finding:
    begins = signed.certificate.not_valid_before_utc
    ends = signed.certificate.not_valid_after_utc
    if signed.at is None:
        return Finding(False, "does not say when it was signed.")
    if signed.at > datetime.now(UTC):
        return Finding(False, f"says that it was signed later than now: {signed.at}.")
    if begins <= signed.at <= ends:
        text = f"was signed on {signed.at:%Y-%m-%d}, when the certificate was valid."
        return Finding(True, text)
    return Finding(
        False,
        f"was signed on {signed.at:%Y-%m-%d}; the certificate is valid from "
        f"{begins:%Y-%m-%d} to {ends:%Y-%m-%d} only.",
    )
