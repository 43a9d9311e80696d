"""Edition -> the files of its pages: one page with every lesson, style, script, media."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files as resource
from pathlib import Path
from typing import Any

import rcssmin
import rjsmin
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from janeschool_scorm.blocks.choice import Choice
from janeschool_scorm.blocks.media import Audio, Video
from janeschool_scorm.blocks.true_false import TrueFalse
from janeschool_scorm.captions import Cue, cues
from janeschool_scorm.edition import Edition
from janeschool_scorm.markdown import to_html
from janeschool_scorm.model import BankQuestion, Block, Lesson, Prose
from janeschool_scorm.target import Content, Target, sha256
from janeschool_scorm.theme import theme
from janeschool_scorm.worksheet import Worksheet, worksheet

_HERE = Path(str(resource("janeschool_scorm")))
TEMPLATES = _HERE / "templates"
PLAYER = _HERE / "player"

#: The player's scripts in the order in which they are read; blocks stand before `start`.
SCRIPTS_BEFORE = (
    "text.js",
    "answers.js",
    "draw.js",
    "state.js",
    "resume.js",
    "rules.js",
    "clock.js",
    "ledger.js",
    "dom.js",
    "app.js",
    "saving.js",
    "pages.js",
    "contents.js",
    "dialogs.js",
    "idle.js",
    "items.js",
    "questions.js",
    "check.js",
    "media.js",
    "opinions.js",
    "summary.js",
    "selftest.js",
    "find-api.js",
    "memory.js",
)
SCRIPTS_AFTER = ("start.js",)
STYLES = ("player.css",)

#: Stands for the fingerprint while the fingerprint is computed.
_UNKNOWN = "0" * 16
_UNSAFE = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class LessonPage:
    """One lesson as the template sees it: `number` is `2.3`, `parts` are safe HTML."""

    id: str
    number: str
    title: str
    minutes: int
    parts: tuple[Markup, ...]
    first: bool = False


@dataclass(frozen=True, slots=True)
class ModulePage:
    """One module as the template sees it."""

    id: str
    number: int
    title: str
    lessons: tuple[LessonPage, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """What a packager puts into the zip, apart from manifest and schemas."""

    files: Mapping[str, Content]
    fingerprint: str
    sheet: Worksheet


def render(edition: Edition, target: Target) -> Pages:
    """All files of the edition's pages; names carry their content's hash."""
    sheet = worksheet(edition)
    media = _media(edition)
    files: dict[str, Content] = dict(media.values())
    names = {source: name for source, (name, _) in media.items()}
    assets = _assets(edition, target, sheet, names)
    files |= assets.contents
    page = _page(edition, target, sheet, names, assets)
    fingerprint = _fingerprint({**files, "index.html": page(_UNKNOWN)})
    files["index.html"] = page(fingerprint)
    return Pages(files, fingerprint, sheet)


def _fingerprint(files: Mapping[str, Content]) -> str:
    """16 hexadecimal digits over names and contents, its own place in the page zeroed."""
    lines = (f"{sha256(content)}  {name}\n" for name, content in sorted(files.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()[:16]


# --- media and assets --------------------------------------------------------------


def hashed(name: str, digest: str, *, folder: str = "") -> str:
    """`media/story-a.3f9a1c20.mp4`: lower-case ASCII, named by content."""
    stem, _, suffix = name.rpartition(".")
    safe = _UNSAFE.sub("-", stem.lower()).strip("-")[:40]
    return f"{folder}{safe}.{digest[:8]}.{suffix.lower()}"


def _media(edition: Edition) -> dict[str, tuple[str, Path]]:
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
class _Assets:
    contents: Mapping[str, bytes]
    style: str
    player: str
    course: str
    boot: str


def _assets(
    edition: Edition, target: Target, sheet: Worksheet, names: Mapping[str, str]
) -> _Assets:
    data = course_data(edition, target, sheet)
    style = theme(edition.agency) + "".join(_read(PLAYER / s) for s in STYLES)
    texts = {
        "style.css": rcssmin.cssmin(style),
        "player.js": rjsmin.jsmin(_player_source(edition, target)),
        "course.js": f"JaneSchool.course={_script_json(data)};\n",
        "boot.js": rjsmin.jsmin(_read(PLAYER / "boot.js")),
    }
    contents = {name: text.encode() for name, text in texts.items()}
    named = {name: hashed(name, sha256(body)) for name, body in contents.items()}
    return _Assets(
        {named[name]: body for name, body in contents.items()},
        *(named[name] for name in ("style.css", "player.js", "course.js", "boot.js")),
    )


def _player_source(edition: Edition, target: Target) -> str:
    """The player's scripts, those of the blocks in use, and the target's adapter."""
    used = {block.kind for lesson in edition.lessons for block in lesson.blocks}
    if edition.final_check:
        used |= {question.kind for question in edition.final_check[2].questions}
    kinds = (PLAYER / "blocks" / f"{kind}.js" for kind in sorted(used))
    paths = (
        *(PLAYER / name for name in SCRIPTS_BEFORE),
        *(path for path in kinds if path.exists()),
        *target.scripts,
        *(PLAYER / name for name in SCRIPTS_AFTER),
    )
    return ";\n".join(_read(path) for path in paths)


@cache
def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _script_json(data: object) -> str:
    """JSON that is safe inside any script: no `</`, no line separators."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return text.replace("</", "<\\/")


# --- the course as data --------------------------------------------------------------


def course_data(edition: Edition, target: Target, sheet: Worksheet) -> dict[str, Any]:
    """What the player knows of the course: structure, places, rules, cues, keys."""
    course, agency = edition.course, edition.agency
    return {
        "id": course.id,
        "version": course.facts.version,
        "title": course.facts.title,
        "language": edition.language,
        "agency": agency.id,
        "target": target.name,
        "rules": agency.rules.model_dump(mode="json"),
        "planned_minutes": sheet.planned_minutes,
        "proven_minutes": sheet.proven_minutes,
        "demonstration": sheet.demonstration,
        "modules": [
            {
                "id": module.id,
                "title": module.title,
                "lessons": [_lesson_data(edition, each) for each in module.lessons],
            }
            for module in edition.modules
        ],
        "check": _check_data(edition),
        "cues": _cue_data(edition),
        "text": {},
    }


def _lesson_data(edition: Edition, lesson: Lesson) -> dict[str, Any]:
    slots = edition.course.slots
    return {
        "id": lesson.id,
        "title": lesson.title,
        "minutes": lesson.minutes,
        "place": slots.lessons[lesson.id],
        "items": [_item_data(edition, block) for block in lesson.tracked],
    }


def _item_data(edition: Edition, block: Block) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": block.id,
        "kind": block.kind,
        "place": edition.course.slots.items[block.id],
    }
    if isinstance(block, Choice | TrueFalse):
        data["key"] = answer_key(edition.course.id, block.id, _answer(block))
    return data


def _answer(block: Block) -> str:
    """The right answer in SCORM 1.2 form: letters, or `t` and `f`."""
    if isinstance(block, TrueFalse):
        return "t" if block.answer else "f"
    return block.answer if isinstance(block, Choice) else ""


def _check_data(edition: Edition) -> dict[str, Any] | None:
    if edition.final_check is None:
        return None
    lesson, draw, bank = edition.final_check
    slots = edition.course.slots
    return {
        "id": draw.id,
        "lesson": lesson.id,
        "bank": bank.id,
        "count": draw.count,
        "items": [
            {
                "id": question.id,
                "kind": question.kind,
                "module": question.module,
                "place": slots.items[question.id],
                "key": answer_key(
                    edition.course.id, question.id, _answer(_as_block(question))
                ),
            }
            for question in bank.questions
        ],
    }


def _as_block(question: BankQuestion) -> Choice | TrueFalse:
    """A bank question as the block that shows it."""
    body: dict[str, Any] = {
        "id": question.id,
        "prompt": question.prompt,
        "feedback": question.feedback,
    }
    if question.kind == "true-false":
        return TrueFalse(answer=bool(question.answer), **body)
    return Choice(options=question.options, **body)


def answer_key(course: str, item: str, answer: str) -> str:
    """FNV-1a (32 bit) of course, item and answer, in 8 hexadecimal digits.

    It keeps the answer out of plain sight; it cannot hide it from someone who
    computes it, and does not pretend to.
    """
    value = 0x811C9DC5
    for byte in f"{course}/{item}={answer}".encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return f"{value:08x}"


def _cue_data(edition: Edition) -> dict[str, list[Cue]]:
    """Block id -> caption cues: `<track>` is blocked on `file://`, a script is not."""
    folder = Path(edition.course.folder) / "media"
    return {
        block.id: cues(_read(folder / block.captions))
        for lesson in edition.lessons
        for block in lesson.blocks
        if isinstance(block, Video)
    }


# --- the page --------------------------------------------------------------------------


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["markdown"] = lambda text: Markup(to_html(text))
    # The place where gettext catalogues come in: English is its own catalogue.
    environment.globals["_"] = lambda text: text
    return environment


def _page(
    edition: Edition,
    target: Target,
    sheet: Worksheet,
    names: Mapping[str, str],
    assets: _Assets,
) -> Any:
    """A function: fingerprint -> the bytes of index.html."""
    modules = tuple(_modules(edition, names))
    bank = edition.final_check[2].questions if edition.final_check else ()
    context = {
        "edition": edition,
        "course": edition.course,
        "agency": edition.agency,
        "language": edition.language,
        "sheet": sheet,
        "modules": modules,
        "bank": [_block(edition, _as_block(each), names) for each in bank],
        "assets": assets,
        "target": target,
    }
    template = _environment().get_template("index.html.j2")
    return lambda fingerprint: template.render(
        **context, fingerprint=fingerprint
    ).encode()


def _modules(edition: Edition, names: Mapping[str, str]) -> Iterable[ModulePage]:
    for number, module in enumerate(edition.modules, start=1):
        lessons = tuple(
            LessonPage(
                id=lesson.id,
                number=f"{number}.{place}",
                title=lesson.title,
                minutes=lesson.minutes,
                parts=tuple(_part(edition, part, names) for part in lesson.parts),
            )
            for place, lesson in enumerate(module.lessons, start=1)
        )
        if number == 1:
            lessons = (replace(lessons[0], first=True), *lessons[1:])
        yield ModulePage(module.id, number, module.title, lessons)


def _part(edition: Edition, part: Prose | Block, names: Mapping[str, str]) -> Markup:
    if isinstance(part, Prose):
        return Markup(to_html(part.text))
    return _block(edition, part, names)


def _block(edition: Edition, block: Block, names: Mapping[str, str]) -> Markup:
    template = _environment().get_template(f"blocks/{block.kind}.html.j2")
    html = template.render(
        block=block,
        edition=edition,
        agency=edition.agency,
        media={
            key: names[name] for key, name in block.media().items() if name in names
        },
        transcript=_transcript(edition, block),
        presenter=_presenter(edition, block),
    )
    return Markup(html)


def _transcript(edition: Edition, block: Block) -> Markup:
    if not isinstance(block, Audio):
        return Markup("")
    path = Path(edition.course.folder) / "media" / block.transcript
    return Markup(to_html(_read(path)))


def _presenter(edition: Edition, block: Block) -> object:
    if not isinstance(block, Audio) or block.presenter is None:
        return None
    return edition.course.presenters[block.presenter]
