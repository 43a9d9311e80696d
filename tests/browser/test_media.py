"""Recordings and read aloud: what was really played counts, and so do the words."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Locator

from tests.browser.conftest import HERE
from tests.browser.learner import Learner
from tests.browser.test_page import MODES, PAIR, violations

pytestmark = pytest.mark.browser

SPEECH = (HERE / "speech.js").read_text(encoding="utf-8")
PLAY = "media => { media.muted = true; return media.play(); }"
TIME = "media => media.currentTime"


def at(browser: Browser, address: str, kind: str, **options: Any) -> Learner:
    """A learner in the first lesson of js-101 that has a block of that kind."""
    context = browser.new_context(**options)
    context.add_init_script(SPEECH)
    learner = Learner(context, address, "js-101").open().begin()
    learner.widen()
    find = f"document.querySelector('[data-block={kind}]').closest('.lesson').id"
    learner.jump(learner.frame.evaluate(find))
    return learner


def block(learner: Learner) -> Locator:
    return learner.screen.locator(".media").first


def played(learner: Learner) -> list[list[float]]:
    """The ranges that the state holds of the recording on the screen."""
    place = block(learner).get_attribute("data-item")
    item = f"JaneSchool.items.stateOf(JaneSchool.items.byId('{place}'))"
    found: list[list[float]] = learner.frame.evaluate(f"{item}.played || []")
    return found


def is_done(learner: Learner) -> bool:
    return block(learner).locator(".item-state.good").count() == 1


def test_what_was_played_counts_and_a_jump_to_the_end_does_not(
    browser: Browser, address: str
) -> None:
    learner = at(browser, address, "video")
    video = block(learner).locator("video")
    video.evaluate(PLAY)
    words = block(learner).locator(".played")
    learner.frame.wait_for_function(
        "() => /of/.test(document.querySelector('.lesson.current .played').textContent)"
    )
    assert words.inner_text().startswith("You have watched")
    video.evaluate("media => { media.currentTime = media.duration - 1; }")
    video.evaluate("media => new Promise(done => { media.onended = done; })")
    learner.frame.wait_for_function(
        "() => document.querySelector('.lesson.current .item-state').textContent"
    )
    assert not is_done(learner)
    assert "not played yet" in block(learner).locator(".item-state").inner_text()
    first, last = played(learner)
    assert first[1] < last[0]
    assert video.evaluate(TIME) == pytest.approx(first[1], abs=0.6)
    learner.context.close()


def test_the_agencys_percentage_finishes_it_at_double_speed_too(
    browser: Browser, address: str
) -> None:
    learner = at(browser, address, "video")
    learner.frame.evaluate("JaneSchool.course.rules.media_percent = 20")
    speed = block(learner).locator(".speed select")
    speed.select_option("2")
    video = block(learner).locator("video")
    assert video.evaluate("media => media.playbackRate") == 2
    video.evaluate(PLAY)
    block(learner).locator(".item-state.good").wait_for()
    length = video.evaluate("media => media.duration")
    assert video.evaluate(TIME) >= length * 0.2 - 1.1
    video.evaluate("media => { media.playbackRate = 16; }")
    learner.frame.wait_for_function(
        "() => document.querySelector('.lesson.current video').playbackRate === 2"
    )
    learner.context.close()


def test_the_next_visit_goes_on_at_the_first_gap(
    browser: Browser, address: str
) -> None:
    learner = at(browser, address, "video")
    lesson = learner.frame.evaluate("JaneSchool.pages.current()")
    video = block(learner).locator("video")
    video.evaluate(PLAY)
    learner.frame.wait_for_function(
        "() => document.querySelector('.lesson.current video').currentTime > 2.4"
    )
    video.evaluate("media => media.pause()")
    learner.page.wait_for_timeout(100)
    learner.saved()
    learner.leave()
    learner = Learner(learner.context, address, "js-101").open().begin()
    learner.jump(lesson)
    learner.frame.wait_for_function(
        "() => document.querySelector('.lesson.current video').currentTime >= 2"
    )
    assert (
        block(learner)
        .locator(".played")
        .inner_text()
        .startswith("You have watched 2 of")
    )
    assert learner.lms("faults") == []
    learner.context.close()


def test_reading_the_words_needs_them_open_and_counts_the_same(
    browser: Browser, address: str
) -> None:
    learner = at(browser, address, "audio")
    button = block(learner).locator(".text-path")
    assert button.is_hidden()
    button.evaluate("button => button.click()")
    assert not is_done(learner)
    block(learner).locator(".transcript summary").click()
    button.click()
    assert is_done(learner)
    assert button.is_hidden()
    assert learner.frame.evaluate("document.activeElement.className").startswith(
        "item-state"
    )
    learner.context.close()


def test_a_story_is_not_loaded_before_someone_chooses_to_watch_it(
    browser: Browser, address: str
) -> None:
    learner = at(browser, address, "story")
    requested: list[str] = []
    learner.page.on("request", lambda request: requested.append(request.url))
    story = block(learner)
    watch, read = story.locator(".choose-watch"), story.locator(".choose-read")
    assert story.locator("video").is_hidden()
    box, other = watch.bounding_box(), read.bounding_box()
    assert box and other
    assert box["width"] == pytest.approx(other["width"], abs=1)
    assert box["height"] == other["height"]
    read.click()
    assert story.locator(".text-path").is_visible()
    assert not [url for url in requested if url.endswith(".mp4")]
    watch.click()
    assert story.locator("video").is_visible()
    learner.frame.wait_for_function(
        "() => document.querySelector('.lesson.current video').readyState >= 1"
    )
    assert [url for url in requested if url.endswith(".mp4")]
    learner.context.close()


def test_a_recording_that_cannot_be_played_says_so_and_offers_its_words(
    browser: Browser, address: str
) -> None:
    context = browser.new_context()
    context.route("**/*.mp4", lambda route: route.fulfill(status=404, body="gone"))
    learner = Learner(context, address, "js-000").open().begin()
    learner.jump("m1-l5")
    words = block(learner).locator(".item-state")
    words.get_by_text("does not play here").wait_for()
    assert block(learner).locator(".text-path").is_visible()
    context.unroute("**/*.mp4")
    block(learner).locator(".again").click()
    learner.frame.wait_for_function(
        "() => document.querySelector('.lesson.current video').readyState >= 1"
    )
    assert words.inner_text() == ""
    context.close()


def test_one_sound_at_a_time_and_none_after_leaving_the_lesson(
    browser: Browser, address: str
) -> None:
    learner = at(browser, address, "video")
    video = block(learner).locator("video")
    video.evaluate(PLAY)
    learner.frame.locator("#js_reading summary").click()
    learner.frame.locator("#js_aloud_on").click()
    assert video.evaluate("media => media.paused")
    video.evaluate(PLAY)
    assert learner.frame.evaluate("JaneSchool.aloud.speaking()") is False
    learner.frame.evaluate("JaneSchool.pages.screen('js_summary')")
    paused = "[...document.querySelectorAll('video')].every(media => media.paused)"
    assert learner.frame.evaluate(paused)
    learner.context.close()


# --- read aloud ----------------------------------------------------------------------


def reading(browser: Browser, address: str) -> Learner:
    """A learner to whom the first lesson of js-000 is being read."""
    context = browser.new_context()
    context.add_init_script(SPEECH)
    learner = Learner(context, address, "js-000").open().begin()
    learner.frame.locator("#js_reading summary").click()
    learner.frame.locator("#js_aloud_on").click()
    return learner


def said(learner: Learner) -> list[str]:
    found: list[str] = learner.frame.evaluate(
        "SPEECH.said.map(each => each.text.trim())"
    )
    return found


def test_a_lesson_is_read_from_end_to_end_with_a_voice_of_the_device(
    browser: Browser, address: str
) -> None:
    learner = reading(browser, address)
    assert learner.frame.evaluate("SPEECH.current.voice.name") == "Near"
    for _ in range(300):
        if learner.frame.evaluate("SPEECH.current === null"):
            break
        assert learner.screen.locator(".spoken").count() == 1
        learner.frame.evaluate("SPEECH.end()")
    spoken = said(learner)
    assert learner.heading() in spoken
    words = learner.screen.locator(".part > p").all_inner_texts()
    assert all(any(each[:30] in text for text in spoken) for each in words)
    assert "Check my answer" not in spoken
    assert learner.frame.locator("#js_aloud_bar").is_hidden()
    assert learner.screen.locator(".spoken").count() == 0
    assert learner.trouble == []
    learner.context.close()


def test_a_picture_is_read_by_its_alternative_text(
    browser: Browser, address: str
) -> None:
    learner = at(browser, address, "video")
    picture = "document.querySelector('.picture')"
    learner.jump(learner.frame.evaluate(f"{picture}.closest('.lesson').id"))
    learner.frame.locator("#js_reading summary").click()
    learner.frame.locator("#js_aloud_on").click()
    for _ in range(300):
        if learner.frame.evaluate("SPEECH.current === null"):
            break
        learner.frame.evaluate("SPEECH.at(0)")
        learner.frame.evaluate("SPEECH.end()")
    assert learner.frame.evaluate(f"{picture}.querySelector('img').alt") in said(
        learner
    )
    assert learner.trouble == []
    learner.context.close()


def test_reading_pauses_at_a_word_and_goes_on_there(
    browser: Browser, address: str
) -> None:
    learner = reading(browser, address)
    frame = learner.frame
    frame.locator("#js_aloud_next").click()
    whole = frame.evaluate("SPEECH.current.text")
    place = whole.index(" ", 12) + 1
    frame.evaluate(f"SPEECH.at({place})")
    word = "[...[...CSS.highlights.get('spoken-word')][0].toString()].join('')"
    assert frame.evaluate(word) == whole[place:].split()[0]
    frame.locator("#js_aloud_pause").click()
    assert frame.evaluate("SPEECH.current === null")
    assert frame.locator("#js_aloud_pause").inner_text() == "Go on"
    frame.locator("#js_aloud_pause").click()
    assert frame.evaluate("SPEECH.current.text") == whole[place:]
    frame.locator("#js_aloud_speed").select_option("1.5")
    assert frame.evaluate("SPEECH.current.rate") == 1.5
    frame.locator("#js_aloud_back").click()
    assert said(learner)[-1] == said(learner)[0]
    frame.locator("#js_aloud_stop").click()
    assert frame.evaluate("document.activeElement.closest('#js_reading') !== null")
    learner.context.close()


def test_reading_stops_on_leaving_and_pauses_when_the_page_is_hidden(
    browser: Browser, address: str
) -> None:
    learner = reading(browser, address)
    learner.frame.evaluate(
        """() => {
            Object.defineProperty(document, "visibilityState",
                { value: "hidden", configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
            delete document.visibilityState;
            document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    assert learner.frame.evaluate("SPEECH.current === null")
    assert learner.frame.locator("#js_aloud_bar").is_visible()
    learner.frame.locator("#js_aloud_pause").click()
    assert learner.frame.evaluate("SPEECH.current !== null")
    learner.frame.evaluate("JaneSchool.pages.screen('js_summary')")
    assert learner.frame.evaluate("SPEECH.current === null")
    assert learner.frame.locator("#js_aloud_bar").is_hidden()
    learner.context.close()


def test_listening_is_active_time_and_a_voice_that_hangs_is_not(
    browser: Browser, address: str
) -> None:
    context = browser.new_context()
    context.add_init_script(SPEECH)
    context.clock.install()
    learner = Learner(context, address, "js-101").open().begin()
    learner.frame.locator("#js_reading summary").click()
    learner.frame.locator("#js_aloud_on").click()
    for _ in range(25):
        context.clock.run_for(9_000)
        learner.frame.evaluate("SPEECH.end()")
    seconds = "JaneSchool.state.activeSeconds(JaneSchool.app.state)"
    assert learner.frame.evaluate(seconds) >= 220
    assert learner.frame.locator("#js_idle").is_hidden()
    context.clock.run_for(600_000)
    assert learner.frame.locator("#js_idle").is_visible()
    assert learner.frame.evaluate(seconds) < 800
    context.close()


@pytest.mark.parametrize(
    "voices", ["[]", "[{name: 'Far', lang: 'en-US', localService: false}]"]
)
def test_without_a_voice_of_the_device_there_is_a_sentence_and_no_button(
    browser: Browser, address: str, voices: str
) -> None:
    context = browser.new_context()
    context.add_init_script(f"{SPEECH}; SPEECH.voices = {voices};")
    learner = Learner(context, address, "js-000").open()
    learner.frame.locator("#js_reading summary").click()
    assert learner.frame.locator("#js_aloud_on").is_hidden()
    assert "no voice of its own" in learner.frame.locator(".panel").inner_text()
    learner.frame.evaluate(
        "SPEECH.voices = [{name: 'Near', lang: 'en_GB', localService: true}]; SPEECH.engine.onvoiceschanged()"
    )
    assert learner.frame.locator("#js_aloud_on").is_visible()
    context.close()


@pytest.mark.parametrize("mode", PAIR)
def test_axe_finds_nothing_on_recordings_and_while_reading(
    browser: Browser, address: str, mode: str
) -> None:
    size, scheme = MODES[mode]
    learner = at(browser, address, "story", viewport=size, color_scheme=scheme)
    # axe walks all of the document: the other thirty lessons have tests of their own.
    others = "document.querySelectorAll('.screen:not(.current)')"
    learner.frame.evaluate(f"{others}.forEach(screen => screen.remove())")
    found = violations(learner.frame)
    block(learner).locator(".choose-watch").click()
    block(learner).locator(".transcript summary").click()
    learner.frame.locator("#js_reading summary").click()
    found += violations(learner.frame)
    learner.frame.locator("#js_aloud_on").click()
    learner.frame.evaluate("SPEECH.at(0)")
    found += violations(learner.frame)
    assert found == []
    learner.context.close()
