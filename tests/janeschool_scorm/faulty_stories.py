"""Faults of consents and of the lessons that stand in for stories, as data."""

from tests.janeschool_scorm.faulty import (
    _FINAL,
    L1,
    L5,
    SLOTS,
    STORIES,
    Case,
    Edit,
    _story,
)

NEW = "modules/01-before-you-begin/replacements/05.md"
_INSTEAD = "lesson m1-l5-r of replacements/ stands in the place of this one"
_SOON = "ask for its consent again, or write `use_replacement: true`"
_TELLS = """\
:::{story} m1-x9
story: story-a
title: T
src: device-test.mp4
captions: device-test.en.vtt
transcript: device-test.md
description: No visual information beyond the speech.
content_note: Calm.
:::
"""
_OTHER = """\
story-b:
  presenter: staff
  reference: C-2
  given: 2025-03-01
  expires: 2028-03-01
  languages: [en]
  scope: [course-packages]
  replacement: m1-l6-r
"""


def _also(line: str) -> tuple[Edit, ...]:
    """The base course with a story whose consent has one more line, the fourth."""
    return _story((STORIES, "  reference: C-1\n", f"  reference: C-1\n  {line}\n"))


CASES: tuple[Case, ...] = (
    Case(
        "S201-no-such-story",
        _story((L5, "story: story-a", "story: story-b")),
        (
            f"{L5}:14:8: S201 no story 'story-b' in stories.yaml; did you mean 'story-a'?",
        ),
    ),
    Case(
        "S202-lapsed",
        _story((STORIES, "expires: 2028-03-01", "expires: 2026-03-01")),
        (f"{L5}:14:8: S202 the consent for 'story-a' lapsed on 2026-03-01",),
    ),
    Case(
        "S203-other-language",
        _story((STORIES, "languages: [en]", "languages: [es]")),
        (f"{L5}:14:8: S203 the consent for 'story-a' does not reach to language en",),
    ),
    Case(
        "S204-over-three-years",
        _story((STORIES, "expires: 2028-03-01", "expires: 2028-03-02")),
        (
            f"{STORIES}:5:12: S204 the consent for 'story-a' ends 2028-03-02, over "
            "three years on",
        ),
    ),
    Case(
        "S205-replacement-of-other-minutes",
        _story(
            (
                "modules/01-before-you-begin/replacements/05.md",
                "minutes: 2",
                "minutes: 3",
            )
        ),
        (f"{STORIES}:8:16: S205 replacement m1-l5-r has 3 minutes, m1-l5 2",),
    ),
    Case(
        "S206-placeholder-without-planned-minutes",
        _story((STORIES, "  reference: C-1", "  placeholder: true\n  reference: C-1")),
        (
            f"{L5}:14:8: S206 a placeholder story has planned_minutes, a recorded one "
            "has none",
        ),
    ),
    Case(
        "S202-starts-later",
        _story((STORIES, "given: 2025-03-01", "given: 2026-11-22")),
        (f"{L5}:14:8: S202 the consent for 'story-a' starts only on 2026-11-22",),
    ),
    Case(
        "C113-an-exemption-from-consent-is-void",
        _story(
            (STORIES, "expires: 2028-03-01", "expires: 2026-03-01"),
            (
                L5,
                ":::{story} m1-x1",
                "<!-- janeschool: allow S202 because she will not mind -->\n\n"
                ":::{story} m1-x1",
            ),
        ),
        (
            f"{L5}:13:1: C113 the exemption of S202 is void: whether a story is told is "
            "for the person who told it",
            f"{L5}:16:8: S202 the consent for 'story-a' lapsed on 2026-03-01",
        ),
    ),
    Case(
        "S203-other-use",
        _story((STORIES, "[course-packages]", "[print, js-101]")),
        (
            f"{L5}:14:8: S203 the consent for 'story-a' has neither course-packages nor "
            "js-000 in its scope",
        ),
    ),
    Case(
        "a-consent-for-this-course-alone-has-no-fault",
        _story((STORIES, "[course-packages]", "[print, js-000]")),
    ),
    Case(
        "S205-replacement-that-tells-a-story",
        _story(
            (NEW, "Words.\n", f"Words.\n\n{_TELLS}"),
            (SLOTS, "items:\n", "items:\n  m1-x9: 99\n"),
        ),
        (f"{STORIES}:8:16: S205 replacement m1-l5-r tells a story itself",),
    ),
    Case(
        "S205-beside-the-final-check",
        (*_FINAL, *_story()),
        (
            f"{STORIES}:8:16: S205 m1-l5 holds the final check too: tell 'story-a' in a "
            "lesson of its own",
        ),
    ),
    Case(
        "S205-two-stories-that-name-two-replacements",
        _story(
            (L5, "The last step is", f"{_TELLS}\nThe last step is"),
            (L5, "m1-x9\nstory: story-a", "m1-x9\nstory: story-b"),
            (STORIES, "story-a:\n", f"{_OTHER}story-a:\n"),
            (SLOTS, "items:\n", "items:\n  m1-x9: 99\n"),
            (SLOTS, "lessons:\n", "lessons:\n  m1-l6-r: 81\n"),
            (
                "modules/01-before-you-begin/replacements/06.md",
                "",
                "---\nid: m1-l6-r\ntitle: Other\nminutes: 2\n---\n\nOther words.\n",
            ),
        ),
        (
            f"{STORIES}:8:16: S205 m1-l5 tells 'story-a' too, which names another "
            "replacement",
            f"{STORIES}:16:16: S205 m1-l5 tells 'story-b' too, which names another "
            "replacement",
        ),
    ),
    Case(
        "S205-no-replacement-and-none-can-stand-in",
        _story(
            (
                STORIES,
                "replacement: m1-l5-r",
                "replacement: m1-l9\n  revoked: 2026-06-01",
            )
        ),
        (
            f"{L5}:14:8: S208 warning: the consent for 'story-a' was withdrawn on "
            "2026-06-01: lesson m1-l9 of replacements/ stands in the place of this one",
            f"{STORIES}:8:16: S205 'story-a' names no replacement lesson in replacements/",
        ),
    ),
    Case(
        "S208-withdrawn-today",
        _also("revoked: 2026-11-21"),
        (
            f"{L5}:14:8: S208 warning: the consent for 'story-a' was withdrawn on "
            f"2026-11-21: {_INSTEAD}",
        ),
    ),
    Case(
        "S208-withdrawn-and-lapsed-in-another-language",
        _story(
            (STORIES, "expires: 2028-03-01", "expires: 2026-03-01"),
            (STORIES, "languages: [en]", "languages: [es]\n  revoked: 2026-01-01"),
        ),
        (
            f"{L5}:14:8: S208 warning: the consent for 'story-a' was withdrawn on "
            f"2026-01-01: {_INSTEAD}",
        ),
    ),
    Case(
        "S208-not-used-any-more",
        _also("use_replacement: true"),
        (
            f"{L5}:14:8: S208 warning: the consent for 'story-a' is not used any more "
            f"(use_replacement): {_INSTEAD}",
        ),
    ),
    Case(
        "S209-ends-in-sixty-days",
        _story((STORIES, "expires: 2028-03-01", "expires: 2027-01-20")),
        (
            f"{STORIES}:5:12: S209 warning: 'story-a' may be told up to 2027-01-20, for "
            f"60 more day(s): {_SOON}",
        ),
    ),
    Case(
        "S209-withdrawn-from-tomorrow-on",
        _also("revoked: 2026-11-22"),
        (
            f"{STORIES}:4:12: S209 warning: 'story-a' may be told up to 2026-11-21, for "
            f"0 more day(s): {_SOON}",
        ),
    ),
    Case(
        "a-consent-that-ends-in-61-days-has-no-fault",
        _story((STORIES, "expires: 2028-03-01", "expires: 2027-01-21")),
    ),
    Case(
        "S210-told-twice",
        _story(
            (L1, "---\n\n", f"---\n\n{_TELLS}\n"),
            (SLOTS, "items:\n", "items:\n  m1-x9: 99\n"),
        ),
        (
            f"{STORIES}:8:16: S210 'story-a' is told in m1-l1, m1-l5: its replacement can "
            "stand in one place only, so tell it once",
        ),
    ),
)
