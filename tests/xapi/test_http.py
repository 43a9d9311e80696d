"""The HTTP client: patient with servers, firm about hosts, and clear about faults."""

import gzip
import json
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.xapi.asking import ACCOUNT, DATA, client
from tests.xapi.bad_server import PASSWORD, Lrs, Manners, Reply, served
from xapi import answers, http
from xapi.answers import Answer, HttpError
from xapi.http import Client, Patience

REFUSALS = [
    json.loads(line) for line in (DATA / "lrs-refusals.ndjson").read_text().splitlines()
]


def asked(lrs: Lrs, told: list[str], patience: Patience | None = None) -> Answer:
    with client(lrs.endpoint, told, patience) as asking:
        headers = {"X-Experience-API-Version": "1.0.3"}
        return asking.ask("GET", f"{lrs.endpoint}statements?limit=1", headers=headers)


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_busy_server_is_asked_again_after_growing_pauses(status: int) -> None:
    told: list[str] = []
    faults = {1: Reply(status), 2: Reply(status), 3: Reply(status)}
    with served(Manners(faults=faults)) as lrs:
        assert asked(lrs, told).status == 200
    assert [x for x in told if "waited" in x] == ["waited 0.5", "waited 1", "waited 2"]
    assert f"{status}" in told[0]


def test_the_server_says_how_long_to_wait() -> None:
    told: list[str] = []
    now = datetime(2026, 11, 22, 2, tzinfo=UTC)
    date = {
        "Date": format_datetime(now, usegmt=True),
        "Retry-After": format_datetime(now + timedelta(seconds=21), usegmt=True),
    }
    faults = {1: Reply(429, headers={"Retry-After": "7"}), 2: Reply(503, headers=date)}
    with served(Manners(faults=faults)) as lrs:
        asked(lrs, told)
    waits = [x for x in told if "waited" in x]
    assert waits == ["waited 7", "waited 21"]


@pytest.mark.parametrize("text", ["", "soon", "-3", "1.5", "99 days", "²"])
def test_a_retry_after_that_makes_no_sense_counts_for_nothing(text: str) -> None:
    assert http.retry_after(Answer("", 429, {"retry-after": text}, b"")) is None


def test_who_is_asked_to_wait_too_long_stops() -> None:
    fault = {1: Reply(429, headers={"Retry-After": "86400"})}
    with (
        served(Manners(faults=fault)) as lrs,
        pytest.raises(HttpError, match="asks to wait 86400 seconds"),
    ):
        asked(lrs, [])


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Reply(200, b'{"statements": []}', cut=5), "in the middle of an answer"),
        (Reply(200, b"", seconds=0.6), "does not answer in time"),
        (Reply(200, b" " * 99, between=0.02), "does not answer in time"),
    ],
)
def test_what_is_cut_or_slow_is_asked_again(fault: Reply, said: str) -> None:
    told: list[str] = []
    with served(Manners(faults={1: fault})) as lrs:
        assert asked(lrs, told, Patience(silence=0.4, answer=1)).status == 200
    assert said in told[0]
    assert told[1] == "waited 0.5"


def test_a_server_that_never_answers_is_told_in_one_sentence() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        base = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    told: list[str] = []
    with (
        client(base, told) as asking,
        pytest.raises(HttpError, match="accepts no connection there"),
    ):
        asking.ask("GET", base)
    assert told.count("waited 32") == 1


def test_a_name_that_nobody_has_is_told_in_one_sentence() -> None:
    base = "https://no-such-host.invalid/"
    with (
        client(base, []) as asking,
        pytest.raises(HttpError, match="cannot be found: check the address"),
    ):
        asking.ask("GET", base, tries=1)


def test_no_http_at_all_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(b"220 mail.example.org ESMTP\r\n")

        threading.Thread(target=answer, daemon=True).start()
        base = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        with (
            client(base, []) as asking,
            pytest.raises(HttpError, match="answers something that is no HTTP"),
        ):
            asking.ask("GET", base)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "target",
    ["https://elsewhere.example.org/xapi/", "http://127.0.0.1:1/", "//evil.example/"],
)
def test_no_password_goes_to_another_host(status: int, target: str) -> None:
    fault = {1: Reply(status, headers={"Location": target})}
    with (
        served(Manners(faults=fault)) as lrs,
        pytest.raises(HttpError, match="neither password nor records are sent"),
    ):
        asked(lrs, [])


def test_a_redirect_on_the_same_host_is_followed_but_not_for_ever() -> None:
    here = Reply(302, headers={"Location": "/xapi/statements?limit=2"})
    with served(Manners(faults={1: here})) as lrs:
        assert asked(lrs, []).url.endswith("limit=2")
    with (
        served(Manners(every=here)) as lrs,
        pytest.raises(HttpError, match="sends us on"),
    ):
        asked(lrs, [])


def test_a_connection_stays_open_and_a_closed_one_is_opened_again() -> None:
    told: list[str] = []
    with served(Manners()) as lrs, client(lrs.endpoint, told) as asking:
        for _ in range(3):
            asking.get(lrs.endpoint + "about")
        first = asking._connection
        assert first is not None
        assert first.sock is not None
        first.sock.shutdown(socket.SHUT_RDWR)
        assert asking.get(lrs.endpoint + "about").status == 200
    assert told == []


def test_an_answer_may_be_zipped_but_not_grow_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    zipped = {"Content-Encoding": "gzip"}
    body = gzip.compress(b"x" * 5_000)
    faults = {1: Reply(200, body, zipped), 2: Reply(200, body[:-9], zipped)}
    with served(Manners(faults=faults)) as lrs:
        assert asked(lrs, []).body == b"x" * 5_000
        with pytest.raises(HttpError, match="sends damaged gzip data"):
            asked(lrs, [])
    monkeypatch.setattr(http, "MOST_BYTES", 4_000)
    with served(Manners(every=Reply(200, body, zipped))) as lrs:
        with pytest.raises(HttpError, match="--page"):
            asked(lrs, [])
        lrs.manners = Manners(every=Reply(200, b"x" * 5_000))
        with pytest.raises(HttpError, match="at once"):
            asked(lrs, [])


@pytest.mark.parametrize("recorded", REFUSALS, ids=lambda x: f"{x['lrs']} {x['label']}")
def test_what_real_servers_refuse_is_one_sentence_without_their_text(
    recorded: dict[str, object],
) -> None:
    answer = Answer(
        "https://lrs.example/xapi/statements",
        int(str(recorded["status"])),
        {"content-type": "text/html"},
        f"{recorded['body']} {PASSWORD}".encode(),
    )
    fault = str(answers.refusal(answer))
    assert fault.startswith("lrs.example ")
    assert fault.endswith(".")
    assert str(recorded["status"]) in fault
    assert PASSWORD not in fault


def test_a_reason_is_one_line_without_tags_secrets_or_escapes() -> None:
    body = (
        "<html><head><style>p {}</style></head><body>\n<p>No&nbsp;way:</p> "
        f"{ACCOUNT.secrets[0]} or {ACCOUNT.header} \x1b[31mred</body></html>"
    )
    answer = Answer("https://lrs.example/", 400, {}, body.encode())
    said = answers.reason(answer, ACCOUNT.secrets)
    assert said.startswith("No way: [left out] or Basic [left out]")
    assert "\x1b" not in said
    long = Answer("https://lrs.example/", 400, {}, b"word " * 999)
    assert len(answers.reason(long, ())) == 200


@contextmanager
def over_tls(folder: Path) -> Iterator[int]:
    """A server with a certificate that nobody signed."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    asked_for = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
    name = ["-addext", "subjectAltName=DNS:localhost"]
    command = [
        "openssl",
        *asked_for.split(),
        *name,
        "-keyout",
        str(key),
        "-out",
        str(certificate),
    ]
    subprocess.run(command, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(
            target=server.serve_forever, args=(0.02,), daemon=True
        )
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_a_certificate_must_verify_before_anything_is_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with over_tls(tmp_path) as port:
        base, told = f"https://localhost:{port}/xapi/", list[str]()
        with client(base, told) as asking:
            with pytest.raises(
                HttpError, match=r"does not verify \(self.signed"
            ) as said:
                asking.ask("GET", base)
            assert "SSL_CERT_FILE" in str(said.value)
            assert told == [], "trying again would not help"
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
        with client(base, told) as asking:
            assert asking.ask("GET", base).status == 501
        with (
            client(f"http://localhost:{port}/", told) as asking,
            pytest.raises(HttpError),
        ):
            asking.ask("GET", f"http://localhost:{port}/")
        plain = f"https://127.0.0.1:{port}/"
        with (
            client(plain, told) as asking,
            pytest.raises(HttpError, match="not verify"),
        ):
            asking.ask("GET", plain)


def test_plain_http_beyond_this_machine_is_warned_of() -> None:
    for base, warned in [
        ("http://lrs.example.org/xapi/", True),
        ("https://lrs.example.org/xapi/", False),
        ("http://localhost:8000/xapi/", False),
        ("http://[::1]:8000/xapi/", False),
    ]:
        told: list[str] = []
        client(base, told)
        assert [x for x in told if "over plain HTTP" in x] == told
        assert bool(told) == warned


def test_a_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with served(Manners(every=Reply(200, b"by proxy"))) as proxy:
        monkeypatch.setenv("http_proxy", proxy.origin)
        monkeypatch.setenv("https_proxy", proxy.origin)
        monkeypatch.delenv("no_proxy", raising=False)
        base = "http://lrs.example.org/xapi/"
        with client(base, []) as asking:
            assert asking.get(base + "about").body == b"by proxy"
        assert proxy.asked == ["GET http://lrs.example.org/xapi/about"]


def test_waiting_really_waits() -> None:
    patience = Patience(pauses=(0.05,))
    with served(Manners(every=Reply(503))) as lrs:
        begun = time.monotonic()
        with Client(
            lrs.endpoint, {}, tell=lambda text: None, patience=patience
        ) as asking:
            assert asking.get(lrs.endpoint).status == 503
        assert time.monotonic() - begun >= 0.05


@pytest.mark.parametrize("fault", [Reply(503), Reply(200, b"", seconds=9)])
def test_a_client_that_waits_can_be_stopped_from_outside(fault: Reply) -> None:
    with served(Manners(every=fault)) as lrs:
        patience = Patience(silence=9, pauses=(9,))
        begun = time.monotonic()
        with Client(
            lrs.endpoint, {}, tell=lambda text: None, patience=patience
        ) as asking:
            threading.Timer(0.1, asking.stop).start()
            for _ in range(2):
                with pytest.raises(HttpError, match=r"Stopped\."):
                    asking.get(lrs.endpoint)
        assert time.monotonic() - begun < 5
