"""A text -> keys, passwords and tokens that stand in it (rules J301 to J305).

Only patterns that hardly anything else fits: a scanner that cries wolf is switched off.
"""

import base64
import binascii
import math
import re
from collections import Counter
from collections.abc import Iterator

from janeschool_scorm.validate.content.marks import Mark
from janeschool_scorm.validate.content.script import Script

_PRIVATE_KEY = re.compile(
    r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----(?:\s|\\[nr]|[\"'+])*[A-Za-z0-9+/=]{40}"
)
_IN_ADDRESS = re.compile(
    r"(?:https?|wss?|ftp)://([^\s\"'`<>/:@?#${}\\]{1,80}):([^\s\"'`<>/:@?#${}\\]{3,80})@[\w.-]+"
)
_BASIC = re.compile(r"Basic ([A-Za-z0-9+/]{8,200}={0,2})(?![\w+/=])")
#: The services' own prefixes, with the length that they give their keys.
_TOKENS = re.compile(
    r"(?:(?P<AWS>(?:AKIA|ASIA)[0-9A-Z]{16})"
    r"|(?P<GitHub>gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,})"
    r"|(?P<Slack>xox[abprs]-[0-9]{8,}-[A-Za-z0-9-]{20,})"
    r"|(?P<Stripe>[sr]k_live_[A-Za-z0-9]{20,})"
    r"|(?P<OpenAI>sk-(?:proj-|svcacct-)[A-Za-z0-9_-]{40,}|sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20})"
    r"|(?P<Anthropic>sk-ant-[A-Za-z0-9_-]{40,})"
    r"|(?P<SendGrid>SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43})"
    r"|(?P<npm>npm_[A-Za-z0-9]{36})"
    r"|(?P<GitLab>glpat-[A-Za-z0-9_-]{20,})"
    r"|(?P<Bearer>Bearer eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,})"
    r")(?![A-Za-z0-9])"
)
#: One of them stands in each: to look for these alone is quick.
_PREFIXES = (
    *("AKIA", "ASIA", "github_pat_", "xox", "k_live_", "sk-", "SG.", "npm_", "glpat-"),
    *("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "Bearer eyJ"),
)
_WITHIN = re.compile(r"[\w/+-]")
_NAMED = re.compile(
    r"""(?i)(?<![\w$])["']?([\w$]{0,30}(?:passw(?:or)?d|secret|api_?key|access_?key|auth_?token|private_?key)[\w$]{0,10})"""
    r"""["']?\s{0,5}[:=]\s{0,5}(["'])([A-Za-z0-9+/_=!@#%^&*-]{16,120})\2"""
)
_NO_SECRET = re.compile(
    r"(?i)example|sample|your|xxx|placeholder|change.?me|dummy|test|demo|user(name)?\Z|password\Z"
)
#: Bits a character: words of a language stay below, keys made by chance above.
_CHANCE = 3.5


def secrets(source: str, script: Script | None = None) -> Iterator[Mark]:
    """What must not travel; `script` is the source as a script, where it is one.

    Documentation of an address's form is written in comments: there, names and
    passwords in addresses are not looked for.
    """
    yield from _keys(source)
    for found in _IN_ADDRESS.finditer(script.code if script else source):
        if not any(_NO_SECRET.search(part) for part in found.groups()):
            yield Mark("J302", found.start(), "a name and a password in an address")
    for found in _BASIC.finditer(source):
        if _is_pair(found[1]):
            yield Mark("J303", found.start(), "a name and a password for a server")
    if script is not None:
        yield from _named(script)


def _keys(source: str) -> Iterator[Mark]:
    if "PRIVATE KEY" in source:
        for found in _PRIVATE_KEY.finditer(source):
            yield Mark("J301", found.start(), "a private key")
    if not any(word in source for word in _PREFIXES):
        return
    for found in _TOKENS.finditer(source):
        within = found.start() and _WITHIN.match(source, found.start() - 1)
        if not within and not _NO_SECRET.search(found[0]):
            yield Mark("J304", found.start(), f"a secret of {found.lastgroup}")


def _named(script: Script) -> Iterator[Mark]:
    for found in _NAMED.finditer(script.code):
        if _by_chance(found[3]) and not _NO_SECRET.search(found[3]):
            yield Mark("J305", found.start(), f"'{found[1]}' is given a value")


def _is_pair(encoded: str) -> bool:
    """Is it a name and a password, as Basic authentication writes them?"""
    try:
        words = base64.b64decode(encoded, validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return False
    name, colon, password = words.partition(":")
    plain = bool(name and colon and password) and words.isprintable()
    return plain and not (_NO_SECRET.search(name) and _NO_SECRET.search(password))


def _by_chance(word: str) -> bool:
    """Letters and figures mixed as a machine mixes them."""
    mixed = any(c.isdigit() for c in word) and any(c.isalpha() for c in word)
    counts = Counter(word).values()
    bits = -sum(n / len(word) * math.log2(n / len(word)) for n in counts)
    return mixed and bits > _CHANCE
