"""Cut NDJSON or a JSON array into single statements, holding one at a time."""

import codecs
import json
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final, NamedTuple

from xapi.problems import Code, StatementError

#: longest statement that is read, in bytes
LIMIT: Final = 10_000_000
_CHUNK: Final = 1 << 20
_SPACE: Final = re.compile(r"[ \t\r\n]*")
_DECODER: Final = json.JSONDecoder()
_Decode = Callable[[bytes], str]
_VALUE: Final = "value"
#: what may follow what in an array
_GRAMMAR: Final = frozenset(
    [("", "["), ("[", _VALUE), ("[", "]"), (_VALUE, ","), (_VALUE, "]"), (",", _VALUE)]
)


class Text(NamedTuple):
    """One statement as it stands in the file; `line` is where it begins."""

    line: int
    data: bytes


class Unreadable(NamedTuple):
    """A place where no statement could be cut out; line 0 is the whole file."""

    line: int
    code: Code
    reason: str


Piece = Text | Unreadable


def lines(stream: BinaryIO) -> Iterator[Piece]:
    """Cut NDJSON; blank lines are passed over, overlong ones named and skipped."""
    number = 0
    while data := stream.readline(LIMIT + 1):
        number += 1
        if len(data) > LIMIT and not data.endswith(b"\n"):
            while data and not data.endswith(b"\n"):
                data = stream.readline(_CHUNK)
            yield Unreadable(number, Code.TOO_LONG, _too_long())
        elif data := data.strip(b" \t\r\n"):
            yield Text(number, data)


def elements(stream: BinaryIO) -> Iterator[Piece]:
    """Cut a JSON array.

    What is broken ends the reading, since after it nobody can say where the next
    element begins; the elements before it have been yielded.
    """
    line, before = 1, ""
    try:
        for line, token in _tokens(stream):
            kind = token if token in ("[", ",", "]") else _VALUE
            if (before, kind) not in _GRAMMAR:
                raise StatementError(
                    Code.BROKEN_ARRAY, _broken("two things without a comma")
                )
            if kind is _VALUE:
                yield Text(line, token.encode())
            before = kind
        if before != "]":
            raise StatementError(Code.BROKEN_ARRAY, _broken("the array is not closed"))
    except StatementError as refused:
        yield Unreadable(line, refused.code, refused.reason)


def _tokens(stream: BinaryIO) -> Iterator[tuple[int, str]]:
    """Yield line and text of each bracket, comma and whole element of an array."""
    decode = codecs.getincrementaldecoder("utf-8")().decode
    buffer, at, line, inside = "", 0, 1, False
    while True:
        start = _after_space(buffer, at)
        line += buffer.count("\n", at, start)
        end = _token_end(buffer, start, inside)
        if end is not None:
            yield line, buffer[start:end]
            line += buffer.count("\n", start, end)
            at, inside = end, True
            continue
        waiting = len(buffer) - start
        if waiting > LIMIT:
            raise StatementError(Code.TOO_LONG, _too_long())
        chunk = stream.read(max(_CHUNK, waiting))
        if not chunk and waiting:
            raise StatementError(Code.BROKEN_ARRAY, _broken("this element is not JSON"))
        if not chunk:
            return
        buffer, at = buffer[start:] + _decoded(decode, chunk), 0


def _after_space(buffer: str, at: int) -> int:
    match = _SPACE.match(buffer, at)
    return match.end() if match else at


def _token_end(buffer: str, at: int, inside: bool) -> int | None:
    """Return where the token at `at` ends; None if more text is needed to say."""
    if at == len(buffer):
        return None
    if not inside or buffer[at] in ",]":
        return at + 1
    try:
        return _DECODER.raw_decode(buffer, at)[1]
    except RecursionError:
        raise StatementError(
            Code.TOO_DEEP, "is nested too deeply; the rest is not read"
        ) from None
    except ValueError:
        return None


def _decoded(decode: _Decode, chunk: bytes) -> str:
    try:
        return decode(chunk)
    except UnicodeDecodeError:
        raise StatementError(
            Code.ENCODING, "is not UTF-8; the rest is not read"
        ) from None


def _too_long() -> str:
    return f"is longer than {LIMIT // 1_000_000} MB"


def _broken(what: str) -> str:
    return f"{what}: was the export cut off? Nothing after this line is read"
