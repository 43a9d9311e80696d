"""Files as answers: small ones of ours, and parts of a package's."""

from dataclasses import dataclass
from pathlib import Path

from starlette.responses import Response

from janeschool_scorm.preview.play.media_types import media_type
from janeschool_scorm.preview.play.ranges import UnsatisfiableError, byte_range


def own_files(folder: Path) -> dict[str, Path]:
    """Path below the folder -> file: what is not in this table is not served."""
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def own_file(path: Path) -> Response:
    """A small file of ours."""
    return Response(path.read_bytes(), media_type=media_type(path.name))


@dataclass(frozen=True)
class Part:
    """Status of the answer; first and last byte, both included (last < first: none)."""

    status: int
    first: int = 0
    last: int = -1


def wanted_part(header: str, size: int) -> Part:
    """What a Range header asks of a file of that size: 200, 206 or 416."""
    try:
        found = byte_range(header, size)
    except UnsatisfiableError:
        return Part(416)
    return Part(206, *found) if found else Part(200, 0, size - 1)


def package_headers(name: str, size: int, part: Part) -> dict[str, str]:
    """The headers of an answer with that part of a file."""
    if part.status == 416:
        return {"content-range": f"bytes */{size}"}
    headers = {
        "accept-ranges": "bytes",
        "content-type": media_type(name),
        "content-length": str(part.last - part.first + 1),
    }
    if part.status == 206:
        headers["content-range"] = f"bytes {part.first}-{part.last}/{size}"
    return headers
