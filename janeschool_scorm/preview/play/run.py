"""Two ports of this machine, the page on one and the package on the other."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_urlsafe
from urllib.parse import urlsplit

from starlette.types import ASGIApp

from janeschool_scorm.preview.play import policy
from janeschool_scorm.preview.play.content_port import content_app
from janeschool_scorm.preview.play.controls_port import controls_app
from janeschool_scorm.preview.play.guard import guarded
from janeschool_scorm.preview.play.hub import Hub
from janeschool_scorm.preview.play.stage import Stage
from janeschool_scorm.preview.records.app import Host, application
from janeschool_scorm.preview.server import Server, listening, origin_of
from janeschool_scorm.problems import OutsideError

_HERE = Path(__file__).parent.parent
#: The page's own files, and scripts of the player that read its resume code.
PAGES = {"": _HERE / "controls", "player/": _HERE.parent / "player"}
LMS = _HERE / "lms"
_RUNTIME = ("scorm12", "scorm2004")


@dataclass(frozen=True)
class Running:
    """A preview that can be opened: its address with the token, and what it plays."""

    address: str
    stage: Stage


@contextmanager
def running(port: int = 0, *, windows: bool = False) -> Iterator[Running]:
    """Serve an empty stage until the block ends.

    `port` is that of the page; `windows`: may packages open some of their own?

    Raises `OutsideError` where the port is taken, or a part of the LMS is missing.
    """
    if not all((LMS / "vendor" / f"{name}.min.js").is_file() for name in _RUNTIME):
        raise OutsideError(
            "scorm-again is missing from this checkout: run `make setup`"
        )
    with ExitStack() as stack:
        outer = stack.enter_context(listening("127.0.0.1", port))
        inner = stack.enter_context(listening("127.0.0.1", 0))
        controls, content = origin_of(outer), origin_of(inner)
        outer_token, inner_token = token_urlsafe(16), token_urlsafe(16)
        hub, server = Hub(), Server()
        base = f"{content}/{inner_token}/"
        stage = Stage(hub, controls, base, policy.sandbox(windows=windows))
        stack.callback(stage.close)
        package = _package_app(stage, server, inner_token)
        page = _page_app(stage, outer_token)
        stack.enter_context(server.running(package, inner))
        stack.enter_context(Server().running(page, outer))
        # Done first at the end, so that no open stream holds the servers up.
        stack.callback(hub.close)
        yield Running(f"{controls}/{outer_token}/", stage)


def _package_app(stage: Stage, server: Server, token: str) -> ASGIApp:
    lrs = application(
        Host(
            stage.serve,
            stage.launching.telling.struck,
            stage.faults,
            stage.limits,
            server.abort,
        )
    )
    headers = policy.content_headers(stage.controls, f"/{token}/csp", stage.sandbox)
    return guarded(
        content_app(LMS, stage, lrs, server.abort),
        token=token,
        host=urlsplit(stage.content).netloc,
        headers=headers,
    )


def _page_app(stage: Stage, token: str) -> ASGIApp:
    origin = f"http://{urlsplit(stage.content).netloc}"
    return guarded(
        controls_app(PAGES, stage),
        token=token,
        host=urlsplit(stage.controls).netloc,
        headers=policy.controls_headers(origin),
    )
