"""Turn what a server answers, or why it does not, into words for a person."""

import gzip
import html
import http.client
import re
import socket
import ssl
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from xapi.problems import RecordsError

#: a server that says so may answer in a while (RFC 9110, 15; RFC 6585, 4)
_PASSING: Final = (408, 425, 429, 500, 502, 503, 504)
_AGAIN: Final = "Run the same command again: it goes on where it stopped."
_SHOWN: Final = 200
_TAGS: Final = re.compile(
    r"<(style|script|head)\b.*?</\1\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL
)


class HttpError(RecordsError):
    """A server gave no answer, or none that can be used."""

    def __init__(
        self, message: str, *, status: int = 0, passing: bool = False, short: str = ""
    ) -> None:
        """Keep the sentence; the status if there was one; whether waiting may help."""
        super().__init__(message)
        self.status = status
        self.passing = passing
        self.short = short


@dataclass(frozen=True)
class Answer:
    """One answer; names of headers are in lower case."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def good(self) -> bool:
        """Whether the status is one of the 200s."""
        return 200 <= self.status < 300

    @property
    def passing(self) -> bool:
        """Whether the same request may be answered otherwise in a while."""
        return self.status in _PASSING

    @property
    def host(self) -> str:
        """The server's name, and its port where it is given."""
        return urlsplit(self.url).netloc


def no_answer(url: str, error: Exception) -> HttpError:
    """Say why there was no answer at all, and what to do."""
    host = urlsplit(url).netloc
    if isinstance(error, HttpError):
        return error
    if isinstance(error, ssl.SSLCertVerificationError):
        return HttpError(
            f"The certificate of {host} does not verify ({error.verify_message}), so "
            "nothing was sent. Ask who runs the server; where your network has a "
            "certificate authority of its own, name its file in SSL_CERT_FILE."
        )
    if isinstance(error, ssl.SSLError):
        return HttpError(
            f"{host} speaks no TLS that this machine accepts "
            f"({error.reason or 'unknown reason'}): is the port right, and https?"
        )
    if isinstance(error, socket.gaierror):
        return HttpError(
            f"{host} cannot be found: check the address and the network.",
            passing=error.errno == socket.EAI_AGAIN,
            short=f"{host} cannot be found now",
        )
    if isinstance(error, gzip.BadGzipFile):
        return HttpError(f"{host} sends damaged gzip data. {_AGAIN}")
    why = _why(error)
    advice = "Check the address and the network." if _refused(error) else _AGAIN
    return HttpError(
        f"{host} {why}. {advice}", passing=not _bad(error), short=f"{host} {why}"
    )


def _why(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "does not answer in time"
    if _refused(error):
        return "accepts no connection there"
    if isinstance(error, http.client.IncompleteRead | http.client.RemoteDisconnected):
        return "cut the connection in the middle of an answer"
    if isinstance(error, ConnectionError):
        return "cut the connection"
    if isinstance(error, http.client.HTTPException):
        return "answers something that is no HTTP"
    return f"cannot be reached ({getattr(error, 'strerror', None) or error})"


def _refused(error: Exception) -> bool:
    return isinstance(error, ConnectionRefusedError)


def _bad(error: Exception) -> bool:
    """Say whether what came will not be better in a while."""
    cut = (http.client.IncompleteRead, http.client.RemoteDisconnected)
    return isinstance(error, http.client.HTTPException) and not isinstance(error, cut)


def busy(answer: Answer) -> str:
    """Say in short why a request is sent again."""
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        return f"{answer.host} is asked too often (429)"
    return f"{answer.host} answers {answer.status}"


def redirected(url: str, target: str) -> HttpError:
    """Say that a request was sent elsewhere, where no password goes."""
    where = urlsplit(target)._replace(query="", fragment="").geturl()[:_SHOWN]
    return HttpError(
        f"{urlsplit(url).netloc} sends us on to {printable(where)}, where neither "
        "password nor records are sent. If that is the right place, give its address."
    )


def too_large(most: int) -> HttpError:
    """Say that an answer is too large to be held."""
    return HttpError(
        f"The server answers with more than {most // 1_000_000} MB at once. "
        "Ask for fewer statements at a time with --page."
    )


def refusal(answer: Answer) -> HttpError:
    """Say why a request was not granted, by its status alone.

    The text of the answer is left out: a server may repeat the password in it.
    """
    host, status = answer.host, answer.status
    if answer.passing:
        words = f"{busy(answer)}, again and again. {_AGAIN}"
    elif status == HTTPStatus.UNAUTHORIZED:
        words = (
            f"{host} does not accept this user name and password (401). Check both, "
            "and that the account may use xAPI."
        )
    elif status == HTTPStatus.FORBIDDEN:
        words = (
            f"{host} knows this account but does not let it do this (403). Ask who "
            "runs the server for the right."
        )
    elif status in (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED):
        words = (
            f"{host} has nothing like it at this address ({status}). The address of "
            "an LRS often ends in /xapi or /xAPI; capital letters count."
        )
    else:
        words = (
            f"{host} does not take the request ({status}). Check address, user name "
            "and password: some servers stumble over a colon in a password."
        )
    return HttpError(words, status=status, passing=answer.passing)


def reason(answer: Answer, secrets: Iterable[str]) -> str:
    """Return what an error's text says: one short line, with no secret in it."""
    text = answer.body[:20_000].decode(errors="replace")
    for secret in secrets:
        text = text.replace(secret, "[left out]")
    if "html" in answer.headers.get("content-type", "") or "<html" in text[:500]:
        text = html.unescape(_TAGS.sub(" ", text))
    line = printable(" ".join(text.split()))
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def printable(text: str) -> str:
    """Return a text without characters that move or colour a terminal."""
    return "".join(c if c.isprintable() else "�" for c in text)
