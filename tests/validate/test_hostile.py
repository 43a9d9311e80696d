"""Hostile and broken archives: each is a named fault, nothing else, and writes nothing."""

import os
import struct
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from janeschool_scorm.standards import IMSCP_12
from janeschool_scorm.validate.verdict import validated
from tests.validate.packages import (
    MANIFEST_12,
    Files,
    Member,
    crafted,
    scorm12,
    zipped,
)

SOUND = scorm12()
ZIP = zipped(SOUND)
BOM = b"\xef\xbb\xbf"


def with_member(member: Member) -> bytes:
    return zipped(SOUND, member)


def named(name: str | bytes) -> bytes:
    return with_member(Member(name))


def listed(files: Files, name: str) -> bytes:
    """With the file in the manifest, so that only what is wrong with it is found."""
    manifest = MANIFEST_12.replace("<file ", f'<file href="{name}"/><file ', 1)
    return zipped({**files, "imsmanifest.xml": manifest.encode(), name: b"words"})


def manifested(manifest: str | bytes) -> bytes:
    data = manifest.encode() if isinstance(manifest, str) else manifest
    return zipped({**SOUND, "imsmanifest.xml": data})


def doctyped(inside: str, root: str = "manifest") -> bytes:
    head, _, rest = MANIFEST_12.partition("\n")
    return manifested(f"{head}\n<!DOCTYPE {root} {inside}>\n{rest}")


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def standard_zip(method: int) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in SOUND.items():
            archive.writestr(name, data)
    return out.getvalue()


def inner_zip() -> bytes:
    return zipped({"course.zip": ZIP})


def blank(size: int) -> bytes:
    return zipped({**SOUND, "blank.bin": bytes(size)})


def false_size() -> bytes:
    """It says 5 bytes, and unpacks to a megabyte."""
    member = Member("more.xsd", bytes(1_000_000))
    member.central = member.local = {"size": 5}
    return with_member(member)


def overlapping() -> bytes:
    return with_member(
        Member("twice.html", SOUND["index.html"], {"offset": 0, "shared": True})
    )


def quoting() -> bytes:
    """One stored member whose bytes are the next member, header and all."""
    inner = crafted([Member("inner.txt", b"x" * 100)])
    header = inner[: inner.index(b"PK\1\2")]
    outer = Member("outer.bin", header, packed=header)
    outer.central = outer.local = {"method": 0}
    start = sum(len(name) + 30 for name in ["outer.bin"])
    return crafted(
        [outer, Member("inner.txt", b"x" * 100, {"offset": start, "shared": True})]
    )


def wide(**other: int) -> bytes:
    """With a Zip64 end that says the same as the plain one, but for `other`."""
    members = [Member(name, data) for name, data in SOUND.items()]
    plain = crafted(members)
    at = plain.rindex(b"PK\5\6")
    _, _, _, count, size, offset, _ = struct.unpack_from("<HHHHLLH", plain, at + 4)
    own = {"count": count, "size": size, "offset": offset, **other}
    record = struct.pack(
        "<4sQ2H2L4Q",
        b"PK\6\6",
        44,
        45,
        45,
        0,
        0,
        own["count"],
        own["count"],
        own["size"],
        own["offset"],
    )
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, at, 1)
    return crafted(members, wide=record + locator)


def backup(package: bytes) -> bytes:
    """A Moodle backup with that package in it, stored."""
    place = Member(f"files/aa/{'a' * 40}", package, packed=package)
    place.central = place.local = {"method": 0}
    return zipped({"moodle_backup.xml": b"<a/>", "files.xml": LISTED}, place)


LISTED = b"".join(
    (
        b"<files><file><contenthash>%s</contenthash>" % (b"a" * 40),
        b"<component>mod_scorm</component><filearea>package</filearea>",
        b"<filename>course.zip</filename></file></files>",
    )
)


def wide_beside_a_plain_end() -> bytes:
    """Its Zip64 end is right, its plain end says 99 files."""
    data = bytearray(wide())
    at = data.rindex(b"PK\5\6")
    data[at + 8 : at + 12] = struct.pack("<HH", 99, 99)
    return bytes(data)


#: Name -> the archive, and exactly the codes of families Z, X, M, N and F that it has.
HOSTILE: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "a sound package": (lambda: ZIP, set()),
    "deflated by the standard library": (
        lambda: standard_zip(zipfile.ZIP_DEFLATED),
        set(),
    ),
    "stored by the standard library": (lambda: standard_zip(zipfile.ZIP_STORED), set()),
    "packed by bzip2": (lambda: standard_zip(zipfile.ZIP_BZIP2), {"Z204"}),
    "packed by LZMA": (lambda: standard_zip(zipfile.ZIP_LZMA), {"Z204"}),
    "an empty file": (lambda: b"", {"Z001"}),
    "words": (lambda: b"It is no zip, but long enough to be one." * 10, {"Z001"}),
    "a gzip": (lambda: b"\x1f\x8b\x08" + bytes(500), {"Z001"}),
    "random bytes": (lambda: bytes(range(256)) * 8, {"Z001"}),
    "a zip of nothing": (lambda: crafted([]), {"Z004"}),
    "a zip of folders": (lambda: crafted([Member("a/", b"")]), {"Z004"}),
    "cut in the middle": (lambda: ZIP[: len(ZIP) // 2], {"Z002"}),
    "cut by one byte": (lambda: ZIP[:-1], {"Z002"}),
    "cut within its comment": (lambda: zipped(SOUND, comment=b"words")[:-2], {"Z002"}),
    "its directory elsewhere": (lambda: zipped(SOUND, offset=7), {"Z407"}),
    "its directory beyond the end": (lambda: zipped(SOUND, offset=1 << 31), {"Z002"}),
    "fewer files than it says": (lambda: zipped(SOUND, count=99), {"Z002"}),
    "more files than it says": (lambda: zipped(SOUND, count=1), {"Z002"}),
    "one part of several": (lambda: zipped(SOUND, disk=1), {"Z408"}),
    "files on another part": (lambda: zipped(SOUND, here=1), {"Z408"}),
    "a program before it": (lambda: zipped(SOUND, start=b"MZ" + bytes(98)), {"Z403"}),
    "a program before it, offsets not moved": (
        lambda: b"MZ" + bytes(98) + ZIP,
        {"Z403"},
    ),
    "another zip before it": (lambda: zipped({"a.txt": b"a"}) + ZIP, {"Z409"}),
    "words after it": (lambda: ZIP + b"and more", {"Z404"}),
    "a comment": (lambda: zipped(SOUND, comment=b"made by a tool"), set()),
    "an end within its comment": (
        lambda: zipped(SOUND, comment=b"PK\5\6" + bytes(18)),
        {"Z405"},
    ),
    "a whole zip within its comment": (
        lambda: zipped(SOUND, comment=zipped({"imsmanifest.xml": b"<other/>"})),
        {"Z405"},
    ),
    "Zip64 without need": (wide, {"Z406"}),
    "a plain end that contradicts its Zip64 end": (
        wide_beside_a_plain_end,
        {"Z406", "Z407"},
    ),
    "two ends that disagree": (lambda: wide(count=2), {"Z002"}),
    "two ends of other sizes": (lambda: wide(size=46), {"Z002"}),
    "a file that no directory lists": (
        lambda: with_member(
            Member("b.xsd", before=crafted([Member("hidden.php")])[:60])
        ),
        {"Z409"},
    ),
    "out by dots": (lambda: named("../escape.html"), {"Z101"}),
    "out by dots further in": (lambda: named("a/../../escape.html"), {"Z101"}),
    "out by a slash": (lambda: named("/etc/passwd"), {"Z101"}),
    "out by a drive": (lambda: named("C:/windows/a.xsd"), {"Z101"}),
    "out by backslashes": (lambda: named("..\\..\\a.xsd"), {"Z101"}),
    "out by a folder": (lambda: with_member(Member("../out/", b"")), {"Z101"}),
    "out to a share": (lambda: named("\\\\server\\a.xsd"), {"Z101"}),
    "backslashes": (lambda: named("a\\b.xsd"), {"Z102"}),
    "a NUL in a name": (lambda: named("index.html\0.xsd"), {"Z103"}),
    "a newline in a name": (lambda: named("a\nb.xsd"), {"Z103"}),
    "an escape sequence in a name": (lambda: named("\x1b[2Ja.xsd"), {"Z103"}),
    "a name twice": (lambda: named("index.html"), {"Z104"}),
    "the manifest twice": (lambda: named("imsmanifest.xml"), {"Z104"}),
    "names that differ in case": (lambda: listed(SOUND, "Index.html"), {"Z105"}),
    "names that differ in the form of an accent": (
        lambda: zipped(SOUND, Member("caf\u00e9.xsd"), Member("cafe\u0301.xsd")),
        {"Z105", "F110"},
    ),
    "a device of Windows": (lambda: listed(SOUND, "aux.html"), {"Z106"}),
    "a sign that Windows lacks": (lambda: named("a?.xsd"), {"Z106", "F110"}),
    "a dot at the end": (lambda: named("a.xsd/b."), {"Z106", "F106"}),
    "a file that is a folder": (lambda: named("index.html/a.xsd"), {"Z107"}),
    "a name that is no UTF-8": (lambda: named(b"\xff\xfe.xsd"), {"Z108"}),
    "a name of nothing": (lambda: named(b""), {"Z109"}),
    "a name of 300 letters": (lambda: named("a" * 300 + ".xsd"), {"Z109"}),
    "a path of 2,000 letters": (lambda: named("a/" * 1000 + "b.xsd"), {"Z109"}),
    "a path with nothing between slashes": (lambda: named("a//b.xsd"), {"Z109"}),
    "a path through a dot": (lambda: named("./b.xsd"), {"Z109"}),
    "a symbolic link": (
        lambda: with_member(Member("a.xsd", b"/etc/passwd", {"mode": 0o120777})),
        {"Z201"},
    ),
    "a device": (
        lambda: with_member(Member("a.xsd", b"", {"mode": 0o060644})),
        {"Z202"},
    ),
    "a pipe": (lambda: with_member(Member("a.xsd", b"", {"mode": 0o010644})), {"Z202"}),
    "an encrypted file": (
        lambda: with_member(Member("a.xsd", b"x", {"flags": 1}, {"flags": 1})),
        {"Z203"},
    ),
    "an encrypted manifest": (
        lambda: zipped(
            {"index.html": b"x"},
            Member("imsmanifest.xml", b"x", {"flags": 1}, {"flags": 1}),
        ),
        {"Z203"},
    ),
    "an unknown compression": (
        lambda: with_member(Member("a.xsd", b"x", {"method": 99}, {"method": 99})),
        {"Z204"},
    ),
    "70,000 files": (lambda: zipped(SOUND, count=0xFFFF, wide=b""), {"Z002"}),
    "a zip bomb of zeros": (lambda: blank(70_000_000), {"Z303"}),
    "sizes of 5 GB": (
        lambda: with_member(
            Member("a.xsd", b"x", {"size": 0xFFFFFFFE}, {"size": 0xFFFFFFFE})
        ),
        {"Z302"},
    ),
    "files that share their bytes": (overlapping, {"Z304", "Z401"}),
    "a file quoted within another": (quoting, {"Z304", "F001"}),
    "a size that is not true": (false_size, {"Z402"}),
    "a name of its own in the header": (
        lambda: with_member(Member("a.xsd", local={"name": b"b.php"})),
        {"Z401"},
    ),
    "a method of its own in the header": (
        lambda: with_member(Member("a.xsd", local={"method": 0})),
        {"Z401"},
    ),
    "sizes of its own in the header": (
        lambda: with_member(Member("a.xsd", local={"size": 4})),
        {"Z401"},
    ),
    "a header that is not there": (
        lambda: with_member(Member("a.xsd", central={"offset": 5, "shared": True})),
        {"Z401"},
    ),
    "a file beyond the end": (
        lambda: with_member(
            Member("a.xsd", central={"packed": 9999}, local={"packed": 9999})
        ),
        {"Z002"},
    ),
    "a stored file of two sizes": (
        lambda: with_member(Member("a.xsd", b"xxxx", {"method": 0}, {"method": 0})),
        {"Z407"},
    ),
    "a wrong checksum": (
        lambda: with_member(Member("a.xsd", central={"crc": 1}, local={"crc": 1})),
        {"Z402"},
    ),
    "compressed garbage": (
        lambda: with_member(Member("a.xsd", packed=b"\xff" * 40)),
        {"Z402"},
    ),
    "compressed content cut off": (
        lambda: with_member(Member("a.xsd", b"words " * 99, packed=b"\x4b")),
        {"Z402"},
    ),
    # What is in it.
    "no manifest": (lambda: zipped({"index.html": b"x"}), {"F001"}),
    "one folder down": (
        lambda: zipped({f"course/{name}": data for name, data in SOUND.items()}),
        {"F002"},
    ),
    "one folder down, with a link beside it": (
        lambda: zipped(
            {f"course/{name}": data for name, data in SOUND.items()},
            Member("course/a.txt", b"/etc/passwd", {"mode": 0o120777}),
        ),
        {"F002", "Z201"},
    ),
    "a zip in a zip": (inner_zip, {"F003", "F112"}),
    "the manifest in another case": (
        lambda: zipped(
            {
                ("IMSManifest.xml" if k == "imsmanifest.xml" else k): v
                for k, v in SOUND.items()
            }
        ),
        {"F004"},
    ),
    "H5P": (
        lambda: zipped({"h5p.json": b"{}", "content/content.json": b"{}"}),
        {"F005"},
    ),
    "a Moodle backup": (lambda: backup(ZIP), {"F007"}),
    "a backup of a package one folder down": (
        lambda: backup(zipped({f"a/{name}": data for name, data in SOUND.items()})),
        {"F007", "F002"},
    ),
    "a backup in a backup": (lambda: backup(backup(ZIP)), {"F007", "F005"}),
    "a backup that names what is not there": (
        lambda: zipped({"moodle_backup.xml": b"<a/>", "files.xml": LISTED}),
        {"F005"},
    ),
    "a Common Cartridge": (
        lambda: manifested(
            '<manifest xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1" identifier="a"/>'
        ),
        {"F005"},
    ),
    "questions by IMS QTI": (
        lambda: manifested(
            f'<manifest xmlns="{IMSCP_12}" identifier="a"><organizations/><resources>'
            '<resource identifier="b" type="imsqti_item_xmlv2p1"/></resources></manifest>'
        ),
        {"F005"},
    ),
    "IMS Content Packaging without SCORM": (
        lambda: manifested(f'<manifest xmlns="{IMSCP_12}" identifier="a"/>'),
        {"F005"},
    ),
    "AICC": (
        lambda: zipped(
            {f"course.{end}": b"[course]" for end in ("au", "crs", "cst", "des")}
        ),
        {"F006"},
    ),
    # Its manifest.
    "an empty manifest": (lambda: manifested(b""), {"X001"}),
    "a manifest that is not closed": (lambda: manifested(MANIFEST_12[:400]), {"X001"}),
    "a NUL in the manifest": (
        lambda: manifested(MANIFEST_12.replace("A lesson", "A\0lesson")),
        {"X001"},
    ),
    "a manifest of 9 MB": (
        lambda: manifested(MANIFEST_12 + f"<!--{os.urandom(4_500_000).hex()}-->"),
        {"X002"},
    ),
    "a manifest of 500,000 elements": (
        lambda: manifested("<a>" + "<b/>" * 500_000 + "</a>"),
        {"X002"},
    ),
    "a manifest 300 deep": (lambda: manifested("<a>" * 300 + "</a>" * 300), {"X003"}),
    "a manifest 100,000 deep": (lambda: manifested("<a>" * 100_000), {"X003"}),
    "a billion laughs": (lambda: doctyped(f'[<!ENTITY l0 "ha">{LAUGHS}]'), {"X004"}),
    "an entity from the server's disk": (
        lambda: doctyped('[<!ENTITY a SYSTEM "file:///etc/passwd">]'),
        {"X004"},
    ),
    "an entity from the network": (
        lambda: doctyped('[<!ENTITY a SYSTEM "http://127.0.0.1:9/">]'),
        {"X004"},
    ),
    "a parameter entity": (
        lambda: doctyped('[<!ENTITY % a SYSTEM "http://127.0.0.1:9/"> %a;]'),
        {"X004"},
    ),
    "a grammar from the network": (
        lambda: doctyped('SYSTEM "http://127.0.0.1:9/a.dtd"'),
        {"X005"},
    ),
    "a document type behind comments": (
        lambda: manifested(
            "<?xml version='1.0'?><!-- x --><?a b?>\n<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"
        ),
        {"X004"},
    ),
    "UTF-7": (
        lambda: manifested(MANIFEST_12.replace("UTF-8", "UTF-7")),
        {"X006"},
    ),
    "an encoding that nobody knows": (
        lambda: manifested(MANIFEST_12.replace("UTF-8", "x-nobody")),
        {"X006"},
    ),
    "UTF-8 that is none": (
        lambda: manifested(MANIFEST_12.encode().replace(b"A lesson", b"A less\xf3n")),
        {"X006"},
    ),
    "UTF-32": (lambda: manifested(MANIFEST_12.encode("utf-32")), {"X006"}),
    "UTF-16": (
        lambda: manifested(MANIFEST_12.replace("UTF-8", "UTF-16").encode("utf-16")),
        {"X007"},
    ),
    "Latin-1": (
        lambda: manifested(
            MANIFEST_12.replace("UTF-8", "ISO-8859-1").encode("latin-1")
        ),
        {"X007"},
    ),
    "a byte order mark": (lambda: manifested(BOM + MANIFEST_12.encode()), set()),
    "a prefix that is not declared": (
        lambda: manifested(
            MANIFEST_12.replace(' xmlns:adlcp="http', ' xmlns:other="http')
        ),
        {"X001"},
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_each_attack_is_the_fault_that_it_is_and_no_other(
    name: str, tmp_path: Path
) -> None:
    make, expected = HOSTILE[name]
    path = tmp_path / "package.zip"
    path.write_bytes(make())
    started = time.process_time()
    found = validated(path).findings
    assert {one.code for one in found if one.code[0] in "ZXMNF"} == expected, found
    assert time.process_time() - started < 2
    assert [each.name for each in tmp_path.iterdir()] == ["package.zip"]


def test_there_are_enough_of_them() -> None:
    assert len(HOSTILE) >= 60
