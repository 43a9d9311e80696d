"""Build and send single statements: all of tincan, which speaks xAPI 1.0.3.

tincan has no time-outs and asks nobody twice, so its requests go through our client.
It rewrites what it reads (PT3600S becomes PT01H00M00S), so whoever sends compares.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final
from urllib.parse import urlencode

from tincan import RemoteLRS
from tincan import Statement as TincanStatement
from tincan.lrs_response import LRSResponse

from xapi import answers
from xapi.answers import Answer
from xapi.credentials import Login
from xapi.http import Client

VERSION: Final = "1.0.3"
_CONFLICT: Final = 409
#: the LRS judged this statement; any other refusal is about us or about the server
_JUDGED: Final = (400, 413, 422)
_HEADER: Final = "X-Experience-API-Version"
_NOT_SENT: Final = ("stored", "authority")


class Fate(StrEnum):
    """What became of a statement that was sent."""

    SENT = "sent"
    THERE = "there"  #: the LRS holds a statement with this id
    REFUSED = "refused"


@dataclass(frozen=True)
class Sent:
    """What an LRS did with a statement; `why` in its own words, without secrets."""

    fate: Fate
    why: str = ""


@dataclass(frozen=True)
class Built:
    """A statement that is ready to be sent."""

    statement: Any  #: tincan's
    text: bytes  #: as it will be sent


class _Remote(RemoteLRS):  # type: ignore[misc]  # tincan has no types
    """tincan's LRS, over our client; it keeps the last answer."""

    _props = [*RemoteLRS._props, "client", "answer"]  # no others may be set

    def __init__(self, client: Client, endpoint: str) -> None:
        super().__init__(endpoint=endpoint, version=VERSION)
        self.client = client
        self.answer: Answer | None = None

    def _send_request(self, request: Any) -> LRSResponse:
        query = urlencode({k: str(v) for k, v in request.query_params.items()})
        self.answer = self.client.ask(
            request.method,
            f"{self.endpoint}{request.resource}?{query}",
            request.content.encode() if request.content is not None else None,
            headers={_HEADER: VERSION, **request.headers},
        )
        return LRSResponse(
            success=self.answer.good, request=request, data=self.answer.body
        )


class Lrs:
    """An LRS that statements are sent to."""

    def __init__(self, client: Client, endpoint: str, login: Login) -> None:
        """Keep how it is asked; `endpoint` with the slash at its end."""
        self._client = client
        self._endpoint = endpoint
        self._secrets = login.secrets
        self._remote = _Remote(client, endpoint)

    def send(self, built: Built) -> Sent:
        """Send a statement by PUT, with its id. Raises HttpError.

        A request whose answer was lost is sent again: the id keeps it from counting
        twice (xAPI 1.0.3, Communication 2.1.1).
        """
        self._remote.save_statement(built.statement)
        answer = self._remote.answer
        assert answer is not None
        if answer.good:
            return Sent(Fate.SENT)
        if answer.status == _CONFLICT:
            return Sent(Fate.THERE)
        if answer.status in _JUDGED:
            why = answers.reason(answer, self._secrets) or "without a reason"
            return Sent(Fate.REFUSED, f"{answer.status}: {why}")
        raise answers.refusal(answer)

    def held(self, identifier: str) -> Answer | None:
        """Return the answer with the statement of an id, or None if none is listed."""
        query = urlencode({"statementId": identifier})
        answer = self._client.ask(
            "GET", f"{self._endpoint}statements?{query}", headers={_HEADER: VERSION}
        )
        if answer.status == 404:
            return None
        if not answer.good:
            raise answers.refusal(answer)
        return answer


def built(text: bytes) -> Built:
    """Build the statement of a text, without what an LRS adds.

    Raises ValueError where tincan does not take it.
    """
    try:
        statement = TincanStatement.from_json(text.decode())
        for name in _NOT_SENT:
            setattr(statement, name, None)
        return Built(statement, statement.to_json(VERSION).encode())
    except Exception as error:  # tincan raises whatever comes up
        reason = re.split(r"[\n:]", str(error))[0][:80]
        raise ValueError(f"tincan cannot build it ({reason})") from error
