"""PO files: read strictly, written the same each time, merged without losing work."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po
from hypothesis import given, settings
from hypothesis import strategies as st

from janeschool_scorm.translate.catalogue import Catalogue, Entry, header
from janeschool_scorm.translate.merge import updated
from janeschool_scorm.translate.read import MAX_BYTES, read, read_file
from janeschool_scorm.translate.write import write

_HEAD = 'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
_LINE = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")),
    max_size=90,
)
_WORDS = st.lists(_LINE, min_size=1, max_size=3).map("\n".join).filter(bool)
_ENTRIES = st.lists(
    st.builds(
        Entry,
        id=_WORDS,
        strings=st.tuples(st.one_of(st.just(""), _WORDS)),
        context=st.one_of(st.none(), _LINE),
        previous=st.none(),
        flags=st.sampled_from([(), ("fuzzy",), ("fuzzy", "no-wrap")]),
        references=st.sampled_from([(), (("a/b.md", 3), ("c.yaml", 12))]),
    ),
    max_size=6,
    unique_by=lambda entry: entry.key,
)


def catalogue(*entries: Entry) -> Catalogue:
    return Catalogue("x.po", header("test", "es"), entries=entries)


def bare(found: Catalogue) -> list[Entry]:
    """Entries without the lines where they stand."""
    return [replace(each, line=0) for each in found.entries]


@settings(deadline=None, max_examples=60)
@given(_ENTRIES)
def test_what_is_written_reads_as_the_same(entries: list[Entry]) -> None:
    text = write(catalogue(*entries))
    found, problems = read(text, "x.po")
    assert problems == []
    assert found is not None
    assert bare(found) == entries
    assert write(found) == text


@settings(deadline=None, max_examples=60)
@given(_ENTRIES)
def test_another_reader_of_po_files_reads_the_same(entries: list[Entry]) -> None:
    """Babel drops a context that is empty, as gettext's own tools keep it."""
    wanted = {(each.context or None, each.id): each.strings[0] for each in entries}
    if len(wanted) < len(entries):
        return
    found = read_po(io.StringIO(write(catalogue(*entries))), abort_invalid=True)
    theirs = {(each.context or None, each.id): each.string for each in found if each.id}
    assert theirs == wanted


@settings(deadline=None, max_examples=150)
@given(st.one_of(st.text(max_size=400), st.binary(max_size=400).map(bytes)))
def test_no_bytes_make_the_reader_fail(tmp_path_factory, data) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path_factory.mktemp("po") / "x.po"
    path.write_bytes(
        data if isinstance(data, bytes) else data.encode("utf-8", "replace")
    )
    found, problems = read_file(path)
    assert (found is None) == bool(problems)


_PIECES = st.sampled_from(
    ['msgid "a"', 'msgstr "b"', 'msgctxt "c"', 'msgid_plural "d"', 'msgstr[0] "e"',
     'msgstr[1] "f"', 'msgstr[9] ""', '"more"', "#, fuzzy", '#| msgid "old"', "#~ msgid \"x\"",
     '#~ msgstr "y"', "#: a:1", "# words", "", '"', "msgid", 'msgid ""', 'msgstr ""', "#~|"]
)  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(st.lists(_PIECES, max_size=14))
def test_lines_in_any_order_are_read_or_named(lines: list[str]) -> None:
    text = _HEAD + "\n".join(lines)
    found, problems = read(text, "x.po")
    assert (found is None) == bool(problems)
    assert all(1 <= each.place.line <= text.count("\n") + 1 for each in problems)
    if found is not None:
        again, _ = read(write(found), "x.po")
        assert again is not None
        assert bare(again) == bare(found)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('msgid "a"\nmsgstr "b"\n', 1, 'no header: the first entry has msgid ""'),
        (_HEAD + 'msgid "a "b" c"\nmsgstr ""\n', 6, 'words stand in "quotes"'),
        (_HEAD + 'msgid "a\\x41"\nmsgstr ""\n', 6, "\\x means nothing here"),
        (_HEAD + 'msgid "a"\n', 6, "an entry without msgid or msgstr"),
        (
            _HEAD + 'msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n',
            6,
            "a plural has msgstr[0]",
        ),
        (_HEAD + 'msgid "a"\nmsgstr[7] "c"\n', 6, "a plural has msgstr[0]"),
        (_HEAD + 'msgstr "c"\n', 6, "msgstr twice in one entry"),
        (_HEAD + 'msgid "a"\nmsgstr "\x07"\n', 7, "a control character: take it out"),
        (_HEAD + "<<<<<<< ours\n", 6, "'<<<<<<< ours' is no line of a PO file"),
        (_HEAD + '"alone"\n', 6, "is no line of a PO file"),
    ],
)
def test_a_broken_file_is_named_with_its_line(text: str, line: int, words: str) -> None:
    found, problems = read(text, "x.po")
    assert found is None
    assert any(each.place.line == line and words in each.text for each in problems)


def test_an_entry_twice_is_named_with_both_lines() -> None:
    one = 'msgctxt "c"\nmsgid "a"\nmsgstr "b"\n\n'
    found, problems = read(_HEAD + one + one, "x.po")
    assert found is None
    assert str(problems[0]) == "x.po:11:1: T103 the same entry is already on line 7"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (
            _HEAD.encode() + b'msgid "a"\nmsgstr "\xf1"\n',
            ":7:1: T102 is not UTF-8 text",
        ),
        (_HEAD.encode("utf-16"), ":1:1: T102 is not UTF-8 text"),
        (b"#" * (MAX_BYTES + 1), ":1:1: T102 more than 8 million bytes"),
    ],
)
def test_a_file_of_another_kind_is_named(
    data: bytes, words: str, tmp_path: Path
) -> None:
    path = tmp_path / "x.po"
    path.write_bytes(data)
    found, problems = read_file(path)
    assert found is None
    assert f"{path}{words}" in str(problems[0])


def test_a_folder_or_nothing_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    assert "T101 cannot be read" in str(read_file(tmp_path)[1][0])
    assert "T101 cannot be read" in str(read_file(tmp_path / "no.po")[1][0])


def test_a_hundred_thousand_lines_are_read_in_a_moment() -> None:
    body = "".join(f'msgid "a{n}"\nmsgstr "b"\n\n' for n in range(33_000))
    found, problems = read(_HEAD + body, "x.po")
    assert problems == []
    assert found is not None
    assert len(found.entries) == 33_000
    long = _HEAD + 'msgid "a"\nmsgstr ""\n' + '"b\\n"\n' * 100_000
    assert read(long, "x.po")[1] == []


# --- merging --------------------------------------------------------------------------


def old(*entries: Entry) -> Catalogue:
    text = write(catalogue(*entries))
    found, _ = read(text, "x.po")
    assert found is not None
    return found


def test_a_changed_text_keeps_its_translation_marked_fuzzy_with_the_old_text() -> None:
    before = old(Entry("Take a short walk now.", ("Camine un poco.",), "m1"))
    new = updated(
        catalogue(Entry("Take a short walk today.", context="m1")), before, "es"
    )
    entry = new.entries[0]
    assert entry.strings == ("Camine un poco.",)
    assert entry.stale
    assert entry.previous == "Take a short walk now."
    assert '#| msgid "Take a short walk now."' in write(new)


def test_a_text_that_another_came_before_stays_translated() -> None:
    before = old(Entry("One.", ("Uno.",), "m1"), Entry("Two.", ("Dos.",), "m1"))
    template = catalogue(*(Entry(x, context="m1") for x in ("New.", "Two.", "One.")))
    new = updated(template, before, "es")
    assert [each.strings[0] for each in new.entries] == ["", "Dos.", "Uno."]
    assert not any(each.stale for each in new.entries)


def test_what_no_text_uses_any_more_is_kept_at_the_end_and_comes_back() -> None:
    before = old(Entry("One.", ("Uno.",), "m1"), Entry("Gone.", ("Se fue.",), "m1"))
    new = updated(catalogue(Entry("One.", context="m1")), before, "es")
    assert '#~ msgid "Gone."\n#~ msgstr "Se fue."' in write(new)
    template = catalogue(Entry("One.", context="m1"), Entry("Gone.", context="m1"))
    back = updated(template, old(*new.entries), "es")
    assert back.entries[1].strings == ("Se fue.",)


def test_a_translators_words_and_the_header_survive() -> None:
    entry = Entry("One.", ("Uno.",), "m1", comments=("Ask the court.",))
    before = replace(old(entry), header=("Language: es", "Last-Translator: A."))
    new = updated(catalogue(Entry("One.", context="m1")), before, "es")
    assert "# Ask the court.\n" in write(new)
    assert "Last-Translator: A." in new.header


def test_two_updates_change_nothing_more() -> None:
    before = old(Entry("One.", ("Uno.",), "m1"), Entry("Gone.", ("Se fue.",), "m1"))
    template = catalogue(Entry("One thing.", context="m1"), Entry("New.", context="m1"))
    once = write(updated(template, before, "es"))
    found, _ = read(once, "x.po")
    assert write(updated(template, found, "es")) == once


def test_a_tool_that_writes_the_file_anew_changes_no_text(tmp_path: Path) -> None:
    path = Path("course_src/js-000/locales/es/course.po")
    root = Path(__file__).parents[2]
    with (root / path).open("rb") as file:
        theirs = read_po(file, abort_invalid=True)
    buffer = io.BytesIO()
    write_po(buffer, theirs, width=100)
    ours, _ = read_file(root / path)
    found, problems = read(buffer.getvalue().decode(), "x.po")
    assert problems == []
    assert ours is not None
    assert found is not None
    assert [(x.key, x.strings) for x in found.entries] == [
        (x.key, x.strings) for x in ours.entries
    ]
