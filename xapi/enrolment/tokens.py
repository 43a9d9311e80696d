"""Make tokens that say nothing about the person."""

import secrets
from collections.abc import Collection
from typing import Final

#: no vowels, so that no word comes of it; nothing that looks like another sign
_SIGNS: Final = "23456789bcdfghjkmnpqrstvwxz"
_GROUPS: Final = 3
_SIZE: Final = 4


def new_token(taken: Collection[str]) -> str:
    """Return a random token, such as p-4hk7-9mzc-2xvt, that is not taken (57 bits)."""
    while True:
        groups = (
            "".join(secrets.choice(_SIGNS) for _ in range(_SIZE))
            for _ in range(_GROUPS)
        )
        token = "-".join(("p", *groups))
        if token not in taken:
            return token
