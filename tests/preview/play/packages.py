"""Packages that tests make: small, of every standard, kind or hostile."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

_IMS = "http://www.imsglobal.org/xsd/"
_SPACES_2004 = (
    f'xmlns="{_IMS}imscp_v1p1" xmlns:imsss="{_IMS}imsss" '
    'xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" '
    'xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3" '
    'xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3"'
)
_SPACES_12 = (
    'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" '
    'xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"'
)


def page(body: str = "", script: str = "") -> str:
    """A page of a course."""
    tag = f"<script>{script}</script>" if script else ""
    return (
        '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Page</title>'
        f'<link rel="icon" href="data:,"><body>{body}{tag}'
    )


def write(
    path: Path, files: Mapping[str, str | bytes], *, stored: bool = False
) -> Path:
    """A zip of those files."""
    method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return path


def manifest_12(items: str, resources: str) -> str:
    """A SCORM 1.2 manifest around those items and resources."""
    return _manifest(_SPACES_12, "1.2", items, resources, "")


def manifest_2004(items: str, resources: str, more: str = "", after: str = "") -> str:
    """A SCORM 2004 4th edition manifest; `more` stands in the organization."""
    return _manifest(_SPACES_2004, "2004 4th Edition", items + more, resources, after)


def _manifest(
    spaces: str, edition: str, inside: str, resources: str, after: str
) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest identifier="m" {spaces}>'
        f"<metadata><schema>ADL SCORM</schema><schemaversion>{edition}</schemaversion>"
        '</metadata><organizations default="org"><organization identifier="org">'
        f"<title>Made for a test</title>{inside}</organization></organizations>"
        f"<resources>{resources}</resources>{after}</manifest>"
    )


def resource(name: str, *, kind: str = "sco", spelling: str = "scormType") -> str:
    """A resource of one page of the same name."""
    return (
        f'<resource identifier="r-{name}" type="webcontent" adlcp:{spelling}="{kind}" '
        f'href="{name}.html"><file href="{name}.html"/></resource>'
    )


def item(name: str, inside: str = "", attributes: str = "") -> str:
    """An item that opens the resource of that name."""
    return (
        f'<item identifier="{name}" identifierref="r-{name}" {attributes}>'
        f"<title>{name.title()}</title>{inside}</item>"
    )


def scorm12(path: Path, html: str) -> Path:
    """A package of one SCO with that page."""
    manifest = manifest_12(item("one"), resource("one", spelling="scormtype"))
    return write(path, {"imsmanifest.xml": manifest, "one.html": html})


def cmi5(path: Path, structure: str, html: str = "") -> Path:
    """A package with those blocks and units; each unit is index.html."""
    text = (
        '<?xml version="1.0" encoding="UTF-8"?><courseStructure '
        'xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">'
        '<course id="https://example.org/course"><title><langstring lang="en">Course'
        '</langstring></title><description><langstring lang="en">D</langstring>'
        f"</description></course>{structure}</courseStructure>"
    )
    return write(path, {"cmi5.xml": text, "index.html": html or page()})


def au(name: str, attributes: str = "", inside: str = "") -> str:
    """A unit of a cmi5 course."""
    return (
        f'<au id="https://example.org/{name}" {attributes}><title>'
        f'<langstring lang="en">{name.title()}</langstring></title><description>'
        f'<langstring lang="en">D</langstring></description>{inside}'
        "<url>index.html</url></au>"
    )


def block(name: str, inside: str) -> str:
    """A block of a cmi5 course."""
    return (
        f'<block id="https://example.org/{name}"><title><langstring lang="en">'
        f'{name.title()}</langstring></title><description><langstring lang="en">D'
        f"</langstring></description>{inside}</block>"
    )


def tin_can(path: Path, html: str = "") -> Path:
    """An xAPI package of one activity."""
    text = (
        '<?xml version="1.0" encoding="UTF-8"?><tincan '
        'xmlns="http://projecttincan.com/tincan.xsd"><activities><activity '
        'id="https://example.org/activity" type="http://adlnet.gov/expapi/activities/'
        'course"><name>Activity</name><description lang="en">D</description>'
        '<launch lang="en">index.html</launch></activity></activities></tincan>'
    )
    return write(path, {"tincan.xml": text, "index.html": html or page()})
