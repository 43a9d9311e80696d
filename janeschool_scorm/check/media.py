"""Rules on media: length, captions, alternative text, the right to show."""

from collections.abc import Iterator
from pathlib import Path

from tinytag import TinyTagException

from janeschool_scorm.blocks.figure import Figure
from janeschool_scorm.blocks.media import Audio, Video
from janeschool_scorm.captions import NotWebVTTError, cues
from janeschool_scorm.check.case import Case
from janeschool_scorm.problems import Place, Problem
from janeschool_scorm.worksheet import media_seconds

#: Captions may end this much before the media do: a last silence.
_SILENCE_SECONDS = 15.0
_SLACK_SECONDS = 1.0


def readable(case: Case) -> Iterator[Problem]:
    """L104: each video and audio file has a length that can be read."""
    for block in case.blocks:
        if not isinstance(block, Audio):
            continue
        path = case.media / block.src
        if path.is_file() and not _length(path):
            text = f"media/{block.src} is no media file, or has no length"
            yield Problem(block.at("src"), "L104", text)


def _length(path: Path) -> float:
    try:
        return media_seconds(path)
    except (TinyTagException, OSError):
        return 0.0


def captions(case: Case) -> Iterator[Problem]:
    """A101, A104: captions are WebVTT and go with the whole of the media."""
    for block in case.blocks:
        if isinstance(block, Video) and (case.media / block.captions).is_file():
            yield from _captions(block, case.media)


def _captions(block: Video, media: Path) -> Iterator[Problem]:
    path = media / block.captions
    try:
        found = cues(path.read_text(encoding="utf-8"))
    except NotWebVTTError as error:
        yield Problem(Place(str(path), error.line), "A101", str(error))
        return
    except (UnicodeDecodeError, OSError):
        yield Problem(Place(str(path)), "A101", "cannot be read as UTF-8 text")
        return
    length = _length(media / block.src) if (media / block.src).is_file() else 0.0
    last = max(end for _, end, _ in found)
    if length and last < length - max(_SILENCE_SECONDS, length * 0.1):
        text = f"captions end at {last:.0f} s, {block.src} at {length:.0f} s"
        yield Problem(block.at("captions"), "A104", text)
    if length and last > length + _SLACK_SECONDS:
        text = f"captions run to {last:.0f} s, {block.src} ends at {length:.0f} s"
        yield Problem(block.at("captions"), "A104", text)


def pictures(case: Case) -> Iterator[Problem]:
    """A102, A103: alternative text that says something; a licence or a consent."""
    for block in case.blocks:
        if not isinstance(block, Figure):
            continue
        if block.alt == block.src or block.alt == Path(block.src).stem:
            text = f"'{block.alt}' repeats the file's name: say what is to be seen"
            yield Problem(block.at("alt"), "A102", text)
        if block.licence is None and block.consent is None:
            yield Problem(block.at(), "A103", f"{block.src} has no licence or consent")
