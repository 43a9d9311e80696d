"""Time builds as whole processes and print a table.

`python -m tests.benchmarks.build [--peers MEDIA] [--agencies N] [--megabytes N]`, each
build into a fresh folder, some of it several times. CPU seconds compare from run to run,
wall seconds only within one; so a budget is a ratio of two rows.
"""

import argparse
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import zipfile
from datetime import date
from pathlib import Path
from subprocess import PIPE

from tests.benchmarks.courses import ROOT, agencies, large_course, peers_course

RUNS = 5
COMMAND = [sys.executable, "-m", "janeschool_scorm"]
#: As a user's machine has it: modules are compiled once.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
FIRST = re.compile(r' (?:src|href)="([^"]+)"')
Timing = tuple[float, float, float]


def timed(command: list[str], folder: Path) -> Timing:
    """(wall s, CPU s, peak MB) of one process, its children included."""
    started = os.times().elapsed
    process = subprocess.Popen(
        command, cwd=folder, env=ENVIRONMENT, stdout=PIPE, stderr=subprocess.STDOUT
    )
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    assert status == 0, said.decode()
    wall = os.times().elapsed - started
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def measured(name: str, command: list[str], folder: Path) -> None:
    """Print the row of a command; a build goes into a fresh folder each time."""
    rows = []
    for number in range(RUNS):
        dist = ["--dist", f"dist-{name}-{number}"] if "build" in command else []
        rows.append(timed([*command, *dist], folder))
    row(name, rows)


def row(name: str, rows: list[Timing]) -> None:
    """Print minimum and median of wall and CPU seconds, and peak memory."""
    walls, cpus, peaks = zip(*rows, strict=True)
    print(
        f"{name:<36} {min(walls):6.2f} / {statistics.median(walls):5.2f}"
        f" {min(cpus):8.2f} / {statistics.median(cpus):5.2f} {max(peaks):9.0f}"
    )


def package(folder: Path, name: str) -> None:
    """Print what the page needs before it shows, and how many files there are."""
    path = next(folder.glob(f"dist-{name}-0/**/*.zip"))
    with zipfile.ZipFile(path) as archive:
        infos = archive.infolist()
        page = archive.read("index.html").decode()
    sizes = {info.filename: info.file_size for info in infos}
    media = sum(size for name, size in sizes.items() if name.startswith("media/"))
    code = {
        name: size for name, size in sizes.items() if name.endswith((".js", ".css"))
    }
    first = sum(code[x] for x in set(FIRST.findall(page)) & set(code)) / 1e3
    print(
        f"{name:<36} {len(infos)} files, {path.stat().st_size / 1e3:.0f} KB, "
        f"{(path.stat().st_size - media) / 1e3:.0f} KB over its media; "
        f"first page: JS + CSS {first:.1f} KB (all of it {sum(code.values()) / 1e3:.1f}), "
        f"HTML {len(page.encode()) / 1e3:.0f} KB"
    )


def every_target(folder: Path) -> None:
    """Print the rows of js-101 for all targets: cold, unchanged, one lesson changed."""
    colds, unchanged, changed = [], [], []
    lesson = next((folder / "course_src" / "js-101" / "modules").rglob("01-*.md"))
    for number in range(RUNS):
        build = [*COMMAND, "build", "js-101", "--dist", f"dist-every-{number}"]
        colds.append(timed(build, folder))
        unchanged.append(timed(build, folder))
        lesson.write_text(lesson.read_text() + "\nOne more sentence.\n")
        changed.append(timed(build, folder))
    row("js-101, every target, cold", colds)
    row("  nothing changed", unchanged)
    row("  one lesson changed", changed)


def copied(paths: list[Path], folder: Path) -> Timing:
    """`sha256sum` and `cp` of the same files: what every tool must do at least."""
    (folder / "copies").mkdir()
    sums = timed(["sha256sum", *map(str, paths)], folder)
    copy = timed(["cp", *map(str, paths), "copies"], folder)
    shutil.rmtree(folder / "copies")
    return sums[0] + copy[0], sums[1] + copy[1], max(sums[2], copy[2])


def large(folder: Path, megabytes: int, courses: int = 9) -> None:
    """Print the rows of large media: one agency, and each further one."""
    source = folder / "large"
    shutil.copytree(ROOT / "course_src" / "agencies", source / "agencies")
    each = megabytes // courses
    clips = [large_course(source, f"js-9{n:02}", each) for n in range(courses)]
    build = [*COMMAND, "build", "--target", "scorm12", "--source", "large"]
    copied(clips, folder)  # into the page cache
    least, first, more = [], [], []
    for number in range(3):
        dist = ["--dist", f"dist-large-{number}"]
        least.append(copied(clips, folder))
        first.append(timed([*build, *dist], folder))
        more.append(timed([*build, *dist, "--agency", "example-county"], folder))
        shutil.rmtree(folder / f"dist-large-{number}")
    row(f"{courses} courses, {courses * each} MB of video", first)
    row("  each further agency", more)
    row("  sha256sum + cp of the videos", least)


def one_course(folder: Path) -> None:
    """Print the rows of js-101 and of the command itself."""
    one = [*COMMAND, "build", "js-101", "--target", "scorm12"]
    measured("python -c pass", [sys.executable, "-c", "pass"], folder)
    measured("janeschool --version", [*COMMAND, "--version"], folder)
    measured("janeschool --help", [*COMMAND, "--help"], folder)
    measured("check js-101", [*COMMAND, "check", "js-101"], folder)
    measured("js-101, scorm12, cold", one, folder)
    every_target(folder)


def peers(folder: Path, media: Path) -> None:
    """Print the rows of the course that other tools were measured with."""
    peers_course(folder / "peers", media)
    build = [*COMMAND, "build", "bench", "--source", "peers"]
    one = [*build, "--target", "scorm12"]
    measured("peers' course, scorm12, cold", one, folder)
    measured("peers' course, every target, cold", build, folder)


def many(folder: Path, count: int) -> None:
    """Print the row of so many generated agencies: js-101 with no video."""
    agencies(folder / "course_src", count)
    build = [*COMMAND, "build", "js-101", "--target", "scorm12", "--agency", "all"]
    row(f"js-101, scorm12, {count + 2} agencies", [timed(build, folder)])


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", type=Path, help="media of the peers' course")
    parser.add_argument("--agencies", type=int, default=100)
    parser.add_argument("--megabytes", type=int, default=200)
    return parser.parse_args()


def main() -> None:
    asked = arguments()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "course_src", folder / "course_src")
        machine = platform.processor() or platform.machine()
        version = platform.python_version()
        print(f"{date.today()}, {os.cpu_count()} cores, {machine}, Python {version}")
        print(f"{'':<36} wall s min / med    CPU s min / med  peak MB")
        one_course(folder)
        if asked.peers:
            peers(folder, asked.peers)
        large(folder, asked.megabytes)
        many(folder, asked.agencies)
        package(folder, "js-101, scorm12, cold")
        if asked.peers:
            package(folder, "peers' course, scorm12, cold")


if __name__ == "__main__":
    main()
