"""Templates, scripts and modules -> every word of the interface, as a template."""

import ast
from collections.abc import Iterable, Iterator
from importlib.resources import files as resource
from pathlib import Path

from jinja2 import Environment
from jinja2.ext import extract_from_ast

from janeschool_scorm.translate.catalogue import Catalogue, Collector, Entry
from janeschool_scorm.words import literals

_ROOM = Path(str(resource("janeschool_scorm")))


def template(rooms: Iterable[Path] = ()) -> Catalogue:
    """Every word of the interface, with where it stands, in the order of the files.

    `rooms` are folders beside this package that have scripts and modules too: those of
    the targets, which only the command line knows.
    """
    collector = Collector()
    folders = (_ROOM, *sorted(rooms))
    for path in sorted((_ROOM / "templates").rglob("*.j2")):
        _collect(collector, path, _in_template(path))
    for path in _files(folders, "*.js"):
        _collect(collector, path, _in_script(path))
    for path in _files(folders, "*.py"):
        _collect(collector, path, _in_module(path))
    return collector.catalogue("janeschool-interface")


def _files(folders: Iterable[Path], pattern: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(folder.rglob(pattern))


#: Line, words, and the words for all numbers but one.
_Found = Iterator[tuple[int, str, str | None]]


def _collect(collector: Collector, path: Path, found: _Found) -> None:
    name = path.relative_to(_ROOM.parent).as_posix()
    for line, one, many in found:
        strings = ("",) if many is None else ("", "")
        entry = Entry(one, strings, plural=many, references=((name, line),))
        collector.add(entry)


def _in_template(path: Path) -> _Found:
    """`_("...")` and `ngettext("one", "many", n)` of a Jinja template."""
    parsed = Environment().parse(path.read_text("utf-8"))
    calls = extract_from_ast(parsed, ("_", "ngettext"), babel_style=False)
    for line, call, said in calls:
        given = [each for each in said or () if isinstance(each, str)]
        if call == "ngettext" and len(given) == 2:
            yield line, given[0], given[1]
        elif call == "_" and given:
            yield line, given[0], None


def _in_script(path: Path) -> _Found:
    """`J.t("...")`, `J.texts(...)` and `J.count(n, "one", "many")`."""
    one = ""
    for each in literals(path.read_text("utf-8")):
        if each.call != "count":
            yield each.line, each.text, None
        elif each.number % 2 == 0:
            one = each.text
        else:
            yield each.line, one, each.text


def _in_module(path: Path) -> _Found:
    """`.say("...")` and `.count("one", "many", n)`."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        given = [x.value for x in node.args if isinstance(x, ast.Constant)]
        said = [x for x in given if isinstance(x, str)]
        if node.func.attr == "say" and len(said) == 1:
            yield node.lineno, said[0], None
        elif node.func.attr == "count" and len(said) == 2 and len(node.args) == 3:
            yield node.lineno, said[0], said[1]
