"""Courses that the benchmarks build: the peers' one, large ones, many agencies."""

import os
import shutil
import struct
from pathlib import Path

from janeschool_scorm.load import load_course
from janeschool_scorm.slots import slots_text

ROOT = Path(__file__).resolve().parent.parent.parent
SENTENCE = (
    "Probation conditions require you to attend, to take part and to finish every "
    "page. This paragraph stands for ordinary course text and is repeated so that all "
    "tools carry the same words."
)


def peers_course(source: Path, media: Path) -> None:
    """The course that other tools were measured with: 5 pages, 10 questions."""
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
    write_slots(course)


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


def write_slots(course: Path) -> None:
    """Give every id of the course a place in the resume code."""
    loaded = load_course(course)
    assert loaded.course is not None, loaded.problems
    (course / "slots.yaml").write_text(slots_text(loaded.course))


def large_course(source: Path, name: str, megabytes: int) -> Path:
    """js-000 with so many megabytes of video: its clip, and a box of noise after it."""
    course = source / name
    shutil.copytree(ROOT / "course_src" / "js-000", course)
    for path in [*course.rglob("*.yaml"), *course.rglob("*.md"), *course.rglob("*.po")]:
        text = path.read_text().replace("device-test.mp4", f"{name}.mp4")
        path.write_text(text.replace("id: js-000", f"id: {name}"))
    clip = (course / "media" / "device-test.mp4").rename(
        course / "media" / f"{name}.mp4"
    )
    with clip.open("ab") as stream:
        stream.write(struct.pack(">I4s", megabytes * 1_000_000 + 8, b"free"))
        for _ in range(megabytes):
            stream.write(os.urandom(1_000_000))
    write_slots(course)
    return clip


def agencies(source: Path, count: int) -> None:
    """Further agency files."""
    text = (source / "agencies" / "default.yaml").read_text()
    for number in range(count):
        own = text.replace("id: default", f"id: a{number}")
        (source / "agencies" / f"a{number}.yaml").write_text(own)
