"""Packages in dist/ -> the papers beside them: catalogues and import pages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from janeschool_scorm.bundles import Standing
from janeschool_scorm.catalogue import catalogue, catalogue_keys, to_bytes
from janeschool_scorm.edition import Edition
from janeschool_scorm.import_page import import_page
from janeschool_scorm.ledger import Entry, Ledger
from janeschool_scorm.parallel import each
from janeschool_scorm.target import Target, stem
from janeschool_scorm.whole import keep_whole

#: Where the papers of one agency for one version of a course stand, and whose they are.
_Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Set:
    """What one agency gets of one version: editions by language, targets by name and
    cohort, and every package of it that stands, those of earlier runs included."""

    folder: str
    editions: Mapping[str, Edition]
    targets: Mapping[tuple[str, date | None], Target]
    standing: Sequence[Standing]


def written_papers(
    plans: Sequence[tuple[Edition, Target]], ledger: Ledger, *, jobs: int
) -> Iterator[Entry]:
    """Write the papers of everything that was built; yields the entry of each file.

    A file that would be the same is left as it stands. Raises `OutsideError` where one
    cannot be written.
    """
    sets = _sets(plans, ledger)

    def work(number: int) -> list[Entry]:
        return [
            _written(ledger, Path(sets[number].folder, name), data)
            for name, data in _papers(sets[number], ledger.dist)
        ]

    for _, entries in each(work, len(sets), jobs=jobs):
        yield from entries


def _sets(plans: Sequence[tuple[Edition, Target]], ledger: Ledger) -> list[_Set]:
    standing: dict[_Place, list[Standing]] = {}
    for one in sorted(ledger.standing(), key=lambda one: one.path):
        place = (Path(one.path).parent.as_posix(), one.label.agency)
        standing.setdefault(place, []).append(one)
    found: dict[_Place, _Set] = {}
    for edition, target in plans:
        if edition.purpose == "self-test":
            continue
        whole = replace(edition.whole or edition, purpose="learner", cohort=None)
        place = (whole.folder, whole.agency.id)
        known = found.get(place) or _Set(whole.folder, {}, {}, standing.get(place, []))
        found[place] = replace(
            known,
            editions={whole.language: whole, **known.editions},
            targets={**known.targets, (target.name, edition.cohort): target},
        )
    return list(found.values())


def _papers(one: _Set, dist: Path) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each paper of the set."""
    agency = next(iter(one.editions.values())).agency.id
    name = f"catalog-{agency}.json"
    made = catalogue(one.editions, one.standing, dist / one.folder / name)
    yield name, to_bytes(made)
    yield f"catalog-{agency}-keys.json", to_bytes(catalogue_keys(one.editions))
    for whole in one.editions.values():
        for (_, cohort), target in one.targets.items():
            edition = replace(whole, cohort=cohort)
            held = [each for each in one.standing if _holds(each, edition, target)]
            if held:
                page = import_page(edition, target, held)
                yield f"README-import-{stem(edition, target)}.html", page


def _holds(one: Standing, edition: Edition, target: Target) -> bool:
    label, cohort = one.label, edition.cohort
    wanted = (edition.language, target.name, "learner", str(cohort) if cohort else None)
    return (label.language, label.target, label.purpose, label.cohort) == wanted


def _written(ledger: Ledger, path: Path, data: bytes) -> Entry:
    keep_whole(ledger.dist / path, data)
    digest = sha256(data).hexdigest()
    return Entry.of(ledger.dist, path, content=digest, sha256=digest)
