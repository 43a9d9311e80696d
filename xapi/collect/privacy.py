"""Turn a statement about a person into one about a token, before the first write."""

import hashlib
import hmac
import json
import re
from collections.abc import Iterator
from typing import Any, Final

import orjson

from xapi.collect.memory import remembered
from xapi.collect.parse import Json

#: home page of the accounts whose name is a token made here
TOKEN_HOME: Final = "https://www.janeschool.org/xapi/token"
#: members of a statement that say who: turned into tokens, never a fault
WHO: Final = ("actor", "authority")
_IDENTIFIERS: Final = ("mbox", "mbox_sha1sum", "openid")
_EMAIL: Final = re.compile(
    r"[\w.+-]+(?:@|%40)[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.IGNORECASE
)
#: an account name that may be kept: no e-mail address, no words with spaces
_OPAQUE: Final = re.compile(r"[^\s@]{1,200}")
#: without one of these no rule below can match
_SIGNS: Final = (
    *(b"@", b"%40", b"mbox", b"openid"),
    *(b'"Agent"', b'"Group"', b'"account"'),
)
_MEMBER: Final = re.compile(r'\s*[{,]\s*("(?:[^"\\]|\\.)*")\s*:\s*')
_DECODER: Final = json.JSONDecoder()


def without_identity(statement: Json, key: bytes) -> Json:
    """Return the members that must be replaced so that nobody is named.

    An agent is left with an account only (cmi5, 9.2; xAPI 1.0.3, Data 2.4.2). A
    statement whose agents already are opaque accounts gives an empty result.
    """
    return {
        who: anonymous(statement[who], key)
        for who in WHO
        if who in statement and not _is_anonymous(orjson.dumps(statement[who]))
    }


@remembered
def _is_anonymous(agent: bytes) -> bool:
    """Say whether an agent is no more than an opaque account."""
    read = orjson.loads(agent)
    return bool(anonymous(read, b"") == read)


def anonymous(agent: Any, key: bytes) -> Any:
    """Return the agent with an opaque account; a group with opaque members.

    The token is a keyed hash of what identified the person, so the same person
    keeps it, and nobody without the store's key can test a guess. An mbox and its
    SHA-1 give the same token. What is no agent at all comes back as it is.
    """
    if not isinstance(agent, dict):
        return agent
    kept: Json = {k: agent[k] for k in ("objectType",) if k in agent}
    if isinstance(agent.get("member"), list):
        kept["member"] = [anonymous(member, key) for member in agent["member"]]
    account = _account(agent, key)
    return kept if account is None else {**kept, "account": account}


def _account(agent: Json, key: bytes) -> Json | None:
    account = agent.get("account")
    if isinstance(account, dict):
        home, name = account.get("homePage"), account.get("name")
        if not isinstance(home, str) or not isinstance(name, str) or not name.strip():
            return None
        if _OPAQUE.fullmatch(name) and not _EMAIL.search(home):
            return {"homePage": home, "name": name}
        return {"homePage": TOKEN_HOME, "name": _token(f"account {home} {name}", key)}
    for kind in _IDENTIFIERS:
        value = agent.get(kind)
        if isinstance(value, str) and value:
            return {"homePage": TOKEN_HOME, "name": _token(_known_as(kind, value), key)}
    return None


def _known_as(kind: str, value: str) -> str:
    if kind == "mbox":
        sha1 = hashlib.sha1(value.encode(), usedforsecurity=False)
        return f"mbox_sha1sum {sha1.hexdigest()}"
    return f"{kind} {value.lower() if kind == 'mbox_sha1sum' else value}"


def _token(identity: str, key: bytes) -> str:
    return f"t-{keyed_hash(identity.encode(), key)[:24]}"


def keyed_hash(data: bytes, key: bytes) -> str:
    """Return the HMAC-SHA-256 in hex: nobody without the key can test a guess."""
    return hmac.digest(key, data, "sha256").hex()


def personal_data(statement: Json, said: bytes) -> str | None:
    """Return where a statement holds personal data outside the actor, or None.

    `said` is its content as `parse` gives it, without escapes. Found are agents
    that are identified by more than an opaque account, and e-mail addresses in any
    text. The answer names the place, never the value.
    """
    if not any(map(said.__contains__, _SIGNS)):
        return None
    others = {name: value for name, value in statement.items() if name not in WHO}
    for place, value in _values(others):
        if isinstance(value, dict):
            if _names_a_person(value):
                return f"{place} names a person"
        elif isinstance(value, str) and _EMAIL.search(value):
            return f"{place} holds an e-mail address"
    return None


def _names_a_person(value: Json) -> bool:
    if any(kind in value for kind in _IDENTIFIERS):
        return True
    agent = value.get("objectType") in ("Agent", "Group") or "account" in value
    return agent and anonymous(value, b"") != value


def _values(statement: Json) -> Iterator[tuple[str, Any]]:
    """Yield place and value of everything in a statement; member names too."""
    waiting: list[tuple[str, Any]] = [("", statement)]
    while waiting:
        place, value = waiting.pop()
        yield place or "the statement", value
        if isinstance(value, dict):
            for name, child in value.items():
                inner = f"{place}.{name}" if place else name
                if _EMAIL.search(name):
                    yield f"a member name in {place or 'the statement'}", name
                else:
                    waiting.append((inner, child))
        elif isinstance(value, list):
            waiting.extend((place, child) for child in value)


def replaced(data: bytes, members: Json) -> bytes:
    """Return the text of a statement with some of its members written anew.

    Every other character stays as it was received.
    """
    if not members:
        return data
    text, at, pieces = data.decode(), 0, []
    while match := _MEMBER.match(text, at):
        _, end = _DECODER.raw_decode(text, match.end())
        name = json.loads(match[1])
        if name in members:
            value = json.dumps(members[name], ensure_ascii=False, separators=(",", ":"))
            pieces += [text[at : match.end()], value]
        else:
            pieces.append(text[at:end])
        at = end
    return ("".join(pieces) + text[at:]).encode()
