"""An LRS that misbehaves in each way that was met or feared, over real HTTP.

    with served(Manners(since="timestamp", turned=True), statements) as lrs:
        ...  # lrs.endpoint, lrs.asked

Faults are given by the number of the request (from 1, GET about not counted).
"""

import json
import threading
import time
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal
from urllib.parse import parse_qsl, quote, urlsplit

from xapi.times import timestamp_microseconds

USER, PASSWORD = "collector", "a-password"
VOIDED = "http://adlnet.gov/expapi/verbs/voided"
Statement = dict[str, Any]


@dataclass(frozen=True)
class Reply:
    """What is answered; `cut` sends so many bytes of the body and hangs up."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None
    seconds: float = 0.0  #: before the answer
    between: float = 0.0  #: after each byte


@dataclass(frozen=True)
class Manners:
    """How the server behaves; the defaults are good manners."""

    page: int = 100
    since: Literal["stored", "timestamp", "nothing"] = "stored"
    ascending: bool = True
    turned: bool = False  #: each page reversed
    more: Literal["relative", "absolute", "behind-proxy", "elsewhere"] = "relative"
    last: str | None = ""  #: `more` of the last page; None leaves it out
    voids: bool = True  #: voided rows are not listed
    #: voided rows count when it is decided whether there is a next page
    trap: bool = False
    versions: Sequence[str] | None = ("1.0.3", "2.0.0")  #: None: no about
    speaks: Sequence[str] = ("1.0.3", "2.0.0")
    through: bool = True
    circle: int = 0  #: after so many pages `more` leads to the first again
    seconds: float = 0.0  #: for each answer
    faults: Mapping[int, Reply] = field(default_factory=dict)
    every: Reply | None = None  #: answered to every request
    refuses: Mapping[str, Reply] = field(default_factory=dict)  #: id -> of a PUT
    conflict: bool = True  #: the same id again is always 409


class Lrs(ThreadingHTTPServer):
    """The server, what it holds and what it was asked."""

    daemon_threads = True

    def __init__(self, manners: Manners, statements: Sequence[Statement]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.manners = manners
        self.rows = list(statements)
        self.asked: list[str] = []
        self.count = 0
        self.lock = threading.Lock()
        self.on_request: Callable[[int], None] = lambda number: None

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def endpoint(self) -> str:
        return f"{self.origin}/xapi/"

    def handle_error(self, request: object, address: object) -> None:
        """A client that hangs up is no news."""

    def page(self, asked: Mapping[str, str]) -> Reply:
        """Answer GET statements."""
        rows, begin = self._meant(asked), int(asked.get("at", "0"))
        size = min(int(asked.get("limit") or 0) or self.manners.page, self.manners.page)
        listed = self.listed(rows)
        part, end = listed[begin : begin + size], begin + size
        if not part and begin and self.manners.trap:
            return Reply(500, b"That page contains no results")
        more_rows = end < len(rows if self.manners.trap else listed)
        if self.manners.circle and begin // size + 1 >= self.manners.circle:
            more_rows, end = True, 0
        result: dict[str, Any] = {
            "statements": part[::-1] if self.manners.turned else part
        }
        more = self._more({**asked, "at": str(end)}) if more_rows else self.manners.last
        if more is not None:
            result["more"] = more
        return _json(result, self._promise(begin))

    def _promise(self, begin: int) -> Mapping[str, str]:
        if begin or not self.manners.through:
            return {}
        return {"X-Experience-API-Consistent-Through": "2026-12-31T00:00:00+00:00"}

    def _meant(self, asked: Mapping[str, str]) -> list[Statement]:
        name = self.manners.since
        rows = sorted(self.rows, key=lambda row: moment(row, "stored"))
        if name != "nothing" and "since" in asked:
            since = timestamp_microseconds(asked["since"])
            rows = [row for row in rows if moment(row, name) > since]
        if name != "nothing" and "until" in asked:
            until = timestamp_microseconds(asked["until"])
            rows = [row for row in rows if moment(row, name) <= until]
        up = asked.get("ascending") == "true" and self.manners.ascending
        return rows if up else rows[::-1]

    def listed(self, rows: Sequence[Statement]) -> list[Statement]:
        """Leave out what is voided, where the server does so."""
        voidings = [row for row in self.rows if row["verb"]["id"] == VOIDED]
        voided = {row["object"]["id"] for row in voidings} if self.manners.voids else ()
        return [row for row in rows if row in voidings or row["id"] not in voided]

    def _more(self, asked: Mapping[str, str]) -> str:
        query = "&".join(f"{name}={quote(text)}" for name, text in asked.items())
        target = f"/xapi/statements?{query}"
        return {
            "relative": target,
            "absolute": self.origin + target,
            "behind-proxy": f"https://127.0.0.1{target}",
            "elsewhere": f"https://records.example.net{target}",
        }[self.manners.more]

    def put(self, name: str, statement: Statement) -> Reply:
        """Answer PUT statements."""
        if name in self.manners.refuses:
            return self.manners.refuses[name]
        known = next((row for row in self.rows if row["id"] == name), None)
        if known is not None:
            same = _claims(known) == _claims(statement)
            return Reply(409 if self.manners.conflict or not same else 204)
        stored = time.strftime("%Y-%m-%dT%H:%M:%S.000000Z", time.gmtime())
        self.rows.append({**statement, "stored": stored})
        return Reply(204)

    def one(self, name: str) -> Reply:
        """Answer GET statements?statementId=."""
        found = [row for row in self.rows if row["id"] == name]
        return _json(found[0], {}) if found else Reply(404)


def moment(row: Statement, name: str) -> int:
    """The microseconds of a statement's time."""
    return timestamp_microseconds(row[name].replace(" ", "T"))


def _claims(row: Statement) -> Statement:
    return {k: v for k, v in row.items() if k not in ("stored", "authority", "version")}


def _json(value: Any, headers: Mapping[str, str]) -> Reply:
    kind = {"Content-Type": "application/json"}
    return Reply(200, json.dumps(value).encode(), {**kind, **headers})


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # headers and body are written apart
    server: Lrs

    def do_GET(self) -> None:
        self._serve(b"")

    def do_PUT(self) -> None:
        self._serve(self.rfile.read(int(self.headers["Content-Length"])))

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _serve(self, body: bytes) -> None:
        lrs, parts = self.server, urlsplit(self.path)
        with lrs.lock:
            lrs.asked.append(f"{self.command} {self.path}")
            about = parts.path.endswith("/about")
            lrs.count += not about
            lrs.on_request(lrs.count)
            fault = lrs.manners.every or lrs.manners.faults.get(
                0 if about else lrs.count
            )
            reply = fault or self._answer(parts.path, body)
        time.sleep(reply.seconds or lrs.manners.seconds)
        self._send(reply)

    def _answer(self, path: str, body: bytes) -> Reply:
        manners = self.server.manners
        if path == "/xapi/about":
            versions = manners.versions
            return Reply(404) if versions is None else _json({"version": versions}, {})
        if self.headers.get("X-Experience-API-Version") not in manners.speaks:
            return Reply(400, b"X-Experience-API-Version is not supported")
        scheme, _, given = self.headers.get("Authorization", "").partition(" ")
        if scheme != "Basic" or b64decode(given).decode() != f"{USER}:{PASSWORD}":
            return Reply(401, b"Authorization failed")
        asked = dict(parse_qsl(urlsplit(self.path).query))
        if path != "/xapi/statements":
            return Reply(404, b"<html><title>Not Found</title></html>")
        if self.command == "PUT":
            return self.server.put(asked["statementId"], json.loads(body))
        if "statementId" in asked:
            return self.server.one(asked["statementId"])
        return self.server.page(asked)

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, text in reply.headers.items():
            self.send_header(name, text)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if reply.between:
            for place in range(len(reply.body)):
                self.wfile.write(reply.body[place : place + 1])
                time.sleep(reply.between)
        else:
            self.wfile.write(reply.body[: reply.cut])
        if reply.cut is not None:
            self.close_connection = True


@contextmanager
def served(manners: Manners, statements: Sequence[Statement] = ()) -> Iterator[Lrs]:
    """Run such a server on a free port of this machine."""
    with Lrs(manners, statements) as lrs:
        thread = threading.Thread(target=lrs.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield lrs
        finally:
            lrs.shutdown()
            thread.join()
