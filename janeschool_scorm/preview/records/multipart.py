"""multipart/mixed bodies: the parts of one, and one of parts (Communication 1.5.2)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from secrets import token_hex

_BOUNDARY = re.compile(r'boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))', re.I)


@dataclass(frozen=True)
class Part:
    """One part: header names in lower case, and the bytes between the delimiters."""

    headers: Mapping[str, str]
    body: bytes


def parts_of(body: bytes, content_type: str) -> list[Part]:
    """The parts of a multipart body (RFC 2046, 5.1.1).

    Raises `ValueError` with a sentence where delimiters or part headers are missing.
    """
    found = _BOUNDARY.search(content_type)
    if not found:
        raise ValueError("the Content-Type names no boundary")
    delimiter = b"\r\n--" + (found[1] or found[2]).encode("ascii", "replace")
    before, *rest = (b"\r\n" + body).split(delimiter)
    if not rest or not rest[-1].startswith(b"--"):
        raise ValueError("the body does not end with its closing delimiter")
    if b":" in before:
        raise ValueError("there is text before the first delimiter")
    return [_part(each) for each in rest[:-1]]


def _part(text: bytes) -> Part:
    _padding, line, rest = text.partition(b"\r\n")
    head, blank, body = (b"\r\n" + rest).partition(b"\r\n\r\n")
    if not line or not blank:
        raise ValueError("a part has no blank line after its headers")
    headers = {}
    for each in head.decode("latin-1").split("\r\n")[1:]:
        name, colon, value = each.partition(":")
        if not colon:
            raise ValueError(f"{each[:60]!r} is no header of a part")
        headers[name.strip().lower()] = value.strip()
    return Part(headers, body)


def body_of(parts: Sequence[Part]) -> tuple[bytes, str]:
    """A multipart body of the parts, and its Content-Type."""
    boundary = token_hex(16)
    text = b""
    for part in parts:
        head = "".join(f"{name}: {value}\r\n" for name, value in part.headers.items())
        text += f"--{boundary}\r\n{head}\r\n".encode("latin-1") + part.body + b"\r\n"
    text += f"--{boundary}--\r\n".encode("ascii")
    return text, f'multipart/mixed; boundary="{boundary}"'
