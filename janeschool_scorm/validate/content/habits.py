"""A script -> what it does that fails in an LMS's frame (rules J101 to J111)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from janeschool_scorm.validate.content.calls import arguments
from janeschool_scorm.validate.content.marks import Mark
from janeschool_scorm.validate.content.script import Script

_ALONE = r"(?<![\w$.])"
_GLOBAL = _ALONE + r"(?:(?:window|self|globalThis)\s*\.\s*)?"


@dataclass(frozen=True, slots=True)
class Habit:
    """A pattern over code: one of `words` stands in every text that it can match."""

    code: str
    words: tuple[str, ...]
    pattern: re.Pattern[str]
    text: str


def _habit(code: str, words: str, pattern: str, text: str) -> Habit:
    return Habit(code, tuple(words.split()), re.compile(pattern), text)


_HABITS = (
    _habit("J104", "debugger", _ALONE + r"debugger\s*(?=[;}\n]|\Z)", "`debugger`"),
    _habit(
        "J105",
        "alert confirm prompt",
        _GLOBAL + r"(?<!function )(?:alert|confirm|prompt)\s*\((?!\s*\)\s*\{)",
        "a box of the browser stops the page",
    ),
    _habit(
        "J106", "document", _GLOBAL + r"document\.write(?:ln)?\s*\(", "document.write"
    ),
    _habit(
        "J107",
        "eval Function",
        _ALONE + r"(?:(?<!function )eval|new\s+Function)\s*\(",
        "text is run as a script",
    ),
    _habit("J108", "open", _ALONE + r"window\.open\s*\(", "window.open"),
    _habit(
        "J109",
        "serviceWorker",
        r"\bserviceWorker\.register\s*\(",
        "a service worker is registered",
    ),
    _habit(
        "J110",
        "localStorage sessionStorage document.cookie indexedDB",
        _GLOBAL
        + r"(?:(?:localStorage|sessionStorage)\s*[.\[]|document\.cookie\s*=(?!=)|indexedDB\.open)",
        "the browser's own storage is used",
    ),
    _habit(
        "J111",
        "top",
        _GLOBAL
        + r"top\.(?:document\.)?location(?:\.href)?(?:\s*=(?!=)|\.(?:replace|assign)\s*\()",
        "top.location is set",
    ),
)
#: The global object asked for by a bundler, and letters to a mail program.
_HARMLESS = re.compile(r"""\s*["'](?:return this["']|mailto:|_self["'])""")
#: Handlers by name: these words before it say that it is a window's.
_WAITS = re.compile(
    r"""(?:addEventListener|addEvent)\s*\(\s*(?:[\w.$]+\s*,\s*)?"""
    r"""["'](?:on)?(unload|beforeunload)["']"""
    r"""|\.(?:on|bind|one)\s*\(\s*["'][\w. ]*?\b(beforeunload)\b"""
    r"""|\(\s*(?:window|self|document)\s*\)\s*\.(?:on|bind|one)\s*\(\s*["'](unload)\b"""
)
_SET = re.compile(
    r"(?:" + _ALONE + r"|(?<![\w$])(?:window|self|top|parent|document\.body|[a-z])\.)"
    r"on(unload|beforeunload)\s*=(?![=>])(?!\s*(?:null|void 0|undefined|!1|false)\b)"
    r"|\(\s*window\s*\)\.(unload|beforeunload)\s*\("
)
#: Libraries wait to tidy up, and save nothing: jQuery in frames' windows, for Internet
#: Explorer and in fields that complete words; players in a window of their own.
_TIDIES = re.compile(
    r"\.top\s*!==|!==\s*[\w$]+\.top\b|ActiveX|autocomplete"
    r"|(?i:pictureinpicture)|deletion_queue"
)
_OPEN = re.compile(r"\.open\s*\(")
_AJAX_WAITS = re.compile(r"(?<![\w$.])async\s*:\s*(?:false|!1)(?![\w$])")
_FROM_ITSELF = re.compile(r"""\s*["']data:""")
_FALSE = frozenset(("false", "!1", "0"))


def habits(script: Script) -> Iterator[Mark]:
    """What the script does, each with its offset."""
    for habit in _HABITS:
        if any(word in script.bare for word in habit.words):
            for found in habit.pattern.finditer(script.bare):
                if not _HARMLESS.match(script.code, found.end()):
                    yield Mark(habit.code, found.start(), habit.text)
    yield from unloads(script)
    yield from _synchronous(script)


def unloads(script: Script) -> Iterator[Mark]:
    """Every handler of unload and beforeunload that is set by name."""
    if "unload" not in script.code:
        return
    for found in _WAITS.finditer(script.code):
        if not script.in_string(found.start()):
            event = next(word for word in found.groups() if word)
            yield from _unload(script, found.start(), event)
    for found in _SET.finditer(script.bare):
        yield from _unload(script, found.start(), found[1] or found[2])


def _unload(script: Script, at: int, event: str) -> Iterator[Mark]:
    if not _TIDIES.search(script.code, max(0, at - 250), at + 150):
        yield Mark("J101", at, f"a handler of {event}")


def _synchronous(script: Script) -> Iterator[Mark]:
    if "importScripts" in script.bare or "ENVIRONMENT_IS_WORKER" in script.bare:
        return  # in a worker such a request stops no page
    for found in _OPEN.finditer(script.bare):
        spans = arguments(script, found.end())
        waits = len(spans) > 2 and script.bare[slice(*spans[2])].strip() in _FALSE
        if waits and not _FROM_ITSELF.match(script.code, spans[1][0]):
            yield Mark("J103", found.start(), "a synchronous XMLHttpRequest")
    for found in _AJAX_WAITS.finditer(script.bare):
        around = slice(max(0, found.start() - 600), found.end() + 100)
        if "ajax" in script.bare[around] and '"script"' not in script.code[around]:
            yield Mark("J103", found.start(), "a synchronous request by ajax")
