"""Ask a server over HTTP: patiently, on one host alone, with its faults in words.

Made of the standard library's `http.client`: one connection that stays open, and no
other library sees a password.
"""

import gzip
import http.client
import socket
import threading
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Final, Self
from urllib.parse import urljoin, urlsplit

from xapi import answers
from xapi.answers import Answer, HttpError
from xapi.connecting import LOOPBACK, Connection, connection, proxied

#: most bytes of one answer, as sent and unzipped
MOST_BYTES: Final = 64_000_000
_CHUNK: Final = 1 << 18
_REDIRECTS: Final = (301, 302, 303, 307, 308)
_MOST_REDIRECTS: Final = 3

#: is told one sentence that a person at a terminal wants to know
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Patience:
    """How long to wait for a server that does not answer, or not now."""

    silence: float = 60.0  #: seconds without a byte
    answer: float = 300.0  #: seconds for one whole answer
    pauses: Sequence[float] = (0.5, 1, 2, 4, 8, 16, 32)  #: before each further try
    longest: float = 600.0  #: seconds that a server may ask us to wait


def address(text: str) -> str:
    """Return a web address as it is asked. Raises ValueError with the reason.

    A password in an address ends in the shell's history and in logs.
    """
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise ValueError("is not a web address") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("is not an address that begins with https://")
    if parts.username is not None or parts.password is not None:
        raise ValueError(
            "holds a user name or password: take it out, and give both by the "
            "environment, by ~/.netrc or when asked"
        )
    if port == 0 or not text.isascii() or any(c <= " " for c in text):
        raise ValueError("is not a web address")
    return text


class Client:
    """One server, and who we are there. Not for use from two threads but to stop it."""

    def __init__(
        self,
        base: str,
        headers: Mapping[str, str],
        *,
        tell: Tell,
        patience: Patience | None = None,
        wait: Callable[[float], object] | None = None,
    ) -> None:
        """Keep what each request needs; `base` is an address, as `address` checks it."""
        self.base = base
        self._headers = dict(headers)
        self._tell = tell
        self._patience = patience or Patience()
        self._stopped = threading.Event()
        self._wait = wait or self._stopped.wait
        self._connection: Connection | None = None
        parts = urlsplit(base)
        if parts.scheme == "http" and parts.hostname not in LOOPBACK:
            tell(
                f"{parts.hostname} is asked over plain HTTP: password and records can "
                "be read on the way. Use https:// if the server has it."
            )

    def __enter__(self) -> Self:
        """Give the client itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connection."""
        self.close()

    def close(self) -> None:
        """Close the connection; the next request opens another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def stop(self) -> None:
        """End what another thread does with this client, for good: it raises HttpError."""
        self._stopped.set()
        sock = None if self._connection is None else self._connection.sock
        if sock is not None:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def get(self, url: str, *, tries: int | None = None) -> Answer:
        """Return what a GET of an address is answered: see `ask`."""
        return self.ask("GET", url, tries=tries)

    def ask(
        self,
        method: str,
        url: str,
        body: bytes | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        tries: int | None = None,
    ) -> Answer:
        """Send a request that may be repeated, and return its answer, whatever it says.

        Busy and broken servers (429, 5xx), time-outs and cut connections are tried
        again after growing pauses, `tries` times at most; the last answer is returned.
        Raises HttpError where there is no answer, and for a redirect to another host.
        """
        pauses = list(self._patience.pauses)[: None if tries is None else tries - 1]
        for pause in (*pauses, None):
            try:
                answer = self._followed(method, url, body, headers or {})
            except (OSError, http.client.HTTPException) as error:
                self.close()
                if self._stopped.is_set():
                    raise HttpError("Stopped.") from error
                fault = answers.no_answer(url, error)
                if pause is None or not fault.passing:
                    raise fault from error
                self._pause(pause, fault.short)
                continue
            if pause is None or not answer.passing:
                return answer
            self._pause(self._asked_pause(answer, pause), answers.busy(answer))
        raise AssertionError("the last round returns or raises")

    def _pause(self, seconds: float, why: str) -> None:
        self._tell(f"{why}: trying again in {seconds:.0f} s")
        self._wait(seconds)
        if self._stopped.is_set():
            raise HttpError("Stopped.")

    def _asked_pause(self, answer: Answer, ours: float) -> float:
        """Return the pause that Retry-After asks for (RFC 9110, 10.2.3), or ours."""
        asked = retry_after(answer)
        if asked is not None and asked > self._patience.longest:
            raise HttpError(
                f"{answer.host} asks to wait {asked:.0f} seconds. "
                "Run the same command again then: it goes on where it stopped.",
                status=answer.status,
            )
        return ours if asked is None else max(asked, ours)

    def _followed(
        self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]
    ) -> Answer:
        for _ in range(_MOST_REDIRECTS + 1):
            answer = self._asked(method, url, body, headers)
            target = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not target:
                return answer
            target = urljoin(url, target)
            if method != "GET" or not same_origin(target, url):
                raise answers.redirected(url, target)
            url = target
        raise answers.redirected(url, url)

    def _asked(
        self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]
    ) -> Answer:
        if self._stopped.is_set():
            raise HttpError("Stopped.")
        if not same_origin(url, self.base):
            raise answers.redirected(self.base, url)
        sent = {"Accept-Encoding": "gzip", **self._headers, **headers}
        reused = self._connection is not None
        try:
            return self._exchanged(method, url, body, sent)
        except (http.client.RemoteDisconnected, ConnectionError):
            self.close()
            if not reused:  # a server may close a connection that waited
                raise
            return self._exchanged(method, url, body, sent)

    def _exchanged(
        self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]
    ) -> Answer:
        if self._connection is None:
            self._connection = connection(url, self._patience.silence)
        target = urlsplit(url)._replace(fragment="")
        if not proxied(url):
            target = target._replace(scheme="", netloc="")
        self._connection.request(method, target.geturl() or "/", body, dict(headers))
        response = self._connection.getresponse()
        content = self._content(response)
        if response.will_close:
            self.close()
        found = {name.lower(): text for name, text in response.getheaders()}
        return Answer(url, response.status, found, content)

    def _content(self, response: http.client.HTTPResponse) -> bytes:
        end = time.monotonic() + self._patience.answer
        chunks, size = [], 0
        while chunk := response.read1(_CHUNK):
            chunks.append(chunk)
            size += len(chunk)
            if size > MOST_BYTES:
                raise answers.too_large(MOST_BYTES)
            if time.monotonic() > end:
                raise TimeoutError("the answer goes on too long")
        if response.length:
            raise http.client.IncompleteRead(b"", response.length)
        response.close()  # all is read: the connection is free for the next request
        content = b"".join(chunks)
        zipped = response.getheader("Content-Encoding", "").lower() == "gzip"
        return _unzipped(content) if zipped else content


def retry_after(answer: Answer) -> float | None:
    """Return the seconds of Retry-After, given as a number or a date."""
    text = answer.headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
        now = parsedate_to_datetime(answer.headers.get("date", ""))
        return max(0.0, (moment - now).total_seconds())
    except (ValueError, TypeError, IndexError):
        return None


def same_origin(one: str, other: str) -> bool:
    """Say whether two addresses are of one scheme, host and port."""
    return _origin(one) == _origin(other)


def _origin(url: str) -> tuple[str, str | None, int | None]:
    try:
        parts = urlsplit(url)
        usual = {"http": 80, "https": 443}.get(parts.scheme)
        return parts.scheme, parts.hostname, parts.port or usual
    except ValueError:
        return "", None, None


def _unzipped(data: bytes) -> bytes:
    """Unzip an answer; one that grows beyond measure is not read."""
    unzipping = zlib.decompressobj(wbits=31)
    try:
        content = unzipping.decompress(data, MOST_BYTES)
    except zlib.error as error:
        raise gzip.BadGzipFile(str(error)) from error
    if unzipping.unconsumed_tail:
        raise answers.too_large(MOST_BYTES)
    if not unzipping.eof:
        raise gzip.BadGzipFile("cut off")
    return content
