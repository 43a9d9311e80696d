"""A built package, unpacked and served beside a small LMS; a real Chromium that plays it."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
MODULES = ROOT / "node_modules"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--autoplay-policy=no-user-gesture-required",
)


class _Quiet(SimpleHTTPRequestHandler):
    """Serves one folder, parts of files too, and says nothing about it."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        match = re.match(r"bytes=(\d+)-(\d*)$", self.headers.get("Range", ""))
        path = Path(self.translate_path(self.path))
        if not match or not path.is_file():
            super().do_GET()
            return
        whole = path.read_bytes()
        first, last = int(match[1]), int(match[2] or len(whole) - 1)
        part = whole[first : last + 1]
        self.send_response(206)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(part)))
        self.send_header("Content-Range", f"bytes {first}-{last}/{len(whole)}")
        self.end_headers()
        self.wfile.write(part)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the LMS page and the packages js-000 and js-101, unpacked."""
    site = tmp_path_factory.mktemp("site")
    dist = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "janeschool_scorm", "build", "js-000", "js-101"]
    subprocess.run(
        [*command, "--target", "scorm12", "--dist", str(dist)],
        check=True,
        cwd=ROOT,
        capture_output=True,
    )
    for package in sorted(dist.rglob("*.zip")):
        folder = package.relative_to(dist).parts[0]
        with zipfile.ZipFile(package) as archive:
            archive.extractall(site / folder)
    for name in ("lms.html", "lms.js"):
        shutil.copy(HERE / name, site)
    shutil.copy(MODULES / "scorm-again" / "dist" / "scorm12.js", site)
    return site


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where `site` is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sentence = "no Chromium on this machine: the browser tests need it"
        if os.environ.get("CI") == "true":
            pytest.fail(sentence)
        pytest.skip(sentence)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=list(ARGUMENTS)
        )
        yield browser
        browser.close()
