"""A web application in a thread, on a port of this machine."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from janeschool_scorm.preview.loopback import loopback_address
from janeschool_scorm.problems import OutsideError

_START_SECONDS = 10


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket bound to a loopback address; port 0 takes a free one.

    Raises `ValueError` for an address that others can reach, `OutsideError` where the
    port is taken.
    """
    address = loopback_address(host)
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    # asyncio turns delays off (TCP_NODELAY) only where the protocol is named
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((address, port))
        except OSError as error:
            raise OutsideError(
                f"port {port} of {address} cannot be used: {error.strerror}"
            ) from error
        yield listener


def origin_of(listener: socket.socket) -> str:
    """The start of every address that the socket serves."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class Server:
    """One application and the connections that it has open."""

    def __init__(self) -> None:
        self._server: uvicorn.Server | None = None

    def abort(self, client: tuple[str, int]) -> None:
        """Close a client's connection at once, without a word."""
        if self._server is None:
            return
        for connection in list(self._server.server_state.connections):
            if getattr(connection, "client", None) == client:
                connection.transport.abort()

    @contextmanager
    def running(self, app: ASGIApp, listener: socket.socket) -> Iterator[None]:
        """Serve from a thread of its own; on leaving, stop and wait for it."""
        config = uvicorn.Config(
            app,
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        self._server = server = uvicorn.Server(config)
        thread = threading.Thread(
            target=server.run, args=([listener],), name="web application", daemon=True
        )
        thread.start()
        _wait(server, thread)
        try:
            yield
        finally:
            server.should_exit = True
            thread.join()


def _wait(server: uvicorn.Server, thread: threading.Thread) -> None:
    end = time.monotonic() + _START_SECONDS
    while not server.started:
        if not thread.is_alive() or time.monotonic() > end:
            raise OutsideError("the server did not start: see the log")
        time.sleep(0.005)
