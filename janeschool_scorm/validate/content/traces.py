"""A script -> its traces of an LMS: APIs it speaks of, elements it reads and sets."""

import re
from collections.abc import Iterator

from janeschool_scorm.validate.content.marks import Mark, Use
from janeschool_scorm.validate.content.script import Script

#: What a package speaks of, so that rules about the whole of it can tell.
SIGNS = {
    "api-12": re.compile(r"LMSInitialize"),
    "api-2004": re.compile(r"API_1484_11"),
    "opener": re.compile(r"\bopener\b"),
    "pagehide": re.compile(r"pagehide|visibilitychange"),
    "flash": re.compile(r"\.swf\b"),
    "captions": re.compile(r"addTextTrack|VTTCue|\.vtt\b"),
}
_CALL = re.compile(
    r"""(?<![\w$])([A-Za-z_$][\w$]*+)\s*\(\s*(["'])((?:cmi|adl)\.[\w.{}=-]{0,200}[\w}])\2\s*"""
    r"""(?:\)|,\s*(?:(["'])([^"'\\\n]*+)\4\s*[,)])?)"""
)
#: `LMSSetValue`, and the names that wrappers give it; not `setVariable`, which may be
#: anything.
_WAY = re.compile(r"(?i)(?:((?<!re)set|store)|(get|retrieve))(?:data)?(?:value)?\Z")
_OWN = re.compile(
    r"(?<![\w$.])(?:(?:window|self|parent|top|globalThis)\.|(?:var|let|const)\s+)"
    r"(API(?:_1484_11)?)\s*=\s*(?:\{|new\s+[\w$.]{0,80}(?:SCORM|Scorm|API|AICC)[\w$]{0,80}\s*\()"
)
_ANSWERS = re.compile(r"""(?<![\w$.])["']?(?:LMS)?Initialize["']?\s*[:(=]""")


def uses(script: Script) -> Iterator[Use]:
    """Calls that name an element of the data model in full; joined names are left out."""
    if "cmi." not in script.code and "adl." not in script.code:
        return
    for found in _CALL.finditer(script.code):
        way = _WAY.search(found[1])
        if way is not None and not script.in_string(found.start()):
            yield Use(way[1] is not None, found[3], found[5], found.start())


def own_lms(script: Script) -> Iterator[Mark]:
    """An API that the package itself offers, as previews do."""
    for found in _OWN.finditer(script.bare):
        made = found[0].endswith("(")
        if made or _ANSWERS.search(script.bare, found.end(), found.end() + 1_500):
            yield Mark("J410", found.start(), f"window.{found[1]} is made here")
