"""Editions x targets -> packages in dist/, in parallel, only what changed."""

import shutil
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256 as new_sha256
from pathlib import Path

from janeschool_scorm import __version__
from janeschool_scorm.archive import write_zip
from janeschool_scorm.assets import media_files
from janeschool_scorm.bundles import Label, Page, consents
from janeschool_scorm.digest import sha256
from janeschool_scorm.edition import Edition, check_ins
from janeschool_scorm.ledger import Digests, Entry, Ledger
from janeschool_scorm.lock import exclusive
from janeschool_scorm.papers import written_papers
from janeschool_scorm.parallel import each
from janeschool_scorm.problems import OutsideError
from janeschool_scorm.render import Pages, render
from janeschool_scorm.target import Content, Files, Package, Target, stem
from janeschool_scorm.validate.made import Made
from janeschool_scorm.whole import CONTAINED, clear_stale
from janeschool_scorm.wording import wording

Plan = tuple[Edition, Target]
#: One edition in a package, and its pages.
Part = tuple[Edition, Pages]


@dataclass(frozen=True, slots=True)
class Bundle:
    """One package that stands in dist/: where, what it is, how large, of how many files.

    `written` is false where the same content stood there already.
    """

    path: Path
    edition: Edition
    target: Target
    fingerprint: str
    size: int
    files: int
    planned_minutes: int
    proven_minutes: int
    demonstration: bool
    written: bool


@dataclass(frozen=True, slots=True)
class _Built:
    """What a worker sends back: small, because it crosses a pipe."""

    entry: Entry
    fingerprint: str
    files: int
    planned_minutes: int
    proven_minutes: int
    demonstration: bool
    written: bool


def build(
    plans: Sequence[Plan], *, dist: Path, targets: Mapping[str, Target], jobs: int = 1
) -> Generator[Bundle, None, None]:
    """Build each plan and yield its bundle as it is done; then catalogues, pages, sums.

    `targets` has those that others contain, by name. What has the content of the last
    build is left as it stands. Whatever ends the run, every file is whole, and the sums
    are those of what is done. Raises `OutsideError` where a file cannot be read or
    written, or where another build is writing into the same folder.
    """
    busy = (
        f"another build is writing into {dist}: wait until it is done, then try again"
    )
    with exclusive(dist / ".lock", busy):
        clear_stale(dist)
        yield from _build(plans, dist, targets, jobs)


def _build(
    plans: Sequence[Plan], dist: Path, targets: Mapping[str, Target], jobs: int
) -> Generator[Bundle, None, None]:
    ledger = Ledger.read(dist)
    digests, made = Digests(dist), Made()
    for edition in {id(plan[0].course): plan[0] for plan in plans}.values():
        media_files(edition)  # read once here, not once in every worker
    words = _wordings(plans)

    def work(number: int) -> _Built:
        edition, target = plans[number]
        if target.contains is None:
            pages = render(edition, target)
            files = package_files(edition, target, pages)
            own = [(edition, pages)]
            return _written(target, files, own, ledger, made, words[number])
        inner = targets[target.contains]
        return _build_wrapped(edition, target, inner, ledger, made, words[number])

    try:
        for number, built in each(work, len(plans), jobs=jobs):
            ledger.add(built.entry)
            yield _bundle(*plans[number], built, dist=dist)
        for entry in written_papers(plans, ledger, jobs=jobs):
            ledger.add(entry)
    finally:
        digests.write()
        made.keep()
        ledger.write()


def _wordings(plans: Sequence[Plan]) -> list[str]:
    """Of each plan, the hash of what its course says: made once for all agencies."""
    found: dict[tuple[int, str], str] = {}
    keys = []
    for edition, _ in plans:
        course = edition.source or edition.course
        keys.append((id(course), edition.language))
        if keys[-1] not in found:
            found[keys[-1]] = wording(course.in_language(edition.language))
    return [found[key] for key in keys]


def package_path(edition: Edition, target: Target) -> Path:
    """Where in dist/ the package stands: `js-101/1.0.0/js-101-1.0.0-...zip`."""
    return Path(edition.folder, f"{stem(edition, target)}{target.suffix}")


def package_files(edition: Edition, target: Target, pages: Pages) -> dict[str, Content]:
    """Everything in the zip: pages, the standard's own files, then the manifest."""
    files: dict[str, Content] = {**pages.files, **target.static(edition)}
    files |= target.manifest(edition, tuple(sorted(files)))
    return files


def _build_wrapped(
    edition: Edition,
    target: Target,
    inner: Target,
    ledger: Ledger,
    made: Made,
    words: str,
) -> _Built:
    """A package of finished packages: the course's, and one for each check-in."""
    assert target.wrap is not None, (
        f"{target.name} contains {inner.name} but wraps none"
    )
    wanted = [(each, render(each, inner)) for each in (edition, *check_ins(edition))]
    with _room_for(ledger.dist / package_path(edition, target)) as folder:
        packages = tuple(
            _contained(each, inner, pages, ledger, made, folder=folder)
            for each, pages in wanted
        )
        files = target.wrap(packages)
        return _written(target, files, wanted, ledger, made, words)


def _contained(
    edition: Edition,
    target: Target,
    pages: Pages,
    ledger: Ledger,
    made: Made,
    *,
    folder: Path,
) -> Package:
    """The package that stands in dist/ already, or one that is made in `folder`."""
    files = package_files(edition, target, pages)
    name = package_path(edition, target)
    if ledger.same(name, _content(files)):
        return Package(edition, ledger.dist / name, files)
    _judge(name, files, made)
    write_zip(folder / name.name, files)
    return Package(edition, folder / name.name, files)


@contextmanager
def _room_for(path: Path) -> Iterator[Path]:
    """A folder beside the package for what it contains; it goes again at the end."""
    folder = path.with_name(f".{path.name}{CONTAINED}")
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        text = f"cannot write {path}: {error.strerror or error}"
        raise OutsideError(text) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _written(
    target: Target,
    files: Files,
    inside: Sequence[Part],
    ledger: Ledger,
    made: Made,
    words: str,
) -> _Built:
    """The package of those files, written if its content is new.

    `inside`: the editions in it with their pages; the first gives it its name.
    """
    edition, pages = inside[0]
    name = package_path(edition, target)
    content = _content(files)
    entry = ledger.same(name, content)
    written = entry is None
    if entry is None:
        if target.contains is None:  # what it contains is judged by itself
            _judge(name, files, made)
        done = write_zip(ledger.dist / name, files)
        label = _label(target, inside, words)
        entry = Entry.of(
            ledger.dist, name, content=content, sha256=done.sha256, label=label
        )
    elif entry.label != (label := _label(target, inside, words)):
        entry = replace(entry, label=label)
    return _Built(
        entry=entry,
        fingerprint=pages.fingerprint,
        files=len(files),
        planned_minutes=pages.sheet.planned_minutes,
        proven_minutes=pages.sheet.proven_minutes,
        demonstration=pages.sheet.demonstration,
        written=written,
    )


def _judge(name: Path, files: Files, made: Made) -> None:
    """Raises `OutsideError` for a package that the rules of `validate` refuse."""
    if not (found := made.errors(files)):
        return
    first = found[0]
    place = f"{first.path}:{first.line}" if first.line else first.path
    raise OutsideError(
        f"{name.name} was not written, because `janeschool validate` would refuse it: "
        f"{place}: {first.code} {first.text}. If no words of the course are meant, "
        f"it is a bug of janeschool {__version__}: report it with this sentence"
    )


def _label(target: Target, inside: Sequence[Part], words: str) -> Label:
    edition, pages = inside[0]
    return Label(
        fingerprint=pages.fingerprint,
        course=edition.course.id,
        version=edition.course.facts.version,
        agency=edition.agency.id,
        language=edition.language,
        unit=edition.unit,
        purpose=edition.purpose,
        target=target.name,
        placeholders=sum(each.sheet.placeholders for _, each in inside),
        planned_minutes=pages.sheet.planned_minutes,
        proven_minutes=pages.sheet.proven_minutes,
        stories=consents(each for each, _ in inside),
        pages=tuple(Page(*each) for _, own in inside for each in own.units.items()),
        cohort=edition.cohort.isoformat() if edition.cohort else None,
        words=words,
    )


def _content(files: Files) -> str:
    """SHA-256 over all names and contents: the same for the same package."""
    lines = (f"{sha256(body)}  {name}\n" for name, body in sorted(files.items()))
    return new_sha256("".join(lines).encode()).hexdigest()


def _bundle(edition: Edition, target: Target, built: _Built, *, dist: Path) -> Bundle:
    return Bundle(
        path=dist / built.entry.path,
        edition=edition,
        target=target,
        fingerprint=built.fingerprint,
        size=built.entry.size,
        files=built.files,
        planned_minutes=built.planned_minutes,
        proven_minutes=built.proven_minutes,
        demonstration=built.demonstration,
        written=built.written,
    )
