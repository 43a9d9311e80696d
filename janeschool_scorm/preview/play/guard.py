"""Who may ask a port at all: this machine's browser, with the token in the address."""

from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_NOTHING = 404


def guarded(
    app: ASGIApp, *, token: str, host: str, headers: Mapping[str, str]
) -> ASGIApp:
    """The application below `/TOKEN/` for requests to exactly this host and port.

    Another Host is a name that somebody made point here (DNS rebinding); a request
    without the token is a guess. Both hear 404 and nothing more. A service worker
    would outlive its page, so no script is handed out as one. `headers` go with every
    answer that does not set them itself.
    """
    start = f"/{token}/"

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        given = Headers(scope=scope)
        good = scope["path"].startswith(start) and given.getlist("host") == [host]
        worker = "service-worker" in given

        async def send_with(message: Message) -> None:
            if message["type"] == "http.response.start":
                mutable = MutableHeaders(scope=message)
                for name, value in headers.items():
                    mutable.setdefault(name, value)
            await send(message)

        if worker or not good:
            refusal = Response(status_code=403 if worker and good else _NOTHING)
            await refusal(scope, receive, send_with)
            return
        path = scope["path"][len(start) - 1 :]
        inner = {**scope, "path": path, "raw_path": path.encode(), "root_path": ""}
        await app(inner, receive, send_with)

    return guard
