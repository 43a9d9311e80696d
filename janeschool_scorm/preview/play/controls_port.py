"""The port of the page with the log: its files, the events, and commands."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from janeschool_scorm.preview.json_text import parse
from janeschool_scorm.preview.play.files import own_file, own_files
from janeschool_scorm.preview.play.stage import Stage

_PAGE = "index.html"
_MOST = 10_000


def controls_app(folders: Mapping[str, Path], stage: Stage) -> Starlette:
    """`folders`: start of a path -> the folder whose files stand there."""
    own = _own(folders)

    async def page(request: Request) -> Response:
        path = own.get(request.path_params["name"] or _PAGE)
        return own_file(path) if path else Response(status_code=404)

    async def facts(request: Request) -> Response:
        return JSONResponse(stage.about())

    async def events(request: Request) -> Response:
        last = request.headers.get("last-event-id", "0")
        after = int(last) if last.isdecimal() and len(last) < 16 else 0
        stream = stage.hub.listen(after)
        return StreamingResponse(stream, media_type="text/event-stream")

    async def obey(request: Request) -> Response:
        # A form of another page cannot send JSON, and a script of one is not this origin.
        mine = request.headers.get("origin") == stage.controls
        kind = request.headers.get("content-type", "").partition(";")[0]
        if not mine or kind != "application/json":
            return Response(status_code=403)
        try:
            # A course may be built on a command: that takes its time.
            await run_in_threadpool(stage.command, await _object(request))
        except ValueError as error:
            return JSONResponse({"error": str(error)}, 400)
        return Response(status_code=204)

    return Starlette(
        routes=[
            Route("/session", facts, methods=["GET"]),
            Route("/events", events, methods=["GET"]),
            Route("/command", obey, methods=["POST"]),
            Route("/{name:path}", page, methods=["GET"]),
        ]
    )


def _own(folders: Mapping[str, Path]) -> dict[str, Path]:
    return {
        start + name: path
        for start, folder in folders.items()
        for name, path in own_files(folder).items()
    }


async def _object(request: Request) -> Mapping[str, Any]:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _MOST:
            raise ValueError(f"a command has at most {_MOST} bytes")
    value = parse(body)
    if not isinstance(value, dict):
        raise ValueError("a command is an object")
    return value
