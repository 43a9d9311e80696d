"""ClickHouse's engine behind real HTTP: enough of its interface for our client.

Queries run in chdb, in a process of their own; a body of Parquet goes through a file.
Run it as a script: it prints its port, and serves until it is killed.
"""

import sys
import tempfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import chdb

_INPUT = "input("


class Handler(BaseHTTPRequestHandler):
    """Answers POST as ClickHouse does: the rows, or its words with another status."""

    engine: Any = None

    def do_POST(self) -> None:
        """Run the query of the address or of the body."""
        asked = {k: v[0] for k, v in parse_qs(urlsplit(self.path).query).items()}
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        query, database = asked.pop("query", None), asked.pop("database")
        if self.headers.get("X-ClickHouse-Key") == "wrong":
            self._answer(403, b"Code: 516. DB::Exception: Authentication failed")
            return
        try:
            self._answer(200, self._run(query, body, database, asked))
        except RuntimeError as error:
            self._answer(404, str(error).encode())

    def _run(
        self, query: str | None, body: bytes, database: str, settings: dict[str, str]
    ) -> bytes:
        given = ", ".join(f"{name} = '{value}'" for name, value in settings.items())
        self.engine.query(f"SET {given}")
        self.engine.query(f"USE {database}")
        if query is None:
            return bytes(self.engine.query(body.decode()).bytes())
        with tempfile.NamedTemporaryFile(suffix=".parquet") as file:
            file.write(body)
            file.flush()
            place = f"file('{file.name}', Parquet, "
            read = query.replace(_INPUT, place).removesuffix(" FORMAT Parquet")
            return bytes(self.engine.query(read).bytes())

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *values: object) -> None:
        """Say nothing."""


def main() -> None:
    """Serve on a free port of loopback."""
    Handler.engine = chdb.connect(":memory:")
    for name in ("reports", "xapi"):
        Handler.engine.query(f"CREATE DATABASE {name}")
    seed = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    if seed:
        _seed(seed)
    server = HTTPServer(("127.0.0.1", 0), Handler)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


def _seed(file: Path) -> None:
    """Fill the table that Ralph keeps, with statements of an NDJSON file."""
    columns = "event_id UUID, emission_time DateTime64(6), event String"
    Handler.engine.query(
        f"CREATE TABLE xapi.xapi_events_all ({columns}) ENGINE = MergeTree "
        "ORDER BY (emission_time, event_id)"
    )
    Handler.engine.query(
        "INSERT INTO xapi.xapi_events_all SELECT "
        "toUUID(JSONExtractString(line, 'id')), "
        "parseDateTime64BestEffort(JSONExtractString(line, 'timestamp'), 6, 'UTC'), line "
        f"FROM file('{file}', LineAsString)"
    )


if __name__ == "__main__":
    main()
