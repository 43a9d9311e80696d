"""course_src/releases.jsonl: which package was handed to whom, and what they answered.

Append-only and in git, because dist/ can be thrown away: a recall must find every copy.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

from janeschool_scorm.bundles import Label, Standing
from janeschool_scorm.lock import exclusive
from janeschool_scorm.problems import OutsideError

NAME = "releases.jsonl"
#: The newest form of a line; each line has the oldest that has all of it.
FORMAT = 2

#: What an agency answers: it has the package, or it has removed it from its LMS.
Answer = Literal["acknowledged", "removed"]
_ANSWERS: tuple[Answer, ...] = ("acknowledged", "removed")


@dataclass(frozen=True, slots=True)
class Notice:
    """An agency was asked, `at` in UTC, to replace a package by the day `due`."""

    story: str
    at: str
    due: str


@dataclass(frozen=True, slots=True)
class Release:
    """A package that was handed over: `at` in UTC, `to` and `by` in the words typed."""

    id: str
    at: str
    to: str
    file: str
    sha256: str
    size: int
    label: Label
    acknowledged: str | None = None
    acknowledged_by: str | None = None
    removed: str | None = None
    removed_by: str | None = None
    notices: tuple[Notice, ...] = ()

    @property
    def day(self) -> date:
        return date.fromisoformat(self.at[:10])

    def notice(self, story: str) -> Notice | None:
        """The first one for that story: a second one gives nobody more time."""
        return next((each for each in self.notices if each.story == story), None)


@dataclass(frozen=True, slots=True)
class Register:
    """All releases in the order of their lines, and the lines that are none of ours."""

    path: Path
    releases: tuple[Release, ...]
    broken: tuple[str, ...]

    def get(self, release: str) -> Release | None:
        """The release of that id."""
        return next((each for each in self.releases if each.id == release), None)


def read(source: Path) -> Register:
    """The register; empty where there is no file yet. A broken line hides no other.

    Raises `OutsideError` where the file cannot be read.
    """
    path = source / NAME
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return Register(path, (), ())
    except OSError as error:
        raise OutsideError(f"cannot read {path}: {error.strerror or error}") from error
    found: dict[str, Release] = {}
    broken = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            why = _take(line, found)
            broken += [f"{path}:{number}: {why}"] if why else []
    return Register(path, tuple(found.values()), tuple(broken))


def _take(line: bytes, found: dict[str, Release]) -> str:
    """Add what the line says; returns what is wrong with it, or nothing."""
    try:
        data = json.loads(line)
        event, release = data["event"], data["id"]
        if data["format"] > FORMAT:
            return f"format {data['format']}: update this program to read it"
        if event == "released":
            found.setdefault(release, _released(data))
        elif event not in (*_ANSWERS, "notice"):
            return f"unknown event '{event}'"
        elif release not in found:
            return f"{event}: no release '{release}' on a line above"
        elif event == "notice":
            found[release] = _noticed(found[release], data)
        else:
            found[release] = _answered(found[release], event, data)
    except (ValueError, KeyError, TypeError):
        return "no line of a release register; it is left as it stands"
    return ""


def _released(data: Mapping[str, Any]) -> Release:
    datetime.fromisoformat(data["at"])
    told = {name: data[name] for name in ("id", "at", "to", "file", "sha256", "size")}
    return Release(**told, label=Label.read(data))


def _answered(release: Release, event: Answer, data: Mapping[str, Any]) -> Release:
    """The first answer of a kind counts: a second one tells nothing new."""
    if getattr(release, event) is not None:
        return release
    datetime.fromisoformat(data["at"])
    told: dict[str, Any] = {event: data["at"], f"{event}_by": data["by"]}
    return replace(release, **told)


def _noticed(release: Release, data: Mapping[str, Any]) -> Release:
    datetime.fromisoformat(data["at"])
    date.fromisoformat(data["due"])
    notice = Notice(**{name: str(data[name]) for name in ("story", "at", "due")})
    return replace(release, notices=(*release.notices, notice))


def hand_over(
    source: Path, packages: Iterable[Standing], *, to: str, now: datetime
) -> list[Release]:
    """Write a line for each package; all of them, or none.

    Raises `OutsideError` where they cannot be written.
    """
    releases = [_release(each, to=to, at=_stamp(now)) for each in packages]
    _append(source / NAME, [_line(each) for each in releases])
    return releases


def _release(each: Standing, *, to: str, at: str) -> Release:
    """The id is a hash, so that two people who release apart never take the same."""
    name = "\n".join((at, to, each.path, each.sha256))
    short = hashlib.sha256(name.encode()).hexdigest()[:8]
    file = Path(each.path).name
    return Release(short, at, to, file, each.sha256, each.size, each.label)


def _line(release: Release) -> dict[str, object]:
    told = ("id", "at", "to", "file", "sha256", "size")
    facts = {name: getattr(release, name) for name in told}
    return {"event": "released", **facts, **asdict(release.label)}


def answer(
    source: Path, releases: Sequence[str], what: Answer, *, by: str, now: datetime
) -> None:
    """Write what an agency answered to each release of those ids.

    Raises `OutsideError` where it cannot be written.
    """
    told = {"at": _stamp(now), "by": by}
    _append(source / NAME, [{"event": what, "id": each, **told} for each in releases])


def note(
    source: Path, releases: Sequence[str], story: str, *, due: date, now: datetime
) -> None:
    """Write that a notice to replace each release of those ids was made.

    Raises `OutsideError` where it cannot be written.
    """
    told = {"story": story, "at": _stamp(now), "due": due.isoformat()}
    lines = [{"format": 2, "event": "notice", "id": each, **told} for each in releases]
    _append(source / NAME, lines)


def _stamp(now: datetime) -> str:
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _append(path: Path, events: Iterable[Mapping[str, object]]) -> None:
    """All lines in one write that is on the disk when this returns, or none of them."""
    lines = (json.dumps({"format": 1, **event}, ensure_ascii=False) for event in events)
    data = "".join(f"{line}\n" for line in lines).encode()
    busy = f"another program is writing {path}: try again"
    with exclusive(path, busy):
        try:
            _write(path, data)
        except OSError as error:
            text = f"cannot write {path}: {error.strerror or error}. Nothing was added"
            raise OutsideError(text) from error


def _write(path: Path, data: bytes) -> None:
    with path.open("r+b", buffering=0) as stream:
        end = stream.seek(0, os.SEEK_END)
        try:
            stream.write(_line_end(stream, end))
            if (stream.write(data) or 0) < len(data):
                raise OSError("the disk is full")
            os.fsync(stream.fileno())
        except OSError:
            stream.truncate(end)
            raise


def _line_end(stream: Any, end: int) -> bytes:
    """What ends a last line that a crash or an editor left open."""
    if not end:
        return b""
    stream.seek(end - 1)
    return b"" if stream.read(1) == b"\n" else b"\n"
