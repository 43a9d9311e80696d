"""Remember what was found out about short texts: statements repeat their parts."""

from collections.abc import Callable
from functools import lru_cache
from typing import Final, TypeVar

_ENTRIES: Final = 4_096
#: so that what is remembered stays under 16 MB whatever a file holds
_LONGEST: Final = 4_096

_Text = TypeVar("_Text", str, bytes)
_Found = TypeVar("_Found")


def remembered(find: Callable[[_Text], _Found]) -> Callable[[_Text], _Found]:
    """Return the function, with a bounded memory of its answers to short texts.

    Answers are shared, so nobody may change them. What raises is not remembered.
    """
    find_once = lru_cache(maxsize=_ENTRIES)(find)

    def found(text: _Text) -> _Found:
        return find_once(text) if len(text) < _LONGEST else find(text)

    return found
