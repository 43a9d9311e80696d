"""Take people out of a learning record store, as far as it has a way for that.

xAPI itself can delete State and agent profile documents (1.0.3, Communication 2.3 and
2.6), never statements. SQL LRS has a request of its own for all that an agent left.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from xapi import answers
from xapi.answers import Answer, HttpError
from xapi.credentials import Login
from xapi.http import Client

#: who it is, as xAPI has it: an account, or an mbox
Agent = Mapping[str, Any]

_VERSION: Final = {"X-Experience-API-Version": "1.0.3"}
_JSON: Final = {"Content-Type": "application/json"}
#: there is none, or there was none
_FINE: Final = (200, 204, 404)
_LOGIN: Final = "admin/account/login"
_AGENTS: Final = "admin/agents"


@dataclass(frozen=True)
class Documents:
    """What an LRS may hold of people beside statements."""

    agents: Sequence[Agent]
    places: Sequence[tuple[str, str | None]]  #: activity and registration


def delete_documents(client: Client, endpoint: str, of: Documents) -> int:
    """Delete State and agent profile documents; return how many requests it took.

    Where the registration is left out, only documents without one are meant, so both are
    asked for. Raises HttpError.
    """
    asked = 0
    for who in of.agents:
        agent = json.dumps(who)
        for query in _contexts(agent, of.places):
            _demand(client.ask("DELETE", _state(endpoint, query), headers=_VERSION))
            asked += 1
        asked += _delete_profiles(client, endpoint, agent)
    return asked


def _contexts(
    agent: str, places: Sequence[tuple[str, str | None]]
) -> Iterator[dict[str, str]]:
    for activity in sorted({activity for activity, _ in places}):
        yield {"activityId": activity, "agent": agent}
    for activity, registration in places:
        if registration:
            said = {"activityId": activity, "agent": agent}
            yield {**said, "registration": registration}


def _state(endpoint: str, query: dict[str, str]) -> str:
    return f"{endpoint}activities/state?{urlencode(query)}"


def _delete_profiles(client: Client, endpoint: str, agent: str) -> int:
    """Delete each profile by its id: all at once is not in the standard."""
    address = f"{endpoint}agents/profile"
    listed = client.ask(
        "GET", f"{address}?{urlencode({'agent': agent})}", headers=_VERSION
    )
    _demand(listed)
    names = _parsed(listed)
    for name in names if isinstance(names, list) else []:
        query = urlencode({"agent": agent, "profileId": str(name)})
        _demand(client.ask("DELETE", f"{address}?{query}", headers=_VERSION))
    return 1 + len(names if isinstance(names, list) else [])


def delete_agents(
    client: Client, endpoint: str, login: Login, agents: Sequence[Agent]
) -> None:
    """Delete agents from SQL LRS, with all that they left. Raises HttpError.

    Its administrator must have allowed it (LRSQL_ENABLE_ADMIN_DELETE_ACTOR).
    """
    base = admin_base(endpoint)
    said = json.dumps({"username": login.user, "password": login.password})
    answer = client.ask("POST", base + _LOGIN, said.encode(), headers=_JSON)
    token = _parsed(answer).get("json-web-token") if answer.good else None
    if not isinstance(token, str):
        raise HttpError(
            f"{urlsplit(base).hostname} does not let this administrator in "
            f"({answer.status}): is it SQL LRS, and are name and password right?",
            status=answer.status,
        )
    headers = {**_JSON, "Authorization": f"Bearer {token}"}
    for agent in agents:
        body = json.dumps({"actor-ifi": identifier(agent)}).encode()
        gone = client.ask("DELETE", base + _AGENTS, body, headers=headers)
        if gone.status == 404:
            raise HttpError(
                f"{urlsplit(base).hostname} has no way to delete a person: its "
                "administrator sets LRSQL_ENABLE_ADMIN_DELETE_ACTOR to true.",
                status=404,
            )
        if not gone.good:
            raise answers.refusal(gone)


def admin_base(endpoint: str) -> str:
    """Return the base of SQL LRS's own requests: beside its xAPI endpoint."""
    parts = urlsplit(endpoint)
    path = parts.path.rstrip("/").rpartition("/")[0]
    return parts._replace(path=f"{path}/", query="", fragment="").geturl()


def identifier(agent: Agent) -> str:
    """Return an agent as SQL LRS calls it."""
    if "mbox" in agent:
        return f"mbox::{agent['mbox']}"
    return f"account::{agent['account']['name']}@{agent['account']['homePage']}"


def _demand(answer: Answer) -> None:
    if answer.status not in _FINE:
        raise answers.refusal(answer)


def _parsed(answer: Answer) -> Any:
    try:
        return json.loads(answer.body) if answer.body else []
    except ValueError:
        return []
