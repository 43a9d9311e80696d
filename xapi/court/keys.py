"""Make and open the agency's signing key: a PKCS#12 file, and its certificate beside it.

The certificate alone (`.cer`, DER) is no secret: `verify` compares with it, and a court
may have it. The passphrase comes from the environment or a prompt, never from here.
"""

import contextlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID, ObjectIdentifier

from xapi.keyfile import demand_privacy
from xapi.problems import RecordsError
from xapi.store import new_private_file

#: keys that pages can be signed with
PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

_BITS: Final = 3072
_WEAK: Final = 2048
_CERTIFICATE: Final = ".cer"
#: days before its end from which a certificate is warned about
_SOON: Final = timedelta(days=30)
#: what the key is not for (RFC 5280, 4.2.1.3)
_OTHER_USES: Final = (
    *("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign"),
    *("crl_sign", "encipher_only", "decipher_only"),
)
#: the use "document signing" (RFC 9336)
_DOCUMENTS: Final = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
_LARGEST: Final = 1_000_000


@dataclass(frozen=True, repr=False)
class Key:
    """A key that may sign, its certificate, and those of whoever vouches for it."""

    private: PrivateKey
    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...]


def new_key(path: Path, agency: str, years: int, passphrase: str) -> x509.Certificate:
    """Write a new self-signed key and its certificate, never over a file.

    Raises RecordsError, OSError.
    """
    beside = certificate_path(path)
    for each in (path, beside):
        if each.exists():
            raise RecordsError(f"{each} is there already: nothing was written.")
    private = rsa.generate_private_key(public_exponent=65_537, key_size=_BITS)
    certificate = _self_signed(private, agency, years)
    locked = serialization.BestAvailableEncryption(passphrase.encode())
    data = pkcs12.serialize_key_and_certificates(
        agency.encode(), private, certificate, None, locked
    )
    with new_private_file(path) as file:
        file.write(data)
    write_certificate(path, certificate)
    return certificate


def certificate_path(path: Path) -> Path:
    """Return where the certificate of a key stands: beside it."""
    return path.with_suffix(_CERTIFICATE)


def write_certificate(path: Path, certificate: x509.Certificate) -> Path:
    """Write the certificate of a key beside it, unless it is there; return where.

    Raises RecordsError where another one is there, OSError.
    """
    beside = certificate_path(path)
    if not beside.exists():
        beside.write_bytes(certificate.public_bytes(serialization.Encoding.DER))
    elif read_certificate(beside) != certificate:
        raise RecordsError(f"{beside} is of another key: move it away first.")
    return beside


def open_key(path: Path, passphrase: str, now: datetime) -> Key:
    """Return a key that may sign `now`. Raises RecordsError, OSError."""
    private, certificate, others = _read(path, passphrase)
    if private is None or certificate is None:
        raise RecordsError(
            f"{path}: holds no key with a certificate: nothing is signed."
        )
    weak = isinstance(private, rsa.RSAPrivateKey) and private.key_size < _WEAK
    if weak or not isinstance(private, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise RecordsError(
            f"{path}: the key is of a kind that readers of PDF do not trust: use RSA "
            f"with {_WEAK} bits or more, or an elliptic curve."
        )
    _demand_use(path, certificate, now)
    return Key(private, certificate, tuple(others))


def warning(certificate: x509.Certificate, now: datetime) -> str | None:
    """Return what to say of a certificate that ends soon."""
    left = certificate.not_valid_after_utc - now
    if left > _SOON:
        return None
    return (
        f"The signing certificate ends on {certificate.not_valid_after_utc:%Y-%m-%d}: "
        "see to a new one (docs/court-page.md)."
    )


def read_certificate(path: Path) -> x509.Certificate:
    """Return a certificate of a file in DER or PEM. Raises RecordsError, OSError."""
    if path.stat().st_size > _LARGEST:
        raise RecordsError(f"{path}: is no certificate.")
    data = path.read_bytes()
    with contextlib.suppress(ValueError):
        return x509.load_der_x509_certificate(data)
    try:
        return x509.load_pem_x509_certificate(data)
    except ValueError:
        raise RecordsError(f"{path}: is no certificate in DER or PEM.") from None


def fingerprint(certificate: x509.Certificate) -> str:
    """Return the SHA-256 of a certificate in groups of four, as people compare it."""
    digest = certificate.fingerprint(hashes.SHA256()).hex().upper()
    return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))


def holder(certificate: x509.Certificate) -> str:
    """Return whose certificate it is, by its common name or whole subject."""
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else certificate.subject.rfc4514_string()


def _read(
    path: Path, passphrase: str
) -> tuple[object, x509.Certificate | None, list[x509.Certificate]]:
    demand_privacy(path)
    if path.stat().st_size > _LARGEST:
        raise RecordsError(f"{path}: is no PKCS#12 file.")
    try:
        return pkcs12.load_key_and_certificates(path.read_bytes(), passphrase.encode())
    except ValueError:
        raise RecordsError(
            f"{path}: cannot be opened: the passphrase is wrong, or the file is no whole "
            "PKCS#12 file. Nothing was written."
        ) from None


def _demand_use(path: Path, certificate: x509.Certificate, now: datetime) -> None:
    begins, ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if now > ends:
        raise RecordsError(
            f"{path}: the certificate ended on {ends:%Y-%m-%d}: nothing was written. Make "
            "a new key with 'janeschool-report signing new', or buy one."
        )
    if now < begins:
        raise RecordsError(
            f"{path}: the certificate begins on {begins:%Y-%m-%d} only: is this "
            "machine's clock right? Nothing was written."
        )
    try:
        use = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return
    if not (use.digital_signature or use.content_commitment):
        raise RecordsError(
            f"{path}: the certificate does not allow its key to sign: nothing was "
            "written. Ask its issuer for one for signing documents."
        )


def _self_signed(
    private: rsa.RSAPrivateKey, agency: str, years: int
) -> x509.Certificate:
    now = datetime.now(UTC).replace(microsecond=0)
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, agency[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, agency[:64]),
        ]
    )
    unused = dict.fromkeys(_OTHER_USES, False)
    use = x509.KeyUsage(digital_signature=True, content_commitment=True, **unused)
    public = private.public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=365 * years))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(use, critical=True)
        .add_extension(x509.ExtendedKeyUsage([_DOCUMENTS]), critical=False)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(public), critical=False
        )
        .sign(private, hashes.SHA256())
    )
