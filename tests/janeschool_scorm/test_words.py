"""Words in scripts, templates and modules: all of them are found, and nothing else."""

import re
from pathlib import Path

import packagers
from janeschool_scorm.translate import domains, interface, sources
from janeschool_scorm.translate.read import read_file
from janeschool_scorm.translate.write import write
from janeschool_scorm.words import literals, taken_out
from tests.conftest import ROOT

ROOMS = [Path(path) for path in packagers.__path__]
SCRIPTS = [
    *sorted((ROOT / "janeschool_scorm" / "player").rglob("*.js")),
    *sorted((ROOT / "packagers").rglob("*.js")),
]
#: What looks like a sentence: a capital and a space.
_SENTENCE = re.compile(r'"[A-Z“{][^"\n]* [^"\n]{6,}"')
_COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*", re.DOTALL | re.MULTILINE)


def words(source: str) -> list[str]:
    return [each.text for each in literals(source)]


def test_words_are_what_stands_in_the_calls() -> None:
    assert words('J.t("Go on")') == ["Go on"]
    assert words('x("No"); J.t(a ? "Yes" : "No", { b: f("c"), d: "e" })') == [
        "Yes",
        "No",
    ]
    assert words('J.t(kind === "left" ? "One" : "Two")') == ["One", "Two"]
    assert words('J.t("A " +\n  "b.", { n: J.count(n, "one", "many") })') == [
        *("A b.", "one", "many")
    ]
    assert words('J.texts({ a: "One", b: ["Two", f("three")] })["a"]') == ["One", "Two"]
    assert words('J.t(names["x"] || "Error {code}")') == ["Error {code}"]
    assert words('J.t("Say \\"yes\\"", {}) // J.t is one') == ['Say "yes"']
    assert words('OJ.t("no"); J.tt("no"); J.t(text)') == []


def test_a_script_without_its_words_has_their_numbers_and_as_many_lines() -> None:
    sources_ = ['f(J.t("A " +\n  "b."));\nJ.t("c")', 'J.t("c")']
    scripts, found = taken_out(sources_)
    assert found == ["A b.", "c"]
    assert scripts == ["f(J.t(J.words[0]\n));\nJ.t(J.words[1])", "J.t(J.words[1])"]


def test_no_script_has_a_sentence_that_a_translator_would_not_see() -> None:
    missed = []
    for path in SCRIPTS:
        text = path.read_text("utf-8")
        bare = taken_out([_COMMENT.sub("", text)])[0][0]
        missed += [f"{path.name}: {each}" for each in _SENTENCE.findall(bare)]
    assert missed == []


def test_the_template_of_the_interface_is_that_of_the_sources() -> None:
    """Otherwise: janeschool translate extract interface, then update interface."""
    template = sources.template(ROOMS)
    kept, problems = read_file(interface.POT)
    assert problems == []
    assert kept is not None
    assert {each.key for each in template.entries} == {x.key for x in kept.entries}
    assert write(template) == write(sources.template(ROOMS))
    assert str(ROOT) not in write(template)


def test_every_word_of_the_interface_is_in_spanish() -> None:
    found = domains.status(domains.of_interface(ROOMS), "es")
    assert found.problems == ()
    assert (found.missing, found.stale, found.unused) == (0, 0, 0)
    assert found.translated > 300
    assert interface.problems("es") == ()


def test_numbers_choose_their_form() -> None:
    spanish = interface.words("es")
    said = [spanish.count("{n} minute", "{n} minutes", n) for n in (0, 1, 2)]
    assert said == ["{n} minutos", "{n} minuto", "{n} minutos"]
    english = interface.words("en")
    assert english.count("{n} minute", "{n} minutes", 1) == "{n} minute"
    assert interface.words("es-MX").say("Go on") == "Continuar"


def test_a_language_from_right_to_left_is_known_as_one() -> None:
    assert interface.words("ar-EG").direction == "rtl"
    assert interface.words("es").direction == "ltr"
