"""What the LMS frame asks of its own server: facts, what is kept, launches, waits."""

import asyncio
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from janeschool_scorm.preview.json_text import parse
from janeschool_scorm.preview.play.reports import blocked
from janeschool_scorm.preview.play.stage import Stage

_REPORT_BYTES = 20_000
_KEPT_BYTES = 8 << 20
_LAUNCH_BYTES = 10_000
_MOST_WAIT = 30.0


class LmsCalls:
    """The package stands on the same origin: whatever it asks here only harms itself."""

    def __init__(self, stage: Stage, abort: Callable[[tuple[str, int]], None]) -> None:
        self._stage = stage
        self._abort = abort

    def routes(self) -> list[Route]:
        """Where each of them stands."""
        kept = "/call/kept/{learner}"
        return [
            Route("/call/session", self.session, methods=["GET"]),
            Route(kept, self.read_kept, methods=["GET"]),
            Route(kept, self.write_kept, methods=["PUT", "POST"]),
            Route("/call/launch", self.launch, methods=["POST"]),
            Route("/call/wait", self.wait, methods=["GET"]),
            Route("/csp", self.report, methods=["POST"]),
        ]

    async def session(self, request: Request) -> Response:
        return JSONResponse(self._stage.session())

    async def read_kept(self, request: Request) -> Response:
        body = self._stage.kept.read(request.path_params["learner"])
        return Response(body, media_type="application/json")

    async def write_kept(self, request: Request) -> Response:
        """Save a learner's data, where there is a network."""
        if not await self._stage.network.passed():
            if request.client:
                self._abort((request.client.host, request.client.port))
            return Response(status_code=503)
        learner = request.path_params["learner"]
        body = await _body(request, _KEPT_BYTES)
        good = body is not None and self._stage.kept.write(learner, body)
        return Response(status_code=204 if good else 413)

    async def launch(self, request: Request) -> Response:
        try:
            asked = _mapping(await _body(request, _LAUNCH_BYTES))
            return JSONResponse(self._stage.launch(asked))
        except ValueError as error:
            return JSONResponse({"error": str(error)}, 400)

    async def wait(self, request: Request) -> Response:
        """Answer after so many milliseconds: how a slow LMS holds a course up."""
        text = request.query_params.get("ms", "0")
        seconds = int(text) / 1000 if text.isdecimal() and len(text) < 9 else 0
        await asyncio.sleep(min(seconds, _MOST_WAIT))
        return Response(status_code=204)

    async def report(self, request: Request) -> Response:
        """A browser says what it has blocked."""
        body = await _body(request, _REPORT_BYTES)
        for each in blocked(body or b"", self._stage.content):
            self._stage.blocked(each)
        return Response(status_code=204)


async def _body(request: Request, most: int) -> bytes | None:
    """The body, None where it is larger than that."""
    found = bytearray()
    async for piece in request.stream():
        found += piece
        if len(found) > most:
            return None
    return bytes(found)


def _mapping(body: bytes | None) -> dict[str, Any]:
    value = parse(body or b"")
    if not isinstance(value, dict):
        raise ValueError("an object is expected")
    return value
