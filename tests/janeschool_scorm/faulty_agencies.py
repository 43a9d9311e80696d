"""Faults of agency files, and of what an agency asks of a course, as data."""

from tests.janeschool_scorm.faulty import _FINAL, AGENCY, COURSE, SLOTS, Case, Edit

_BANK = "banks/final.yaml"
_SECOND = "../agencies/default.yml"
_OTHER = """\
id: default
name: Another office
time_zone: America/Chicago
contact: {name: The desk}
support: [{name: 988, how: Call 988}]
"""


def _last(line: str) -> Edit:
    """A line at the end of the agency's file: the 25th."""
    return AGENCY, "lms: generic\n", f"lms: generic\n{line}\n"


def _rule(lines: str) -> Edit:
    """Rules in place of the 22nd line."""
    return AGENCY, "lesson_percent: 50", lines


def _module(number: int) -> tuple[Edit, ...]:
    """One more module of 2 minutes, that a court may switch off."""
    folder, lesson = f"modules/0{number}-more", f"m{number}-l1"
    last = "01-before-you-begin" if number == 2 else f"0{number - 1}-more"
    before, after = 8 + 2 * number - 2, 8 + 2 * number
    words = f"---\nid: {lesson}\ntitle: More\nminutes: 2\n---\n\nSmall steps count.\n"
    return (
        (COURSE, f"planned_minutes: {before}", f"planned_minutes: {after}"),
        (COURSE, f"  - {last}\n", f"  - {last}\n  - 0{number}-more\n"),
        (f"{folder}/module.yaml", "", f"id: m{number}\ntitle: M\nremovable: true\n"),
        (f"{folder}/01-more.md", "", words),
        (SLOTS, "lessons:\n", f"lessons:\n  {lesson}: {60 + number}\n"),
    )


def _asked_of(question: str, module: str) -> Edit:
    """A question of the bank asks about another module."""
    kind = "choice" if question == "fq-02" else "true-false"
    head = f"  - id: {question}\n    kind: {kind}\n    module: "
    return _BANK, f"{head}m1", f"{head}{module}"


#: m1 with the final check (2 of 3 questions), m2 and m3 that may be switched off.
THREE = (
    *_FINAL,
    *_module(2),
    *_module(3),
    _asked_of("fq-01", "m2"),
    _asked_of("fq-02", "m3"),
)

CASES: tuple[Case, ...] = (
    Case(
        "C116-every-module-removable",
        (("modules/01-before-you-begin/module.yaml", "false", "true"),),
        (
            "modules/01-before-you-begin/module.yaml:3:12: C116 every module is "
            "removable: with all of them off nothing is left",
        ),
    ),
    Case(
        "C116-the-final-check-in-a-removable-module",
        (
            *THREE,
            ("modules/01-before-you-begin/module.yaml", "false", "true"),
            ("modules/02-more/module.yaml", "true", "false"),
        ),
        (
            "modules/01-before-you-begin/module.yaml:3:12: C116 the final check stands "
            "in m1: without it nobody can pass",
        ),
    ),
    Case(
        "C116-too-few-questions-without-one-module",
        (*THREE, _asked_of("fq-03", "m2")),
        (
            "modules/02-more/module.yaml:3:12: C116 m1-check draws 2 questions; without "
            "m2 there are 1",
        ),
    ),
    Case("C116-two-modules-that-can-be-spared-valid", THREE),
    Case(
        "G103-too-few-questions-without-two-modules",
        (*THREE, _rule("modules_out: {js-000: [m2, m3]}")),
        (
            f"{AGENCY}:22:17: G103 the final check of js-000 draws 2 questions, and "
            "without m2, m3 its bank has 1",
        ),
    ),
    Case(
        "G103-minutes-that-the-rest-does-not-prove",
        (*THREE, _rule("modules_out: {js-000: [m2]}\n  course_minutes: 9")),
        (
            f"{AGENCY}:23:19: G103 course_minutes 9: the words and media of js-000 "
            "without m2 prove 8",
        ),
    ),
    Case(
        "G103-modules-out-of-no-course",
        (_rule("modules_out: {js-00: [m2]}"),),
        (
            f"{AGENCY}:22:17: G103 modules_out names 'js-00', and there is no such "
            "course; did you mean 'js-000'?",
        ),
    ),
    Case(
        "G106-a-module-that-is-not-there",
        (*THREE, _rule("modules_out: {js-000: [m2, m22]}")),
        (f"{AGENCY}:22:30: G106 js-000 has no module 'm22'; did you mean 'm2'?",),
    ),
    Case(
        "G106-a-module-that-no-court-may-leave-out",
        (*THREE, _rule("modules_out: {js-000: [m1]}")),
        (
            f"{AGENCY}:22:26: G106 no court may leave out m1 of js-000; it may leave "
            "out m2, m3",
        ),
    ),
    Case(
        "G106-a-module-left-out-valid", (*THREE, _rule("modules_out: {js-000: [m2]}"))
    ),
    Case(
        "G107-no-such-file",
        (_last("logo: seal.png"),),
        (f"{AGENCY}:25:7: G107 seal.png cannot be read: No such file or directory",),
    ),
    Case(
        "G107-no-picture",
        (_last("logo: example-county.yaml"),),
        (f"{AGENCY}:25:7: G107 example-county.yaml is no PNG, JPEG or WebP",),
    ),
    Case(
        "G107-an-svg",
        (_last("logo: seal.png"), ("../agencies/seal.png", "", "<SVG onload='x()'/>")),
        (
            f"{AGENCY}:25:7: G107 seal.png is an SVG, which can hold scripts: save it "
            "as PNG",
        ),
    ),
    Case(
        "G107-a-file-elsewhere",
        (_last("logo: ../js-000/course.yaml"),),
        (
            f"{AGENCY}:25:7: G107 ../js-000/course.yaml is no name of a file here: use "
            "a-z, 0-9, dots and hyphens, no folder",
        ),
    ),
    Case(
        "G108-two-agencies-of-one-id",
        ((_SECOND, "", _OTHER),),
        (
            f"{AGENCY}:1:5: G108 id 'default' is also that of default.yml",
            f"{_SECOND}:1:5: G108 id 'default' is also that of default.yaml",
        ),
    ),
    Case(
        "G109-a-password-in-the-address",
        (_last("lrs_endpoint: https://me:secret@lrs.example.org/xapi/"),),
        (
            f"{AGENCY}:25:15: G109 a name or password stands in the address: keep it "
            "in report.toml",
        ),
    ),
    Case(
        "G109-a-token-in-the-address",
        (_last("lrs_endpoint: https://lrs.example.org/xapi/?token=secret"),),
        (
            f"{AGENCY}:25:15: G109 the address has a part after ? or #: leave it out, "
            "it may be a key",
        ),
    ),
    Case(
        "G109-an-address-without-encryption",
        (_last("lrs_endpoint: http://lrs.example.org/xapi/"),),
        (
            f"{AGENCY}:25:15: G109 write an address such as "
            "https://lrs.example.org/xapi/",
        ),
    ),
    Case(
        "G109-an-address-valid",
        (_last("lrs_endpoint: https://lrs.example.org/xapi/\nstarts: order"),),
    ),
    Case(
        "G110-rules-that-units-cannot-keep",
        (
            *THREE,
            _last("units: module"),
            _rule("course_percent: 50\n  course_minutes: 5\n  daily_minutes: 60"),
        ),
        (
            f"{AGENCY}:1:1: G110 warning: with units: module, SCORM and xAPI packages "
            "complete their module and no course, so the six months never begin: write "
            "starts: order or referral",
            f"{AGENCY}:17:10: G110 warning: with units: module, order holds within "
            "each module only: modules share nothing",
            f"{AGENCY}:22:19: G110 warning: with units: module, course_percent holds "
            "for no one: modules share nothing",
            f"{AGENCY}:23:19: G110 warning: with units: module, course_minutes holds "
            "for no one: modules share nothing",
            f"{AGENCY}:24:18: G110 warning: with units: module, daily_minutes holds "
            "for no one: modules share nothing",
        ),
    ),
    Case(
        "G110-units-without-such-rules-valid",
        (
            *THREE,
            _last("units: module\nstarts: order"),
            (AGENCY, "order: locked", "order: free"),
        ),
    ),
    Case(
        "G111-a-language-that-the-course-lacks",
        ((AGENCY, "languages: [en]", "languages: [en, es]"),),
        (
            f"{AGENCY}:3:17: G111 warning: js-000 is not in language es: no edition is "
            "made in it",
        ),
    ),
    Case(
        "G111-one-language-without-a-list-valid",
        ((AGENCY, "languages: [en]", "language: en"),),
    ),
    Case(
        "G112-a-target-that-the-lms-refuses",
        ((AGENCY, "lms: generic", "lms: talentlms\ntargets: [scorm12, scorm2004]"),),
        (
            f"{AGENCY}:25:20: G112 warning: talentlms takes no scorm2004 package "
            "(help.talentlms.com, SCORM in TalentLMS: SCORM 1.2 only)",
        ),
    ),
    Case(
        "G112-a-target-that-the-lms-takes-valid",
        ((AGENCY, "lms: generic", "lms: talentlms\ntargets: [scorm12]"),),
    ),
    Case(
        "C103-no-such-target",
        (_last("targets: [scrom12]"),),
        (
            f"{AGENCY}:25:11: C103 targets[1]: 'scrom12' is not one of 'scorm12', "
            "'scorm2004', 'scorm2004-3rd', 'cmi5', 'xapi_package' or 'moodle'; did you "
            "mean 'scorm12'?",
        ),
    ),
    Case(
        "C103-an-empty-agency-file",
        ((AGENCY, "", "# nothing yet\n"),),
        (f"{AGENCY}:1:1: C103 expected keys such as id, name, logo",),
    ),
)
