"""The two ports: who may ask, what is handed out, with which words about it."""

import http.client
import json
import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from janeschool_scorm.preview.play.playable import playable
from janeschool_scorm.preview.play.run import Running, running
from tests.preview.play import packages
from tests.preview.play.asking import Got, ask

VIDEO = bytes(range(256)) * 4000


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A preview of a small package with a video, stored and packed."""
    path = tmp_path_factory.mktemp("package") / "one.zip"
    packages.scorm12(path, packages.page("Hello"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("film.mp4", VIDEO, zipfile.ZIP_STORED)
        archive.writestr("packed.mp4", VIDEO, zipfile.ZIP_DEFLATED)
        archive.writestr("a b/ü.txt", "odd")
        archive.writestr("module.mjs", "export default 1")
        archive.writestr("data.unknown", "<script>")
    with running() as found:
        found.stage.show(playable(path, path.parent))
        yield found


@pytest.fixture
def package(live: Running) -> str:
    return f"{live.stage.content}package/"


def command(live: Running, given: object, **headers: str) -> Got:
    sent = {"content_type": "application/json", "origin": live.stage.controls}
    return ask(
        f"{live.address}command", "POST", json.dumps(given), **{**sent, **headers}
    )


def test_without_the_token_or_with_another_host_nothing_is_told(live: Running) -> None:
    for address in (live.address, live.stage.content):
        parts = urlsplit(address)
        base = f"http://{parts.netloc}"
        for path in (
            "/",
            "/session",
            "/index.html",
            "/x/session",
            "//",
            f"{parts.path[:-2]}/",
        ):
            got = ask(base + path)
            assert (got.status, got.body) == (404, b""), path
        for host in (
            "evil.example",
            f"evil.example:{parts.port}",
            "localhost",
            f"localhost:{parts.port}",
        ):
            got = ask(f"{address}session", host=host)
            assert (got.status, got.body) == (404, b""), host
    assert ask(live.stage.controls + urlsplit(live.stage.content).path).status == 404


def test_only_this_machine_can_connect(live: Running) -> None:
    for address in (live.address, live.stage.content):
        port = urlsplit(address).port
        others = {
            str(found[4][0])
            for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
        }
        for other in others - {"127.0.0.1"}:
            if not other.startswith("127."):
                with pytest.raises(OSError), socket.create_connection((other, port), 2):
                    pass


def test_every_answer_says_how_little_it_may_do(live: Running, package: str) -> None:
    addresses = [live.address, f"{live.address}session", f"{package}one.html"]
    addresses += [f"{live.stage.content}lms/index.html", f"{package}nothing"]
    for address in addresses:
        headers = ask(address).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert "set-cookie" not in headers
        assert "access-control-allow-origin" not in headers
        assert "content-security-policy" in headers


def test_the_page_runs_its_own_scripts_only_and_no_page_frames_it(
    live: Running,
) -> None:
    policy = ask(live.address).headers["content-security-policy"]
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    content = urlsplit(live.stage.content)
    assert f"frame-src http://{content.netloc};" in policy


def test_a_package_loads_itself_only_and_stays_in_its_sandbox(
    live: Running, package: str
) -> None:
    policy = ask(f"{package}one.html").headers["content-security-policy"]
    assert "http://" not in policy.replace(live.stage.controls, "")
    assert f"frame-ancestors 'self' {live.stage.controls};" in policy
    assert "allow-top-navigation" not in policy
    assert "allow-popups" not in policy
    assert "allow-downloads" not in policy


def test_windows_are_allowed_on_request_only_and_stay_in_the_sandbox() -> None:
    with running(windows=True) as found:
        policy = ask(f"{found.stage.content}lms/index.html").headers
        assert "allow-popups;" in policy["content-security-policy"]
        assert found.stage.about()["sandbox"].endswith("allow-popups")
        assert "escape-sandbox" not in policy["content-security-policy"]


def test_only_names_of_the_package_are_served(live: Running, package: str) -> None:
    start = urlsplit(package).path
    assert ask(f"{package}one.html").status == 200
    assert ask(f"{package}a%20b/%C3%BC.txt").body == b"odd"
    for name in (
        "",
        "a%20b/",
        "ONE.html",
        "one.html/",
        "../lms/frame.js",
        "%2e%2e/lms/frame.js",
        "/etc/passwd",
        "..%2f..%2fetc/passwd",
        "one.html%00",
        "a%20b",
        ".",
    ):
        got = ask(package, raw_path=start + name)
        assert (got.status, got.body) == (404, b""), name


def test_no_path_leads_out_of_the_folders_of_ours(live: Running) -> None:
    for base, names in (
        (
            live.address,
            ("../setup.cfg", "player/../../setup.cfg", "%2e%2e/__init__.py", "player/"),
        ),
        (
            live.stage.content,
            ("lms/../__init__.py", "lms/%2e%2e/records.py", "lms/", "lms"),
        ),
    ):
        for name in names:
            assert ask(base, raw_path=urlsplit(base).path + name).status == 404, name


def test_types_are_those_of_the_names(package: str) -> None:
    assert ask(f"{package}one.html").headers["content-type"] == "text/html"
    assert ask(f"{package}module.mjs").headers["content-type"] == "text/javascript"
    assert ask(f"{package}film.mp4").headers["content-type"] == "video/mp4"
    unknown = ask(f"{package}data.unknown").headers["content-type"]
    assert unknown == "application/octet-stream"


@pytest.mark.parametrize("name", ["film.mp4", "packed.mp4"])
def test_a_part_of_a_file_is_that_part(package: str, name: str) -> None:
    size = len(VIDEO)
    for header, first, last in (
        ("bytes=0-", 0, size - 1),
        ("bytes=1000-1999", 1000, 1999),
        (f"bytes={size - 5}-{size + 5}", size - 5, size - 1),
        ("bytes=-300", size - 300, size - 1),
        ("bytes=700000-700000", 700_000, 700_000),
    ):
        got = ask(f"{package}{name}", range=header)
        assert got.status == 206
        assert got.headers["content-range"] == f"bytes {first}-{last}/{size}"
        assert got.body == VIDEO[first : last + 1]
    whole = ask(f"{package}{name}")
    assert whole.body == VIDEO
    assert whole.headers["accept-ranges"] == "bytes"


def test_odd_ranges_get_all_or_a_plain_no(package: str) -> None:
    size = len(VIDEO)
    for header in (
        "bytes=5-2",
        "bytes=0-1,4-5",
        "rows=0-5",
        "bytes=-",
        "bytes=a-b",
        "x",
    ):
        got = ask(f"{package}film.mp4", range=header)
        assert (got.status, len(got.body)) == (200, size), header
    for header in (f"bytes={size}-", "bytes=-0"):
        got = ask(f"{package}film.mp4", range=header)
        assert (got.status, got.body) == (416, b"")
        assert got.headers["content-range"] == f"bytes */{size}"
    head = ask(f"{package}film.mp4", "HEAD")
    assert (head.status, head.body, head.headers["content-length"]) == (
        200,
        b"",
        str(size),
    )


def test_other_methods_are_refused(live: Running, package: str) -> None:
    for address in (
        f"{package}one.html",
        f"{live.stage.content}lms/index.html",
        live.address,
    ):
        for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"):
            assert ask(address, method).status == 405, (address, method)


def test_no_script_is_handed_out_as_a_service_worker(
    live: Running, package: str
) -> None:
    got = ask(f"{package}module.mjs", service_worker="script")
    assert (got.status, got.body) == (403, b"")
    assert (
        ask(f"{live.stage.content}lms/frame.js", service_worker="script").status == 403
    )


def test_a_command_comes_from_the_page_itself(live: Running) -> None:
    assert command(live, {"do": "delay", "ms": 0}).status == 204
    foreign = urlsplit(live.stage.content)
    for origin in (f"http://{foreign.netloc}", "http://evil.example", "null"):
        assert command(live, {"do": "delay", "ms": 0}, origin=origin).status == 403
    assert command(live, {"do": "delay"}, content_type="text/plain").status == 403
    odd: list[object] = [[], "x", {"no": 1}, {"do": 5}, {"do": "x" * 20_000}]
    for bad in odd:
        assert command(live, bad).status == 400, bad
    assert ask(f"{live.address}command").status == 404


def test_what_is_kept_of_a_learner_comes_back_and_is_bounded(live: Running) -> None:
    base = f"{live.stage.content}call/kept/"
    assert ask(f"{base}1").body == b"{}"
    assert ask(f"{base}1", "PUT", '{"attempt": 1}').status == 204
    assert ask(f"{base}1").body == b'{"attempt": 1}'
    assert ask(f"{base}2").body == b"{}"
    for name in ("0", "100", "x", "1%2F2"):
        assert ask(f"{base}{name}", "PUT", "{}").status in (404, 413)
    assert ask(f"{base}3", "PUT", "x" * ((8 << 20) + 1)).status == 413


def test_without_a_network_package_and_saves_are_cut_off(
    live: Running, package: str
) -> None:
    assert command(live, {"do": "network", "profile": "offline"}).status == 204
    try:
        for address, method in (
            (f"{package}one.html", "GET"),
            (f"{live.stage.content}call/kept/1", "PUT"),
            (f"{live.stage.content}xapi/about", "GET"),
        ):
            with pytest.raises((http.client.HTTPException, OSError)):
                ask(address, method, "{}" if method == "PUT" else None)
        assert ask(f"{live.address}session").status == 200
    finally:
        command(live, {"do": "network", "profile": "normal"})
    assert ask(f"{package}one.html").status == 200


def test_the_page_hears_what_is_missing_and_what_was_blocked(
    live: Running, package: str
) -> None:
    ask(f"{package}gone.png")
    report = {
        "csp-report": {
            "blocked-uri": "https://cdn.example/x.js",
            "effective-directive": "script-src-elem",
            "source-file": f"{package}one.html",
            "line-number": 7,
        }
    }
    assert ask(f"{live.stage.content}csp", "POST", json.dumps(report)).status == 204
    for nonsense in ("", "[]", '{"csp-report": 5}', "[" * 5000):
        assert ask(f"{live.stage.content}csp", "POST", nonsense).status == 204
    events = list(live.stage.hub.kept())
    assert {"type": "missing", "file": "gone.png"}.items() <= events[-2].items()
    assert {
        "type": "blocked",
        "address": "https://cdn.example/x.js",
        "rule": "script-src-elem",
        "file": "one.html",
        "line": 7,
    }.items() <= events[-1].items()


def test_a_damaged_file_is_cut_off_and_told_and_the_rest_plays_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = packages.scorm12(tmp_path / "damaged.zip", packages.page("Hello"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("film.mp4", VIDEO, zipfile.ZIP_DEFLATED)
    body = bytearray(path.read_bytes())
    start = body.index(b"film.mp4") + 300
    body[start : start + 40] = b"\xff" * 40
    path.write_bytes(bytes(body))
    with running() as found:
        found.stage.show(playable(path))
        base = f"{found.stage.content}package/"
        with pytest.raises((http.client.HTTPException, OSError)):
            ask(f"{base}film.mp4")
        assert ask(f"{base}one.html").status == 200
        told = found.stage.hub.kept()[-1]
        assert (told["type"], told["file"]) == ("damaged", "film.mp4")
    assert caplog.records == []


def test_the_stream_of_events_goes_on_after_the_one_that_came_last(
    live: Running,
) -> None:
    live.stage.hub.tell("first")
    live.stage.hub.tell("second")
    number = list(live.stage.hub.kept())[-1]["n"]
    connection = http.client.HTTPConnection(urlsplit(live.address).netloc, timeout=10)
    path = f"{urlsplit(live.address).path}events"
    connection.request("GET", path, headers={"Last-Event-ID": str(number - 1)})
    answer = connection.getresponse()
    assert answer.getheader("content-type", "").startswith("text/event-stream")
    assert answer.readline() == b"retry: 1000\n"
    lines = [answer.readline() for _ in range(3)]
    assert lines[1] == f"id: {number}\n".encode()
    assert json.loads(lines[2].removeprefix(b"data: "))["type"] == "second"
    live.stage.hub.tell("third")
    rest = [answer.readline() for _ in range(3)]
    assert json.loads(rest[2].removeprefix(b"data: "))["type"] == "third"
    connection.close()
