"""Read all statements of an LRS page by page, and find out how it understands us."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Final, Literal
from urllib.parse import urlencode, urljoin, urlsplit

from xapi import answers
from xapi.answers import Answer, HttpError
from xapi.collect.page import Listed, Page, page
from xapi.http import Client, address
from xapi.times import timestamp_microseconds

#: what `since` and `until` compare; the standard says stored (Communication 2.1.3)
Means = Literal["stored", "timestamp", ""]
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MS: Final = 1_000
_SECOND: Final = 1_000_000
#: least time between timestamp and stored of a row that can tell what `since` means
_TELLING: Final = 4 * _MS
#: tries of a next page before the walk begins anew where it was
_TRIES: Final = 4
_GONE: Final = (404, 410)
_MOST_EMPTY: Final = 100
_CONSISTENT: Final = "x-experience-api-consistent-through"
_VERSION: Final = "X-Experience-API-Version"
_FIRST: Final = "1.0.3"
_SECOND_ONE: Final = "2.0.0"


@dataclass(frozen=True)
class Reader:
    """An LRS that is read: its address, and how it is asked."""

    client: Client
    endpoint: str  #: with the slash at its end
    version: str  #: of xAPI
    limit: int  #: statements that a page is asked to hold


@dataclass(frozen=True)
class Step:
    """One page of a walk, and what is known once it is in."""

    page: Page
    highest: int | None  #: latest `stored` so far, in UTC microseconds
    ordered: bool  #: whether all so far came in the order of `stored`
    through: int | None  #: all before it is there, by the LRS's own word


def endpoint(text: str) -> str:
    """Return the base of an LRS's addresses. Raises ValueError with the reason."""
    base = urlsplit(address(text))
    path = base.path.rstrip("/").removesuffix("/statements")
    return base._replace(path=f"{path}/", query="", fragment="").geturl()


def reader(client: Client, base: str, limit: int) -> Reader:
    """Begin with an LRS: xAPI 2.0 where it says that it knows it, else 1.0.3."""
    about = client.ask("GET", base + "about", headers={_VERSION: _FIRST}, tries=2)
    known = _versions(about) or _versions_by_trial(client, base)
    second = any(version.startswith("2.0") for version in known)
    return Reader(client, base, _SECOND_ONE if second else _FIRST, limit)


def _versions(about: Answer) -> list[str]:
    """Return what the LRS says that it speaks (Communication 2.8)."""
    try:
        return [str(x) for x in json.loads(about.body)["version"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        return []


def _versions_by_trial(client: Client, base: str) -> list[str]:
    """Ask for one statement: whoever refuses 1.0.3 may speak 2.0 alone."""
    headers = {_VERSION: _FIRST}
    answer = client.ask("GET", f"{base}statements?limit=1", headers=headers, tries=2)
    return [_SECOND_ONE] if answer.status == HTTPStatus.BAD_REQUEST else [_FIRST]


def steps(
    lrs: Reader, since: int | None, by_stored: Callable[[], bool]
) -> Iterator[Step]:
    """Walk over the statements, in the order of `stored` where the LRS keeps to it.

    `since` in UTC microseconds; `by_stored` says whether the LRS is known to compare
    it with stored. Where it does and the order was kept, a next page that is lost is
    got around: the walk begins anew at the last row, so some rows come twice. Raises
    HttpError.
    """
    highest, ordered = since, True
    while True:
        before = since
        try:
            for found, through in _chain(lrs, since, by_stored):
                moments = [row.stored for row in found.rows]
                ordered = ordered and _in_order(moments, before)
                before = max(filter(None, (before, *moments)), default=None)
                highest = max(filter(None, (highest, before)), default=None)
                yield Step(found, highest, ordered, through)
            return
        except _LostError as lost:
            anew = None if before is None else before - _MS
            if not (by_stored() and ordered) or anew is None or anew <= (since or 0):
                raise lost.error from None
            since = anew


def _in_order(moments: list[int | None], before: int | None) -> bool:
    """Say whether no row of a page was stored before the pages that came first.

    Within a page the order does not matter: some LRSs turn each page around.
    """
    return all(x is not None and (before is None or x >= before) for x in moments)


class _LostError(Exception):
    """A next page that cannot be had."""

    def __init__(self, error: HttpError) -> None:
        super().__init__(str(error))
        self.error = error


def _chain(
    lrs: Reader, since: int | None, by_stored: Callable[[], bool]
) -> Iterator[tuple[Page, int | None]]:
    """Follow `more` to its end; yield each page and what the first answer promised."""
    url = _first(lrs, since)
    answer = _asked(lrs, url, None)
    through = _through(answer)
    known, count, power, empty = url, 0, 1, 0
    while True:
        found = read(answer)
        yield found, through
        if not found.more:
            return
        url = _next(url, found.more)
        empty = 0 if found.rows else empty + 1
        if url == known or empty > _MOST_EMPTY:
            raise _LostError(_circles(answer))
        count += 1
        if count == power:  # Brent: one address kept finds a circle of any length
            known, power = url, power * 2
        answer = _more(lrs, url, _TRIES if by_stored() else None)


def _first(lrs: Reader, since: int | None) -> str:
    asked = {"ascending": "true", "limit": str(lrs.limit), "attachments": "false"}
    if since is not None:
        asked["since"] = written(since)
    return f"{lrs.endpoint}statements?{urlencode(asked)}"


def _next(url: str, more: str) -> str:
    """Resolve `more`: relative to the request, or absolute (Data 2.5).

    An LRS behind a proxy may write http for its own https address.
    """
    target = urljoin(url, more)
    here, there = urlsplit(url), urlsplit(target)
    if there.hostname == here.hostname and there.port in (None, here.port):
        target = there._replace(scheme=here.scheme, netloc=here.netloc).geturl()
    return target


def _more(lrs: Reader, url: str, tries: int | None) -> Answer:
    try:
        return _asked(lrs, url, tries)
    except HttpError as error:
        if error.passing or error.status in _GONE:
            raise _LostError(error) from error
        raise


def _asked(lrs: Reader, url: str, tries: int | None) -> Answer:
    headers = {_VERSION: lrs.version, "Accept": "application/json"}
    answer = lrs.client.ask("GET", url, headers=headers, tries=tries)
    if not answer.good:
        raise answers.refusal(answer)
    return answer


def read(answer: Answer) -> Page:
    """Return the page of an answer. Raises HttpError where it is none."""
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        return page(answer.body)
    except ValueError as error:
        web = "html" in kind or answer.body.lstrip()[:1] == b"<"
        what = "a web page" if web else f"what is no list of statements ({error})"
        raise HttpError(
            f"{answer.host} answers with {what}. Is this the address of the LRS? It "
            "often ends in /xapi or /xAPI.",
            status=answer.status,
        ) from error


def _circles(answer: Answer) -> HttpError:
    return HttpError(
        f"{answer.host} leads from page to page without an end. What was read is kept; "
        "tell who runs the server.",
        status=answer.status,
    )


def _through(answer: Answer) -> int | None:
    """X-Experience-API-Consistent-Through, which next pages may lack."""
    try:
        return timestamp_microseconds(answer.headers.get(_CONSISTENT, ""))
    except ValueError:
        return None


def telling(rows: tuple[Listed, ...]) -> Listed | None:
    """Return the row that was stored longest after it happened, if one was."""
    late = [row for row in rows if row.id and _delay(row) >= _TELLING]
    return max(late, key=_delay, default=None)


def _delay(row: Listed) -> int:
    if row.stored is None or row.happened is None:
        return 0
    return row.stored - row.happened


def meaning(lrs: Reader, row: Listed) -> Means:
    """Find out what the LRS compares `since` with; empty where the answer is open.

    Asked for is a moment around `stored` of a row that happened before it: whoever
    filters on `timestamp` does not list that row.
    """
    stored = row.stored or 0
    begin = stored - min(_delay(row) // 2, _SECOND)
    asked = {"limit": lrs.limit, "since": written(begin)}
    asked["until"] = written(stored + _MS)
    answer = _asked(lrs, f"{lrs.endpoint}statements?{urlencode(asked)}", None)
    found = read(answer)
    if any(x.happened is not None and x.happened <= begin for x in found.rows):
        return "stored"
    return "" if found.more else "timestamp"


def written(moment: int) -> str:
    """Return UTC microseconds as an LRS is asked for them."""
    text = (_EPOCH + timedelta(microseconds=moment)).isoformat(timespec="microseconds")
    return text.replace("+00:00", "Z")
