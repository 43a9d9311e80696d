"""Edition -> the files beside its page, each named by its content: media, style, script."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files as resource
from pathlib import Path

from janeschool_scorm.course_data import course_data
from janeschool_scorm.digest import sha256
from janeschool_scorm.edition import Edition
from janeschool_scorm.picture import NotAPictureError, Picture, picture
from janeschool_scorm.problems import OutsideError
from janeschool_scorm.target import Target
from janeschool_scorm.theme import theme
from janeschool_scorm.words import taken_out
from janeschool_scorm.worksheet import Worksheet

PLAYER = Path(str(resource("janeschool_scorm"))) / "player"

#: The player's scripts in the order in which they are read; the adapter before `start`.
SCRIPTS_BEFORE = (
    "data.js",
    "text.js",
    "answers.js",
    "ranges.js",
    "state.js",
    "resume.js",
    "merge.js",
    "rules.js",
    "gates.js",
    "days.js",
    "guard.js",
    "clock.js",
    "ledger.js",
    "outcome.js",
    "dom.js",
    "app.js",
    "reachable.js",
    "box.js",
    "mirror.js",
    "tabs.js",
    "saving.js",
    "unsaved.js",
    "leaving.js",
    "notices.js",
    "pages.js",
    "contents.js",
    "dialogs.js",
    "waiting.js",
    "rest.js",
    "idle.js",
    "comfort.js",
    "later.js",
    "find-api.js",
    "memory.js",
)
#: What only lessons need: it comes once the start page stands. Blocks follow.
SCRIPTS_LATER = (
    "draw.js",
    "items.js",
    "questions.js",
    "check.js",
    "media.js",
    "readaloud.js",
    "opinions.js",
    "summary.js",
    "selftest.js",
)
SCRIPTS_AFTER = ("start.js",)
#: The self-test of an LMS: an adapter, and what shows its answers.
SELF_TEST_BEFORE = (
    "data.js",
    "text.js",
    "dom.js",
    "reachable.js",
    "selftest.js",
    "find-api.js",
)
#: What looks for an API in the frames around, and for the server that it came from.
_SCORM_ONLY = ("find-api.js", "reachable.js")
SELF_TEST_AFTER = ("trial.js", "trial-page.js")
STYLES = ("player.css",)
SELF_TEST_STYLES = ("trial.css",)
#: On top of the others in a reviewer's edition.
REVIEWER_STYLES = ("reviewer.css",)

_UNSAFE = re.compile(r"[^a-z0-9]+")
#: The syntax floor: the minifier must not write what browsers of 2018 cannot read.
_ECMASCRIPT = 2017


def hashed(name: str, digest: str, *, folder: str = "") -> str:
    """`media/story-a.3f9a1c20.mp4`: lower-case ASCII, named by content."""
    stem, _, suffix = name.rpartition(".")
    safe = _UNSAFE.sub("-", stem.lower()).strip("-")[:40]
    return f"{folder}{safe}.{digest[:8]}.{suffix.lower()}"


def media_files(edition: Edition) -> dict[str, tuple[str, Path]]:
    """Source name -> (name in the package, file), for all media that lessons use."""
    folder = Path(edition.course.folder) / "media"
    sources = {
        name
        for lesson in edition.lessons
        for block in lesson.blocks
        for key, name in block.media().items()
        if key != "transcript"
    }
    return {
        name: (hashed(name, sha256(folder / name), folder="media/"), folder / name)
        for name in sorted(sources)
    }


@dataclass(frozen=True, slots=True)
class Logo:
    """An agency's logo: its name in the package, its file, its size in pixels."""

    name: str
    path: Path
    picture: Picture


def logo_of(edition: Edition) -> Logo | None:
    """The logo that the pages show; none where the agency has none, or in a self-test.

    Raises `OutsideError` where the file has changed since it was checked.
    """
    path = edition.agency.logo_path
    if path is None or edition.purpose == "self-test":
        return None
    try:
        found = picture(path)
        name = hashed(f"logo.{found.kind}", sha256(path), folder="media/")
    except (OSError, NotAPictureError) as error:
        raise OutsideError(f"cannot read {path}: {error}; check it again") from error
    return Logo(name, path, found)


@dataclass(frozen=True, slots=True)
class Assets:
    """Style and scripts: name -> bytes, the name of each, and the data of the page.

    `data` is JSON that is safe inside `<script type="application/json">`: the course
    and the interface's words.
    """

    contents: Mapping[str, bytes]
    style: str
    player: str
    later: str
    boot: str
    data: str


def assets_of(edition: Edition, target: Target, sheet: Worksheet) -> Assets:
    """The style sheet and the scripts of the page, minified, named by content."""
    more = {"reviewer": REVIEWER_STYLES, "self-test": SELF_TEST_STYLES}
    styles = (*STYLES, *more.get(edition.purpose, ()))
    style = theme(edition.agency) + "".join(_read(PLAYER / s) for s in styles)
    sources = (_first_source(edition, target), _later_source(edition, target))
    (first, later), words = _taken_out(sources)
    texts = {
        "style.css": _small("text/css", style),
        "player.js": _small("text/javascript", first),
        "lessons.js": _small("text/javascript", later),
        "boot.js": _small("text/javascript", _read(PLAYER / "boot.js")),
    }
    contents = {name: text.encode() for name, text in texts.items() if text}
    named = {name: hashed(name, sha256(body)) for name, body in contents.items()}
    data = {
        "course": course_data(edition, target, sheet),
        "words": [edition.words.say(each) for each in words],
    }
    return Assets(
        contents={named[name]: body for name, body in contents.items()},
        style=named["style.css"],
        player=named["player.js"],
        later=named.get("lessons.js", ""),
        boot=named["boot.js"],
        data=_script_json(data),
    )


def _first_source(edition: Edition, target: Target) -> str:
    """What the start page needs, and the target's adapter.

    A reviewer's edition has no adapter and does not look for an LMS.
    """
    silent = _SCORM_ONLY if edition.reviewer or target.connects else ()
    if edition.purpose == "self-test":
        return _joined(
            *(PLAYER / name for name in SELF_TEST_BEFORE if name not in silent),
            *target.scripts,
            *(PLAYER / name for name in SELF_TEST_AFTER),
        )
    return _joined(
        *(PLAYER / name for name in SCRIPTS_BEFORE if name not in silent),
        *(() if edition.reviewer else target.scripts),
        *(PLAYER / name for name in SCRIPTS_AFTER),
    )


def _later_source(edition: Edition, target: Target) -> str:
    """What lessons need, with the scripts of the blocks in use; a self-test has none."""
    if edition.purpose == "self-test":
        return ""
    known = _sharing(edition, target)
    used = {block.kind for lesson in known.lessons for block in lesson.blocks}
    if known.final_check:
        used |= {each.block.kind for each in known.final_check[2].questions}
    kinds = (PLAYER / "blocks" / f"{kind}.js" for kind in sorted(used))
    return _joined(
        *(PLAYER / name for name in SCRIPTS_LATER),
        *(path for path in kinds if path.exists()),
        *(() if edition.reviewer else target.later),
    )


def _sharing(edition: Edition, target: Target) -> Edition:
    """Whose blocks the script knows: pages of one package share one script."""
    shares = target.holds_units and edition.units == "module"
    return edition.whole if shares and edition.whole else edition


@cache
def _taken_out(sources: tuple[str, ...]) -> tuple[list[str], list[str]]:
    return taken_out(sources)


def _joined(*paths: Path) -> str:
    return ";\n".join(_read(path) for path in paths)


@cache
def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def _small(kind: str, text: str) -> str:
    """The same meaning in fewer characters.

    Imported late: the library starts threads, and a process with threads cannot be
    forked to build side by side.
    """
    import minify

    minify.config({"js-version": _ECMASCRIPT})
    return str(minify.string(kind, text))


def _script_json(data: object) -> str:
    """JSON that is safe inside a script element: no `<` at all."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c")
