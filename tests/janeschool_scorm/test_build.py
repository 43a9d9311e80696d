"""Builds side by side, again, after a change, and after a kill."""

import hashlib
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from janeschool_scorm.parallel import each
from janeschool_scorm.problems import OutsideError
from tests.conftest import Run


def agencies(source: Path, count: int) -> None:
    """Further agency files, each with another name for its contact."""
    text = (source / "agencies" / "default.yaml").read_text()
    for number in range(count):
        name = f"agency-{number}"
        own = text.replace("id: default", f"id: {name}")
        own = own.replace("Your probation", f"Your {number}. probation")
        (source / "agencies" / f"{name}.yaml").write_text(own)


def papers(dist: Path) -> dict[str, bytes]:
    """Catalogues, keys and pages, the sums and the bundle list."""
    found = (path for path in dist.rglob("*") if path.is_file())
    kept = [p for p in found if not p.name.startswith(".") and p.suffix != ".zip"]
    return {path.relative_to(dist).as_posix(): path.read_bytes() for path in kept}


def packages(dist: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(dist.rglob("*.zip"))}


def test_one_process_and_several_write_the_same_bytes(
    source: Path, janeschool: Run
) -> None:
    agencies(source, 20)
    base = ("build", "--target", "scorm12", "--agency", "all", "--source", source)
    assert janeschool(*base, "--jobs", "1", "--dist", "one").returncode == 0
    assert janeschool(*base, "--jobs", "3", "--dist", "three").returncode == 0
    one = packages(source.parent / "one")
    assert len(one) == 22
    assert one == packages(source.parent / "three")
    assert len(papers(source.parent / "one")) == 22 * 3 + 2
    assert papers(source.parent / "one") == papers(source.parent / "three")


def test_what_has_not_changed_is_left_as_it_stands(
    source: Path, janeschool: Run
) -> None:
    build = ("build", "--target", "scorm12", "--agency", "all", "--source", source)
    first = janeschool(*build)
    paths = [source.parent / line for line in first.stdout.splitlines()]
    before = [path.stat().st_mtime_ns for path in paths]
    again = janeschool(*build)
    assert again.stdout == first.stdout
    assert [path.stat().st_mtime_ns for path in paths] == before
    agency = source / "agencies" / "default.yaml"
    agency.write_text(agency.read_text().replace("pass_mark: 80", "pass_mark: 85"))
    janeschool(*build)
    after = [path.stat().st_mtime_ns for path in paths]
    assert [old != new for old, new in zip(before, after, strict=True)] == [True, False]


def test_a_package_that_was_tampered_with_is_built_again(
    source: Path, janeschool: Run
) -> None:
    path = (
        source.parent
        / janeschool("build", "--target", "scorm12", "--source", source).stdout.strip()
    )
    good = path.read_bytes()
    path.write_bytes(good[:-10])
    janeschool("build", "--target", "scorm12", "--source", source)
    assert path.read_bytes() == good
    (source.parent / "dist" / ".built.json").write_text("{broken")
    assert (
        janeschool("build", "--target", "scorm12", "--source", source).returncode == 0
    )


def test_the_sums_cover_packages_of_earlier_runs(source: Path, janeschool: Run) -> None:
    janeschool("build", "--target", "scorm12", "--source", source)
    janeschool(
        "build", "--target", "scorm12", "--source", source, "--agency", "example-county"
    )
    folder = source.parent / "dist" / "js-000" / "1.0.0"
    sums = (folder / "SHA256SUMS").read_text().splitlines()
    assert len([line for line in sums if line.endswith(".zip")]) == 2
    check = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=folder, check=False)
    assert check.returncode == 0


@pytest.mark.parametrize("after", [0.4, 0.6, 0.8, 1.0])
def test_a_killed_build_leaves_whole_packages_and_the_next_completes_it(
    source: Path, janeschool: Run, after: float
) -> None:
    agencies(source, 30)
    command = [sys.executable, "-m", "janeschool_scorm", "build", "--agency", "all"]
    command += ["--target", "scorm12"]
    dist = source.parent / "dist"
    with subprocess.Popen(
        [*command, "--source", str(source), "--jobs", "1"],
        cwd=source.parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
    for path in dist.rglob("*.zip"):
        assert zipfile.ZipFile(path).testzip() is None
    done = janeschool(*command[3:], "--source", source)
    assert done.returncode == 0
    assert len(packages(dist)) == 32
    assert not list(dist.rglob("*.part"))
    assert not list(dist.rglob("*.contained"))


def test_a_worker_that_fails_stops_the_others_with_its_sentence() -> None:
    def work(number: int) -> int:
        if number == 21:
            raise OutsideError("the disk is full")
        return number

    with pytest.raises(OutsideError, match="the disk is full"):
        list(each(work, 64, jobs=3))


def test_every_number_is_worked_on_once_whatever_the_jobs() -> None:
    for jobs in (1, 2, 5):
        found = sorted(each(lambda number: number * 2, 40, jobs=jobs))
        assert found == [(number, number * 2) for number in range(40)]


def test_large_media_are_spliced_in_flat_memory(tmp_path: Path) -> None:
    media = tmp_path / "long.mp4"
    with media.open("wb") as stream:
        for number in range(300):
            stream.write(bytes([number % 251]) * (1 << 20))
    # Not ru_maxrss: it begins with the size of the process that started this one.
    code = (
        "import sys; from pathlib import Path\n"
        "from janeschool_scorm.archive import write_zip\n"
        "write_zip(Path(sys.argv[2]), {'media/long.mp4': Path(sys.argv[1])})\n"
        "lines = Path('/proc/self/status').read_text().splitlines()\n"
        "print(next(x.split()[1] for x in lines if x.startswith('VmHWM')))"
    )
    out = tmp_path / "large.zip"
    done = subprocess.run(
        [sys.executable, "-c", code, str(media), str(out)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) < 150_000
    assert zipfile.ZipFile(out).testzip() is None
    shutil.rmtree(tmp_path)


def test_large_media_are_not_read_again_in_the_next_run(tmp_path: Path) -> None:
    clip = tmp_path / "a.mp4"
    clip.write_bytes(bytes(1 << 20))
    fresh = f"from pathlib import Path; from janeschool_scorm import digest, ledger; dist = Path({str(tmp_path)!r})"
    keep = (
        f"{fresh}; d = ledger.Digests(dist); digest.digest(dist / 'a.mp4'); d.write()"
    )
    subprocess.run([sys.executable, "-c", keep], check=True)
    look = f"{fresh}; ledger.Digests(dist); print(digest.known()[0][3])"
    again = subprocess.run(
        [sys.executable, "-c", look], check=True, capture_output=True, text=True
    )
    assert again.stdout.strip() == hashlib.sha256(bytes(1 << 20)).hexdigest()
    (tmp_path / ".media.json").write_text('[["broken"')
    assert subprocess.run([sys.executable, "-c", keep]).returncode == 0
