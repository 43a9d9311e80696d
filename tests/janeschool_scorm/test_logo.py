"""An agency's logo and colour: what is taken, where it stands, that it can be seen."""

import re
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janeschool_scorm.assets import PLAYER
from janeschool_scorm.check import check_agency
from janeschool_scorm.load import load_agency
from janeschool_scorm.picture import NotAPictureError, Picture, picture
from janeschool_scorm.theme import (
    DARK_GROUNDS,
    ENOUGH,
    LIGHT_GROUNDS,
    contrast,
    theme,
)
from tests.conftest import SOURCE, Run


def chunk(name: bytes, data: bytes) -> bytes:
    sum_of = struct.pack(">I", zlib.crc32(name + data))
    return struct.pack(">I", len(data)) + name + data + sum_of


def png(width: int, height: int, *, moves: bool = False) -> bytes:
    """A grey picture; `moves` gives it the mark of an animation."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    more = chunk(b"acTL", struct.pack(">II", 1, 0)) if moves else b""
    rows = zlib.compress((b"\0" + b"\x88" * width) * height)
    body = head + more + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def jpeg(width: int, height: int) -> bytes:
    head = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    return head + b"\xff\xff\xc2" + struct.pack(">H", 11) + frame + b"\xff\xda"


def webp(kind: bytes, data: bytes) -> bytes:
    body = b"WEBP" + kind + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(body)) + body


def three(number: int) -> bytes:
    return (number - 1).to_bytes(3, "little")


PICTURES = {
    "png": (png(640, 220), Picture("png", 640, 220)),
    "png that moves": (png(4, 4, moves=True), Picture("png", 4, 4, moves=True)),
    "jpeg": (jpeg(640, 220), Picture("jpg", 640, 220)),
    "webp, lossy": (
        webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 640, 220)),
        Picture("webp", 640, 220),
    ),
    "webp, lossless": (
        webp(b"VP8L", b"\x2f" + struct.pack("<I", 639 | 219 << 14)),
        Picture("webp", 640, 220),
    ),
    "webp, extended": (
        webp(b"VP8X", b"\x10\0\0\0" + three(640) + three(220)),
        Picture("webp", 640, 220),
    ),
    "webp that moves": (
        webp(b"VP8X", b"\x02\0\0\0" + three(640) + three(220)),
        Picture("webp", 640, 220, moves=True),
    ),
}


@pytest.mark.parametrize("name", list(PICTURES))
def test_kind_and_size_are_read_from_the_head(name: str, tmp_path: Path) -> None:
    data, found = PICTURES[name]
    (tmp_path / "logo").write_bytes(data)
    assert picture(tmp_path / "logo") == found


@given(
    st.sampled_from([data for data, _ in PICTURES.values()]),
    st.integers(0, 80),
    st.binary(max_size=12),
)
def test_whatever_the_bytes_are_there_is_an_answer(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, cut: int, more: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "logo"
    for given_bytes in (data[:cut] + more, data[:cut] + more + data[cut + len(more) :]):
        path.write_bytes(given_bytes)
        try:
            assert picture(path).width > 0
        except NotAPictureError as error:
            assert str(error)


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("logo.png", png(2001, 1), "has 2001 by 1 pixels, of at most 2000 either way"),
        ("logo.png", png(2000, 2000), ""),
        ("logo.png", png(9, 9)[:40], "ends too early: only a part of it was saved"),
        ("logo.png", png(9, 9) + bytes(100_000), "is larger than 100 KB"),
        ("logo.png", png(9, 9, moves=True), "moves: a page that is read must stand"),
        ("logo.png", jpeg(9, 9), "is a jpg picture: give it that ending"),
        ("logo.jpeg", jpeg(9, 9), ""),
        ("logo.png", png(0, 9), "has no size: it is damaged"),
        ("Logo.png", png(9, 9), "is no name of a file here"),
    ],
)
def test_a_logo_is_small_still_and_what_its_name_says(
    source: Path, name: str, data: bytes, text: str
) -> None:
    path = with_logo(source, name, data)
    agency, loaded = load_agency(path)
    found = [str(each) for each in check_agency(agency, loaded, known=["js-000"])]
    wanted = [f"{path}:25:7: G107 {name} {text}"] if text else []
    assert len(found) == len(wanted)
    assert all(
        line.startswith(start) for line, start in zip(found, wanted, strict=True)
    )


def with_logo(source: Path, name: str, data: bytes) -> Path:
    path = source / "agencies" / "default.yaml"
    path.write_text(path.read_text() + f"logo: {name}\n")
    (source / "agencies" / name).write_bytes(data)
    return path


def test_it_stands_on_the_start_page_and_the_summary_named_by_its_content(
    source: Path, janeschool: Run
) -> None:
    data = png(640, 220)
    with_logo(source, "county-seal.png", data)
    done = janeschool("build", "--target", "scorm12", "--source", source)
    with zipfile.ZipFile(source.parent / done.stdout.strip()) as package:
        page = package.read("index.html").decode()
        places = re.findall(
            r'<section class="screen [^>]* id="(js_\w+)"[^>]*>\s*(.*)', page
        )
        shown = {place: line for place, line in places if 'class="logo"' in line}
        (name,) = set(re.findall(r'<img class="logo" src="([^"]+)"', page))
        assert package.read(name) == data
        assert f'href="{name}"' in package.read("imsmanifest.xml").decode()
    assert re.fullmatch(r"media/logo\.[0-9a-f]{8}\.png", name)
    assert set(shown) == {"js_start", "js_summary"}
    # The name is the text right below it: said once, not twice.
    image = f'<img class="logo" src="{name}" alt="" width="640" height="220">'
    assert len(re.findall(rf'{image}\s*<p class="where">JaneSchool</p>', page)) == 2


# --- colour ----------------------------------------------------------------------


def test_the_grounds_are_those_of_the_style_sheet() -> None:
    css = (PLAYER / "player.css").read_text()
    found = [
        re.findall(rf"(?m)^ +--{name}: (#\w{{6}});", css)
        for name in ("page", "paper", "wash", "care", "good")
    ]
    assert list(LIGHT_GROUNDS) == [colours[0] for colours in found]
    assert list(DARK_GROUNDS) == [colours[1] for colours in found]


@given(st.integers(0, 0xFFFFFF))
def test_any_accent_can_be_read_on_every_ground_by_day_and_night(number: int) -> None:
    agency, _ = load_agency(SOURCE / "agencies" / "default.yaml")
    assert agency is not None
    css = theme(agency.model_copy(update={"accent": f"#{number:06x}"}))
    light, dark = re.findall(r"#\w{6}", css)
    assert min(contrast(light, ground) for ground in LIGHT_GROUNDS) >= ENOUGH
    assert min(contrast(dark, ground) for ground in DARK_GROUNDS) >= ENOUGH
    # Words on a button: white by day, nearly black at night.
    assert contrast(light, "#ffffff") >= ENOUGH
    assert contrast(dark, "#10141a") >= ENOUGH
