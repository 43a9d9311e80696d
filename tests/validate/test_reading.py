"""Reading: folders, streams, bounds; and the same as the standard library reads."""

import io
import os
import socket
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from janeschool_scorm.validate.blob import Blob
from janeschool_scorm.validate.documents import parsed
from janeschool_scorm.validate.finding import Finding
from janeschool_scorm.validate.reader import Reader, UnreadableError, held
from janeschool_scorm.validate.reading import opened
from janeschool_scorm.validate.verdict import judged, validated
from janeschool_scorm.validate.zip_reading import read_zip
from tests.validate.packages import (
    Member,
    cmi5,
    crafted,
    scorm12,
    scorm2004,
    tincan,
    zipped,
)


def codes(findings: tuple[Finding, ...]) -> set[str]:
    return {one.code for one in findings if one.code[0] in "ZXMNF"}


def folder(path: Path) -> Path:
    for name, data in scorm12().items():
        (path / name).write_bytes(data)
    return path


def test_a_folder_is_read_as_its_zip_is(tmp_path: Path) -> None:
    found = validated(folder(tmp_path))
    assert found.structure.standard == "scorm12"
    assert codes(found.findings) == set()
    with opened(tmp_path) as reader:
        assert reader.read("index.html") == scorm12()["index.html"]
        assert set(reader.names) == set(scorm12())


def test_links_pipes_and_sockets_of_a_folder_are_named_and_never_opened(
    tmp_path: Path,
) -> None:
    package = folder(tmp_path)
    (package / "link.xsd").symlink_to("/etc/passwd")
    (package / "link").symlink_to("/etc")
    (package / "loop").symlink_to(package)
    os.mkfifo(package / "pipe.xsd")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(package / "socket.xsd"))
        with opened(package) as reader:
            found = {one.path: one.code for one in reader.findings}
            assert "pipe.xsd" in reader.withheld
            assert not set(reader.names) & set(found)
    links = dict.fromkeys(("link.xsd", "link", "loop"), "Z201")
    assert found == {**links, "pipe.xsd": "Z202", "socket.xsd": "Z202"}


def test_a_file_that_became_a_link_or_a_pipe_is_not_opened(tmp_path: Path) -> None:
    package = folder(tmp_path)
    with opened(package) as reader:
        (package / "index.html").unlink()
        (package / "index.html").symlink_to("/etc/passwd")
        with pytest.raises(UnreadableError):
            reader.read("index.html")
        (package / "index.html").unlink()
        os.mkfifo(package / "index.html")
        with pytest.raises(UnreadableError):
            reader.read("index.html")


def test_a_name_that_is_no_text_and_folders_without_end_are_named(
    tmp_path: Path,
) -> None:
    package = folder(tmp_path)
    (package / os.fsdecode(b"\xff.xsd")).write_bytes(b"x")
    deep = package / "/".join("a" * 70)
    deep.mkdir(parents=True)
    (deep / "b.xsd").write_bytes(b"x")
    assert codes(validated(package).findings) == {"Z108", "Z109"}


@pytest.mark.parametrize("where", ["nowhere.zip", "pipe"])
def test_what_is_not_there_or_is_no_file_cannot_be_read(
    tmp_path: Path, where: str
) -> None:
    os.mkfifo(tmp_path / "pipe")
    found = validated(tmp_path / where)
    assert codes(found.findings) == {"Z003"}


def test_an_empty_folder_and_too_many_files_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert codes(validated(tmp_path).findings) == {"Z004"}
    folder(tmp_path)
    (tmp_path / "course.zip").write_bytes(zipped(scorm12()))
    for module in ("folder_reading", "zip_end"):
        monkeypatch.setattr(f"janeschool_scorm.validate.{module}.MEMBERS_MOST", 3)
    assert codes(validated(tmp_path).findings) == {"Z301"}
    assert codes(validated(tmp_path / "course.zip").findings) == {"Z301"}


def zip_of(path: Path, files: dict[str, bytes], method: int) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def test_a_stored_file_can_be_read_from_any_place_and_streams_do_not_disturb(
    tmp_path: Path,
) -> None:
    data = bytes(range(256)) * 4096
    path = zip_of(tmp_path / "a.zip", {"a": data, "b": b"b"}, zipfile.ZIP_STORED)
    with opened(path) as reader:
        one, other = reader.open("a"), reader.open("a")
        assert one.seekable()
        assert one.seek(-10, io.SEEK_END) == len(data) - 10
        assert other.read(3) == data[:3]
        assert one.read() == data[-10:]
        assert reader.read("b") == b"b"
        with pytest.raises(UnreadableError):
            reader.read("a", limit=100)
        with pytest.raises(KeyError):
            reader.open("c")


def test_memory_stays_flat_however_large_a_file_unpacks(tmp_path: Path) -> None:
    path = tmp_path / "large.zip"
    noise = os.urandom(1 << 20)
    zip_of(path, {"film.mp4": noise * 24, "more.bin": noise * 8}, zipfile.ZIP_DEFLATED)
    tracemalloc.start()
    validated(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 12 << 20


def read(data: bytes, path: Path) -> tuple[Reader, dict[str, bytes]]:
    """What can be read of those bytes as a zip, by our reader."""
    path.write_bytes(data)
    descriptor = os.open(path, os.O_RDONLY)
    try:
        reader = read_zip(Blob(descriptor, 0, len(data)))
        contents = {}
        for name in reader.names:
            try:
                contents[name] = reader.read(name)
            except UnreadableError:
                continue
        list(reader.damage())
        return reader, contents
    finally:
        os.close(descriptor)


SMALL = {"imsmanifest.xml": b"<a/>", "a/b.html": b"<p>words</p>" * 9, "c.js": b"0"}
few = settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
edits = st.lists(
    st.tuples(st.floats(0, 1), st.binary(max_size=6), st.integers(0, 6)), max_size=6
)


def mutated(data: bytes, changes: list[tuple[float, bytes, int]]) -> bytes:
    """With bytes written over, put in, or taken out."""
    for where, put, gone in changes:
        at = int(where * len(data))
        data = data[:at] + put + data[at + gone :]
    return data


@few
@given(edits, st.booleans())
def test_a_mutated_zip_never_crashes_and_what_is_read_is_what_the_library_reads(
    tmp_path: Path, changes: list[tuple[float, bytes, int]], plain: bool
) -> None:
    members = [Member(name, body) for name, body in SMALL.items()]
    good = zip_bytes() if plain else crafted(members, comment=b"more")
    data = mutated(good, changes)
    reader, contents = read(data, tmp_path / "mutated.zip")
    if any(one.severity == "error" for one in reader.findings):
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        theirs = [name for name in archive.namelist() if not name.endswith("/")]
        assert sorted(theirs) == sorted(reader.names)
        for name, body in contents.items():
            try:
                assert archive.read(name) == body
            except zipfile.BadZipFile:
                assert name in {one.path for one in damage(data, tmp_path)}


def damage(data: bytes, folder: Path) -> list[Finding]:
    path = folder / "damaged.zip"
    path.write_bytes(data)
    with opened(path) as reader:
        return list(reader.damage())


def zip_bytes() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in SMALL.items():
            archive.writestr(name, body)
    return out.getvalue()


words = st.sampled_from(
    [
        *("<item", "</item>", 'identifierref="page"', "<title>", "adlcp:", "<![CDATA["),
        *("-->", "<!DOCTYPE a [", "]>", "&lt;", "&#0;", "xmlns=''", "\ufffe", "<?a?>"),
        *("<au ", "<block", "<activity", "<launch>", "<langstring/>", 'id=""'),
        *('href="../a"', 'href="%00"', "2004 4th Edition", "imsss:sequencing", "\0"),
    ]
)


@few
@given(
    st.sampled_from(["imsmanifest.xml", "2004", "cmi5.xml", "tincan.xml"]),
    st.lists(st.tuples(st.floats(0, 1), words, st.integers(0, 40)), max_size=8),
)
def test_a_mutated_manifest_never_crashes(
    kind: str, changes: list[tuple[float, str, int]]
) -> None:
    files = {"2004": scorm2004, "cmi5.xml": cmi5, "tincan.xml": tincan}
    package = files.get(kind, scorm12)()
    name = "imsmanifest.xml" if kind == "2004" else kind
    edits = [(x, put.encode("utf-8", "surrogatepass"), n) for x, put, n in changes]
    package[name] = mutated(package[name], edits)
    found = judged(held(package)).findings
    assert all(one.text and one.line >= 0 for one in found)


@few
@given(st.binary(max_size=60))
def test_no_bytes_make_the_xml_reader_crash(data: bytes) -> None:
    found = parsed("a.xml", data)
    assert (found.root is None) <= bool(found.findings)


@pytest.mark.parametrize("kind", ["zip", "folder"])
def test_what_goes_wrong_around_an_open_package_is_not_taken_for_its_fault(
    tmp_path: Path, kind: str
) -> None:
    path = folder(tmp_path)
    if kind == "zip":
        path = tmp_path / "course.zip"
        path.write_bytes(zipped(scorm12()))
    with pytest.raises(OSError, match="mine"), opened(path):
        raise OSError("mine")
