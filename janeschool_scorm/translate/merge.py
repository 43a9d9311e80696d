"""New texts + an old catalogue -> a catalogue in which no old work is lost."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from janeschool_scorm.translate.catalogue import Catalogue, Entry, Key, header

#: How much of a changed text must be the same for its old translation to be offered.
_NEAR = 0.6
#: No more words of a text, and no more texts, are compared: the time grows with both.
_COMPARED = 400
_CANDIDATES = 200


def updated(template: Catalogue, old: Catalogue | None, language: str) -> Catalogue:
    """The template's texts with the translations there are.

    A text that has changed keeps its translation, marked fuzzy, with the text that it
    was made for. What no text uses any more stays at the end, marked obsolete.
    """
    if old is None:
        lines = header(_project(template), language)
        entries = tuple(_empty(each) for each in template.entries)
        return Catalogue(template.path, lines, entries=entries)
    obsolete = {each.key: each for each in old.entries if each.obsolete}
    known = {**obsolete, **old.by_key}
    left = {key: each for key, each in known.items() if key not in template.by_key}
    entries = tuple(_merged(each, known, left) for each in template.entries)
    gone = tuple(_obsolete(each) for each in left.values() if any(each.strings))
    return replace(old, entries=(*entries, *gone))


def _project(template: Catalogue) -> str:
    return template.fact("Project-Id-Version")


def _merged(text: Entry, known: Mapping[Key, Entry], left: dict[Key, Entry]) -> Entry:
    same = known.get(text.key)
    if same is not None:
        return _with(text, same, same.flags, same.previous)
    found = _near(text, list(left.values()))
    if found is None:
        return _empty(text)
    del left[found.key]
    flags = tuple(dict.fromkeys(("fuzzy", *found.flags)))
    # A text that only moved is known by its words: a look is enough.
    return _with(text, found, flags, found.id)


def _with(
    text: Entry, known: Entry, flags: tuple[str, ...], previous: str | None
) -> Entry:
    strings = _empty(text).strings
    if len(known.strings) == len(strings):
        strings = known.strings
    else:
        flags = tuple(dict.fromkeys(("fuzzy", *flags)))
        strings = (known.strings * 2)[: len(strings)]
    return replace(
        text,
        strings=strings,
        comments=known.comments,
        flags=flags,
        previous=previous if "fuzzy" in flags else None,
    )


def _empty(text: Entry) -> Entry:
    return replace(text, strings=("",) if text.plural is None else ("", ""))


def _obsolete(entry: Entry) -> Entry:
    return replace(entry, obsolete=True, references=(), notes=())


def _near(text: Entry, left: Sequence[Entry]) -> Entry | None:
    """What was translated for words like these: here at first, then anywhere."""
    usable = [each for each in left if any(each.strings)]
    for each in usable:
        if each.id == text.id:
            return each
    here = [each for each in usable if each.context == text.context][:_CANDIDATES]
    scored = [(_likeness(text.id, each.id), each) for each in here]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= _NEAR else None


def _likeness(one: str, other: str) -> float:
    """From 0 to 1, by the words that both have in the same order."""
    words = (one.lower().split()[:_COMPARED], other.lower().split()[:_COMPARED])
    return SequenceMatcher(None, *words, autojunk=False).ratio()
