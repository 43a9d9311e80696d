"""Statement files: what is cut out of them, and what hostile ones do."""

import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from xapi.collect.cut import LIMIT, Piece, Text, Unreadable
from xapi.collect.files import pieces
from xapi.problems import RecordsError
from xapi.zstd import CompressionParameter, ZstdFile

SOME = [{"id": n, "text": "ö\u2028]},{[" * n} for n in range(5)]


def zstd(data: bytes) -> bytes:
    """Compress in two frames, with a checksum, as `zstd` and `cat` do."""
    out = io.BytesIO()
    for part in (data[:50], data[50:]):
        options: dict[int, int] = {CompressionParameter.checksum_flag: 1}
        with ZstdFile(out, "w", options=options) as packed:
            packed.write(part)
    return out.getvalue()


def read(path: Path) -> list[Piece]:
    return list(pieces(path, lambda done, count: None))


def texts(path: Path) -> list[object]:
    return [json.loads(x.data) for x in read(path) if isinstance(x, Text)]


def codes(path: Path) -> list[tuple[int, str]]:
    return [(x.line, x.code) for x in read(path) if isinstance(x, Unreadable)]


def ndjson(values: list[dict[str, object]]) -> bytes:
    return b"".join(json.dumps(value).encode() + b"\n" for value in values)


@pytest.mark.parametrize(
    "data",
    [
        ndjson(SOME),
        ndjson(SOME).rstrip(b"\n"),
        ndjson(SOME).replace(b"\n", b"\r\n\r\n"),
        b"\xef\xbb\xbf" + ndjson(SOME),
        json.dumps(SOME).encode(),
        json.dumps(SOME, ensure_ascii=False).encode(),
        b"\n \n" + json.dumps(SOME, indent=2).encode() + b"\n\n",
        b"\xef\xbb\xbf" + json.dumps(SOME).encode(),
    ],
)
@pytest.mark.parametrize("packed", [bytes, gzip.compress, zstd])
def test_every_way_to_write_a_file_gives_the_same_statements(
    tmp_path: Path, data: bytes, packed: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "file"
    path.write_bytes(packed(data))
    assert texts(path) == SOME
    assert codes(path) == []


def test_statements_of_an_array_know_the_line_where_they_begin(tmp_path: Path) -> None:
    path = tmp_path / "array.json"
    path.write_text(json.dumps([{"a": 1}, {"b": 2}], indent=1))
    assert [piece.line for piece in read(path)] == [2, 5]


def test_an_array_larger_than_one_reading_is_cut_without_loss(tmp_path: Path) -> None:
    path = tmp_path / "array.json"
    many = [{"id": n, "text": "é" * (n % 700)} for n in range(9_000)]
    path.write_text(json.dumps(many, ensure_ascii=False), encoding="utf-8")
    assert path.stat().st_size > 3_000_000
    assert texts(path) == many


def test_empty_lines_and_an_empty_array_are_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"[ ]\n")
    assert read(path) == []


HOSTILE = {
    "empty": (b"", [(0, "X101")], 0),
    "blank": (b"\n\n  \n", [(0, "X101")], 0),
    "utf-16": ('{"id": 1}'.encode("utf-16"), [(0, "X102")], 0),
    "utf-16-without-mark": ('{"id": 1}'.encode("utf-16-le"), [(0, "X102")], 0),
    "long-line": (b'{"a": "' + b"x" * 11_000_000 + b'"}\n{}\n', [(1, "X103")], 1),
    "long-line-at-end": (b"{}\n" + b"y" * 11_000_000, [(2, "X103")], 1),
    "array-not-closed": (b'[{"a": 1},\n{"b": 2}', [(2, "X104")], 2),
    "array-cut-in-a-statement": (b'[{"a": 1},\n{"b": ', [(1, "X104")], 1),
    "array-open-only": (b"[", [(1, "X104")], 0),
    "array-without-comma": (b"[{} {}]", [(1, "X104")], 1),
    "array-with-comma-at-end": (b"[{},]", [(1, "X104")], 1),
    "array-with-more-after-it": (b"[{}] {}", [(1, "X104")], 1),
    "array-not-utf-8": (b'[{"a": "\xff"}]', [(1, "X102")], 0),
    "array-element-too-long": (b'[{"a": "' + b"x" * 22_000_000, [(1, "X103")], 0),
    "array-nested-deeply": (b"[{}," + b"[" * 100_000, [(1, "X204")], 1),
    "array-with-a-huge-number": (b"[{}," + b"9" * 5_000 + b"]", [(1, "X104")], 1),
}


@pytest.mark.parametrize("name", list(HOSTILE))
def test_a_hostile_file_gives_a_named_problem(tmp_path: Path, name: str) -> None:
    data, problems, good = HOSTILE[name]
    path = tmp_path / name
    path.write_bytes(data)
    assert codes(path) == problems
    assert len(texts(path)) == good


def test_a_line_of_the_longest_allowed_length_is_read(tmp_path: Path) -> None:
    path = tmp_path / "file"
    data = b'{"a": "' + b"x" * (LIMIT - 9) + b'"}'
    assert len(data) == LIMIT
    path.write_bytes(data + b"\n{}\n")
    assert len(texts(path)) == 2


@pytest.mark.parametrize("keep", [0.3, 0.99])
@pytest.mark.parametrize("packed", [gzip.compress, zstd])
def test_packed_data_cut_off_are_refused_as_a_whole(
    tmp_path: Path, keep: float, packed: Callable[[bytes], bytes]
) -> None:
    data = packed(ndjson(SOME * 1_000))
    path = tmp_path / "file.gz"
    path.write_bytes(data[: int(len(data) * keep)])
    with pytest.raises(RecordsError, match=r"file\.gz: .* cut off.* fetch it again"):
        read(path)


def test_gzip_data_with_a_wrong_checksum_are_refused(tmp_path: Path) -> None:
    data = bytearray(gzip.compress(ndjson(SOME)))
    data[-6] ^= 1
    path = tmp_path / "file.gz"
    path.write_bytes(data)
    with pytest.raises(RecordsError, match="damaged"):
        read(path)


def test_progress_is_told_in_bytes_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "file.gz"
    path.write_bytes(gzip.compress(ndjson(SOME * 500)))
    told: list[tuple[int, int]] = []
    list(pieces(path, lambda done, count: told.append((done, count))))
    assert [count for _, count in told] == [0, 1_000, 2_000]
    assert told[-1][0] <= path.stat().st_size


def test_zstd_data_with_a_wrong_byte_are_refused(tmp_path: Path) -> None:
    data = bytearray(zstd(ndjson(SOME * 1_000)))
    data[-1] ^= 1
    path = tmp_path / "file.zst"
    path.write_bytes(data)
    with pytest.raises(RecordsError, match=r"file\.zst: .* damaged"):
        read(path)
