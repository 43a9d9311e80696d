"""Packages in the preview's LMS: ours to their end, those of others, hostile ones."""

import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser

from janeschool_scorm.cli import commands
from janeschool_scorm.preview.play.course import Course, Wanted
from janeschool_scorm.preview.play.living import Living, watched
from janeschool_scorm.preview.play.run import running
from packagers import TARGETS
from tests.browser.conftest import MODULES
from tests.browser.previewed import Previewed, opened, previewing
from tests.conftest import SOURCE
from tests.preview.play import packages
from tests.preview.play.packages import item, resource

pytestmark = pytest.mark.browser

ENTRY = (["cmi.core.entry"], ["cmi.entry"])


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The packages of js-000 in English, by target."""
    dist = tmp_path_factory.mktemp("previewed")
    words = ["build", "js-000", "--language", "en", "--dist", str(dist)]
    done = CliRunner().invoke(commands, [*words, "--source", str(SOURCE)])
    assert done.exit_code == 0, done.output
    paths = (path for path in dist.rglob("js-000-*-default-en-*.*"))
    return {
        path.stem.partition("-en-")[2]: path
        for path in paths
        if path.suffix in (".zip", ".mbz")
    }


def finish(learner: Previewed) -> None:
    """Plays js-000 from its start page to Save and exit."""
    learner.frame.locator("#js_ready").wait_for()
    learner.begin()
    while learner.heading() != "My summary":
        learner.finish_lesson()
    learner.saved()
    learner.frame.locator("#js_exit_button").click()
    learner.frame.locator("#js_leave_yes").click()


@pytest.mark.parametrize("target", ["scorm12", "scorm2004"])
def test_our_scorm_packages_are_completed_without_a_word_against_them(
    browser: Browser, made: Mapping[str, Path], tmp_path: Path, target: str
) -> None:
    with previewing(browser, made[target], tmp_path) as learner:
        finish(learner)
        learner.until(lambda: any(x["stage"] == "ended" for x in learner.told("stage")))
        last = learner.told("state")[-1]["values"]
        status = last.get("cmi.core.lesson_status") or last["cmi.completion_status"]
        assert status == "completed"
        assert learner.verdicts() == []
        assert {call["error"] for call in learner.told("call")} <= {0, 403}
        learner.do(do="resume")
        learner.until(lambda: len(entries(learner)) == 2)
        assert entries(learner) == ["ab-initio", "resume"]
        assert learner.trouble == []


@pytest.mark.parametrize("target", ["cmi5", "xapi_package"])
def test_our_xapi_packages_are_completed_without_a_word_against_them(
    browser: Browser, made: Mapping[str, Path], tmp_path: Path, target: str
) -> None:
    with previewing(browser, made[target], tmp_path) as learner:
        finish(learner)
        last = "terminated" if target == "cmi5" else "completed"
        learner.until(lambda: last in said(learner))
        assert learner.verdicts() == []
        assert learner.stage.records.violations == []
        if target == "cmi5":
            assert said(learner)[0] == "launched"
            assert "satisfied" in said(learner)
            learner.until(
                lambda: any("came back" in x["text"] for x in learner.told("stage"))
            )


@pytest.mark.parametrize("target", ["moodle", "scorm2004-3rd"])
def test_what_differs_in_its_wrapping_alone_is_opened(
    browser: Browser, made: Mapping[str, Path], tmp_path: Path, target: str
) -> None:
    with previewing(browser, made[target], tmp_path) as learner:
        learner.frame.locator("#js_ready").wait_for()
        learner.until(lambda: entries(learner) == ["ab-initio"])


def entries(learner: Previewed) -> list[str]:
    """What each visit was told of how it was entered."""
    asked = [each for each in learner.told("call") if each["args"][:1] in ENTRY]
    return [each["answer"] for each in asked]


def said(learner: Previewed) -> list[str]:
    """The last words of the verbs of all statements."""
    return [
        each["verb"]["id"].rpartition("/")[2]
        for each in learner.stage.records.statements
    ]


#: A course as others write them: looks for the API, says it all, and leaves.
OTHERS = """
let window_ = window;
while (!window_.API && !window_.API_1484_11 && window_ !== window_.parent) window_ = window_.parent;
const old = window_.API, api = old || window_.API_1484_11;
const call = (name, ...args) => api[(old ? "LMS" : "") + name](...args);
const said = [call("Initialize", "")];
const set = (element, value) => said.push(call("SetValue", element, value));
if (old) {
  set("cmi.core.score.raw", 90);
  set("cmi.core.lesson_status", "passed");
  set("cmi.core.session_time", "00:01:00");
} else {
  set("cmi.score.scaled", "0.9");
  set("cmi.success_status", "passed");
  set("cmi.completion_status", "completed");
  set("cmi.session_time", "PT1M");
  set("cmi.interactions.0.learner_response", "a");
}
said.push(call(old ? "Finish" : "Terminate", ""));
document.body.textContent = said.join();
"""
PACK = """
require(process.argv[1])({
  version: process.argv[2], organization: "Others", title: "Made by a packer",
  source: process.argv[3], startingPage: "index.html",
  package: { zip: true, version: "1", outputFolder: process.argv[4] },
}, () => {});
"""


def packed(version: str, folder: Path) -> Path:
    """A package that simple-scorm-packager makes around a page of the kind above."""
    source, out = folder / "source", folder / "out"
    source.mkdir()
    (source / "index.html").write_text(packages.page("", OTHERS))
    packer = str(MODULES / "simple-scorm-packager")
    words = ["node", "-e", PACK, packer, version, str(source), str(out)]
    subprocess.run(words, check=True, capture_output=True, timeout=60)
    return next(out.glob("*.zip"))


def test_a_package_of_another_s_packer_plays_in_scorm_12(
    browser: Browser, tmp_path: Path
) -> None:
    with previewing(browser, packed("1.2", tmp_path), tmp_path) as learner:
        learner.until(
            lambda: (
                learner.told("state")[-1:]
                and learner.told("stage")[-1]["stage"] == "ended"
            )
        )
        last = learner.told("state")[-1]["values"]
        assert last["cmi.core.lesson_status"] == "passed"
        assert last["cmi.student_data.mastery_score"] == "80"
        (words,) = learner.verdicts()
        assert words.startswith("the value is no text but number")


def test_a_package_of_another_s_packer_plays_in_scorm_2004(
    browser: Browser, tmp_path: Path
) -> None:
    version = "2004 4th Edition"
    with previewing(browser, packed(version, tmp_path), tmp_path) as learner:
        learner.until(
            lambda: (
                learner.told("state")[-1:]
                and learner.told("stage")[-1]["stage"] == "ended"
            )
        )
        last = learner.told("state")[-1]["values"]
        assert (last["cmi.success_status"], last["cmi.score.scaled"]) == (
            "passed",
            "0.9",
        )
        # The course forgot id and type of its interaction, and did not ask what was wrong.
        assert len([x for x in learner.verdicts() if "must be set before" in x]) == 2
        assert any("did not ask why" in each for each in learner.verdicts())


def test_a_unit_with_the_library_of_cmi5_s_authors_plays_by_the_rules(
    browser: Browser, tmp_path: Path
) -> None:
    script = """
    (async () => {
      const unit = new Cmi5(location.href);
      await unit.start();
      await unit.passed({ scaled: 0.9 });
      await unit.completed();
      await unit.terminate();
      document.body.textContent = "over";
    })();
    """
    attributes = (
        'moveOn="CompletedAndPassed" masteryScore="0.8" launchMethod="AnyWindow"'
    )
    html = packages.page('<script src="cmi5.js"></script>', script)
    path = packages.cmi5(tmp_path / "p.zip", packages.au("one", attributes), html)
    with zipfile.ZipFile(path, "a") as archive:
        archive.write(
            MODULES / "@rusticisoftware" / "cmi5" / "dist" / "cmi5.js", "cmi5.js"
        )
    with previewing(browser, path, tmp_path) as learner:
        learner.until(lambda: "terminated" in said(learner))
        assert said(learner) == [
            "launched",
            "initialized",
            "passed",
            "completed",
            "satisfied",
            "terminated",
        ]
        assert learner.verdicts() == []


def test_several_items_go_by_the_rules_of_their_manifest(
    browser: Browser, tmp_path: Path
) -> None:
    rule = (
        "<imsss:sequencing><imsss:sequencingRules><imsss:preConditionRule>"
        '<imsss:ruleConditions><imsss:ruleCondition condition="always"/>'
        '</imsss:ruleConditions><imsss:ruleAction action="skip"/>'
        "</imsss:preConditionRule></imsss:sequencingRules></imsss:sequencing>"
    )
    flow = '<imsss:sequencing><imsss:controlMode flow="true"/></imsss:sequencing>'
    manifest = packages.manifest_2004(
        item("one") + item("two", rule) + item("three"),
        resource("one") + resource("two") + resource("three"),
        flow,
    )
    script = """
    const api = parent.API_1484_11;
    api.Initialize("");
    window.go = request => {
      api.SetValue("cmi.completion_status", "completed");
      api.SetValue("cmi.session_time", "PT1S");
      api.SetValue("adl.nav.request", request);
      api.Terminate("");
    };
    """
    names = "one", "two", "three"
    pages = {f"{name}.html": packages.page(name, script) for name in names}
    path = packages.write(tmp_path / "p.zip", {"imsmanifest.xml": manifest, **pages})
    with previewing(browser, path, tmp_path) as learner:

        def where() -> str:
            return learner.frame.url.rpartition("/")[2]

        assert where() == "one.html"
        learner.frame.evaluate("() => { setTimeout(() => go('continue')); }")
        learner.until(lambda: where() == "three.html")
        learner.do(do="previous")
        learner.until(lambda: where() == "one.html")
        learner.do(do="launch", item="three")
        learner.until(lambda: where() == "three.html")
        learner.frame.evaluate("() => { setTimeout(() => go('suspendAll')); }")
        learner.until(lambda: learner.told("stage")[-1]["stage"] == "ended")
        before = len(learner.told("ready"))
        learner.do(do="resume")
        learner.until(lambda: len(learner.told("ready")) > before)
        assert where() == "three.html"
        statuses = {x["id"]: x["status"] for x in learner.told("ready")[-1]["items"]}
        assert statuses["three"].startswith("completed")
        assert learner.verdicts() == []


def test_a_course_goes_on_at_its_place_when_a_lesson_is_saved(
    browser: Browser, source: Path, tmp_path: Path
) -> None:
    wanted = Wanted(source / "js-000", source, "", "", "scorm12")
    lesson = next((source / "js-000").rglob("02-who-sees-what.md"))
    with running() as found:
        living = Living(Course(wanted, TARGETS, tmp_path), found.stage)
        living.build()
        with watched(living, [source]):
            learner = opened(browser, found)
            learner.frame.locator("#js_ready").wait_for()
            learner.begin()
            learner.finish_lesson()
            place = learner.heading()
            learner.saved()
            launches = len(entries(learner))
            text = lesson.read_text("utf-8")
            lesson.write_text(f"{text.rstrip()}\n\nA sentence of today.\n", "utf-8")
            learner.until(lambda: len(entries(learner)) > launches)
            learner.frame.locator("#js_ready").wait_for()
            assert place in learner.screen.inner_text()
            assert "A sentence of today." in learner.frame.content()
            learner.context.close()
