"""Faults of translations as data: what to alter in js-000, which has English and Spanish.

As in `faulty`: an edit replaces `old` by `new`, and exactly these lines are then said.
"""

from tests.janeschool_scorm.faulty import Case

PO = "locales/es/course.po"
L1 = "modules/01-before-you-begin/01-what-the-program-is.md"
L5 = "modules/01-before-you-begin/05-test-your-device.md"
AGENCIES = "../agencies/locales/es/agencies.po"
COURSE = "course.yaml"
_STARS = "**No es un juicio.** No decide"
_STEP = "Este curso corto va primero. Le dice qué puede esperar."
_OPTION = "Para darle asesoría legal."
_MODULE = "#. title\n#: modules/01-before-you-begin/module.yaml:2\n"
_ENTRY = 'msgctxt "course/title"\nmsgid "Before You Begin"'
_WEEK = 'msgctxt "w01/title"'
_DANGER = "**You or another person is in danger now.** Call 911."
_PELIGRO = "'**Usted u otra persona está en peligro ahora.** L…'"

CASES: list[Case] = [
    Case("T-both-languages-valid", ()),
    Case(
        "T101-no-catalogue",
        ((PO, "DELETE", ""),),
        (
            "course.yaml:6:17: T101 there is no catalogue locales/es/course.po: "
            "janeschool translate update js-000",
        ),
    ),
    Case(
        "T101-a-language-without-an-interface",
        ((COURSE, "[en, es]", "[en, es, vi]"),),
        (
            "course.yaml:6:21: T101 there is no catalogue locales/vi/course.po: "
            "janeschool translate update js-000",
            "INTERFACE/vi/interface.po:1:1: T101 the learner's page has no words in "
            "'vi'; it has en, es",
            f"{L5}:16:11: T205 media/device-test.vi.vtt does not exist: captions in vi",
            f"{L5}:17:13: T205 media/device-test.vi.md does not exist: transcript in vi",
        ),
    ),
    Case(
        "T102-a-quote-inside-quotes",
        ((PO, f'msgstr "{_STEP}"', 'msgstr "Este "curso" corto."'),),
        (
            f'{PO} at msgstr "Este "curso" corto.": T102 words stand in "quotes"; '
            'inside them a quote is \\"',
        ),
    ),
    Case(
        "T103-an-entry-twice",
        ((PO, _MODULE, f'{_ENTRY}\nmsgstr "Antes"\n\n{_MODULE}'),),
        (
            f'{PO} at msgid "Before You Begin": T103 the same entry is already on line 13',
        ),
    ),
    Case(
        "T104-another-language-in-the-header",
        ((PO, '"Language: es\\n"', '"Language: fr\\n"'),),
        (f"{PO} at msgid \"\": T104 Language 'fr' in the folder of 'es'",),
    ),
    Case(
        "T104-a-regional-language-valid",
        ((PO, '"Language: es\\n"', '"Language: es_MX\\n"'),),
    ),
    Case(
        "T201-a-text-that-is-new",
        ((L1, "You can look back before you answer.", "Look back first."),),
        (
            f"{L1}:34:1: T201 'Now two questions. Look back first.': no translation in "
            f"{PO}: janeschool translate update js-000",
        ),
    ),
    Case(
        "T201-an-empty-translation",
        ((PO, f'msgstr "{_OPTION}"', 'msgstr ""'),),
        (
            f'{PO} at msgid "To give you legal advice.": T201 '
            "'To give you legal advice.': no translation",
        ),
    ),
    Case(
        "T201-a-support-line-of-an-agency",
        ((AGENCIES, 'msgid "Emergency"', 'msgid "Urgency"'),),
        (
            "../agencies/default.yaml:14:11: T201 'Emergency': no translation in "
            "../agencies/locales/es/agencies.po: janeschool translate update agencies",
        ),
    ),
    Case(
        "T202-a-translation-that-was-not-looked-at",
        ((PO, _WEEK, f"#, fuzzy\n{_WEEK}"),),
        (
            f"{PO} at msgid \"Your first check-in\": T202 'Your first check-in': the "
            "translation is marked fuzzy",
        ),
    ),
    Case(
        "T202-a-translation-of-other-words",
        ((PO, _WEEK, f'#, fuzzy\n#| msgid "Week 1"\n{_WEEK}'),),
        (
            f"{PO} at msgid \"Your first check-in\": T202 'Your first check-in': the "
            "translation is marked fuzzy; it was made for 'Week 1'",
        ),
    ),
    Case(
        "T203-bold-words-lost",
        ((PO, _STARS, "No es un juicio. No decide"),),
        (
            f'{PO} at msgid "": T203 '
            "'No es un juicio. No decide si usted violó una ley…': bold is missing",
        ),
    ),
    Case(
        "T203-a-list-where-none-was",
        ((PO, f'msgstr "{_STEP}"', f'msgstr "- {_STEP}"'),),
        (
            f'{PO} at msgid "This short course comes first. It tells you what to '
            "expect.\": T203 '- Este curso corto va primero. Le dice qué puede …': its "
            "first sign makes a list, a heading or another block of it",
        ),
    ),
    Case(
        "T204-another-hotline",
        ((PO, "Llame al 911.", "Llame al 912."),),
        (
            f'{PO} at msgid "{_DANGER}": T204 {_PELIGRO}: 911 is missing',
            f'{PO} at msgid "{_DANGER}": T204 {_PELIGRO}: 912 is not in the original',
        ),
    ),
    Case(
        "T205-no-captions-in-spanish",
        (("media/device-test.es.vtt", "DELETE", ""),),
        (f"{L5}:16:11: T205 media/device-test.es.vtt does not exist: captions in es",),
    ),
    Case(
        "A101-broken-captions-in-spanish",
        (("media/device-test.es.vtt", "WEBVTT", "WEB"),),
        ("media/device-test.es.vtt:1:1: A101 the first line is not WEBVTT",),
    ),
    Case(
        "Q102-two-options-the-same-in-spanish",
        ((PO, f'msgstr "{_OPTION}"', 'msgstr "Para decidir si usted violó una ley."'),),
        (
            f'{PO} at msgid "To give you legal advice.": Q102 '
            "'Para decidir si usted violó una ley.' stands there twice",
        ),
    ),
]
