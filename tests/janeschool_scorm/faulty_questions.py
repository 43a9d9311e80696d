"""Faults of links, media, questions, banks and scenarios, as data."""

from tests.janeschool_scorm.faulty import (
    COURSE,
    L1,
    L5,
    L6,
    Case,
    _final,
    _six,
    _sort_in_bank,
)

CASES: tuple[Case, ...] = (
    # --- L: links and media ------------------------------------------------------------
    Case(
        "L101-no-such-file",
        ((L5, "transcript: device-test.md", "transcript: device-tset.md"),),
        (
            f"{COURSE}:1:1: L106 warning: media/device-test.md is used by nothing",
            f"{L5}:17:13: L101 media/device-tset.md does not exist; did you mean "
            "'device-test.md'?",
        ),
    ),
    Case(
        "L102-type-that-LMSs-refuse",
        ((L5, "src: device-test.mp4", "src: device-test.avi"),),
        (
            f"{COURSE}:1:1: L106 warning: media/device-test.mp4 is used by nothing",
            f"{L5}:15:6: L102 'device-test.avi': src takes .mp4, .webm",
        ),
    ),
    Case(
        "L103-link-out",
        ((L1, "to expect.", "to [expect](https://example.org)."),),
        (
            f"{L1}:7:62: L103 link to 'https://example.org': write the address as plain text",
        ),
    ),
    Case(
        "L103-picture-in-the-text",
        ((L1, "to expect.", "to ![expect](a.png)."),),
        (f"{L1}:7:53: L103 a picture in the text: use a figure block",),
    ),
    Case(
        "L104-no-media-file",
        (("media/device-test.mp4", "", "This is no video."),),
        (f"{L5}:15:6: L104 media/device-test.mp4 is no media file, or has no length",),
    ),
    Case(
        "L105-name-with-folder",
        ((L5, "src: device-test.mp4", "src: ../media/device-test.mp4"),),
        (
            f"{COURSE}:1:1: L106 warning: media/device-test.mp4 is used by nothing",
            f"{L5}:15:6: L105 '../media/device-test.mp4': use a-z, 0-9, dots and "
            "hyphens, and no folder",
        ),
    ),
    # --- Q: questions ------------------------------------------------------------------
    Case(
        "Q101-no-right-answer",
        ((L1, "learn, think and plan. *", "learn, think and plan."),),
        (f"{L1}:39:3: Q101 no option is marked as right: put a star at its end",),
    ),
    Case(
        "Q102-same-option-twice",
        ((L1, "To give you legal advice.", "To decide whether you broke a law"),),
        (f"{L1}:41:5: Q102 'To decide whether you broke a law' stands there twice",),
    ),
    Case(
        "Q103-one-option",
        _final(
            ("banks/final.yaml", '["A short page. *", "A visit."]', '["A page. *"]')
        ),
        ("banks/final.yaml:14:14: Q103 1 options: give 2 to 10",),
    ),
    Case(
        "Q104-no-such-bank",
        _final((L5, "bank: final", "bank: finel")),
        (f"{L5}:55:7: Q104 no bank 'finel' in banks/; did you mean 'final'?",),
    ),
    Case(
        "Q105-bank-too-small",
        _final((L5, "count: 2", "count: 4")),
        (f"{L5}:56:8: Q105 draws 4 of the 3 questions in 'final'",),
    ),
    Case(
        "Q106-no-such-module",
        _final(
            (
                "banks/final.yaml",
                "  - id: fq-01\n    kind: true-false\n    module: m1",
                "  - id: fq-01\n    kind: true-false\n    module: m2",
            )
        ),
        ("banks/final.yaml:6:13: Q106 no module 'm2'",),
    ),
    Case(
        "Q107-second-try-the-same",
        _final((L5, "count: 2", "count: 3")),
        (
            f"{L5}:56:8: Q107 warning: draws all 3 questions: a second try asks the "
            "same ones",
        ),
    ),
    Case(
        "Q109-one-pair",
        _six(("  - term: Charge\n    meaning: A claim.\n", "")),
        (f"{L6}:12:3: Q109 1 pairs: give 2 to 8",),
    ),
    Case(
        "Q109-nine-lines",
        _six(("[Arrest, Charge, Plea]", "[A, B, C, D, E, F, G, H, I]")),
        (f"{L6}:21:8: Q109 9 items: give 2 to 8",),
    ),
    Case(
        "eight-lines-are-no-fault",
        _six(("[Arrest, Charge, Plea]", "[A, B, C, D, E, F, G, H]")),
    ),
    Case(
        "Q109-five-groups",
        _six(("[Fact, Belief]", "[Fact, Belief, C, D, E]")),
        (
            f"{L6}:27:9: Q109 5 groups: give 2 to 4",
            f"{L6}:27:24: Q112 warning: no item belongs to 'C'",
            f"{L6}:27:27: Q112 warning: no item belongs to 'D'",
            f"{L6}:27:30: Q112 warning: no item belongs to 'E'",
        ),
    ),
    Case(
        "Q110-same-meaning-twice",
        _six(("meaning: A claim.", "meaning: an answer")),
        (f"{L6}:15:14: Q110 'an answer' stands there twice",),
    ),
    Case(
        "Q110-same-line-twice",
        _six(("[Arrest, Charge, Plea]", "[Arrest, Plea, Plea]")),
        (f"{L6}:21:23: Q110 'Plea' stands there twice",),
    ),
    Case(
        "Q110-in-a-bank",
        _sort_in_bank(("banks/final.yaml", "It feels so., group", "It is so, group")),
        ("banks/final.yaml:27:52: Q110 'It is so' stands there twice",),
    ),
    Case(
        "Q111-no-such-group",
        _six(("group: Belief", "group: Beleif")),
        (f"{L6}:32:12: Q111 no group 'Beleif' in groups; did you mean 'Belief'?",),
    ),
    Case(
        "Q112-group-without-an-item",
        _six(("[Fact, Belief]", "[Fact, Belief, Unknown]")),
        (f"{L6}:27:24: Q112 warning: no item belongs to 'Unknown'",),
    ),
    Case(
        "Q113-answers-that-compare-alike",
        _six(("[probation, supervision]", '[probation, "Pro-Bation"]')),
        (
            f"{L6}:38:22: Q113 'Pro-Bation' is the same as 'probation' once it is "
            "compared",
        ),
    ),
    Case(
        "Q113-an-answer-of-nothing",
        _six(("[probation, supervision]", '[probation, "-"]')),
        (f"{L6}:38:22: Q113 '-' is empty once it is compared",),
    ),
    Case(
        "C103-a-number-in-words",
        _six(("answer: 120", "answer: 1,200"), ("tolerance: 0.5", "tolerance: -1")),
        (
            f"{L6}:44:9: C103 answer: '1,200': write a number such as 8 or 7.5",
            f"{L6}:45:12: C103 tolerance: '-1': input should be greater than or equal "
            "to 0",
        ),
    ),
    Case(
        "Q114-decision-that-leads-nowhere",
        _six(("to: phone", "to: phoen")),
        (f"{L6}:60:13: Q114 no step 'phoen'; did you mean 'phone'?",),
    ),
    Case(
        "Q115-step-that-nobody-reaches",
        _six(("to: phone", "to: walk")),
        (f"{L6}:61:9: Q115 no way from the start leads to 'phone'",),
    ),
    Case(
        "Q116-neither-end-nor-choices",
        _six(("    end: true\n", "")),
        (f"{L6}:66:5: Q116 step 'walk' is no end and has no choices",),
    ),
    Case(
        "Q116-end-with-choices",
        _six(
            ("    end: true\n", "    end: true\n    choices: [{text: B, to: sofa}]\n")
        ),
        (f"{L6}:66:5: Q116 step 'walk' is an end and has choices",),
    ),
    Case(
        "Q117-no-end-in-reach",
        _six(("        to: walk\n  - id: walk", "        to: phone\n  - id: walk")),
        (f"{L6}:61:9: Q117 from 'phone' no end can be reached",),
    ),
    Case(
        "a-way-back-is-no-fault",
        _six(("        to: walk\n  - id: walk", "        to: sofa\n  - id: walk")),
    ),
    Case(
        "C105-step-id-twice",
        _six(("id: phone", "id: walk"), ("to: phone", "to: walk")),
        (f"{L6}:66:9: C105 step id 'walk' is already used above",),
    ),
    Case(
        "C202-no-such-kind-in-a-bank",
        _sort_in_bank(("banks/final.yaml", "kind: sort", "kind: scenario")),
        ("banks/final.yaml:23:11: C202 a bank takes no question of kind 'scenario'",),
    ),
    Case(
        "C101-unknown-key-in-a-bank",
        _sort_in_bank(("banks/final.yaml", "    groups:", "    gruops:")),
        (
            "banks/final.yaml:22:5: C102 'groups' is missing",
            "banks/final.yaml:26:5: C101 unknown key 'gruops'; did you mean 'groups'?",
        ),
    ),
    Case(
        "C102-no-kind-in-a-bank",
        _sort_in_bank(("banks/final.yaml", "    kind: sort\n", "")),
        ("banks/final.yaml:22:5: C102 'kind' is missing",),
    ),
)
