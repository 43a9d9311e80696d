"""`janeschool translate`: texts out to gettext catalogues, and what they still lack."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from janeschool_scorm.cli import options

if TYPE_CHECKING:
    from janeschool_scorm.translate.domains import Domain

_names = click.argument("names", nargs=-1, metavar="[COURSE...]")


@click.group()
def translate() -> None:
    """Send texts to translators, take their work back, and see what is left to do.

    COURSE is a course's id, `agencies` for what learners read of agencies, or
    `interface` for the words of the learner's page. Without one: all courses and
    agencies. docs/translation.md says how a translator works.

    \b
    Example:
      janeschool translate update js-000
      janeschool translate status
    """


@translate.command()
@_names
@options.source
def extract(names: tuple[str, ...], source: Path) -> None:
    """Write the template (.pot) of all texts, in the order in which they are read.

    \b
    Example:
      janeschool translate extract js-000
    """
    from janeschool_scorm.translate.write import write
    from janeschool_scorm.whole import write_whole

    for domain in _domains(names, source):
        write_whole(domain.pot, write(domain.template).encode())
        click.echo(str(domain.pot))


@translate.command()
@_names
@options.source
def update(names: tuple[str, ...], source: Path) -> None:
    """Bring each catalogue (.po) up to date with the texts; no work is lost.

    A changed text keeps its old translation, marked fuzzy, with the text it was made
    for; one that is gone is kept at the end.

    \b
    Example:
      janeschool translate update js-000
    """
    from janeschool_scorm.translate.domains import updated
    from janeschool_scorm.whole import write_whole

    broken = False
    for domain in _domains(names, source):
        for language in domain.languages:
            text, problems = updated(domain, language)
            for problem in problems:
                click.echo(str(problem))
            broken = broken or text is None
            if text is not None:
                write_whole(domain.place(language), text.encode())
                click.echo(str(domain.place(language)))
    if broken:
        click.echo("What cannot be read was left as it stands.", err=True)
        sys.exit(1)


@translate.command()
@_names
@options.source
@options.json
def status(names: tuple[str, ...], source: Path, as_json: bool) -> None:
    """Count translations: there, missing, stale and unused, for each language.

    Exit code 1 where something is missing, stale or broken.

    \b
    Example:
      janeschool translate status
    """
    from janeschool_scorm.translate.domains import status as status_of

    found = [
        status_of(domain, language)
        for domain in _domains(names, source)
        for language in domain.languages
    ]
    if as_json:
        click.echo(json.dumps([each.as_json() for each in found], indent=2))
    for each in () if as_json else found:
        click.echo(each.line())
        for problem in each.problems:
            click.echo(str(problem))
    if any(not each.complete for each in found):
        sys.exit(1)


def _domains(names: tuple[str, ...], source: Path) -> list[Domain]:
    """What is to be translated: what is named, or all that has another language."""
    import packagers
    from janeschool_scorm import choose
    from janeschool_scorm.load import agency_files, load_agency, load_course
    from janeschool_scorm.translate import domains

    special = [name for name in names if name in (domains.AGENCIES, domains.INTERFACE)]
    ids = [name for name in names if name not in special]
    courses = [] if special and not ids else choose.folders(ids, source)
    loaded = [load_course(folder) for folder in courses]
    found = [domains.of_course(x.course) for x in loaded if x.course is not None]
    if domains.AGENCIES in special or not names:
        agencies = [load_agency(path)[0] for path in agency_files(source)]
        found.append(
            domains.of_agencies([x for x in agencies if x], source / "agencies")
        )
    if domains.INTERFACE in special:
        found.append(domains.of_interface(map(Path, packagers.__path__)))
    return [each for each in found if names or each.languages]
