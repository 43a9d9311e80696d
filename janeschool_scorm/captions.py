"""WebVTT text -> caption cues."""

import re

Cue = tuple[float, float, str]

_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"^{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?$")
_TAG = re.compile(r"<[^>]*>")


class NotWebVTTError(ValueError):
    """The text is no WebVTT; the message says why, `line` where."""

    def __init__(self, text: str, line: int) -> None:
        super().__init__(text)
        self.line = line


def cues(text: str) -> list[Cue]:
    """(start, end, text) in seconds, in file order (WebVTT, section 4.1).

    Raises `NotWebVTTError` where the header, a timing line or a cue's order is wrong.
    """
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").split("\n")
    if not re.match(r"^WEBVTT([ \t]|$)", lines[0]):
        raise NotWebVTTError("the first line is not WEBVTT", 1)
    found: list[Cue] = []
    for number, line in enumerate(lines[1:], start=2):
        if "-->" in line:
            found.append(_cue(lines, number, line))
    if not found:
        raise NotWebVTTError("no cue in the file", 1)
    return found


def _cue(lines: list[str], number: int, line: str) -> Cue:
    match = _TIMING.match(line.strip())
    if match is None:
        raise NotWebVTTError(f"'{line.strip()}' is no timing", number)
    start, end = _seconds(match.groups()[:4]), _seconds(match.groups()[4:])
    if end <= start:
        raise NotWebVTTError("a cue ends before it starts", number)
    body = []
    for text in lines[number:]:
        if not text.strip():
            break
        body.append(_TAG.sub("", text.strip()))
    return start, end, " ".join(body)


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000
