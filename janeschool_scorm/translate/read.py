"""PO text -> a catalogue, and every fault of its form (GNU gettext manual, section 3).

Stricter than the tools: what they would guess at, a court's learner would read.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from janeschool_scorm.problems import Place, Problem
from janeschool_scorm.translate.catalogue import PLURALS, Catalogue, Entry, Key

#: Beyond these a catalogue is a mistake or an attack.
MAX_BYTES = 8_000_000
MAX_FAULTS = 20

_KEYWORD = re.compile(
    r"(msgctxt|msgid_plural|msgid|msgstr(?:\[([0-9]{1,3})\])?)(?![\w\[])[ \t]*(.*)"
)
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r"\\(.)")
_MEANS: Mapping[str, str] = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ufffe\uffff]")
_SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class _Open:
    """The entry that is being read."""

    line: int
    obsolete: bool = False
    strings: dict[str, str] = field(default_factory=dict)
    previous: dict[str, str] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    references: list[tuple[str, int]] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        return any(name.startswith("msgstr") for name in self.strings)


def read_file(path: Path) -> tuple[Catalogue | None, list[Problem]]:
    """The catalogue in a file, or what is wrong with it. Raises nothing."""
    name = str(path)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        return None, [_at(name, 1, "T101", f"cannot be read: {error.strerror}")]
    if len(data) > MAX_BYTES:
        text = f"more than {MAX_BYTES // 1_000_000} million bytes: not read"
        return None, [_at(name, 1, "T102", text)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return None, [_at(name, line, "T102", "is not UTF-8 text: save it as UTF-8")]
    return read(text, name)


def read(text: str, path: str) -> tuple[Catalogue | None, list[Problem]]:
    """The catalogue of a text; None and the faults where its form is broken."""
    reader = _Reader(path)
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        reader.take(number, line.strip(" \t"))
        if len(reader.problems) >= MAX_FAULTS:
            break
    reader.flush()
    return reader.finish()


def _at(path: str, line: int, code: str, text: str) -> Problem:
    return Problem(Place(path, line), code, text)


class _Reader:
    """Reads line by line: it has a life, so it is a class."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.entries: dict[Key, Entry] = {}
        self.obsolete: list[Entry] = []
        self.open = _Open(1)
        #: The string that goes on in the next line.
        self.last: tuple[dict[str, str], str] | None = None

    def fault(self, line: int, text: str, code: str = "T102") -> None:
        self.problems.append(_at(self.path, line, code, text))

    def take(self, number: int, line: str) -> None:
        if _CONTROL.search(line):
            self.fault(number, "a control character: take it out")
        elif not line:
            self.last = None
        elif line.startswith("#~"):
            self._words(number, line[2:].strip(" \t"), obsolete=True)
        elif line.startswith("#"):
            self._comment(number, line)
        else:
            self._words(number, line, obsolete=False)

    def _words(self, number: int, line: str, *, obsolete: bool) -> None:
        if line.startswith("|"):
            self._previous(number, line[1:].strip(" \t"))
            return
        keyword = _KEYWORD.fullmatch(line)
        if keyword:
            self._begin(number, keyword[1], keyword[3], obsolete)
        elif line.startswith('"') and self.last:
            part = self._string(number, line)
            into, name = self.last
            into[name] += part
        else:
            self.fault(number, f"'{_short(line)}' is no line of a PO file")

    def _begin(self, number: int, name: str, rest: str, obsolete: bool) -> None:
        if name in ("msgctxt", "msgid") and self.open.complete:
            self.flush()
        if name in self.open.strings:
            self.fault(number, f"{name} twice in one entry")
        if not _in_order(name, self.open.strings):
            self.fault(number, f"{name} is out of order")
        if name == "msgid":
            self.open.line = number
        self.open.obsolete = obsolete
        self.open.strings[name] = self._string(number, rest)
        self.last = (self.open.strings, name)

    def _previous(self, number: int, line: str) -> None:
        if self.open.complete:
            self.flush()
        keyword = _KEYWORD.fullmatch(line)
        if keyword:
            self.open.previous[keyword[1]] = self._string(number, keyword[3])
            self.last = (self.open.previous, keyword[1])
        elif line.startswith('"') and self.last:
            into, name = self.last
            into[name] += self._string(number, line)
        else:
            self.fault(number, f"'{_short(line)}' is no line of a PO file")

    def _string(self, number: int, text: str) -> str:
        quoted = _STRING.fullmatch(text)
        if quoted is None:
            self.fault(number, 'words stand in "quotes"; inside them a quote is \\"')
            return ""
        odd = [x for x in _ESCAPE.findall(quoted[1]) if x not in _MEANS]
        if odd:
            self.fault(number, f"\\{odd[0]} means nothing here")
            return ""
        return _ESCAPE.sub(lambda match: _MEANS[match[1]], quoted[1])

    def _comment(self, number: int, line: str) -> None:
        if self.open.complete:
            self.flush()
        kind, rest = line[1:2], line[2:].strip(" \t")
        if kind == "|":
            self._previous(number, rest)
        elif kind == ",":
            self.open.flags += [x.strip() for x in rest.split(",") if x.strip()]
        elif kind == ".":
            self.open.notes.append(rest)
        elif kind == ":":
            self.open.references += _references(rest)
        else:
            self.open.comments.append(line[1:].removeprefix(" "))

    def flush(self) -> None:
        """The open entry ends here."""
        read, self.open, self.last = self.open, _Open(self.open.line), None
        if not read.strings:
            return
        if "msgid" not in read.strings or not read.complete:
            self.fault(read.line, "an entry without msgid or msgstr")
            return
        entry = _entry(read)
        if _forms(read) != (["msgstr"] if entry.plural is None else _TWO):
            text = "a plural has msgstr[0] and msgstr[1], other entries msgstr alone"
            self.fault(read.line, text)
        elif entry.obsolete:
            self.obsolete.append(entry)
        elif entry.key in self.entries:
            line = self.entries[entry.key].line
            self.fault(read.line, f"the same entry is already on line {line}", "T103")
        else:
            self.entries[entry.key] = entry

    def finish(self) -> tuple[Catalogue | None, list[Problem]]:
        head = self.entries.pop((None, ""), None)
        entries = (*self.entries.values(), *self.obsolete)
        if not self.problems and head is None:
            self.fault(1, 'no header: the first entry has msgid ""', "T104")
        if self.problems or head is None:
            return None, sorted(self.problems)
        lines = tuple(head.strings[0].rstrip("\n").split("\n"))
        return Catalogue(self.path, lines, head.comments, entries, head.line), []


_TWO = ["msgstr[0]", "msgstr[1]"]


def _forms(read: _Open) -> list[str]:
    return sorted(name for name in read.strings if name.startswith("msgstr"))


def _in_order(name: str, there: Mapping[str, str]) -> bool:
    if name.startswith("msgstr"):
        return "msgid" in there
    if name == "msgid_plural":
        return "msgid" in there and not any(x.startswith("msgstr") for x in there)
    return name != "msgctxt" or "msgid" not in there


def _entry(read: _Open) -> Entry:
    return Entry(
        id=read.strings["msgid"],
        strings=tuple(read.strings[name] for name in _forms(read)),
        context=read.strings.get("msgctxt"),
        plural=read.strings.get("msgid_plural"),
        previous=read.previous.get("msgid"),
        flags=tuple(read.flags),
        comments=tuple(read.comments),
        notes=tuple(read.notes),
        references=tuple(read.references),
        obsolete=read.obsolete,
        line=read.line,
    )


def _references(text: str) -> list[tuple[str, int]]:
    found = []
    for word in text.split():
        path, _, line = word.rpartition(":")
        if path and line.isascii() and line.isdigit() and len(line) < 10:
            found.append((path, int(line)))
    return found


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def header_problems(catalogue: Catalogue, language: str) -> list[Problem]:
    """T104: the header says which language, and that the text is UTF-8."""
    found = []
    line = catalogue.header_line
    kind = catalogue.fact("Content-Type")
    if "charset=utf-8" not in kind.lower().replace(" ", ""):
        text = f"Content-Type '{kind}': write text/plain; charset=UTF-8"
        found.append(_at(catalogue.path, line, "T104", text))
    named = catalogue.fact("Language").replace("_", "-")
    if named.split("-")[0].lower() != language.split("-")[0].lower():
        text = f"Language '{named}' in the folder of '{language}'"
        found.append(_at(catalogue.path, line, "T104", text))
    forms = _SPACES.sub("", catalogue.fact("Plural-Forms")).rstrip(";")
    plurals = any(each.plural is not None for each in catalogue.entries)
    wanted = _SPACES.sub("", PLURALS).rstrip(";")
    if plurals and forms not in (wanted, wanted.replace("(", "").replace(")", "")):
        text = f"Plural-Forms '{forms}': only {PLURALS} is supported"
        found.append(_at(catalogue.path, line, "T104", text))
    return found
