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
#: What most tests play: a package of another language would lie in the same folder.
ENGLISH = ("--language", "en")
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
        [*command, *ENGLISH, "--target", "scorm12", "--dist", str(dist)],
        check=True,
        cwd=ROOT,
        capture_output=True,
    )
    for package in sorted(dist.rglob("*.zip")):
        folder = package.relative_to(dist).parts[0]
        with zipfile.ZipFile(package) as archive:
            archive.extractall(site / folder)
    for page in (*HERE.glob("lms*.html"), *HERE.glob("lms*.js")):
        shutil.copy(page, site)
    shutil.copy(HERE.parent / "player" / "families.js", site)
    for family in ("scorm12", "scorm2004"):
        run_time = MODULES / "scorm-again" / "dist" / f"{family}.min.js"
        shutil.copy(run_time, site / f"{family}.js")
    return site


@pytest.fixture(scope="session")
def scorm2004_site(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with SCORM 2004's packages, as `scorm2004/js-101` and so on."""
    dist = tmp_path_factory.mktemp("scorm2004")
    command = [sys.executable, "-m", "janeschool_scorm", "build"]
    target = (*ENGLISH, "--target", "scorm2004", "--dist", str(dist))
    for what in (["js-000", "js-101", "--check-ins"], ["--self-test"]):
        run = [*command, *what, *target]
        subprocess.run(run, check=True, cwd=ROOT, capture_output=True)
    names = {"js-000-1": "js-000", "js-101-1": "js-101", "self-tes": "self-test"}
    names |= {"js-000-c": "check-in"}
    for package in sorted(dist.rglob("*.zip")):
        folder = names.get(package.name[:8])
        if folder is not None:
            with zipfile.ZipFile(package) as archive:
                archive.extractall(site / "scorm2004" / folder)
    return site


@pytest.fixture(scope="session")
def xapi_site(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the packages that speak xAPI, as `cmi5/js-000` and so on."""
    dist = tmp_path_factory.mktemp("xapi")
    command = [sys.executable, "-m", "janeschool_scorm", "build"]
    targets = ("--target", "cmi5", "--target", "xapi_package", "--dist", str(dist))
    for what in (["js-000", "js-101"], ["--self-test"]):
        run = [*command, *what, *ENGLISH, *targets]
        subprocess.run(run, check=True, cwd=ROOT, capture_output=True)
    for package in sorted(dist.rglob("*-default-en-*.zip")):
        course = package.relative_to(dist).parts[0]
        target = package.stem.rpartition("-")[2]
        with zipfile.ZipFile(package) as archive:
            archive.extractall(site / target / course)
    back = '<!DOCTYPE html><title>LMS</title><link rel="icon" href="data:,">'
    (site / "back.html").write_text(back)
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
