"""Signed statements: the JSON web signature in an attachment (xAPI 1.0.3, Data 2.6)."""

import base64
import hashlib
from collections.abc import Mapping
from typing import Any

from janeschool_scorm.preview.json_text import parse

#: Algorithm -> hash, and what EMSA-PKCS1-v1_5 puts before the digest (RFC 8017, 9.2).
_ALGORITHMS: Mapping[str, tuple[str, bytes]] = {
    "RS256": ("sha256", bytes.fromhex("3031300d060960864801650304020105000420")),
    "RS384": ("sha384", bytes.fromhex("3041300d060960864801650304020205000430")),
    "RS512": ("sha512", bytes.fromhex("3051300d060960864801650304020305000440")),
}
_MOST_BITS = 16_384
#: The object identifier rsaEncryption and its null, as they stand in a certificate.
_RSA_KEY = bytes.fromhex("300d06092a864886f70d0101010500")


def signed_statement(signature: bytes) -> Any:
    """The value that a compact JWS signs.

    Where its header carries a certificate, the signature is held to that: a check
    against mistakes, not of trust. Raises `ValueError` with a sentence.
    """
    try:
        head, payload, mark = signature.split(b".")
        header, signed, proof = map(_decoded, (head, payload, mark))
    except ValueError as error:
        raise ValueError("it is not a compact JSON web signature") from error
    fields = parse(header)
    if not isinstance(fields, dict) or fields.get("alg") not in _ALGORITHMS:
        raise ValueError("its algorithm is not RS256, RS384 or RS512")
    if chain := fields.get("x5c"):
        _verify(head + b"." + payload, proof, fields["alg"], chain)
    return parse(signed)


def _decoded(text: bytes) -> bytes:
    padded = text + b"=" * (-len(text) % 4)
    return base64.b64decode(padded, altchars=b"-_", validate=True)


def _verify(signed: bytes, proof: bytes, algorithm: str, chain: Any) -> None:
    """RFC 8017, 8.2.2, with the key of the first certificate."""
    try:
        modulus, exponent = _key(base64.b64decode(chain[0], validate=True))
    except (ValueError, TypeError, IndexError, KeyError) as error:
        raise ValueError("its x5c holds no certificate with an RSA key") from error
    if not 0 < modulus.bit_length() <= _MOST_BITS or exponent.bit_length() > 64:
        raise ValueError("its x5c holds a key of no usual size")
    name, prefix = _ALGORITHMS[algorithm]
    size = (modulus.bit_length() + 7) // 8
    digest = prefix + hashlib.new(name, signed).digest()
    expected = b"\x00\x01" + b"\xff" * (size - len(digest) - 3) + b"\x00" + digest
    found = pow(int.from_bytes(proof), exponent, modulus).to_bytes(size)
    if found != expected:
        raise ValueError("its signature does not fit its certificate")


def _key(certificate: bytes) -> tuple[int, int]:
    """Modulus and exponent of an X.509 certificate in DER (RFC 5280, 4.1; RFC 8017, A.1.1)."""
    at = certificate.index(_RSA_KEY) + len(_RSA_KEY)
    bits = _content(certificate, at, 0x03)[0]
    numbers = _content(bits, 1, 0x30)[0]
    modulus, after = _content(numbers, 0, 0x02)
    exponent, _ = _content(numbers, after, 0x02)
    return int.from_bytes(modulus), int.from_bytes(exponent)


def _content(data: bytes, at: int, tag: int) -> tuple[bytes, int]:
    """The content of the DER element at a place, and where the next one starts."""
    if data[at] != tag:
        raise ValueError("an unexpected DER element")
    length, start = data[at + 1], at + 2
    if length & 0x80:
        many = length & 0x7F
        length, start = int.from_bytes(data[start : start + many]), start + many
    return data[start : start + length], start + length
