"""Small sound packages of each standard, and zips with any field set as one likes."""

import struct
import zlib
from dataclasses import dataclass, field
from typing import Any

from janeschool_scorm.standards import (
    ADLCP_12,
    CMI5,
    FOURTH_2004,
    IMSCP_12,
    IMSCP_2004,
    PREFIXES_2004,
    SCHEMAS_12,
    SCHEMAS_2004,
    THIRD_2004,
    TINCAN,
    schema,
)

Files = dict[str, bytes]
PAGE = b"<!DOCTYPE html><html lang='en'><title>A lesson</title><p>Words.</p></html>"

MANIFEST_12 = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="course" version="1.0" xmlns="{IMSCP_12}" xmlns:adlcp="{ADLCP_12}">
  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
  <organizations default="org">
    <organization identifier="org">
      <title>A course</title>
      <item identifier="one" identifierref="page" isvisible="true">
        <title>A lesson</title>
        <adlcp:masteryscore>80</adlcp:masteryscore>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="page" type="webcontent" adlcp:scormtype="sco" href="index.html">
      <file href="index.html"/>
    </resource>
  </resources>
</manifest>
"""
_SPACES = " ".join(f'xmlns:{p}="{space}"' for p, space in PREFIXES_2004.items())
MANIFEST_2004 = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="course" version="1.0" xmlns="{IMSCP_2004}" {_SPACES}>
  <metadata><schema>ADL SCORM</schema><schemaversion>{FOURTH_2004.schemaversion}</schemaversion></metadata>
  <organizations default="org">
    <organization identifier="org">
      <title>A course</title>
      <item identifier="one" identifierref="page"><title>A lesson</title></item>
      <imsss:sequencing><imsss:controlMode choice="true" flow="true"/></imsss:sequencing>
    </organization>
  </organizations>
  <resources>
    <resource identifier="page" type="webcontent" adlcp:scormType="sco" href="index.html">
      <file href="index.html"/>
    </resource>
  </resources>
</manifest>
"""
_TOLD = """<title><langstring lang="en">A course</langstring></title>
    <description><langstring lang="en">About it.</langstring></description>"""
COURSE_STRUCTURE = f"""<?xml version="1.0" encoding="UTF-8"?>
<courseStructure xmlns="{CMI5}">
  <course id="https://example.org/course">{_TOLD}</course>
  <objectives>
    <objective id="https://example.org/objective">{_TOLD}</objective>
  </objectives>
  <block id="https://example.org/block">{_TOLD}
    <au id="https://example.org/unit" moveOn="Completed" masteryScore="0.8" launchMethod="AnyWindow">{_TOLD}
      <objectives><objective idref="https://example.org/objective"/></objectives>
      <url>index.html?lang=en</url>
    </au>
  </block>
</courseStructure>
"""
ACTIVITIES = f"""<?xml version="1.0" encoding="UTF-8"?>
<tincan xmlns="{TINCAN}">
  <activities>
    <activity id="https://example.org/course" type="http://adlnet.gov/expapi/activities/course">
      <name>A course</name>
      <description lang="en">About it.</description>
      <launch lang="en">index.html</launch>
    </activity>
    <activity id="https://example.org/module" type="http://adlnet.gov/expapi/activities/module">
      <name>A module</name>
    </activity>
  </activities>
</tincan>
"""


def _schemas(edition: str, names: tuple[str, ...]) -> Files:
    return {name: schema(edition, name).read_bytes() for name in names}


def scorm12(manifest: str = MANIFEST_12, **more: bytes) -> Files:
    own = _schemas("scorm12edition", SCHEMAS_12)
    return {"imsmanifest.xml": manifest.encode(), "index.html": PAGE, **own, **more}


def scorm2004(manifest: str = MANIFEST_2004) -> Files:
    own = _schemas(FOURTH_2004.schemas, SCHEMAS_2004)
    return {"imsmanifest.xml": manifest.encode(), "index.html": PAGE, **own}


def third(manifest: str = MANIFEST_2004) -> Files:
    older = manifest.replace(FOURTH_2004.schemaversion, THIRD_2004.schemaversion)
    own = _schemas(THIRD_2004.schemas, SCHEMAS_2004)
    return {"imsmanifest.xml": older.encode(), "index.html": PAGE, **own}


def cmi5(structure: str = COURSE_STRUCTURE) -> Files:
    return {"cmi5.xml": structure.encode(), "index.html": PAGE}


def tincan(activities: str = ACTIVITIES) -> Files:
    return {"tincan.xml": activities.encode(), "index.html": PAGE}


# --- zips, field by field -------------------------------------------------------------


@dataclass
class Member:
    """One file; `central` and `local` overwrite fields of its two headers."""

    name: str | bytes
    data: bytes = b"words"
    central: dict[str, Any] = field(default_factory=dict)
    local: dict[str, Any] = field(default_factory=dict)
    before: bytes = b""
    packed: bytes | None = None


def _raw(name: str | bytes) -> bytes:
    return name if isinstance(name, bytes) else name.encode()


def _fields(member: Member) -> dict[str, Any]:
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    deflated = machine.compress(member.data) + machine.flush()
    packed = deflated if member.packed is None else member.packed
    return {
        "name": _raw(member.name),
        "flags": 1 << 11,
        "method": 8,
        "crc": zlib.crc32(member.data),
        "packed": len(packed),
        "size": len(member.data),
        "extra": b"",
        "mode": 0o100644,
        "body": packed,
    }


def _common(own: dict[str, Any]) -> bytes:
    names = struct.pack("<HH", len(own["name"]), len(own["extra"]))
    sizes = struct.pack("<LLL", own["crc"], own["packed"], own["size"])
    head = struct.pack("<HHHHH", 20, own["flags"], own["method"], 0, 33)
    return head + sizes + names


def crafted(
    members: list[Member], *, start: bytes = b"", end: bytes = b"", **ends: Any
) -> bytes:
    """A zip of those members; `ends` overwrites fields of its end record."""
    body, directory = start, b""
    for member in members:
        own = _fields(member)
        body += member.before
        local, central = {**own, **member.local}, {**own, **member.central}
        offset = central.get("offset", len(body) - ends.get("shift", 0))
        if not central.get("shared"):
            body += (
                b"PK\3\4"
                + _common(local)
                + local["name"]
                + local["extra"]
                + own["body"]
            )
        tail = struct.pack("<HHHLL", 0, 0, 0, central["mode"] << 16, offset)
        entry = b"PK\1\2" + struct.pack("<H", 3 << 8 | 20) + _common(central) + tail
        directory += entry + central["name"] + central["extra"]
    count, comment = ends.get("count", len(members)), ends.get("comment", b"")
    offset = ends.get("offset", len(body) - ends.get("shift", 0))
    disk, here = ends.get("disk", 0), ends.get("here", count)
    record = struct.pack(
        "<HHHHLLH", disk, disk, here, count, len(directory), offset, len(comment)
    )
    wide: bytes = ends.get("wide", b"")
    return body + directory + wide + b"PK\5\6" + record + bytes(comment) + end


def zipped(files: Files, *more: Member, **ends: Any) -> bytes:
    """A plain zip of the files, with further members."""
    return crafted(
        [*(Member(name, data) for name, data in files.items()), *more], **ends
    )
