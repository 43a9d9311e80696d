"""Time builds as whole processes and print a table: `python tests/benchmarks/build.py`.

The peers' course and js-101 are built cold, three times each, into fresh folders.
CPU seconds compare from run to run; wall seconds only within one.
"""

import os
import platform
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import zipfile
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
RUNS = 5
FIRST = re.compile(r' (?:src|href)="([^"]+)"')
SENTENCE = (
    "Probation conditions require you to attend, to take part and to finish every "
    "page. This paragraph stands for ordinary course text and is repeated so that all "
    "tools carry the same words."
)


def timed(command: list[str], folder: Path) -> tuple[float, float, float]:
    """(wall s, CPU s, peak MB) of one process, its children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = os.times().elapsed
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    wall = os.times().elapsed - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, after.ru_maxrss / 1024


Timing = tuple[float, float, float]


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
        f"{name:<34} {min(walls):6.2f} / {statistics.median(walls):5.2f}"
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
        f"{name:<34} {len(infos)} files, {path.stat().st_size / 1e3:.0f} KB, "
        f"{(path.stat().st_size - media) / 1e3:.0f} KB over its media; "
        f"first page: JS + CSS {first:.1f} KB (all of it {sum(code.values()) / 1e3:.1f}), "
        f"HTML {len(page.encode()) / 1e3:.0f} KB"
    )


def peers_course(source: Path, media: Path) -> None:
    """The course that other tools were measured with: 5 pages, 10 questions."""
    from janeschool_scorm.load import load_course
    from janeschool_scorm.slots import slots_text

    course = source / "bench"
    module = course / "modules" / "01-all"
    module.mkdir(parents=True)
    shutil.copytree(ROOT / "course_src" / "agencies", source / "agencies")
    shutil.copytree(media, course / "media")
    (course / "media" / "intro.md").write_text(f"{SENTENCE}\n")
    facts = "format: 1\nid: bench\nversion: 1.0.0\ntitle: Bench\ndescription: Bench.\n"
    order = "languages: [en]\nplanned_minutes: 10\nmodules: [01-all]\n"
    (course / "course.yaml").write_text(facts + order)
    (module / "module.yaml").write_text("id: m1\ntitle: All\n")
    sections = "\n\n".join(
        f"## Section {n}\n\n" + "\n\n".join([SENTENCE] * 6) for n in (1, 2, 3)
    )
    for page in range(1, 6):
        body = sections
        if page <= 3:
            body += f"\n\n:::{{figure}}\nsrc: img{page}.jpg\nalt: A pattern.\nlicence: Synthetic\n:::\n"
        if page == 4:
            body += (
                "\n\n:::{video} m1-x1\ntitle: Intro\nsrc: intro.mp4\n"
                "captions: captions.en.vtt\ntranscript: intro.md\ndescription: A pattern.\n:::\n"
            )
        if page == 5:
            body = "Ten questions.\n\n" + "\n".join(map(question, range(1, 11)))
        head = f"---\nid: m1-l{page}\ntitle: Page {page}\nminutes: 2\n---\n\n"
        (module / f"{page:02}-page.md").write_text(head + body)
    loaded = load_course(course)
    assert loaded.course is not None, loaded.problems
    (course / "slots.yaml").write_text(slots_text(loaded.course))


def question(number: int) -> str:
    """One single-choice question of four options, the first one right."""
    options = "\n".join(
        f"  - Option {n} of question {number}{' *' if n == 1 else ''}"
        for n in (1, 2, 3, 4)
    )
    return (
        f':::{{choice}} m1-q{number}\nprompt: "Question {number}: which answer is right?"\n'
        f"options:\n{options}\nfeedback:\n  right: Yes.\n  wrong: No.\n:::\n"
    )


def again(name: str, command: list[str], folder: Path) -> None:
    """Print the row of a build into a folder that holds it already."""
    full = [*command, "--dist", f"dist-{name}"]
    subprocess.run(full, cwd=folder, check=True, capture_output=True)
    row(name, [timed(full, folder) for _ in range(RUNS)])


def agencies(source: Path, count: int) -> None:
    """Further agency files."""
    text = (source / "agencies" / "default.yaml").read_text()
    for number in range(count):
        own = text.replace("id: default", f"id: a{number}")
        (source / "agencies" / f"a{number}.yaml").write_text(own)


def main() -> None:
    media = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    many = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    command = [sys.executable, "-m", "janeschool_scorm"]
    one = [*command, "build", "js-101", "--target", "scorm12"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "course_src", folder / "course_src")
        machine = platform.processor() or platform.machine()
        version = platform.python_version()
        print(f"{date.today()}, {os.cpu_count()} cores, {machine}, Python {version}")
        print(f"{'':<34} wall s min / med    CPU s min / med  peak MB")
        measured("python -c pass", [sys.executable, "-c", "pass"], folder)
        measured("janeschool --help", [*command, "--help"], folder)
        measured("check js-101", [*command, "check", "js-101"], folder)
        measured("js-101, scorm12, cold", one, folder)
        measured("js-101, every target, cold", [*command, "build", "js-101"], folder)
        again("js-101, scorm12, unchanged", one, folder)
        if media:
            peers_course(folder / "peers", media)
            peers = [*command, "build", "bench", "--source", "peers"]
            measured(
                "peers' course, scorm12, cold", [*peers, "--target", "scorm12"], folder
            )
        agencies(folder / "course_src", many)
        all_of_them = [*one, "--agency", "all", "--dist", "dist-all"]
        row(f"js-101, scorm12, {many + 2} agencies", [timed(all_of_them, folder)])
        package(folder, "js-101, scorm12, cold")
        if media:
            package(folder, "peers' course, scorm12, cold")


main()
