"""A Moodle that answers as the recorded one did, over real HTTP on loopback."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Final
from urllib.parse import parse_qs

from tests.xapi.exports import DATA

WEB: Final = DATA / "webservice"
TOKEN: Final = "0123456789abcdef0123456789abcdef"
_PEOPLE: Final = {4: "p1", 5: "p2", 6: "p3", 7: "p4", 8: "p5"}
_KINDS: Final = {"20": "12", "21": "2004", "56": "12", "58": "2004"}
_SHOWN: Final = "core_enrol_get_enrolled_users.identity-username-idnumber-email"

Form = dict[str, str]


@dataclass
class Site:
    """What the server holds, what it was asked, and how it is to fail."""

    users: str = _SHOWN
    asked: list[Form] = field(default_factory=list)
    #: gives an answer of its own to a call: status and body; None is as recorded
    fault: Callable[[Form], tuple[int, bytes] | None] = lambda form: None
    address: str = ""

    def calls(self, function: str) -> int:
        return sum(form["wsfunction"] == function for form in self.asked)


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """Serve a site; `address` is its front page."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {k: v[0] for k, v in parse_qs(body, keep_blank_values=True).items()}
            site.asked.append(form)
            status, answer = site.fault(form) or (200, _answer(site, form))
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    site.address = f"http://127.0.0.1:{server.server_port}/"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _answer(site: Site, form: Form) -> bytes:
    if form.get("wstoken") != TOKEN:
        return error("wrong-token")
    name = form["wsfunction"]
    if name == "core_enrol_get_enrolled_users":
        return recorded(site.users)
    if name == "mod_scorm_get_scorm_scoes":
        return recorded(f"{name}.{_KINDS[form['scormid']]}")
    if name == "mod_scorm_get_scorm_attempt_count":
        return _attempts(form)
    if name == "mod_scorm_get_scorm_sco_tracks":
        person, kind = _PEOPLE[int(form["userid"])], _KINDS[form["scoid"]]
        return recorded(f"{name}.{kind}.{person}.attempt{form['attempt']}")
    return recorded(name)


def _attempts(form: Form) -> bytes:
    """Recorded for 1.2; of 2004 everybody made as many."""
    person = _PEOPLE[int(form["userid"])]
    return recorded(f"{form['wsfunction']}.12.{person}")


def recorded(name: str) -> bytes:
    return (WEB / f"{name}.json").read_bytes()


def error(name: str) -> bytes:
    found = (WEB / "errors" / f"{name}.json").read_bytes()
    return b"" if "_not_json" in json.loads(found) else found
