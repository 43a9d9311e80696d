"""A plain HTTP client for the record endpoint, and the small values that tests send."""

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit
from uuid import uuid4

from hypothesis import HealthCheck, settings

from janeschool_scorm.preview.records import Records
from janeschool_scorm.preview.records.launch import (
    CMI5,
    MOVEON,
    Launch,
    context_template,
)

#: For property tests: a busy machine is no fault.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
VERBS = "http://adlnet.gov/expapi/verbs/"
LEARNER = {
    "objectType": "Agent",
    "account": {"homePage": "https://agency.example", "name": "p-7f3a9c"},
}


@dataclass(frozen=True)
class Reply:
    """One answer: header names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


@dataclass
class Client:
    """Speaks to one endpoint with one set of headers."""

    records: Records
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        standard = {
            "X-Experience-API-Version": "1.0.3",
            "Authorization": self.records.authorization,
        }
        self.headers = {**standard, **self.headers}

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        /,
        headers: Any = None,  # not a Mapping: `**parameters` could not be checked
        **parameters: Any,
    ) -> Reply:
        """One request below the endpoint; a header of None is left out.

        A body that is not bytes goes as JSON, and so do parameters that are objects.
        """
        sent: dict[str, str | None] = {**self.headers}
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode("utf-8")
            sent["Content-Type"] = "application/json"
        sent.update(headers or {})
        texts = {name: _text(value) for name, value in parameters.items()}
        query = "?" + urlencode(texts, quote_via=quote) if texts else ""
        return self.raw(method, self.target(path) + query, body, sent)

    def target(self, path: str) -> str:
        """The request target of a path below the endpoint; of an absolute path, itself."""
        return (
            path
            if path.startswith("/")
            else urlsplit(self.records.endpoint).path + path
        )

    def raw(
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        headers: Mapping[str, str | None] | None = None,
    ) -> Reply:
        """One request as it is given."""
        host = urlsplit(self.records.endpoint).netloc
        connection = http.client.HTTPConnection(host, timeout=10)
        try:
            kept = {name: text for name, text in (headers or {}).items() if text}
            connection.request(method, target, body, kept)
            answer = connection.getresponse()
            found = {name.lower(): text for name, text in answer.getheaders()}
            return Reply(answer.status, found, answer.read())
        finally:
            connection.close()

    def store(self, *statements: Mapping[str, Any]) -> list[str]:
        """POST statements that must be accepted, and return their ids."""
        reply = self.ask("POST", "statements", list(statements))
        assert reply.status == 200, reply.text
        ids: list[str] = reply.json
        return ids

    def found(self, **parameters: Any) -> list[str]:
        """The ids that GET statements lists on its first page."""
        reply = self.ask("GET", "statements", **parameters)
        assert reply.status == 200, reply.text
        return [each["id"] for each in reply.json["statements"]]


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value)


def statement(**properties: Any) -> dict[str, Any]:
    """A small good statement with an id of its own and these properties besides."""
    return {
        "id": str(uuid4()),
        "actor": LEARNER,
        "verb": {"id": VERBS + "experienced", "display": {"en": "experienced"}},
        "object": {"id": "https://content.example/js-101/m1-l1"},
        **properties,
    }


def iri(name: str = "") -> str:
    """An IRI that nobody else uses."""
    return f"https://content.example/{name}/{uuid4()}"


def agent(name: str = "") -> dict[str, Any]:
    """An agent whom nobody else is."""
    account = {"homePage": "https://agency.example", "name": name or str(uuid4())}
    return {"objectType": "Agent", "account": account}


@dataclass
class Unit:
    """An assignable unit that plays by the rules, unless a test makes it not to."""

    client: Client
    launch: Launch
    url: str = ""
    token: str = ""
    seconds: int = 0

    @classmethod
    def opened(cls, client: Client, **launched: Any) -> "Unit":
        """Launch and do all that comes before the first statement (8.2, 10.2, 11.0)."""
        unit = cls.launched(client, **launched)
        unit.fetch()
        unit.read_launch_data()
        unit.read_preferences()
        return unit

    @classmethod
    def launched(cls, client: Client, **launched: Any) -> "Unit":
        given = {
            "url": "http://127.0.0.1:1/js-101/index.html",
            "publisher_id": iri("au"),
            "actor": LEARNER,
            **launched,
        }
        launch = Launch(**given)
        return cls(client, launch, client.records.launch(launch).url)

    def fetch(self) -> Any:
        """POST the fetch address; the answer is an object whatever happens."""
        reply = self.client.raw("POST", self.fetch_target)
        assert reply.status == 200
        self.token = reply.json.get("auth-token", self.token)
        return reply.json

    @property
    def fetch_target(self) -> str:
        (address,) = parse_qs(urlsplit(self.url).query)["fetch"]
        return urlsplit(address).path

    def ask(self, method: str, path: str, body: Any = None, /, **rest: Any) -> Reply:
        headers = {"Authorization": f"Basic {self.token}", **rest.pop("headers", {})}
        return self.client.ask(method, path, body, headers=headers, **rest)

    def read_launch_data(self) -> Reply:
        return self.ask("GET", "activities/state", **self.state("LMS.LaunchData"))

    def state(self, name: str) -> dict[str, Any]:
        """The parameters of a State document of this launch."""
        return {
            "stateId": name,
            "activityId": self.launch.activity_id,
            "agent": self.launch.actor,
            "registration": self.launch.registration,
        }

    def read_preferences(self) -> Reply:
        given = {"agent": self.launch.actor, "profileId": "cmi5LearnerPreferences"}
        return self.ask("GET", "agents/profile", **given)

    def allowed(self, **properties: Any) -> dict[str, Any]:
        """A cmi5-allowed statement: the template's context, no cmi5 category (7.1.3)."""
        self.seconds += 1
        minutes, seconds = divmod(self.seconds, 60)
        context = {
            **context_template(self.launch),
            "registration": self.launch.registration,
        }
        return statement(
            **{
                "actor": self.launch.actor,
                "timestamp": f"2026-11-21T21:{minutes:02}:{seconds:02}.000Z",
                "context": context,
                **properties,
            }
        )

    def defined(self, verb: str, **properties: Any) -> dict[str, Any]:
        """A cmi5-defined statement that is right in every part."""
        made = self.allowed()
        result = _result(verb)
        judged = "success" in result or "completion" in result
        category = [{"id": CMI5}, *([{"id": MOVEON}] if judged else [])]
        activities = {**made["context"]["contextActivities"], "category": category}
        made["context"] = {**made["context"], "contextActivities": activities}
        made["verb"] = {"id": VERBS + verb, "display": {"en": verb}}
        made["object"] = {"id": self.launch.activity_id}
        return {**made, **({"result": result} if result else {}), **properties}

    def say(self, *statements: Mapping[str, Any]) -> Reply:
        """PUT one statement as AUs do, POST several."""
        if len(statements) == 1 and "id" in statements[0]:
            name = statements[0]["id"]
            return self.ask("PUT", "statements", statements[0], statementId=name)
        return self.ask("POST", "statements", list(statements))


def _result(verb: str) -> dict[str, Any]:
    told: dict[str, dict[str, Any]] = {
        "completed": {"completion": True},
        "passed": {"success": True},
        "failed": {"success": False},
        "terminated": {},
    }
    return {**told[verb], "duration": "PT1M"} if verb in told else {}
