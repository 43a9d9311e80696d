"""Requests to the record endpoint -> events for the log: who asked what, and what of it."""

import json
import time
from collections.abc import Callable, Mapping
from typing import Any

from janeschool_scorm.preview.play.hub import Hub
from janeschool_scorm.preview.records import Records
from janeschool_scorm.preview.records.call import Answer, Call

_SHOWN_BYTES = 100_000
_DOCUMENTS = {
    "activities/state": ("state", "stateId"),
    "agents/profile": ("agent profile", "profileId"),
    "activities/profile": ("activity profile", "profileId"),
}
#: Judges a statement by what its launch asked: level, sentence, rule.
Judge = Callable[[Mapping[str, Any]], list[dict[str, str]]]


class Telling:
    """Serves through the record endpoint and tells the log of each request."""

    def __init__(self, records: Records, hub: Hub, judge: Judge) -> None:
        self._records = records
        self._hub = hub
        self._judge = judge
        self._told = 0

    def serve(self, call: Call) -> Answer:
        """The endpoint's answer; the log hears of the request and what it changed."""
        begun = time.perf_counter()
        known = len(self._records.violations)
        answer = self._records.answer(call)
        took = round((time.perf_counter() - begun) * 1000, 1)
        rules = [
            {
                "level": "error",
                "text": each.sentence,
                "rule": f"cmi5 {each.requirement}",
            }
            for each in self._records.violations[known:]
        ]
        self._request(call, answer, took, rules or _refusal(call, answer))
        self._changes(call, answer)
        return answer

    def struck(self, call: Call, answer: Answer) -> None:
        """The log hears of a request that a fault struck."""
        self._records.note(call, answer)
        self._request(call, answer, 0, [], struck=True)

    def statements(self) -> None:
        """The log hears of the statements since the last time, the LMS's own too."""
        rows = self._records.statements
        new, self._told = rows[self._told :], len(rows)
        for statement in new:
            author = statement.get("authority", {}).get("account", {}).get("name", "")
            lms = author == "lms"
            self._hub.tell(
                "statement",
                statement=statement,
                stored=statement.get("stored", ""),
                by="lms" if lms else "course",
                verdict=[] if lms else self._judge(statement),
            )

    def _request(
        self,
        call: Call,
        answer: Answer,
        took: float,
        verdict: list[dict[str, str]],
        struck: bool = False,
    ) -> None:
        self._hub.tell(
            "request",
            method=call.method,
            path=call.path,
            parameters=dict(call.parameters),
            status=answer.status,
            took=took,
            struck=struck,
            verdict=verdict,
            body=_shown(call.body),
            answer=_shown(answer.body),
        )

    def _changes(self, call: Call, answer: Answer) -> None:
        if not 200 <= answer.status < 300 or call.method in ("GET", "HEAD"):
            return
        if call.path == "statements":
            self.statements()
        if call.path in _DOCUMENTS:
            kind, name = _DOCUMENTS[call.path]
            self._hub.tell(
                "document",
                kind=kind,
                id=call.parameters.get(name, ""),
                method=call.method,
                value=None if call.method == "DELETE" else _shown(call.body),
                changed=True,
            )


def _refusal(call: Call, answer: Answer) -> list[dict[str, str]]:
    """What an LRS refuses is a fault, but asking for a document that is not there."""
    if answer.status < 400 or (answer.status == 404 and call.method == "GET"):
        return []
    text = answer.body.decode("utf-8", "replace")[:500]
    return [{"level": "error", "text": text, "rule": "xAPI"}]


def _shown(body: bytes) -> Any:
    """JSON as values, else as text; what is longer than a log can show is cut."""
    if len(body) > _SHOWN_BYTES:
        return body[:_SHOWN_BYTES].decode("utf-8", "replace") + "…"
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return body.decode("utf-8", "replace")
