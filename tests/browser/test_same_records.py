"""js-101 by one scripted learner through SCORM 1.2, SCORM 2004 and cmi5: what is collected
says the same of status, score, attempts, answers and active seconds per lesson.
"""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, BrowserContext

from janeschool_scorm.preview.records import Records, serve
from tests.browser.conftest import ROOT
from tests.browser.learner import Learner
from tests.browser.unit import Unit, launch
from xapi import database, report
from xapi.cli import main
from xapi.store import opened

pytestmark = pytest.mark.browser

COURSE = "js-101"
TARGETS = ("scorm12", "scorm2004", "cmi5")
#: Every draw of the check is the same, so that answers can be compared.
SAME_DRAW = """
    const random = crypto.getRandomValues.bind(crypto);
    crypto.getRandomValues = (array) => array instanceof Uint32Array ? array.fill(7) : random(array);
"""
#: what the player itself holds at the end
STATE = "() => JSON.parse(JSON.stringify(JaneSchool.app.state))"
PAGES = {"scorm12": "lms.html", "scorm2004": "lms2004.html"}
CHECKED = {"move_on": "CompletedAndPassed", "mastery_score": 0.8}
HOME = "https://lms.example.org"
#: seconds that a clock may go on between a lesson's end and the next save
LATE = 3


@dataclass
class Run:
    """What one run left: the player's own state, and a file to load."""

    state: dict[str, Any]
    file: Path


@pytest.fixture(scope="module")
def dist(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One build for all targets, unpacked beside the LMS page as `same/TARGET`."""
    dist = tmp_path_factory.mktemp("same")
    command = [sys.executable, "-m", "janeschool_scorm", "build", COURSE]
    wanted = [part for name in TARGETS for part in ("--target", name)]
    options = ["--language", "en", *wanted, "--dist", str(dist)]
    subprocess.run([*command, *options], check=True, cwd=ROOT, capture_output=True)
    for name in TARGETS:
        with zipfile.ZipFile(next(dist.rglob(f"{COURSE}-*-{name}.zip"))) as archive:
            archive.extractall(site / "same" / name)
    return dist


@contextmanager
def fresh(browser: Browser) -> Iterator[BrowserContext]:
    """A context of its own: the small LMS keeps its records in the browser."""
    context = browser.new_context()
    context.add_init_script(SAME_DRAW)
    yield context
    context.close()


def played(learner: Learner, again: Callable[[], Learner]) -> dict[str, Any]:
    """A third of the course, an exit; then to the check, failed once and passed."""
    learner.begin()
    for _ in range(10):
        learner.finish_lesson()
    learner.saved()
    leave(learner)
    learner = again()
    learner.begin()
    while learner.screen.locator(".draw").count() == 0:
        learner.finish_lesson()
    learner.take_check(right=False)
    learner.take_check(right=True)
    learner.stay()
    learner.screen.locator(".next").click()
    learner.finish_lesson()
    assert learner.heading() == "My summary"
    learner.saved()
    state: dict[str, Any] = learner.frame.evaluate(STATE)
    leave(learner)
    return state


def leave(learner: Learner) -> None:
    """Save and exit; a cmi5 unit ends its session first."""
    if isinstance(learner, Unit):
        learner.exit()
        learner.page.wait_for_timeout(300)
        learner.page.close()
    else:
        learner.exit()


def scorm(context: BrowserContext, address: str, target: str, folder: Path) -> Run:
    """The run in the small LMS, and its elements as Moodle's web services answer."""
    page = PAGES[target]
    latest: list[Learner] = []

    def learner() -> Learner:
        latest.append(Learner(context, address, f"same/{target}", lms_page=page))
        return latest[-1].open()

    state = played(learner(), learner)
    elements = elements_of(latest[-1], target)
    tracks = [{"element": name, "value": value} for name, value in elements.items()]
    file = folder / f"{target}.json"
    file.write_text(json.dumps({"data": {"attempt": 1, "tracks": tracks}}))
    return Run(state, file)


def elements_of(learner: Learner, target: str) -> dict[str, str]:
    """What Moodle would keep: its names for rows, and its own times."""
    stored = learner.lms("stored()")
    mark = "_" if target == "scorm12" else "."
    found = {"x.start.time": "1795296000", "timemodified": "1795300000"}
    for number, row in enumerate(stored["rows"]):
        for name, value in row.items():
            found[f"cmi.interactions{mark}{number}.{name}"] = value
    if target == "scorm2004":
        return {**found, **stored["values"]}
    core = {f"cmi.core.{k}": v for k, v in stored["core"].items() if isinstance(v, str)}
    score = {f"cmi.core.score.{k}": str(v) for k, v in stored["core"]["score"].items()}
    return {**found, **core, **score, "cmi.suspend_data": stored["suspend_data"]}


def cmi5(context: BrowserContext, address: str, records: Records, folder: Path) -> Run:
    """The run on the record endpoint, and all of its statements."""
    url = f"{address}/same/cmi5/index.html"
    first = launch(address, COURSE, url=url, **CHECKED)

    def unit() -> Unit:
        more = {"registration": first.registration, "activity_id": first.activity_id}
        launched = records.launch(launch(address, COURSE, url=url, **CHECKED, **more))
        return Unit(context, records.endpoint, "").enter(launched.url)

    state = played(unit(), unit)
    assert records.violations == []
    file = folder / "cmi5.ndjson"
    lines = (json.dumps(each) + "\n" for each in records.statements)
    file.write_text("".join(lines))
    return Run(state, file)


ATTEMPTS = """
    SELECT status, score_percent, check_tries, sessions, lessons_opened, lessons_completed
    FROM attempts"""
ANSWERS = """
    SELECT item, attempt, place, module, lesson, interaction_type, response, correct
    FROM answers ORDER BY ALL"""
MISSING = "SELECT coalesce(null_because, '') FROM attempts"
LESSONS = "SELECT lesson, module, status FROM lessons ORDER BY ALL"
SECONDS = "SELECT lesson, active_s FROM lessons"
CHECKS = """
    SELECT attempt, verb, success, raw_score, max_score, round(scaled, 6)
    FROM statements WHERE activity_type = 'check' ORDER BY ALL"""


def collected(run: Run, dist: Path, folder: Path) -> dict[str, Any]:
    """Loads the run into a store of its own, twice; what its tables say."""
    catalogue = next(dist.rglob("catalog-default.json"))
    page = f"{HOME}/mod/scorm/view.php?id=1"
    said = ["--person", "p-1", "--activity", page, "--store", str(folder)]
    results = [
        CliRunner().invoke(main, ["load", str(path), *said])
        for path in (catalogue, run.file, run.file)
    ]
    assert [result.exit_code for result in results] == [0, 0, 0], results[1].output
    assert "0 added" in results[2].output
    with report.tables(opened(folder)) as connection:
        asked = {"attempts": ATTEMPTS, "answers": ANSWERS, "lessons": LESSONS}
        asked |= {"seconds": SECONDS, "checks": CHECKS, "missing": MISSING}
        return {
            name: list(database.query(connection, sql).rows)
            for name, sql in asked.items()
        }


def lessons_are_those_of_the_player(
    run: Run, seconds: list[tuple[str, float]], dist: Path
) -> None:
    """Active seconds per lesson are those that the player itself held at the end."""
    catalogue = json.loads(next(dist.rglob("catalog-default.json")).read_text("utf-8"))
    places = catalogue["resume_code"]["lessons"]
    held = {
        name: run.state["lessons"][str(place)]["seconds"]
        for name, place in places.items()
        if str(place) in run.state["lessons"]
    }
    assert dict(seconds).keys() == held.keys()
    for name, spent in seconds:
        assert held[name] - LATE <= spent <= held[name], name


@pytest.mark.flaky(reruns=0)
def test_the_same_run_gives_the_same_records_whatever_the_standard(
    browser: Browser, address: str, dist: Path, tmp_path: Path
) -> None:
    runs = {}
    for name in PAGES:
        with fresh(browser) as context:
            runs[name] = scorm(context, address, name, tmp_path)
    with serve() as records, fresh(browser) as context:
        runs["cmi5"] = cmi5(context, address, records, tmp_path)
    tables = {name: collected(runs[name], dist, tmp_path / name) for name in TARGETS}
    for name in TARGETS:
        lessons_are_those_of_the_player(runs[name], tables[name]["seconds"], dist)
    for name in PAGES:
        for table in ("attempts", "lessons", "checks"):
            assert tables[name][table] == tables["cmi5"][table], (name, table)
        answers_are_the_same_but_for_those_without_room(tables[name], tables["cmi5"])
    assert tables["cmi5"]["attempts"] == [("passed", 100, 2, 2, 31, 31)]


def answers_are_the_same_but_for_those_without_room(
    scorm: dict[str, Any], cmi5: dict[str, Any]
) -> None:
    """An LMS holds 130 rows: a later try of the check has none, and its null says so."""
    assert set(scorm["answers"]) <= set(cmi5["answers"])
    lost = [row for row in cmi5["answers"] if row not in scorm["answers"]]
    assert len(lost) == 25 and {(row[1], row[2]) for row in lost} == {(2, "check")}
    assert "answers of try 2 of the check: no room" in scorm["missing"][0][0]
