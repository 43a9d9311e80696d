"""A catalogue -> PO text: the same catalogue gives the same bytes."""

import re
from collections.abc import Iterable, Iterator

from janeschool_scorm.translate.catalogue import Catalogue, Entry

#: As wide as gettext's own tools write, so that they change few lines.
_WIDTH = 79
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_TABLE = str.maketrans(_ESCAPES)


def write(catalogue: Catalogue) -> str:
    """The PO file's text; obsolete entries come last, as they were kept."""
    kept = [each for each in catalogue.entries if not each.obsolete]
    gone = [each for each in catalogue.entries if each.obsolete]
    parts = [_head(catalogue), *(_entry(each, "") for each in kept)]
    return "\n".join([*parts, *(_entry(each, "#~ ") for each in gone)])


def _head(catalogue: Catalogue) -> str:
    lines = [_comment(each) for each in catalogue.comments]
    lines += ['msgid ""', 'msgstr ""']
    lines += [f'"{_escaped(each)}\\n"' for each in catalogue.header]
    return "".join(f"{line}\n" for line in lines)


def _entry(entry: Entry, mark: str) -> str:
    lines = [_comment(each) for each in entry.comments]
    lines += [f"#. {each}" for each in entry.notes]
    lines += _references(entry)
    lines += [f"#, {', '.join(entry.flags)}"] if entry.flags else []
    return "".join(f"{line}\n" for line in (*lines, *_words(entry, mark)))


def _words(entry: Entry, mark: str) -> Iterator[str]:
    if entry.previous is not None:
        before = f"{mark.strip()}| " if mark else "#| "
        yield from _field(before, "msgid", entry.previous)
    if entry.context is not None:
        yield from _field(mark, "msgctxt", entry.context)
    yield from _field(mark, "msgid", entry.id)
    if entry.plural is None:
        yield from _field(mark, "msgstr", entry.strings[0])
        return
    yield from _field(mark, "msgid_plural", entry.plural)
    for number, string in enumerate(entry.strings):
        yield from _field(mark, f"msgstr[{number}]", string)


def _comment(text: str) -> str:
    return f"# {text}".rstrip()


def _references(entry: Entry) -> list[str]:
    """`#: path:line`, as many in a line as fit."""
    lines: list[str] = []
    for path, number in entry.references:
        word = f"{path}:{number}"
        if lines and len(lines[-1]) + len(word) < _WIDTH:
            lines[-1] += f" {word}"
        else:
            lines.append(f"#: {word}")
    return lines


def _field(mark: str, name: str, text: str) -> Iterator[str]:
    """One line, or an empty string and the words below it, broken after spaces."""
    whole = f'{mark}{name} "{_escaped(text)}"'
    if len(whole) <= _WIDTH and "\n" not in text.rstrip("\n"):
        yield whole
        return
    yield f'{mark}{name} ""'
    for line in re.findall(r"[^\n]*\n|[^\n]+", text):
        for part in _broken(_escaped(line), _WIDTH - len(mark) - 2):
            yield f'{mark}"{part}"'


def _broken(text: str, width: int) -> Iterable[str]:
    words = text.split(" ")
    line = words[0]
    for word in words[1:]:
        if len(line) + 1 + len(word) + 1 > width:
            yield f"{line} "
            line = word
        else:
            line += f" {word}"
    yield line


def _escaped(text: str) -> str:
    return text.translate(_TABLE)
