"""A catalogue for a language that nobody speaks: longer, accented, in brackets.

Words on a screen that stand in no brackets were never given to a translator.
"""

import re
from dataclasses import replace

from janeschool_scorm.translate.catalogue import Catalogue, Entry

#: ISO 639-2 keeps qaa to qtz for private use.
LANGUAGE = "qps"
_SOUNDS = str.maketrans("aeiounyAEIOU", "áéíóúñýÁÉÍÓÚ")
#: What is no word: values to come, attributes of a span, entities.
_KEPT = re.compile(r"\{[^}]*\}|\\\n")
#: A translation is about so much longer than English.
_MORE = 0.4


def said(words: str) -> str:
    """The words as somebody would say them who needs more room."""
    parts = _KEPT.split(words)
    kept = [*_KEPT.findall(words), ""]
    spoken = "".join(
        part.translate(_SOUNDS) + mark for part, mark in zip(parts, kept, strict=True)
    )
    more = " ~ún" * max(1, round(len(words) * _MORE / 4))
    return f"⟦{spoken}{more}⟧"


def translated(template: Catalogue) -> Catalogue:
    """The template with all of its texts in that language."""
    lines = (f"Language: {LANGUAGE}", *template.header[2:])
    forms = "Plural-Forms: nplurals=2; plural=(n != 1);"
    entries = tuple(_entry(each) for each in template.entries)
    return replace(template, header=(*lines, forms), entries=entries)


def _entry(entry: Entry) -> Entry:
    ids = (entry.id,) if entry.plural is None else (entry.id, entry.plural)
    return replace(entry, strings=tuple(map(said, ids)))
