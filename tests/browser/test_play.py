"""A learner plays whole courses in an LMS, from the first screen to the end."""

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.learner import Learner, in_order

pytestmark = pytest.mark.browser


def gaps(commits: list[int]) -> list[int]:
    return [after - before for before, after in pairwise(commits)]


def test_js_000_is_played_from_start_to_completed(
    browser: Browser, address: str
) -> None:
    learner = Learner(browser.new_context(), address, "js-000").open().begin()
    for _ in range(5):
        learner.finish_lesson()
    assert learner.heading() == "My summary"
    learner.saved()
    assert min(gaps(learner.lms("commits"))[1:], default=2000) >= 1900
    learner.exit()
    stored = learner.lms("stored()")
    assert stored["core"]["lesson_status"] == "completed"
    assert "raw" not in stored["core"].get("score", {})
    assert learner.lms("finished") == 1
    in_order(learner)
    learner.context.close()


def test_js_101_is_passed_with_a_reload_in_the_middle(
    browser: Browser, address: str
) -> None:
    context = browser.new_context()
    learner = Learner(context, address, "js-101").open().begin()
    for _ in range(14):
        learner.finish_lesson()
    middle = learner.heading()
    learner.saved()
    in_order(learner)
    learner.leave()
    learner = Learner(context, address, "js-101").open()
    assert middle in learner.screen.inner_text()
    learner.begin()
    assert learner.heading() == middle
    while learner.screen.locator(".draw").count() == 0:
        learner.finish_lesson()
    learner.take_check(right=False)
    learner.saved()
    assert learner.lms("stored().core.lesson_status") == "incomplete"
    assert learner.lms("cmi()")["core"]["score"]["raw"] == ""
    learner.take_check(right=True)
    learner.stay()
    learner.screen.locator(".next").click()
    learner.finish_lesson()
    assert learner.heading() == "My summary"
    learner.saved()
    stored = learner.lms("stored()")
    expect_passed(learner.lms("cmi()"), stored["rows"], stored["objectives"])
    learner.exit()
    in_order(learner)
    context.close()


def expect_passed(
    cmi: dict[str, Any], rows: list[dict[str, str]], objectives: list[dict[str, str]]
) -> None:
    """The CMI tree of someone who passed at the second try, in the second session."""
    core = cmi["core"]
    assert core["lesson_status"] == "passed"
    assert (core["score"]["raw"], core["score"]["min"], core["score"]["max"]) == (
        "100",
        "0",
        "100",
    )
    assert core["lesson_location"] == "m8-l4"
    assert cmi["suspend_data"].startswith("JS1.1.")
    assert len(cmi["suspend_data"]) <= 1500
    ids = [row["id"] for row in rows]
    assert len(set(ids)) <= 130
    for part in ("s_1", "s_2", "c_1_s2", "c_2_s2", "q_m1_q1_1_s1", "m_m1", "m_m8"):
        assert part in ids
    named = {each["id"]: each for each in objectives}
    assert list(named)[-1] == "m8_check"
    assert named["m8"] == {"id": "m8", "score.raw": "100", "status": "completed"}
    assert named["m8_check"]["score.raw"] == "100"
    assert named["m8_check"]["status"] == "passed"


def test_closing_the_tab_at_any_moment_loses_nothing_finished(
    browser: Browser, address: str
) -> None:
    context = browser.new_context()
    learner = Learner(context, address, "js-000").open().begin()
    learner.finish_lesson()
    title = learner.heading()
    learner.leave()
    learner = Learner(context, address, "js-000").open().begin()
    assert learner.heading() == title
    links = learner.frame.locator('#js_contents [data-state="finished"]')
    assert links.count() == 1
    in_order(learner)
    context.close()


def test_an_answer_is_there_again_after_a_reload(
    browser: Browser, address: str
) -> None:
    context = browser.new_context()
    learner = Learner(context, address, "js-000").open().begin()
    block = learner.screen.locator('[data-block="choice"]').first
    learner.answer(block)
    words = block.locator(".feedback").inner_text()
    learner.leave()
    learner = Learner(context, address, "js-000").open().begin()
    block = learner.screen.locator('[data-block="choice"]').first
    assert block.locator(".feedback").inner_text() == words
    assert block.locator("input:checked").count() >= 1
    assert block.locator("input:enabled").count() == 0
    context.close()


def test_a_failing_lms_is_told_at_once_and_nothing_is_lost_when_it_works_again(
    browser: Browser, address: str
) -> None:
    learner = Learner(browser.new_context(), address, "js-000").open().begin()
    learner.saved()
    learner.lms("broken = true")
    learner.finish_lesson()
    banner = learner.frame.locator("#js_banner")
    banner.wait_for()
    assert "Not recorded since" in banner.inner_text()
    learner.lms("broken = false")
    banner.wait_for(state="hidden")
    learner.exit()
    assert learner.lms("stored().core.lesson_location") == "m1-l2"
    in_order(learner)
    learner.context.close()


def test_a_cut_network_is_told_although_the_lms_says_true(
    browser: Browser, address: str
) -> None:
    learner = Learner(browser.new_context(), address, "js-000").open().begin()
    learner.saved()
    learner.context.set_offline(True)
    learner.finish_lesson()
    learner.frame.locator("#js_banner").wait_for()
    learner.context.set_offline(False)
    learner.frame.locator("#js_banner").wait_for(state="hidden")
    assert learner.lms("faults") == []
    learner.context.close()


def test_a_look_back_says_so_and_writes_nothing(browser: Browser, address: str) -> None:
    context = browser.new_context()
    learner = Learner(context, address, "js-000", mode="review").open()
    assert "Nothing that you do now counts" in learner.screen.inner_text()
    learner.begin()
    learner.finish_lesson()
    learner.page.wait_for_timeout(2500)
    calls = learner.lms("calls.map(call => call[0])")
    assert "LMSSetValue" not in calls
    assert "LMSCommit" not in calls
    in_order(learner)
    context.close()


def test_an_unreadable_place_is_told_before_anything_is_written_over_it(
    browser: Browser, address: str
) -> None:
    context = browser.new_context()
    learner = Learner(context, address, "js-000").open().begin()
    learner.finish_lesson()
    learner.leave()
    page = context.new_page()
    page.goto(f"{address}/lms.html?sco=about:blank")
    page.evaluate(
        """() => { const cmi = JSON.parse(localStorage.getItem("cmi"));
        cmi.suspend_data = cmi.suspend_data.slice(0, -3) + "xyz";
        localStorage.setItem("cmi", JSON.stringify(cmi)); }"""
    )
    page.close()
    learner = Learner(context, address, "js-000").open()
    assert "could not read all of your saved place" in learner.screen.inner_text()
    sets = learner.lms("calls.filter(call => call[1] === 'cmi.suspend_data')")
    assert [call[0] for call in sets] == ["LMSGetValue"]
    context.close()


def test_a_locked_lesson_says_why(browser: Browser, address: str) -> None:
    learner = Learner(browser.new_context(), address, "js-000").open().begin()
    title = learner.heading()
    learner.frame.locator('#js_contents [data-state="locked"]').first.click(force=True)
    words = learner.frame.locator("#js_contents_say").inner_text()
    assert words == f"This lesson is locked. First finish: {title}."
    assert learner.heading() == title
    learner.context.close()


def test_next_says_what_is_missing_and_goes_there(
    browser: Browser, address: str
) -> None:
    learner = Learner(browser.new_context(), address, "js-000").open().begin()
    learner.screen.locator(".next").click()
    assert "left in this lesson" in learner.screen.locator(".missing").inner_text()
    focused = learner.frame.evaluate("document.activeElement.id")
    assert focused == learner.screen.locator("[data-item]").first.get_attribute("id")
    learner.do(learner.screen.locator("[data-item]").first)
    assert learner.screen.locator(f"#{focused} .todo").count() == 0
    learner.context.close()


def test_the_learner_comes_back_to_the_same_part_of_the_lesson(
    browser: Browser, address: str
) -> None:
    context = browser.new_context()
    learner = Learner(context, address, "js-000").open().begin()
    learner.widen()
    part = learner.screen.locator(".part").nth(4)
    part.evaluate("part => part.scrollIntoView({ block: 'start' })")
    learner.frame.wait_for_function("() => JaneSchool.app.state.block === 4")
    learner.leave()
    learner = Learner(context, address, "js-000").open()
    learner.widen()
    learner.begin()
    top = "part => part.getBoundingClientRect().top"
    assert 0 <= learner.screen.locator(".part").nth(4).evaluate(top) < 300
    context.close()


def test_the_check_goes_on_after_a_reload_with_the_same_questions_and_answers(
    browser: Browser, address: str
) -> None:
    context = browser.new_context()
    learner = Learner(context, address, "js-101").open().begin()
    learner.jump("m8-l3")
    draw = learner.screen.locator(".draw")
    draw.locator(".check-start").click()
    for question in draw.locator(".question").all()[:3]:
        question.locator(".option label").first.click()
    assert "22 of 25 not answered yet" in draw.inner_text()
    before = draw.locator("legend").all_inner_texts()
    learner.leave()
    learner = Learner(context, address, "js-101").open().begin()
    learner.jump("m8-l3")
    draw = learner.screen.locator(".draw")
    assert draw.locator("legend").all_inner_texts() == before
    assert draw.locator("input:checked").count() == 3
    draw.locator(".check-submit").click()
    assert draw.locator(".unanswered").count() == 22
    context.close()


def test_used_up_tries_stay_incomplete_and_name_whom_to_ask(
    browser: Browser, address: str
) -> None:
    context = browser.new_context()
    learner = Learner(context, address, "js-101").open().begin()
    learner.jump("m8-l3")
    for _ in range(3):
        learner.take_check(right=False)
    assert "You have used all tries" in learner.screen.inner_text()
    assert "probation or court officer" in learner.screen.inner_text()
    assert learner.screen.locator(".check-start").is_hidden()
    learner.screen.locator(".next").click()
    assert "talk with your officer" in learner.screen.inner_text()
    learner.saved()
    assert learner.lms("stored().core.lesson_status") == "incomplete"
    assert "raw" not in learner.lms("stored().core").get("score", {})
    learner.leave()
    again = Learner(context, address, "js-101").open().begin()
    again.jump("m8-l3")
    assert again.screen.locator(".check-start").is_hidden()
    in_order(again)
    context.close()


def test_a_lesson_without_questions_needs_few_calls(
    browser: Browser, address: str
) -> None:
    learner = Learner(browser.new_context(), address, "js-000").open().begin()
    learner.saved()
    sets = "calls.filter(call => call[0] === 'LMSSetValue').length"
    learner.finish_lesson()
    learner.saved()
    before = learner.lms(sets)
    place = "JaneSchool.rules.lessonById(JaneSchool.course, 'm1-l2').items = []"
    learner.frame.evaluate(place)
    learner.stay()
    learner.screen.locator(".next").click()
    learner.saved()
    assert learner.lms(sets) - before <= 12
    learner.context.close()


def test_leaving_while_the_lms_is_gone_asks_first_and_then_lets_go(
    browser: Browser, address: str
) -> None:
    learner = Learner(browser.new_context(), address, "js-000").open().begin()
    learner.saved()
    learner.lms("broken = true")
    learner.frame.locator("#js_exit_button").click()
    learner.frame.locator("#js_leave_yes").click()
    learner.frame.locator("#js_banner").wait_for()
    assert learner.frame.locator("#js_closed").is_hidden()
    learner.exit()
    assert "could not reach your learning system" in learner.screen.inner_text()
    learner.context.close()


def test_closing_the_tab_before_the_start_leaves_an_unreadable_place_as_it_was(
    browser: Browser, address: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/lms.html?sco=about:blank")
    keep = {"core": {"lesson_status": "incomplete"}, "suspend_data": "viewed=1,2,3"}
    page.evaluate(
        "cmi => localStorage.setItem('cmi', JSON.stringify({ ...cmi, rows: [] }))", keep
    )
    page.close()
    learner = Learner(context, address, "js-000").open()
    learner.frame.goto("about:blank")
    assert learner.lms("finished") == 1
    assert learner.lms("stored().suspend_data") == "viewed=1,2,3"
    context.close()


def test_going_away_finishes_once_with_the_last_answer(
    browser: Browser, address: str
) -> None:
    learner = Learner(browser.new_context(), address, "js-000").open().begin()
    learner.saved()
    learner.answer(learner.screen.locator('[data-block="choice"]').first)
    learner.frame.goto("about:blank")
    assert learner.lms("finished") == 1
    stored = learner.lms("stored()")
    assert stored["core"]["lesson_status"] == "incomplete"
    assert any(row["id"].startswith("q_m1_q1_") for row in stored["rows"])
    in_order(learner)
    learner.context.close()
