"""YAML text is read as it was typed, or refused with a place; never a crash."""

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from janeschool_scorm.markdown import split
from janeschool_scorm.source import read_yaml

SCALARS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=8
)
TREES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(SCALARS, inner, max_size=3)
    ),
    max_leaves=8,
)


@given(TREES)
def test_what_yaml_writes_is_read_back(tree: object) -> None:
    text = yaml.safe_dump(tree, default_style='"', allow_unicode=True)
    value, _, problems = read_yaml(text, path="x")
    if not _has_merge(tree):
        assert (value, problems) == (tree, [])


def _has_merge(tree: object) -> bool:
    if isinstance(tree, dict):
        return "<<" in tree or any(map(_has_merge, tree.values()))
    return isinstance(tree, list) and any(map(_has_merge, tree))


@settings(max_examples=300)
@given(st.text(max_size=200))
def test_no_text_crashes_the_reader(text: str) -> None:
    value, marks, problems = read_yaml(text, path="x")
    assert problems or value is None or marks.at().line >= 1


@given(st.text(alphabet=":{}`~ \nabc#-*", max_size=200))
def test_no_text_crashes_the_splitter_and_no_line_is_lost(text: str) -> None:
    raws, problems = split(text, path="x")
    assert all(1 <= p.place.line <= text.count("\n") + 1 for p in problems)
    for raw in raws:
        assert 1 <= raw.place.line <= text.count("\n") + 1


def test_words_keep_their_meaning() -> None:
    value, _, problems = read_yaml("a: no\nb: 1.10\nc: 2026-01-01\nd: 010\n", path="x")
    assert (value, problems) == (
        {"a": "no", "b": "1.10", "c": "2026-01-01", "d": "010"},
        [],
    )


def test_an_alias_bomb_is_refused_without_growing() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    for level in range(1, 10):
        inner = ", ".join([f"*a{level - 1}"] * 10)
        lines.append(f"a{level}: &a{level} [{inner}]")
    value, _, problems = read_yaml("\n".join(lines), path="x")
    assert {problem.code for problem in problems} == {"C005"}
    assert len(str(value)) < 2_000


def test_ten_thousand_open_brackets_do_not_crash() -> None:
    value, _, problems = read_yaml("[" * 10_000, path="x")
    assert value is None
    assert [problem.code for problem in problems] == ["C006"]


def test_a_huge_file_is_refused_before_it_is_parsed() -> None:
    _, _, problems = read_yaml("a: b\n" * 500_000, path="x")
    assert [problem.code for problem in problems] == ["C006"]


def test_colons_inside_a_code_listing_open_no_block() -> None:
    raws, problems = split("```\n:::{note}\n```\n", path="x")
    assert (len(raws), problems) == (1, [])
