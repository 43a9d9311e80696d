"""Number pages and certificates so that the agency knows its own again, offline.

A number is a keyed hash: nobody without the agency's secret can make one, and whoever
has the secret and the records can make it again. The secret is a file of its own, so
that a new signing key changes no number.
"""

import dataclasses
import hashlib
import hmac
import json
import secrets
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from xapi.court.facts import Facts
from xapi.keyfile import demand_privacy
from xapi.problems import RecordsError
from xapi.store import new_private_file

#: base 32 without letters that are read for others (Crockford): read out by telephone
_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_NUMBER: Final = 16  #: letters of a number: 80 bits
_CODE: Final = 10  #: letters of a verification code: 50 bits
_SECRET: Final = 32  #: bytes


def certificate_number(
    secret: bytes, token: str, course: str, version: str | None, completed: datetime
) -> str:
    """Return the number of a certificate; `completed` is in UTC."""
    moment = completed.replace(tzinfo=UTC).isoformat(timespec="microseconds")
    said = ("certificate", token, course, version or "", moment)
    return grouped(_hashed(secret, said, _NUMBER))


def page_number(
    secret: bytes, token: str, course: str, enrolment: int, as_of: date
) -> str:
    """Return the number of a page to the court."""
    said = ("page", token, course, str(enrolment), as_of.isoformat())
    return grouped(_hashed(secret, said, _NUMBER))


def code(secret: bytes, facts: Facts) -> str:
    """Return the code of everything that a page says: a changed figure has another."""
    said = json.dumps(dataclasses.asdict(facts), default=str, sort_keys=True)
    return grouped(_hashed(secret, ("code", said), _CODE), 5)


def grouped(letters: str, of: int = 4) -> str:
    """Return letters in groups, as people read them out."""
    return "-".join(letters[at : at + of] for at in range(0, len(letters), of))


def plain(number: str) -> str:
    """Return a number as it was read out, without groups; O is 0, I and L are 1."""
    letters = "".join(each for each in number.upper() if each.isalnum())
    return letters.translate(str.maketrans("OIL", "011"))


def new_secret(path: Path) -> None:
    """Write a new secret for numbers, never over a file. Raises RecordsError, OSError."""
    try:
        with new_private_file(path) as file:
            file.write(secrets.token_hex(_SECRET).encode() + b"\n")
    except FileExistsError:
        raise RecordsError(f"{path} is there already: nothing was written.") from None


def read_secret(path: Path) -> bytes:
    """Return the secret for numbers. Raises RecordsError, OSError."""
    if not path.is_file():
        raise RecordsError(
            f"{path} is missing: bring it back from a backup, or make it once with "
            "'janeschool-report signing numbers'."
        )
    demand_privacy(path)
    try:
        secret = bytes.fromhex(path.read_text(encoding="ascii"))
    except ValueError:
        secret = b""
    if len(secret) != _SECRET:
        raise RecordsError(f"{path} is damaged: bring it back from a backup.")
    return secret


def _hashed(secret: bytes, said: tuple[str, ...], length: int) -> str:
    text = json.dumps(["janeschool 1", *said], ensure_ascii=False)
    digest = hmac.new(secret, text.encode(), hashlib.sha256).digest()
    bits = int.from_bytes(digest)
    return "".join(
        _LETTERS[bits >> (8 * len(digest) - 5 * place) & 31]
        for place in range(1, length + 1)
    )
