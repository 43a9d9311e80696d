"""A hostile package in the preview: nothing outside its frame is read, asked or changed."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.previewed import previewing
from tests.preview.play import packages
from tests.preview.play.packages import item, resource

pytestmark = pytest.mark.browser

#: What a hostile page tries. Each line of `tried` is what came of it.
HOSTILE = """
const tried = {};
window.tried = tried;
const attempt = (name, act) => {
  try { const found = act(); tried[name] = found === undefined ? "done" : String(found); }
  catch (error) { tried[name] = error.name; }
};
attempt("read the page", () => top.document.body.innerHTML);
attempt("read its address", () => top.location.href);
attempt("call its script", () => top.Preview);
attempt("leave", () => { top.location = "EVIL/top"; });
attempt("window", () => String(window.open("EVIL/window")));
attempt("cookie", () => { document.cookie = "a=b"; return document.cookie; });
attempt("origins", () => [...location.ancestorOrigins].join());
attempt("referrer", () => document.referrer);
for (let n = 0; n < 300; n += 1) top.postMessage({ js: 1, type: "call", n: n }, "*");
top.postMessage({ js: 1, type: "ready", title: "<img src=x onerror=alert(1)>" }, "*");
const link = document.createElement("a");
link.download = "x.txt";
link.href = "data:text/plain,x";
link.click();
const controls = location.ancestorOrigins[location.ancestorOrigins.length - 1];
const later = (name, promise) => promise.then(
  () => { tried[name] = "done"; }, error => { tried[name] = error.name; });
later("ask the page's port", fetch(controls + "/session"));
later("command it", fetch(controls + "/command", { method: "POST", mode: "no-cors", body: "{}" }));
later("service worker", navigator.serviceWorker.register("worker.js"));
later("out by fetch", fetch("EVIL/fetch"));
const add = (tag, more) => document.body.appendChild(Object.assign(document.createElement(tag), more));
add("img", { src: "EVIL/image.png" });
add("script", { src: "EVIL/script.js" });
add("link", { rel: "stylesheet", href: "EVIL/style.css" });
add("iframe", { src: "EVIL/frame", name: "out" });
add("iframe", { src: controls + "/", name: "controls" });
const form = add("form", { action: "EVIL/form", method: "post" });
navigator.sendBeacon("EVIL/beacon", "x");
new Image().src = controls + "/favicon.ico";
"""


@pytest.fixture
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """Another server of this machine, and the paths that it was ever asked for."""
    asked: list[str] = []

    class Noting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_POST = do_HEAD = do_OPTIONS = do_GET  # noqa: N815

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Noting)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_hostile_package_reaches_nothing_outside_its_frame(
    browser: Browser, tmp_path: Path, elsewhere: tuple[str, list[str]]
) -> None:
    evil, asked = elsewhere
    html = packages.page("<h1>Evil</h1>", HOSTILE.replace("EVIL", evil))
    manifest = packages.manifest_12(item("one"), resource("one", spelling="scormtype"))
    files = {"imsmanifest.xml": manifest, "one.html": html, "worker.js": "self.x = 1"}
    path = packages.write(tmp_path / "evil.zip", files)
    with previewing(browser, path, tmp_path) as learner:
        gone: list[str] = []
        learner.page.on("download", lambda download: gone.append(download.url))
        learner.context.on("page", lambda page: gone.append(page.url))
        address, frame = learner.page.url, learner.frame
        learner.until(lambda: len(frame.evaluate("() => window.tried || {}")) >= 12)
        tried = frame.evaluate("() => window.tried")
        for name in ("read the page", "read its address", "call its script", "leave"):
            assert tried.pop(name) == "SecurityError", name
        for name in ("ask the page's port", "command it", "out by fetch"):
            assert tried.pop(name) == "TypeError", name
        assert tried.pop("service worker") in ("SecurityError", "TypeError")
        assert tried.pop("window") == "null"
        assert address.rstrip("/").rpartition("/")[2] not in json.dumps(tried)
        frame.evaluate("() => { document.forms[0].submit(); }")
        learner.page.wait_for_timeout(200)
        lms = next(x for x in learner.page.frames if x.url.endswith("/lms/index.html"))
        lms.evaluate(f"() => {{ location = '{evil}/away'; }}")
        learner.page.wait_for_timeout(300)
        assert asked == []
        assert gone == []
        assert learner.page.url == address
        assert learner.page.locator("img[src=x]").count() == 0
        names = "image.png", "script.js", "style.css", "fetch", "form", "beacon"
        wanted = {f"{evil}/{name}" for name in names}
        learner.until(
            lambda: wanted <= {each["address"] for each in learner.events("blocked")}
        )
