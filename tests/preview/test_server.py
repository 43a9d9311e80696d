"""The endpoint as a server: this machine alone, browsers, sizes, faults on demand."""

import builtins
import http.client
import json
import socket
import sys
import threading
import time
from typing import Any
from urllib.parse import urlsplit

import pytest

from janeschool_scorm.preview.loopback import is_loopback, loopback_origin
from janeschool_scorm.preview.records import Records, Settings, serve
from janeschool_scorm.preview.records.faults import Fault, Faults
from janeschool_scorm.problems import OutsideError
from tests.preview.client import Client, Unit, iri, statement

OUTSIDE = ["0.0.0.0", "::", "192.168.1.5", "10.0.0.1", "example.org", "", "x.localhost"]


@pytest.mark.parametrize("host", OUTSIDE)
def test_an_address_that_others_can_reach_is_refused(host: str) -> None:
    with pytest.raises(ValueError, match="loopback"), serve(host=host):
        pass


@pytest.mark.parametrize("host", ["localhost", "127.0.0.2"])
def test_any_loopback_address_will_do(host: str) -> None:
    with serve(host=host) as records:
        assert Client(records).ask("GET", "about").status == 200


def test_it_listens_on_loopback_only_and_stops(records: Records) -> None:
    with serve() as running:
        port = urlsplit(running.endpoint).port
        assert port and is_loopback(urlsplit(running.endpoint).hostname or "")
    with (
        pytest.raises(ConnectionRefusedError),
        socket.create_connection(("127.0.0.1", port)),
    ):
        pass


def test_a_taken_port_is_a_sentence(records: Records) -> None:
    port = urlsplit(records.endpoint).port or 0
    with pytest.raises(OutsideError, match=f"port {port}"), serve(port=port):
        pass


def test_without_the_extra_a_sentence_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: Any, **named: Any) -> Any:
        if name.partition(".")[0] in ("starlette", "uvicorn"):
            raise ImportError(name)
        return real(name, *rest, **named)

    for name in list(sys.modules):
        if name.endswith(("preview.app", "preview.server")):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(OutsideError, match=r"\[preview\]"), serve():
        pass


def test_a_name_that_points_here_from_outside_is_refused(client: Client) -> None:
    for host in ("attacker.example", "lms.example:80", "8.8.8.8"):
        reply = client.ask("GET", "about", headers={"Host": host})
        assert reply.status == 421
    assert client.ask("GET", "about", headers={"Host": "localhost:1"}).status == 200


ORIGINS = [
    "http://127.0.0.1:8000",
    "http://localhost:3000",
    "https://[::1]",
    "http://a.localhost",
]
STRANGERS = [
    "https://example.org",
    "null",
    "file://",
    "http://127.0.0.1.example.org",
    "x",
    "http://[",
]


@pytest.mark.parametrize("origin", ORIGINS)
def test_a_page_on_another_port_of_this_machine_may_ask(
    client: Client, origin: str
) -> None:
    headers = {"Origin": origin, "Access-Control-Request-Method": "PUT"}
    before = client.ask(
        "OPTIONS", "statements", headers={**headers, "Authorization": None}
    )
    assert before.status == 204
    allowed = before.headers["access-control-allow-headers"]
    for name in ("Authorization", "If-Match", "X-Experience-API-Version"):
        assert name in allowed
    assert "PUT" in before.headers["access-control-allow-methods"]
    for reply in (before, client.ask("GET", "statements", headers=headers)):
        assert reply.headers["access-control-allow-origin"] == origin
        assert reply.headers["vary"] == "Origin"
    shown = client.ask("GET", "x", headers=headers).headers
    assert "ETag" in shown["access-control-expose-headers"]
    assert "access-control-allow-credentials" not in shown


@pytest.mark.parametrize("origin", STRANGERS)
def test_a_page_from_elsewhere_may_not(client: Client, origin: str) -> None:
    reply = client.ask("GET", "about", headers={"Origin": origin})
    assert "access-control-allow-origin" not in reply.headers
    assert loopback_origin(origin) == ""


def test_3_2_a_statement_of_10_mb_is_413_and_its_sender_hears_it(
    client: Client,
) -> None:
    extensions = {"https://content.example/e": "x" * 10_000_000}
    reply = client.ask(
        "POST", "statements", statement(result={"extensions": extensions})
    )
    assert reply.status == 413
    assert "bytes" in reply.text
    where = {"activityId": iri(), "profileId": "p"}
    reply = client.ask("PUT", "activities/profile", b"x" * 10_000_000, **where)
    assert reply.status == 413
    assert client.ask("GET", "activities/profile", **where).status == 404


def test_3_2_size_counts_without_a_length_too(client: Client) -> None:
    with serve(Settings(most_bytes=1000)) as records:
        host = urlsplit(records.endpoint).netloc
        connection = http.client.HTTPConnection(host, timeout=10)
        headers = {**Client(records).headers, "Content-Type": "application/json"}
        chunks = (b" " * 400 for _ in range(4))
        connection.request(
            "POST", "/xapi/statements", chunks, headers, encode_chunked=True
        )
        assert connection.getresponse().status == 413
        connection.close()
        assert Client(records).ask("POST", "statements", [statement()]).status == 200


@pytest.mark.parametrize("status", [500, 503, 429, 401, 404])
def test_a_fault_answers_in_place_of_the_endpoint(client: Client, status: int) -> None:
    made = statement()
    client.records.faults.add(Fault(status=status, retry_after=2))
    origin = {"Origin": "http://127.0.0.1:1"}
    reply = client.ask("POST", "statements", made, headers=origin)
    assert reply.status == status
    assert reply.headers["retry-after"] == "2"
    assert reply.headers["access-control-allow-origin"] == origin["Origin"]
    assert client.ask("GET", "statements", statementId=made["id"]).status == 404
    client.store(made)


def test_a_slow_answer_comes_late_and_does_not_hold_up_others(client: Client) -> None:
    client.records.faults.add(Fault(seconds=0.8, path="about"))
    start = time.monotonic()
    thread = threading.Thread(target=client.ask, args=("GET", "about"))
    thread.start()
    while len(client.records.faults):
        time.sleep(0.01)
    assert client.ask("GET", "statements", limit=1).status == 200
    assert thread.is_alive()
    thread.join()
    assert time.monotonic() - start >= 0.8


@pytest.mark.parametrize(("cut", "status"), [("before", 404), ("after", 200)])
def test_a_cut_connection_has_no_answer(client: Client, cut: Any, status: int) -> None:
    """After: the statement is stored, only the answer is lost."""
    made = statement()
    client.records.faults.add(Fault(cut=cut))
    with pytest.raises((ConnectionError, http.client.HTTPException)):
        client.ask("POST", "statements", made)
    assert client.ask("GET", "statements", statementId=made["id"]).status == status
    client.store(made)


def test_faults_choose_their_requests_and_strike_in_order(client: Client) -> None:
    faults = client.records.faults
    faults.add(Fault(status=503, path="activities/state", method="PUT"), times=2)
    faults.add(Fault(status=500, path="statements"))
    assert client.ask("GET", "about").status == 200
    assert client.ask("GET", "statements").status == 500
    where = {
        "activityId": iri(),
        "agent": {"mbox": "mailto:a@b.example"},
        "stateId": "s",
    }
    assert client.ask("GET", "activities/state", **where).status == 404
    for status in (503, 503, 204):
        assert client.ask("PUT", "activities/state", {}, **where).status == status
    faults.add(Fault(status=500), times=3)
    assert len(faults) == 3
    faults.clear()
    assert client.ask("GET", "about").status == 200


def test_a_preflight_spends_no_fault(client: Client) -> None:
    client.records.faults.add(Fault(status=500))
    headers = {"Origin": "http://127.0.0.1:1", "Access-Control-Request-Method": "GET"}
    assert client.ask("OPTIONS", "about", headers=headers).status == 204
    assert client.ask("GET", "about").status == 500


def test_fetch_can_fail_and_be_asked_again(client: Client) -> None:
    unit = Unit.launched(client)
    client.records.faults.add(Fault(status=500, path="fetch"))
    assert client.raw("POST", unit.fetch_target).status == 500
    assert "auth-token" in unit.fetch()
    lost = Unit.launched(client)
    client.records.faults.add(Fault(cut="after", path="fetch"))
    with pytest.raises((ConnectionError, http.client.HTTPException)):
        client.raw("POST", lost.fetch_target)
    assert lost.fetch()["error-code"] == "1"


def test_a_path_fits_whole_segments() -> None:
    faults = Faults()
    faults.add(Fault(status=500, path="activities"))
    assert faults.take("GET", "activitiesx") is None
    assert faults.take("GET", "activities/state")


def test_the_log_keeps_requests_and_answers(client: Client) -> None:
    made = statement()
    client.store(made)
    last = client.records.exchanges[-1]
    assert (last.call.method, last.call.path) == ("POST", "statements")
    assert json.loads(last.call.body)[0]["id"] == made["id"]
    assert (last.answer.status, json.loads(last.answer.body)) == (200, [made["id"]])


def test_the_log_keeps_requests_that_a_fault_struck(client: Client) -> None:
    client.records.faults.add(Fault(status=503))
    client.records.faults.add(Fault(cut="before"))
    made = statement()
    assert client.ask("POST", "statements", made).status == 503
    with pytest.raises((ConnectionError, http.client.HTTPException)):
        client.ask("POST", "statements", made)
    client.store(made)
    last = client.records.exchanges[-3:]
    assert [each.answer.status for each in last] == [503, 444, 200]
    assert {made["id"] in each.call.body.decode() for each in last} == {True}


def test_many_threads_store_each_statement_once(client: Client) -> None:
    activity = {"id": iri()}
    sent = [[statement(object=activity) for _ in range(5)] for _ in range(8)]
    threads = [threading.Thread(target=client.store, args=each) for each in sent]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = client.found(activity=activity["id"], ascending=True)
    assert sorted(found) == sorted(each["id"] for batch in sent for each in batch)
    mine = [s for s in client.records.statements if s["id"] in found]
    times = [each["stored"] for each in mine]
    assert times == sorted(set(times))
