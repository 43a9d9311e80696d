"""The table of rules: every one has its cases, its words, and its line in the docs."""

from janeschool_scorm.codes import CODES
from janeschool_scorm.validate.rules import RULES
from janeschool_scorm.validate.rules_page import rules_page
from tests.conftest import ROOT
from tests.validate.test_hostile import HOSTILE
from tests.validate.test_manifests import BROKEN

#: Those whose cases stand in tests of their own: what a single zip cannot show.
ELSEWHERE = {
    "Z003": "a folder or file that cannot be read: test_reading",
    "Z301": "too many files: test_reading",
}
PAGE = ROOT / "docs" / "validate-rules.md"


def test_every_rule_about_packages_has_a_package_that_breaks_it() -> None:
    cases = {code for _, found in HOSTILE.values() for code in found}
    cases |= {code for _, found in BROKEN for code in found}
    own = {code for code in RULES if code[0] in "ZXMNF"}
    assert own - cases == set(ELSEWHERE)
    assert cases <= own


def test_no_code_of_a_package_is_one_of_a_course() -> None:
    assert not set(RULES) & set(CODES)
    assert {code[0] for code in RULES} == set("ZXMNFJW")


def test_every_rule_says_what_and_why() -> None:
    for code, rule in RULES.items():
        assert rule.why.endswith("."), code
        assert not rule.sentence.endswith("."), code
        assert rule.severity in ("error", "warning", "note")


def test_the_page_of_rules_is_in_step(save_golden: bool) -> None:
    if save_golden:
        PAGE.write_text(rules_page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == rules_page()
