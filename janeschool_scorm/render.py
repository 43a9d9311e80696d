"""Edition -> the files of its pages: style, script, media, and all lessons on one page.

In a package that holds units, each of them has a page of its own.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files as resource
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from janeschool_scorm.assets import Assets, Logo, assets_of, logo_of, media_files
from janeschool_scorm.blocks.draw import Draw
from janeschool_scorm.blocks.media import Audio
from janeschool_scorm.compiled import BesideModules
from janeschool_scorm.digest import sha256
from janeschool_scorm.edition import Edition
from janeschool_scorm.markdown import to_html
from janeschool_scorm.model import Block, Prose
from janeschool_scorm.target import PAGE, Content, Target, unit_pages
from janeschool_scorm.translate.interface import Words, words
from janeschool_scorm.worksheet import Worksheet, worksheet

TEMPLATES = Path(str(resource("janeschool_scorm"))) / "templates"

#: Stands for the fingerprint while the fingerprint is computed.
_UNKNOWN = "0" * 16


@dataclass(frozen=True, slots=True)
class LessonPage:
    """One lesson as the template sees it: `number` is `2.3`, `parts` are safe HTML."""

    id: str
    number: str
    title: str
    minutes: int
    parts: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class ModulePage:
    """One module as the template sees it."""

    id: str
    number: int
    title: str
    lessons: tuple[LessonPage, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """What a packager puts into the zip, apart from manifest and schemas.

    `units`: what each page holds, empty for the whole course -> the page's fingerprint.
    """

    files: Mapping[str, Content]
    fingerprint: str
    sheet: Worksheet
    units: Mapping[str, str]


def render(edition: Edition, target: Target) -> Pages:
    """All files of the edition's pages; names carry their content's hash."""
    held = unit_pages(edition) if target.holds_units else {PAGE: edition}
    made = [_rendered(each, target, name) for name, each in held.items()]
    return made[0] if len(made) == 1 else _together(made, worksheet(edition))


def _together(made: Sequence[Pages], sheet: Worksheet) -> Pages:
    """Several pages in one package: of files with the same name there is one."""
    files = {name: body for each in made for name, body in each.files.items()}
    units = {unit: own for each in made for unit, own in each.units.items()}
    return Pages(files, _fingerprint(files), sheet, units)


def _rendered(edition: Edition, target: Target, name: str) -> Pages:
    """The edition's page under that name, and what stands beside it."""
    sheet = worksheet(edition)
    media = media_files(edition)
    files: dict[str, Content] = dict(media.values())
    names = {source: name for source, (name, _) in media.items()}
    assets = assets_of(edition, target, sheet)
    files |= assets.contents
    logo = logo_of(edition)
    if logo is not None:
        files[logo.name] = logo.path
    page = _page(edition, target, sheet, names, assets, logo)
    fingerprint = _fingerprint({**files, name: page(_UNKNOWN)})
    files[name] = page(fingerprint)
    return Pages(files, fingerprint, sheet, {edition.unit: fingerprint})


def _fingerprint(files: Mapping[str, Content]) -> str:
    """16 hexadecimal digits over names and contents, its own place in the page zeroed."""
    lines = (f"{sha256(content)}  {name}\n" for name, content in sorted(files.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()[:16]


@cache
def _environment(language: str) -> Environment:
    """Templates whose words are those of the language."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.bytecode_cache = BesideModules(" ".join(environment.extensions))
    environment.filters["markdown"] = lambda text: Markup(to_html(text))
    said = words(language)
    environment.globals |= {"_": said.say, "ngettext": said.count}
    environment.globals |= _amounts(said)
    return environment


def _amounts(said: Words) -> dict[str, Callable[[float], str]]:
    """Functions: a number -> so much time in words."""
    return {
        "minutes": lambda n: said.count("{n} minute", "{n} minutes", n).format(n=n),
        "hours": lambda n: said.count("{n} hour", "{n} hours", n).format(n=f"{n:g}"),
        "days": lambda n: said.count("{n} day", "{n} days", n).format(n=n),
    }


def _page(
    edition: Edition,
    target: Target,
    sheet: Worksheet,
    names: Mapping[str, str],
    assets: Assets,
    logo: Logo | None,
) -> Callable[[str], bytes]:
    """A function: fingerprint -> the bytes of the page."""
    modules = tuple(_modules(edition, names))
    bank = edition.final_check[2].questions if edition.final_check else ()
    context = {
        "edition": edition,
        "course": edition.course,
        "agency": edition.agency,
        "language": edition.language,
        "sheet": sheet,
        "modules": modules,
        "bank": [_block(edition, each.block, names) for each in bank],
        "assets": assets,
        "logo": logo,
        "target": target,
    }
    name = "self-test" if edition.purpose == "self-test" else "index"
    template = _environment(edition.language).get_template(f"{name}.html.j2")
    return lambda fingerprint: template.render(
        **context, fingerprint=fingerprint
    ).encode()


def filled(name: str, language: str, facts: Mapping[str, object]) -> bytes:
    """The template of that name with these facts, its words in the language."""
    return _environment(language).get_template(name).render(facts).encode()


def _modules(edition: Edition, names: Mapping[str, str]) -> Iterable[ModulePage]:
    for module in edition.modules:
        lessons = tuple(
            LessonPage(
                id=lesson.id,
                number=f"{module.number}.{place}",
                title=lesson.title,
                minutes=lesson.minutes,
                parts=tuple(_part(edition, part, names) for part in lesson.parts),
            )
            for place, lesson in enumerate(module.lessons, start=1)
        )
        yield ModulePage(module.id, module.number, module.title, lessons)


def _part(edition: Edition, part: Prose | Block, names: Mapping[str, str]) -> Markup:
    if isinstance(part, Prose):
        return Markup(to_html(part.text))
    return _block(edition, part, names)


def _block(edition: Edition, block: Block, names: Mapping[str, str]) -> Markup:
    template = _environment(edition.language).get_template(
        f"blocks/{block.kind}.html.j2"
    )
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
    return Markup(html) + _answers(edition, block, names)


def _answers(edition: Edition, block: Block, names: Mapping[str, str]) -> Markup:
    """What a reviewer sees below a block: its solution, or the whole bank."""
    if not edition.reviewer:
        return Markup("")
    if isinstance(block, Draw):
        questions = edition.course.banks[block.bank].questions
        # A second copy beside the check that draws from them: its ids are its own.
        copies = [
            (each, each.block.model_copy(update={"id": f"review-{each.id}"}))
            for each in questions
        ]
        shown = [(each, _block(edition, copy, names)) for each, copy in copies]
        template = _environment(edition.language).get_template("blocks/_bank.html.j2")
        return Markup(template.render(questions=shown))
    template = _environment(edition.language).get_template("blocks/_answer.html.j2")
    return Markup(template.render(block=block)) if block.scored else Markup("")


def _transcript(edition: Edition, block: Block) -> Markup:
    if not isinstance(block, Audio):
        return Markup("")
    path = Path(edition.course.folder) / "media" / block.transcript
    return Markup(to_html(path.read_text("utf-8")))


def _presenter(edition: Edition, block: Block) -> object:
    if not isinstance(block, Audio) or block.presenter is None:
        return None
    return edition.course.presenters[block.presenter]
