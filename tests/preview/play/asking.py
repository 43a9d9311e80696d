"""One request as it is written, and its answer: what browsers would not send, too."""

import http.client
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Got:
    """One answer."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(
    address: str, method: str = "GET", body: str | None = None, **headers: str
) -> Got:
    """One request; `raw_path=` asks for a path as it is written."""
    parts = urlsplit(address)
    query = f"?{parts.query}" if parts.query else ""
    path = headers.pop("raw_path", parts.path + query)
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    with closing(connection):
        connection.putrequest(method, path, skip_host="host" in named)
        for name, text in named.items():
            connection.putheader(name, text)
        if body is not None:
            connection.putheader("content-length", str(len(body)))
        connection.endheaders(body.encode() if body is not None else None)
        with connection.getresponse() as answer:
            found = {name.lower(): text for name, text in answer.getheaders()}
            return Got(answer.status, found, answer.read())
