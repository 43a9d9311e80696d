"""Texts and words that both standards have."""

import re
from collections.abc import Iterator

from janeschool_scorm.validate.finding import Finding
from janeschool_scorm.validate.scorm.given import Manifest, known

#: Smallest permitted maxima (SPM): an LMS may cut what is longer. SCORM 1.2's are those
#: of its schemas.
_TITLE, _HREF = 200, 2000
_PARAMETERS = {"scorm12": 255, "scorm2004": 1000}
_DATA_FROM_LMS = {
    "scorm12": ("datafromlms", 255),
    "scorm2004": ("dataFromLMS", 4000),
}
#: What a URI may not hold unless it is percent-encoded (RFC 3986, 2).
_NO_URI = re.compile(r"[^\x21-\x7e]|[\"<>\\^`{|}]|%(?![0-9A-Fa-f]{2})")
_TRUTHS = ("true", "false", "1", "0")


def lengths(manifest: Manifest) -> Iterator[Finding]:
    """No text above what every LMS must keep."""
    for title in manifest.all("title"):
        words = (title.text or "").strip()
        if len(words) > _TITLE:
            text = f"a title has {len(words)} characters; {_TITLE} are kept by all"
            yield manifest.found(title, "M050", text)
    name, most = _DATA_FROM_LMS[manifest.standard]
    for data in manifest.root.iter(manifest.adlcp(name)):
        if len(data.text or "") > most:
            text = f"{name} has {len(data.text or '')} characters; {most} are kept"
            yield manifest.found(data, "M051", text)
    most = _PARAMETERS[manifest.standard]
    for key, limit in (("parameters", most), ("href", _HREF)):
        for each in manifest.all("item", "resource", "file"):
            if len(each.get(key, "")) > limit:
                text = f"{known(each)}: {key} has more than {limit} characters"
                yield manifest.found(each, "M052", text)


def parameters(manifest: Manifest) -> Iterator[Finding]:
    """Parameters can be joined to an address as they are, and to an item that opens one."""
    for item in manifest.all("item"):
        given = item.get("parameters", "")
        if _NO_URI.search(given):
            text = f"{known(item)}: parameters '{given}' must be percent-encoded"
            yield manifest.found(item, "M053", text)
        elif given and item.get("identifierref") is None:
            text = f"{known(item)} has parameters, but shows nothing"
            yield manifest.found(item, "M054", text)
        elif given and not given.startswith(("?", "&", "#")) and "=" not in given:
            text = f"{known(item)}: parameters '{given}' begin with ?, & or #, or name=value"
            yield manifest.found(item, "M053", text)


def truths(manifest: Manifest) -> Iterator[Finding]:
    for item in manifest.all("item"):
        if item.get("isvisible", "true") not in _TRUTHS:
            text = f"{known(item)}: isvisible is '{item.get('isvisible')}', not true or false"
            yield manifest.found(item, "M060", text)
