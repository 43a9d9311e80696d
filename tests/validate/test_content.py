"""Families J and W: every rule with a fault and its nearest good neighbour."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from janeschool_scorm.validate.content import About, faults
from janeschool_scorm.validate.finding import Finding
from janeschool_scorm.validate.rules.accessibility import ACCESSIBILITY
from janeschool_scorm.validate.rules.running import RUNNING
from tests.validate.content_cases import CASES, QUIET, Case, Files, page


def found(files: Files, about: About | None = None) -> list[Finding]:
    data = {name: text.encode() for name, text in files.items()}
    return list(faults(data, data.__getitem__, about))


def codes(files: Files, about: About | None = None) -> set[str]:
    return {one.code for one in found(files, about)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_a_rule_finds_its_fault_and_spares_the_neighbour(case: Case) -> None:
    assert case.code in codes(case.faulty, case.about)
    assert case.code not in codes(case.valid, case.about)


def test_each_rule_of_both_families_has_a_case() -> None:
    assert {case.code for case in CASES} == {*RUNNING, *ACCESSIBILITY}


@pytest.mark.parametrize("name", list(QUIET))
def test_what_only_looks_like_a_fault_is_none(name: str) -> None:
    # as a package of SCORM, of which the scripts' part in calling it is not the point
    about = About("scorm12", tracked=False)
    assert [str(one) for one in found(QUIET[name], about)] == []


def place(files: Files, code: str) -> tuple[str, int, int]:
    return next((f.path, f.line, f.column) for f in found(files) if f.code == code)


def test_a_finding_stands_at_its_line_and_column() -> None:
    script = "\r\nvar a = 1; // ünï\r\n  alert(a)"
    html = page(f"\n<p>ö</p><script>{script}</script>")
    assert place({"a.js": script}, "J105") == ("a.js", 3, 3)
    assert place({"a.html": html}, "J105") == ("a.html", 7, 3)
    handler = page('\n<p class="x" onclick="alert(1)">x</p>')
    assert place({"a.html": handler}, "J105") == ("a.html", 5, 23)
    assert place({"a.css": "p{}\n  a{background:url( 'b.png')}"}, "J208") == (
        "a.css",
        2,
        22,
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_page_is_read_in_its_own_encoding(encoding: str) -> None:
    html = page('<p>Grüße</p><img src="ü.png" alt="">')
    data = {"a.html": html.encode(encoding), "ü.png": b""}
    assert list(faults(data, data.__getitem__)) == []


def test_many_of_a_kind_are_counted() -> None:
    pictures = "".join(f'<img src="a.png" id="i{n}">' for n in range(50))
    listed = found({"a.html": page(pictures), "a.png": ""})
    assert len(listed) == 20
    assert listed[-1].text.endswith("(and 30 more in this file)")
    notes = found({"a.js": "alert(1);" * 9})
    assert [one.text[-28:] for one in notes] == [
        "the page (and 8 more in this file)"[-28:]
    ]


def test_nothing_is_concluded_where_scripts_come_from_elsewhere() -> None:
    outside = '<script src="https://cdn.example.net/scorm.js"></script>'
    about = About("scorm12")
    assert "J402" in codes({"index.html": page()}, about)
    assert "J402" not in codes({"index.html": page(head=outside)}, about)
    assert "J402" not in codes({"index.html": page(), "a.wasm": ""}, about)


def test_no_secret_is_repeated() -> None:
    address = "https://writer:Kq7vR2mX@lrs.example.org/x.png"
    texts = [
        one.text for one in found({"a.html": page(f'<img alt="" src="{address}">')})
    ]
    assert texts and not any("Kq7vR2mX" in text for text in texts)


def test_a_launched_page_has_a_title_though_scripts_fill_it() -> None:
    empty = {"index.html": page('<div id="app"></div>', "<title></title>")}
    assert "W103" not in codes(empty)
    assert "W103" in codes(empty, About(launched=frozenset({"index.html"})))


#: Made to keep a careless reader busy for ever.
_ENDLESS = {
    "a.html": (
        "<b>",
        "<a href='",
        "<p x=",
        "</p>",
        "<!--",
        "<div><p></div>",
        "<label for=a>",
    ),
    "a.js": (
        "=/[",
        "(",
        "`${",
        "}/",
        "'\\",
        "/*",
        "=/a",
        "f('cmi.",
        ".open(",
        "eval((",
        "(a,",
    ),
    "a.css": ("url(", "/*", "@import '", "'\\", 'url("', "@namespace "),
}


@pytest.mark.parametrize(
    ("name", "piece"), [(name, piece) for name in _ENDLESS for piece in _ENDLESS[name]]
)
def test_time_grows_with_the_text_and_no_faster(name: str, piece: str) -> None:
    text = piece * (40_000 // len(piece))
    before = time.process_time()
    found({name: text})
    assert time.process_time() - before < 2


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CASES), st.data())
def test_torn_files_are_judged_without_a_crash(case: Case, data: st.DataObject) -> None:
    torn = {}
    for name, text in case.faulty.items():
        start, end = (data.draw(st.integers(0, len(text))) for _ in range(2))
        torn[name] = text[:start] + data.draw(st.text(max_size=9)) + text[end:]
    for one in found(torn, case.about):
        assert one.line >= 0 and one.column >= 0
