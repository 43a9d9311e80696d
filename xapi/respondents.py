"""Give whoever answers a survey a second pseudonym, which no case is known by.

It joins a person's answers before, after and six months on to each other, and to
nothing else. Whoever has the store's files and its key can make it again.
"""

from typing import Final

from xapi.collect.privacy import keyed_hash

#: SQL for a row that answers a survey item: it is never right or wrong
IS_SURVEY: Final = (
    "coalesce(verb = 'answered' AND success IS NULL AND scaled IS NULL, false)"
)
_DIGITS: Final = 24


def respondent(home: str, name: str, key: bytes) -> str:
    """Return the second pseudonym of an account; `key` is the store's."""
    derived = bytes.fromhex(keyed_hash(b"surveys", key))
    who = f"{home}\n{name}".encode()
    return f"s-{keyed_hash(who, derived)[:_DIGITS]}"
