"""The port of the package: the LMS frame, the package's files, the record endpoint."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import iterate_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from janeschool_scorm.preview.play.files import (
    own_file,
    own_files,
    package_headers,
    wanted_part,
)
from janeschool_scorm.preview.play.lms_calls import LmsCalls
from janeschool_scorm.preview.play.stage import Stage
from janeschool_scorm.validate.reader import UnreadableError

_PATIENCE = 10.0
#: Closes the connection of a client (host, port) at once.
Abort = Callable[[tuple[str, int]], None]


def content_app(
    folder: Path, stage: Stage, records: ASGIApp, abort: Abort
) -> Starlette:
    """`folder` has the LMS frame; `records` is the record endpoint's application."""
    calls = LmsCalls(stage, abort)
    files = _Files(folder, stage, abort)
    app = Starlette(
        routes=[
            *calls.routes(),
            Route("/lms/{name:path}", files.own, methods=["GET"]),
            Route("/package/{name:path}", files.package, methods=["GET"]),
            Mount("/xapi", records),
            Mount("/fetch", records),
        ]
    )
    app.router.redirect_slashes = False  # a redirect would leave the token out
    return app


class _Files:
    """Answers with files, through the network that is pretended."""

    def __init__(self, folder: Path, stage: Stage, abort: Abort) -> None:
        self._own = own_files(folder)
        self._stage = stage
        self._abort = abort

    async def own(self, request: Request) -> Response:
        path = self._own.get(request.path_params["name"])
        return own_file(path) if path else Response(status_code=404)

    async def package(self, request: Request) -> Response:
        """A file of the package or a part of it; 404 for every other name."""
        if not await self._stage.network.passed():
            return self._cut(request)
        package, name = self._stage.package, request.path_params["name"]
        if package is None or name not in package.sizes:
            self._stage.hub.tell("missing", file=name[:500])
            return Response(status_code=404)
        size = package.sizes[name]
        part = wanted_part(request.headers.get("range", ""), size)
        headers = package_headers(name, size, part)
        if part.status == 416 or request.method == "HEAD":
            return Response(status_code=part.status, headers=headers)
        pieces = package.pieces(name, part.first, part.last)
        return StreamingResponse(
            self._carried(request, name, pieces), part.status, headers
        )

    async def _carried(
        self, request: Request, name: str, pieces: Iterator[bytes]
    ) -> AsyncIterator[bytes]:
        """The pieces at the network's pace; where the package is damaged, a cut."""
        try:
            async for piece in iterate_in_threadpool(pieces):
                await self._stage.network.carried(len(piece))
                yield piece
        except UnreadableError as error:
            self._stage.hub.tell("damaged", file=name[:500], text=str(error))
            self._cut(request)
            # The server ends this when it sees the cut; to end first would be a lie.
            await asyncio.sleep(_PATIENCE)

    def _cut(self, request: Request) -> Response:
        if request.client:
            self._abort((request.client.host, request.client.port))
        return Response(status_code=503)
