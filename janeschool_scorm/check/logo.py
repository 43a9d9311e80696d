"""Rule on an agency's logo: a still picture that is there, and small."""

from collections.abc import Iterator

from janeschool_scorm.agency import Agency
from janeschool_scorm.check.files import IS_PLAIN_NAME
from janeschool_scorm.picture import NotAPictureError, Picture, picture
from janeschool_scorm.problems import Problem

#: A logo stands a finger wide on the first page: more pixels only cost memory.
MOST_PIXELS = 2_000


def shown(agency: Agency) -> Iterator[Problem]:
    """G107: the logo is a small still PNG, JPEG or WebP beside the agency's file."""
    text = _fault(agency)
    if text:
        yield Problem(agency.at("logo"), "G107", f"{agency.logo} {text}")


def _fault(agency: Agency) -> str:
    path = agency.logo_path
    if path is None:
        return ""
    if not IS_PLAIN_NAME.match(agency.logo or ""):
        return "is no name of a file here: use a-z, 0-9, dots and hyphens, no folder"
    try:
        return _misfit(picture(path), path.suffix.lower())
    except NotAPictureError as error:
        return str(error)
    except OSError as error:
        return f"cannot be read: {error.strerror}"


def _misfit(found: Picture, suffix: str) -> str:
    if suffix.removeprefix(".").replace("jpeg", "jpg") != found.kind:
        return f"is a {found.kind} picture: give it that ending"
    if found.moves:
        return "moves: a page that is read must stand still"
    if max(found.width, found.height) > MOST_PIXELS:
        size = f"{found.width} by {found.height}"
        return f"has {size} pixels, of at most {MOST_PIXELS} either way"
    return ""
