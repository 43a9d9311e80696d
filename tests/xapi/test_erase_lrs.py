"""Erase in a record store: documents by the standard, statements in SQL LRS alone."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner, Result

from tests.xapi.example import statement, write
from xapi.cli import main
from xapi.intake import load_file
from xapi.rights.lrs import admin_base, identifier
from xapi.store import locked

TOKEN = "p-4hk7-9mzc-2xvt"
HOME = "https://lms.example.org"
ADMIN = {"username": "keeper-1", "password": "Never-told-1"}


class SqlLrs(HTTPServer):
    """Answers as SQL LRS does, and notes what it was asked."""

    allowed = True

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, dict[str, str], str]] = []
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/xapi"


class _Handler(BaseHTTPRequestHandler):
    server: SqlLrs

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.server.asked.append((self.command, parts.path, query, body))
        status, said = self._said(parts.path, query, body)
        data = json.dumps(said).encode() if said is not None else b""
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _said(self, path: str, query: dict[str, str], body: str) -> tuple[int, object]:
        if path == "/admin/account/login":
            good = json.loads(body) == ADMIN
            return (200, {"json-web-token": "jwt"}) if good else (401, {})
        if path == "/admin/agents" and self.server.allowed:
            known = self.headers["Authorization"] == "Bearer jwt"
            return (200, json.loads(body)) if known else (401, {})
        if path == "/xapi/agents/profile" and self.command == "GET":
            return 200, ["one", "two"]
        return (204, None) if path.startswith("/xapi/") else (404, {})

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def do_DELETE(self) -> None:
        self._answer()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[SqlLrs]:
    with SqlLrs() as lrs:
        thread = threading.Thread(target=lrs.serve_forever, args=(0.01,))
        thread.start()
        yield lrs
        lrs.shutdown()
        thread.join()


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    account = {"homePage": HOME, "name": TOKEN}
    path = write(tmp_path / "file", statement(actor={"account": account}))
    with locked(tmp_path / "records") as store:
        load_file(store, path, lambda done, count: None)
    for name, value in (("USER", "reader"), ("PASSWORD", "Reads-only-1")):
        monkeypatch.setenv(f"JANESCHOOL_LRS_{name}", value)
    monkeypatch.setenv("JANESCHOOL_LRS_ADMIN_USER", ADMIN["username"])
    monkeypatch.setenv("JANESCHOOL_LRS_ADMIN_PASSWORD", ADMIN["password"])
    return tmp_path / "records"


def erase(records: Path, *more: str) -> Result:
    arguments = ("erase", TOKEN, "--yes", "--store", str(records), *more)
    return CliRunner().invoke(main, arguments)


def test_documents_are_deleted_one_context_at_a_time(
    server: SqlLrs, records: Path
) -> None:
    done = erase(records, "--lrs", server.endpoint)
    assert done.exit_code == 0, done.output
    agent = {"account": {"homePage": HOME, "name": TOKEN}}
    assert all(json.loads(query["agent"]) == agent for _, _, query, _ in server.asked)
    states = [query for _, path, query, _ in server.asked if path.endswith("/state")]
    assert [("registration" in query) for query in states] == [False, True]
    profiles = [
        (method, query.get("profileId"))
        for method, path, query, _ in server.asked
        if path.endswith("/profile")
    ]
    assert profiles == [("GET", None), ("DELETE", "one"), ("DELETE", "two")]
    receipt = Path(done.stdout.strip()).read_text()
    assert "State and agent profile documents; not the statements" in receipt
    assert TOKEN not in receipt


def test_sql_lrs_deletes_the_person(server: SqlLrs, records: Path) -> None:
    done = erase(records, "--lrs", server.endpoint, "--sql-lrs")
    assert done.exit_code == 0, done.output
    method, path, _, body = server.asked[-1]
    assert (method, path) == ("DELETE", "/admin/agents")
    assert json.loads(body) == {"actor-ifi": f"account::{TOKEN}@{HOME}"}
    assert "SQL LRS deleted" in Path(done.stdout.strip()).read_text()


def test_what_a_store_refuses_stays_on_the_list(server: SqlLrs, records: Path) -> None:
    server.allowed = False
    done = erase(records, "--lrs", server.endpoint, "--sql-lrs")
    assert done.exit_code == 1
    assert "LRSQL_ENABLE_ADMIN_DELETE_ACTOR" in done.stderr
    assert ADMIN["password"] not in done.output
    receipt = Path(done.stdout.strip()).read_text()
    assert "[ ] In the record store at 127.0.0.1" in receipt, "erased here all the same"


def test_addresses_and_names_are_those_of_sql_lrs() -> None:
    assert admin_base("https://h/lrs/xapi/") == "https://h/lrs/"
    assert identifier({"mbox": "mailto:a@b.org"}) == "mbox::mailto:a@b.org"
