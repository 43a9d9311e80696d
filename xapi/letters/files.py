"""Write the letters of a day into a folder, and note them in the register.

The letters come first: a run that is killed between the two makes them again, rather
than never. The same day gives the same files, byte for byte.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from xapi.asked import Asked
from xapi.database import Connection
from xapi.days import written_in
from xapi.letters import register
from xapi.letters.due import due
from xapi.letters.letter import Letter, letter, page, writer
from xapi.letters.register import Made
from xapi.output_files import write_text
from xapi.settings import Settings

_FOLDER_MODE: Final = 0o700


def letters(connection: Connection, settings: Settings, day: date) -> list[Letter]:
    """Return the letters that are due in a database that was asked as of that day.

    Raises RecordsError where report.toml does not say who writes; OSError.
    """
    writer(settings)
    return [letter(each, settings, day) for each in due(connection, day)]


def together_name(day: date) -> str:
    """Return the name of the file with all letters of a day."""
    return f"{day}-all.html"


def write(
    found: Sequence[Letter], folder: Path, settings: Settings, day: date
) -> tuple[list[Path], Path | None]:
    """Write each letter, and all in one to print. Raises OSError."""
    folder.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
    made = []
    for each in found:
        made.append(folder / f"{each.name}.html")
        write_text(page([each], each.language), made[-1])
    if not found:
        return made, None
    together = folder / together_name(day)
    write_text(page(list(found), written_in(writer(settings).language)), together)
    return made, together


def note(found: Sequence[Letter], path: Path, day: date, limits: Asked) -> list[Made]:
    """Add letters to the register; return those of that day that are not due any more,
    among what was asked for. Raises RecordsError, OSError.
    """
    known = register.read_register(path)
    made = [each.due.made(day) for each in found]
    path.parent.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
    write_text(register.with_new(known, made), path)
    return [
        each
        for each in known
        if each.made_on == day and each not in made and _asked_for(each, limits)
    ]


def _asked_for(made: Made, limits: Asked) -> bool:
    whole = limits.agency is None  # a letter does not say whose it was
    return (
        whole
        and limits.participant in (None, made.participant)
        and limits.course in (None, made.course)
    )
