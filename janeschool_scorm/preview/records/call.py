"""What one request asks and what it is answered, apart from any web framework."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl

from janeschool_scorm.preview.json_text import dump, sha1
from janeschool_scorm.preview.records.statement_shape import XAPI_1, XAPI_2, Version

#: Communication 1.3: form parameters that stand for headers.
_AS_HEADERS = (
    "authorization",
    "x-experience-api-version",
    "content-type",
    "content-length",
    "if-match",
    "if-none-match",
)
_MOST_PARAMETERS = 50


@dataclass(frozen=True)
class Call:
    """One request: the path below the endpoint, header names in lower case."""

    method: str
    path: str
    parameters: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True)
class Answer:
    """One response."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


class RefusedError(Exception):
    """A request is not served: a status, a sentence, and the requirement it breaks."""

    def __init__(self, status: int, sentence: str, requirement: str = "") -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.requirement = requirement


def json_answer(value: object, **headers: str) -> Answer:
    """200 with a JSON body."""
    given = {name.replace("_", "-"): text for name, text in headers.items()}
    return Answer(200, dump(value), {"content-type": "application/json", **given})


def tagged_answer(value: object, **headers: str) -> Answer:
    """200 with a JSON body and its ETag (Communication 3.1)."""
    answer = json_answer(value, **headers)
    tag = {"etag": f'"{sha1(answer.body)}"'}
    return replace(answer, headers={**answer.headers, **tag})


def refused(call: Call, refusal: RefusedError) -> Answer:
    """The sentence as JSON where the client asks for that, else as plain text.

    Communication 3.2: content negotiation decides the format of an error.
    """
    known: dict[str, str] = {"error": refusal.sentence}
    if refusal.requirement:
        known["requirement"] = refusal.requirement
    challenge = {"www-authenticate": 'Basic realm="xAPI", charset="UTF-8"'}
    headers = challenge if refusal.status == 401 else {}
    if "application/json" in call.headers.get("accept", ""):
        headers = {"content-type": "application/json", **headers}
        return Answer(refusal.status, dump(known), headers)
    line = ": ".join(filter(None, [refusal.requirement, refusal.sentence]))
    headers = {"content-type": "text/plain; charset=utf-8", **headers}
    return Answer(refusal.status, line.encode("utf-8"), headers)


def parameters(query: str) -> dict[str, str]:
    """The parameters of a query string or form, each at most once.

    Raises `RefusedError`.
    """
    try:
        pairs = parse_qsl(
            query,
            keep_blank_values=True,
            strict_parsing=bool(query),
            errors="strict",
            max_num_fields=_MOST_PARAMETERS,
        )
    except ValueError as error:
        raise RefusedError(400, f"the parameters cannot be read: {error}") from error
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise RefusedError(400, f"the parameter {twice} is given twice")
    return found


def spoken_version(call: Call, versions: tuple[Version, ...]) -> Version:
    """The version that a request speaks, as its latest patch (Communication 3.3).

    Raises `RefusedError` where the header is missing or names another version.
    """
    header = call.headers.get("x-experience-api-version")
    if header is None:
        raise RefusedError(400, "the header X-Experience-API-Version is missing")
    parts = header.split(".")
    for start, version in ((["1", "0"], XAPI_1), (["2", "0"], XAPI_2)):
        patch = parts[2:]
        good = (
            parts[:2] == start and len(patch) < 2 and all(p.isdecimal() for p in patch)
        )
        if good and version in versions:
            return version
    raise RefusedError(
        400,
        f"X-Experience-API-Version {header[:40]!r} is not spoken here: "
        f"send {' or '.join(versions)}",
    )


def unfolded(call: Call) -> Call:
    """A request in the alternate syntax as the request that it stands for.

    Communication 1.3 of xAPI 1.0.3; xAPI 2.0 has dropped it. Raises `RefusedError`.
    """
    if set(call.parameters) != {"method"} or call.method != "POST":
        raise RefusedError(
            400, "with method as a parameter, POST it, and nothing else beside"
        )
    if call.media_type != "application/x-www-form-urlencoded":
        raise RefusedError(400, "the alternate request syntax sends a form")
    try:
        form: dict[str, Any] = parameters(call.body.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise RefusedError(400, "the form is not UTF-8") from error
    lowered = {name.lower(): text for name, text in form.items()}
    headers = {name: lowered[name] for name in _AS_HEADERS if name in lowered}
    return Call(
        method=call.parameters["method"],
        path=call.path,
        parameters={
            name: text
            for name, text in form.items()
            if name != "content" and name.lower() not in _AS_HEADERS
        },
        headers={**call.headers, "content-type": "application/json", **headers},
        body=form.get("content", "").encode("utf-8"),
    )
