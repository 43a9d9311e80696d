"""A script -> the addresses outside that it is sure to load (rules J201 to J205, J214).

An address in a string proves nothing: namespaces, licences and links to read about
something are addresses too. Only what is handed to something that loads counts.
"""

import re
from collections.abc import Iterator

from janeschool_scorm.validate.content.marks import Address, Kind, Mark
from janeschool_scorm.validate.content.script import Script

_OUTSIDE = r"""\s*["'`]((?:https?:|wss?:|file:)?//[^"'`\s<>$]+)["'`]"""


def _loader(kind: Kind, word: str, pattern: str) -> tuple[Kind, str, re.Pattern[str]]:
    """`word` stands in every text that the pattern can match: to look for it is quick."""
    return kind, word, re.compile(pattern + _OUTSIDE)


_LOADERS = (
    _loader("script", "fetch", r"(?<![\w$.])(?:window\.)?fetch\s*\("),
    _loader(
        "script",
        ".open",
        r"""\.open\s*\(\s*["'](?i:GET|POST|PUT|DELETE|HEAD|OPTIONS)["']\s*,""",
    ),
    _loader("script", "import", r"(?<![\w$.])(?:import|importScripts)\s*\("),
    _loader("script", "import", r"(?<![\w$.])import\s*(?:[\w$*{}, \n]{1,200}from)?"),
    _loader("script", "WebSocket", r"(?<![\w$.])new\s+WebSocket\s*\("),
    _loader("script", "EventSource", r"(?<![\w$.])new\s+EventSource\s*\("),
    _loader("script", "Worker", r"(?<![\w$.])new\s+(?:Shared)?Worker\s*\("),
    _loader("script", "sendBeacon", r"\.sendBeacon\s*\("),
    _loader("script", "axios", r"(?<![\w$.])axios\.(?:get|post|put)\s*\("),
    _loader(
        "script",
        "$.",
        r"(?<![\w$.])\$\.(?:get|post|ajax|getJSON|getScript)\s*\(",
    ),
    _loader(
        "script",
        "jQuery.",
        r"(?<![\w$.])jQuery\.(?:get|post|ajax|getJSON|getScript)\s*\(",
    ),
    _loader("image", ".src", r"(?<!this)\.src\s*=(?!=)"),
    _loader("script", ".setAttribute", r"""\.setAttribute\s*\(\s*["']src["']\s*,"""),
)
_TRACKERS = re.compile(
    r"""//(?:[\w-]+\.)*(google-analytics\.com|googletagmanager\.com|doubleclick\.net"""
    r"""|connect\.facebook\.net/[\w/]*fbevents|static\.hotjar\.com|clarity\.ms|cdn\.segment\.com"""
    r"""|api\.mixpanel\.com|cdn\.mxpnl\.com|mc\.yandex\.ru|js\.hs-scripts\.com"""
    r"""|fullstory\.com|cdn\.heapanalytics\.com|bat\.bing\.com|snap\.licdn\.com)\b"""
)


def loads(script: Script) -> Iterator[Address]:
    """Addresses that the script hands to something that loads."""
    if "//" not in script.code:
        return
    for kind, word, pattern in _LOADERS:
        for found in pattern.finditer(script.code) if word in script.code else ():
            if not script.in_string(found.start()):
                yield Address(kind, found[1], found.start(1))


def trackers(code: str) -> Iterator[Mark]:
    """Services that watch visitors, wherever a script or page names their servers."""
    for found in _TRACKERS.finditer(code):
        yield Mark("J214", found.start(), f"{found[1]} is called")
