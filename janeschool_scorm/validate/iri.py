"""Is a text a full IRI, a URL, a language?"""

import re

#: A scheme and more, without spaces or what no IRI holds (RFC 3987, 2.2).
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>\"{}|\\^`]+")
#: Letters that need no percent-encoding in an address (RFC 1738, 2.2; RFC 3986, 2).
_URL = re.compile(r"(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+")
_LANGUAGE = re.compile(r"(?:[A-Za-z]{2,8}|[xi])(?:-[A-Za-z0-9]{1,8})*")


def is_iri(text: str) -> bool:
    return _IRI.fullmatch(text) is not None


def is_url(text: str) -> bool:
    """An address, relative or not, as it may be sent."""
    return _URL.fullmatch(text) is not None


def is_language(text: str) -> bool:
    """A tag by its form (RFC 5646, 2.1)."""
    return _LANGUAGE.fullmatch(text) is not None
