"""Find the one signature that covers a whole PDF, in its bytes alone.

Nothing of the document is parsed before its signer is known: a file whose signature
covers every byte but the signature's own digits is what the signer wrote, however it
is made. What does not have that shape is a fault in words.
"""

import re
from dataclasses import dataclass
from typing import Final

#: ISO 32000-1, 12.8.1: two pieces, and the digits of /Contents between them
_RANGE: Final = re.compile(
    rb"/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]"
)
_DIGITS: Final = re.compile(rb"<[0-9A-Fa-f]*>")
#: bytes of a page of ours: a hundred times what one has
LARGEST: Final = 10_000_000
#: bytes before and after a signature that may be of its own entry
_AROUND: Final = 1_000
#: bytes at the end in which a PDF says that it ends
_TAIL: Final = 1_024
#: hexadecimal digits of a signature with its certificates and a time stamp
_LONGEST: Final = 400_000


class NotOursError(Exception):
    """A file is no page that was signed and left alone: its text says why."""


@dataclass(frozen=True)
class Envelope:
    """What was signed, and the signature (CMS, DER)."""

    signed: bytes
    signature: bytes
    entry: bytes  #: what stands around the signature, as the time of it


def opened(data: bytes) -> Envelope:
    """Return what a file's signature covers: all of it. Raises NotOursError."""
    if not data.startswith(b"%PDF-"):
        raise NotOursError("is not a PDF.")
    if b"%%EOF" not in data[-_TAIL:]:
        raise NotOursError("is cut off: its end is missing.")
    ranges = [tuple(map(int, found)) for found in _RANGE.findall(data)]
    if not ranges:
        raise NotOursError("carries no signature.")
    whole = [each for each in ranges if each[0] == 0 and each[2] + each[3] == len(data)]
    if not whole:
        raise NotOursError(_short(data, max(each[2] + each[3] for each in ranges)))
    if len(ranges) > 1:
        raise NotOursError(
            f"carries {len(ranges)} signatures: somebody signed it again, or something "
            "was added after the agency's signature."
        )
    _, first, second, _ = whole[0]
    return Envelope(
        signed=data[:first] + data[second:],
        signature=_contents(data[first:second]),
        entry=data[max(0, first - _AROUND) : first] + data[second : second + _AROUND],
    )


def _short(data: bytes, covered: int) -> str:
    if covered > len(data):
        return "is cut off: the end of what was signed is missing, or was replaced."
    return (
        f"was changed after it was signed: {len(data) - covered:,} bytes were added, "
        "which the signature does not cover."
    )


def _contents(digits: bytes) -> bytes:
    """Return the signature out of its digits; nothing else may stand among them."""
    if len(digits) > _LONGEST or not _DIGITS.fullmatch(digits):
        raise NotOursError("has something else in the place of its signature.")
    text = digits[1:-1]
    signature = bytes.fromhex((text + b"0" * (len(text) % 2)).decode())
    length = _length(signature)
    if length is None or any(signature[length:]):
        raise NotOursError("has a signature that is damaged.")
    return signature[:length]


def _length(der: bytes) -> int | None:
    """Return the length of a DER sequence with its head (X.690, 8.1.3); None: none."""
    if len(der) < 2 or der[0] != 0x30:
        return None
    if der[1] < 0x80:
        length = 2 + der[1]
    else:
        count = der[1] & 0x7F
        if not 1 <= count <= 4 or len(der) < 2 + count:
            return None
        length = 2 + count + int.from_bytes(der[2 : 2 + count])
    return length if length <= len(der) else None
