"""The record endpoint over HTTP: one Starlette application for this machine alone."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from janeschool_scorm.preview.loopback import is_loopback, loopback_origin
from janeschool_scorm.preview.records.call import (
    Answer,
    Call,
    RefusedError,
    parameters,
    refused,
)
from janeschool_scorm.preview.records.faults import Fault

#: Takes a call to its answer, in one step that nothing interrupts.
Serve = Callable[[Call], Answer]
#: Remembers a call that a fault struck, and what came of it.
Note = Callable[[Call, Answer], None]
#: Closes the connection of a client (host, port) at once.
Abort = Callable[[tuple[str, int]], None]

#: The status, in the log alone, of a call whose connection was cut.
NO_ANSWER = 444
_METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"]
#: What is read of a body that is too large, so that its sender hears the answer.
_DRAINED = 8
_CORS = {
    "access-control-allow-methods": "GET, HEAD, POST, PUT, DELETE",
    "access-control-allow-headers": (
        "Authorization, Content-Type, If-Match, If-None-Match, Accept-Language, "
        "X-Experience-API-Version"
    ),
    "access-control-expose-headers": (
        "ETag, Last-Modified, Retry-After, WWW-Authenticate, X-Experience-API-Version, "
        "X-Experience-API-Consistent-Through"
    ),
    "access-control-max-age": "600",
}


@dataclass(frozen=True)
class Limits:
    """How large a request may be, in bytes."""

    body: int
    attachments: int  #: of a multipart body


class Faults(Protocol):
    """Whatever knows what happens to a request instead of being served."""

    def take(self, method: str, path: str) -> Fault | None: ...


@dataclass(frozen=True)
class Host:
    """What the application serves, and what it may do to its clients."""

    serve: Serve
    note: Note
    faults: Faults
    limits: Limits
    abort: Abort


def application(host: Host) -> Starlette:
    """The application: hosts and origins of this machine only, faults, size limits."""

    async def handle(request: Request) -> Response:
        origin = loopback_origin(request.headers.get("origin", ""))
        if not is_loopback(request.url.hostname or ""):
            return _response(Answer(421, b"this endpoint is for this machine"), origin)
        if request.method == "OPTIONS":
            return _response(Answer(204), origin)
        return _response(await _answered(host, request), origin)

    return Starlette(routes=[Route("/{path:path}", handle, methods=_METHODS)])


async def _answered(host: Host, request: Request) -> Answer:
    path = _path(request)
    fault = host.faults.take(request.method, path) or Fault()
    await asyncio.sleep(fault.seconds)
    try:
        call = await _call(request, path, host.limits)
    except RefusedError as refusal:
        return refused(Call(request.method, path, {}, dict(request.headers)), refusal)
    except ClientDisconnect:
        return Answer(400)
    if fault.status or fault.cut == "before":
        answer = _failure(fault)
        host.note(call, answer)
    else:
        answer = host.serve(call)
    if fault.cut:
        _cut(host, request)
    return answer


def _cut(host: Host, request: Request) -> None:
    if request.client:
        host.abort((request.client.host, request.client.port))


def _failure(fault: Fault) -> Answer:
    wait = {} if fault.retry_after is None else {"retry-after": str(fault.retry_after)}
    status = fault.status or NO_ANSWER
    return Answer(status, b"a fault that a test asked for", wait)


def _path(request: Request) -> str:
    """The path below /xapi/ as it was written, or that of another address."""
    path: str = request.url.path
    return path.removeprefix("/xapi/") if path.startswith("/xapi/") else path[1:]


async def _call(request: Request, path: str, limits: Limits) -> Call:
    headers = {name.lower(): value for name, value in request.headers.items()}
    multipart = headers.get("content-type", "").startswith("multipart/")
    body = await _body(request, limits.attachments if multipart else limits.body)
    return Call(request.method, path, parameters(request.url.query), headers, body)


async def _body(request: Request, most: int) -> bytes:
    """The body, of at most so many bytes.

    Raises `RefusedError` 413 (Communication 3.2) when the rest, or as much as is reasonable,
    was read and dropped: a sender who is cut off while sending never hears the answer.
    """
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size <= most:
            parts.append(part)
        elif size > most * _DRAINED:
            break
    if size > most:
        raise RefusedError(413, f"a request may have {most} bytes here")
    return b"".join(parts)


def _response(answer: Answer, origin: str) -> Response:
    allowed: Mapping[str, str] = {"access-control-allow-origin": origin, **_CORS}
    headers = {**answer.headers, **(allowed if origin else {}), "vary": "Origin"}
    return Response(answer.body, answer.status, headers)
