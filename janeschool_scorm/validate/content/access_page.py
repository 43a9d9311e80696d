"""A page -> what keeps people out of it as a whole, its pictures and its sound (W1, W2)."""

import re
from collections.abc import Callable, Iterator

from janeschool_scorm.validate.content.marks import Mark
from janeschool_scorm.validate.content.page import Element, Page, number

#: A well-formed tag (RFC 5646 2.1), as far as the first letters go.
_TAG = re.compile(r"(?i)(?:[a-z]{2,3}|x)(?:-[a-z0-9]{1,8})*\Z")
_LEFT = re.compile(
    r"(?i)(?:untitled(?:[ -_]?(?:document|page|\d+))?|new (?:page|document)|document"
    r"|title|page title|index(?:\.html?)?|no title|react app|vite app"
    r"|(?:insert|your) (?:page )?title(?: here)?)\Z"
)
_FIXED = re.compile(r"(?i)user-scalable\s*=\s*(?:no|0)\b")
_MOST = re.compile(r"(?i)maximum-scale\s*=\s*([\d.]+)")
_FILE = re.compile(r"(?i)\S+\.(?:jpe?g|png|gif|svg|webp|bmp)\Z")
_SMALL = frozenset(("0", "1", "0px", "1px"))


#: What shows something by itself, without words.
_SHOWN = frozenset(("img", "video", "audio", "canvas", "svg", "object", "embed"))


def speaks(page: Page) -> bool:
    """Is there something to see or read, before any script runs?"""
    return any(
        not each.hidden
        and (each.name in _SHOWN or (each.said and each.name not in ("html", "head")))
        for each in page.elements
    )


def _is_document(page: Page) -> bool:
    """Not a part of one that a script puts into a page."""
    return any(page.named("html", "head", "body"))


def _languages(page: Page) -> Iterator[Mark]:
    for html in page.named("html"):
        tag = html.get("lang") or html.get("xml:lang")
        if not tag:
            yield Mark("W101", html.at, "the page does not say its language")
        break
    for element in page.having("lang"):
        tag = element.get("lang")
        if tag and not _TAG.match(tag) and not _filled_in(tag):
            yield Mark(
                "W102", element.where("lang"), f"'{tag[:40]}' is no language tag"
            )


def _filled_in(value: str) -> bool:
    """Does a script or server put the value there?"""
    return any(mark in value for mark in ("{", "<%", "[[", "%%"))


def _titles(page: Page) -> Iterator[Mark]:
    if not _is_document(page) or page.named("frameset"):
        return
    titles = [t for t in page.named("title") if not _in_drawing(t)]
    words = next((page.words(t).strip() for t in titles), "")
    at = titles[0].at if titles else _start(page)
    if not words:
        yield Mark("W103", at, "the page has no title")
    elif _LEFT.match(words):
        yield Mark("W104", at, f"the title is '{words[:60]}'")


def _in_drawing(element: Element) -> bool:
    return any(one.name == "svg" for one in element.above())


def _start(page: Page) -> int:
    return next((one.at for one in page.named("html", "head", "body")), 0)


def _zoom(page: Page) -> Iterator[Mark]:
    for element in page.named("meta"):
        content = element.get("content") or ""
        if (element.get("name") or "").lower() != "viewport":
            continue
        most = _MOST.search(content)
        if _FIXED.search(content) or (most and number(most[1], 2) < 2):
            yield Mark("W105", element.at, f"viewport '{content[:80]}' forbids zooming")


def _pictures(page: Page) -> Iterator[Mark]:
    for element in page.named("img", "area", "input"):
        if element.hidden or _has_no_part(element):
            continue
        alt = element.get("alt")
        if alt is None and not _named(element):
            name = (element.get("src") or element.get("href") or "")[:80]
            yield Mark("W201", element.at, f"{element.name} '{name}' has no alt")
        elif alt and _FILE.match(alt):
            yield Mark(
                "W202", element.where("alt"), f"alt is the file name '{alt[:60]}'"
            )


def _has_no_part(element: Element) -> bool:
    """Is it no picture, decoration, or one that counts visits?"""
    if element.name == "input":
        return (element.get("type") or "").lower() != "image"
    if element.name == "area":
        return not element.get("href")
    size = {element.get("width"), element.get("height")}
    return element.get("role") in ("presentation", "none") or size <= _SMALL


def _named(element: Element) -> bool:
    return any(element.get(one) for one in ("aria-label", "aria-labelledby", "title"))


def _videos(page: Page) -> Iterator[Mark]:
    captioned = {
        id(one)
        for track in page.named("track")
        if (track.get("kind") or "subtitles").lower() in ("captions", "subtitles")
        for one in track.above()
    }
    for video in page.named("video"):
        silent = "muted" in video.attributes and "controls" not in video.attributes
        if not (id(video) in captioned or silent or video.hidden):
            yield Mark("W203", video.at, "no track with captions")


def _sound(page: Page) -> Iterator[Mark]:
    for element in page.named("audio", "video", "bgsound"):
        autoplay = "autoplay" in element.attributes or element.name == "bgsound"
        if autoplay and "muted" not in element.attributes:
            yield Mark("W205", element.at, f"{element.name} begins by itself")
    for audio in page.named("audio"):
        if not audio.hidden and "controls" in audio.attributes:
            yield Mark("W204", audio.at, "an audio recording")
            return


#: Frames of technical use, which nobody sees: those of a widely used SCORM driver.
_TECHNICAL = re.compile(r"(?i)(?:\A|/)(?:blank|AICCComm)\.html?\Z|\Aabout:blank\Z")


def _frames(page: Page) -> Iterator[Mark]:
    for frame in page.named("iframe", "frame"):
        size = {frame.get("width"), frame.get("height")}
        unseen = frame.hidden or size & _SMALL or frame.get("tabindex") == "-1"
        address = (frame.get("src") or "")[:80]
        if not (_named(frame) or unseen or _TECHNICAL.search(address)):
            yield Mark("W206", frame.at, f"{frame.name} '{address}' has no title")


JUDGES: tuple[Callable[[Page], Iterator[Mark]], ...] = (
    _languages,
    _titles,
    _zoom,
    _pictures,
    _videos,
    _sound,
    _frames,
)
