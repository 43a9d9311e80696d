"""Time `pull` beside a bare loop of the same requests, and print a table.

`python -m tests.benchmarks.pull [--participants N] [--delay MILLISECONDS] [--runs N]`. The
server is a process of its own, whose pages are made beforehand; `--delay` is what it
takes for each of them, as an LRS with a database does (ADL's takes over 100 ms).
"""

import argparse
import http.client
import json
import multiprocessing
import os
import platform
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path

from tests.xapi.generate import statements
from xapi import pull, walk
from xapi.http import Client
from xapi.store import locked

PAGE = 100
HOST = "127.0.0.1"


def pages(participants: int) -> list[bytes]:
    """The answers of a server, one after the other."""
    known = {each["id"]: each for each in statements(1, participants)}
    rows = sorted(known.values(), key=lambda each: each["stored"])
    cut = [rows[at : at + PAGE] for at in range(0, len(rows), PAGE)]
    return [
        json.dumps({"statements": part, "more": _more(number, len(cut))}).encode()
        for number, part in enumerate(cut, 1)
    ]


def _more(number: int, count: int) -> str:
    return f"/xapi/statements?at={number}" if number < count else ""


def serve(answers: Sequence[bytes], delay: float, port: Connection) -> None:
    """Answer for ever; the port is told once."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            at = int(self.path.rpartition("at=")[2]) if "at=" in self.path else 0
            about = self.path.endswith("/about")
            body = b'{"version": ["1.0.3"]}' if about else answers[at]
            time.sleep(delay)
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer((HOST, 0), Handler) as server:
        port.send(server.server_port)
        server.serve_forever()


@contextmanager
def served(answers: Sequence[bytes], delay: float) -> Iterator[int]:
    """Run the server in a process of its own."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.Process(
        target=serve, args=(answers, delay, there), daemon=True
    )
    process.start()
    try:
        yield here.recv()
    finally:
        process.terminate()
        process.join()


def bare(port: int) -> None:
    """Ask for each page over one connection, look where the next is, and drop it."""
    connection, path = http.client.HTTPConnection(HOST, port), "/xapi/statements"
    while path:
        connection.request("GET", path)
        path = json.loads(connection.getresponse().read())["more"]
    connection.close()


def pulled(port: int) -> None:
    """Pull into a store of its own, with all that belongs to it."""
    base = f"http://{HOST}:{port}/xapi/"
    with (
        tempfile.TemporaryDirectory() as folder,
        locked(Path(folder) / "records") as store,
        Client(base, {}, tell=print) as client,
    ):
        lrs = walk.reader(client, base, PAGE)
        plan = pull.planned(store, lrs, "nobody", None)
        end = pull.pull(store, lrs, plan, lambda count: None)
        assert end.fault is None, end.fault


def timed(work: Callable[[int], None], port: int, runs: int) -> tuple[float, float]:
    """(wall s, CPU s of this process), the median of some runs."""
    found = []
    for _ in range(runs):
        wall, cpu = time.perf_counter(), time.process_time()
        work(port)
        found.append((time.perf_counter() - wall, time.process_time() - cpu))
    return (
        statistics.median(wall for wall, _ in found),
        statistics.median(cpu for _, cpu in found),
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--participants", type=int, default=1_500)
    parser.add_argument("--delay", type=float, default=20, metavar="MILLISECONDS")
    parser.add_argument("--runs", type=int, default=3)
    chosen = parser.parse_args()
    answers = pages(chosen.participants)
    rows = sum(body.count(b'"stored"') for body in answers)
    print(
        f"{date.today()}, {platform.platform()}, {os.cpu_count()} cores, Python",
        end=" ",
    )
    print(f"{sys.version.split()[0]}: {rows:,} statements, {len(answers):,} pages")
    print(
        f"{'ms a page':>10} {'bare loop':>10} {'pull':>10} {'ratio':>6} {'CPU of pull':>12}"
    )
    for delay in (0.0, chosen.delay):
        with served(answers, delay / 1_000) as port:
            loop, _ = timed(bare, port, chosen.runs)
            whole, cpu = timed(pulled, port, chosen.runs)
        print(f"{delay:>10g} {loop:>8.2f} s {whole:>8.2f} s", end=" ")
        print(f"{whole / loop:>6.2f} {cpu:>10.2f} s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024
    print(f"peak memory {peak:,.0f} MB, the pages of the server among it")


if __name__ == "__main__":
    main()
