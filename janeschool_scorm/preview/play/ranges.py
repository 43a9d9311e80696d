"""The Range header of a request -> the bytes that are asked for (RFC 9110 14.2)."""

import re

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)


class UnsatisfiableError(Exception):
    """The range begins behind the end of the file: status 416."""


def byte_range(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte, both included; None where the whole file is to be sent.

    Several ranges, other units and nonsense are answered with the whole file, as 14.2
    allows. Raises `UnsatisfiableError`.
    """
    match = _RANGE.fullmatch(header.strip().replace(" ", ""))
    if not match or match.group(1) == match.group(2) == "":
        return None
    first, last = match.group(1), match.group(2)
    if first == "":
        length = min(int(last), size)
        if length == 0:
            raise UnsatisfiableError
        return size - length, size - 1
    if int(first) >= size:
        raise UnsatisfiableError
    if last and int(last) < int(first):
        return None
    return int(first), min(int(last), size - 1) if last else size - 1
