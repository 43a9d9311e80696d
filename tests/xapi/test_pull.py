"""Pull: every statement of an LRS comes once, whatever the LRS does on the way."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from janeschool_scorm.preview.records import Settings, serve
from tests.xapi.asking import ADL, ADL_REFUSED, ids, pulled, rows, sent
from tests.xapi.bad_server import (
    PASSWORD,
    USER,
    VOIDED,
    Lrs,
    Manners,
    Reply,
    Statement,
    served,
)
from tests.xapi.example import GONE, statement
from tests.xapi.generate import ROOT, statements
from xapi import pull, walk
from xapi.store import opened

BEGIN = datetime(2026, 3, 2, 14, tzinfo=UTC)


def made(count: int, **changes: Any) -> list[Statement]:
    """Statements that an LRS stored one second after the other, each 2 s late."""
    return [
        statement(
            **{
                "id": f"{number:08}-0000-4000-8000-000000000000",
                "timestamp": at(number - 2),
                "stored": at(number),
                **changes,
            }
        )
        for number in range(1, count + 1)
    ]


def at(seconds: float) -> str:
    return (BEGIN + timedelta(seconds=seconds)).isoformat()


def mark(folder: Path) -> Any:
    (found,) = opened(folder).marks.values()
    return found


@pytest.fixture
def records(tmp_path: Path) -> Path:
    return tmp_path / "records"


#: quirks of ADL's LRS (a) and Ralph (r), by the numbers of the recordings' README files
QUIRKS = {
    "good": Manners(),
    "a1-more-is-relative": Manners(page=10),
    "more-is-absolute": Manners(page=10, more="absolute"),
    "more-is-http-behind-a-proxy": Manners(page=10, more="behind-proxy"),
    "a2-more-answers-500-after-voided-rows": Manners(page=53, trap=True),
    "a5-pages-are-capped": Manners(page=7),
    "a7-no-consistent-through": Manners(page=10, through=False),
    "r1-since-is-about-timestamp": Manners(page=10, since="timestamp"),
    "r2-pages-are-turned": Manners(page=10, turned=True),
    "r3-more-is-absent-at-the-end": Manners(page=10, last=None),
    "r7-no-about": Manners(page=10, versions=None),
    "since-is-ignored": Manners(page=10, since="nothing"),
    "descending-only": Manners(page=10, ascending=False),
    "only-1.0.3": Manners(versions=["1.0.3"], speaks=["1.0.3"]),
    "only-2.0": Manners(versions=["2.0.0"], speaks=["2.0.0"]),
    "only-2.0-without-about": Manners(versions=None, speaks=["2.0.0"]),
    "ralph": Manners(
        page=20, since="timestamp", turned=True, last=None, versions=None, through=False
    ),
}


@pytest.mark.parametrize("name", QUIRKS)
def test_all_comes_once_and_what_is_new_comes_next(name: str, records: Path) -> None:
    late = made(3, timestamp="2019-05-04T03:02:01Z")
    for number, each in enumerate(late):
        each["stored"] = f"2026-11-21T22:00:0{number}Z"
    with served(QUIRKS[name], ADL) as lrs:
        first, _ = pulled(records, lrs.endpoint)
        assert first.fault is None
        assert ids(records) == sorted({*sent(lrs.listed(ADL))} - ADL_REFUSED)
        assert first.loaded.quarantined == len(ADL_REFUSED)
        lrs.rows += late
        second, _ = pulled(records, lrs.endpoint)
        assert (second.fault, second.loaded.added) == (None, 3)
    assert len(ids(records, "quarantine")) == len(ADL_REFUSED), "kept once"


@pytest.mark.parametrize("versions", [("1.0.3",), ("1.0.3", "2.0.0")])
def test_our_own_record_endpoint_is_read(versions: Any, records: Path) -> None:
    found = list({each["id"]: each for each in statements(3, 6)}.values())
    with serve(Settings({USER: PASSWORD}, versions=versions, page=40)) as endpoint:
        from tests.preview.client import Client

        Client(endpoint).store(*found)
        got, _ = pulled(records, endpoint.endpoint)
        assert (got.fault, got.means, got.loaded.repeated) == (None, "stored", 0)
        voided = {x["object"]["id"] for x in found if x["verb"]["id"] == VOIDED}
        assert ids(records) == sorted({*sent(found)} - voided)
        headers = {
            x.call.headers["x-experience-api-version"] for x in endpoint.exchanges
        }
    assert versions[-1] in headers


def test_only_what_is_new_is_asked_for_with_an_overlap(records: Path) -> None:
    with served(Manners(page=10), made(30)) as lrs:
        pulled(records, lrs.endpoint)
        assert mark(records)["stored"] == "2026-03-02T14:00:30.000000Z"
        assert mark(records)["since"] == "stored"
        del lrs.asked[:]
        pulled(records, lrs.endpoint, overlap=4.5)
    assert "since=2026-03-02T14%3A00%3A25.500000Z" in lrs.asked[1]
    assert len(lrs.asked) == 3, "about, one page, and what since means"


def test_a_row_that_shows_up_late_within_the_overlap_is_not_missed(
    records: Path,
) -> None:
    *found, late = made(31)
    late["stored"] = at(12)
    with served(Manners(), found) as lrs:
        pulled(records, lrs.endpoint)
        lrs.rows.append(late)
        got, _ = pulled(records, lrs.endpoint)
    assert got.loaded.added == 1


def test_the_mark_stays_before_what_the_lrs_does_not_promise(records: Path) -> None:
    with served(Manners(), made(5)) as lrs:
        promise = {"X-Experience-API-Consistent-Through": at(3)}
        lrs.manners = replace(lrs.manners)
        lrs._promise = lambda begin: promise  # type: ignore[method-assign]
        pulled(records, lrs.endpoint)
    assert mark(records)["stored"] == "2026-03-02T14:00:03.000000Z"


def test_an_lrs_that_filters_by_timestamp_is_read_whole_unless_told_otherwise(
    records: Path,
) -> None:
    with served(Manners(since="timestamp"), made(30)) as lrs:
        first, _ = pulled(records, lrs.endpoint)
        assert (first.means, first.again) == ("timestamp", False)
        second, _ = pulled(records, lrs.endpoint)
        assert (second.again, second.loaded.repeated) == (True, 30)
        third, _ = pulled(records, lrs.endpoint, overlap=10)
        assert (third.again, third.loaded.repeated) == (False, 8)


def test_a_server_that_changes_its_mind_about_since_is_read_anew(records: Path) -> None:
    found = made(30)
    with served(Manners(page=10), found) as lrs:
        pulled(records, lrs.endpoint)
        lrs.manners = Manners(page=10, since="timestamp")
        lrs.rows.append(
            statement(
                id="90000000-0000-4000-8000-000000000000",
                timestamp="2019-01-01T00:00:00Z",
                stored=at(40),
            )
        )
        got, _ = pulled(records, lrs.endpoint)
    assert (got.means, got.loaded.added, got.again) == ("timestamp", 1, True)


def test_where_nothing_tells_what_since_means_all_is_read_again(records: Path) -> None:
    found = [{**each, "timestamp": each["stored"]} for each in made(5)]
    with served(Manners(), found) as lrs:
        pulled(records, lrs.endpoint)
        got, _ = pulled(records, lrs.endpoint)
    assert (got.means, got.again, got.loaded.repeated) == ("", True, 5)


def test_another_account_may_see_more_so_it_begins_at_the_beginning(
    records: Path,
) -> None:
    with served(Manners(), made(5)) as lrs:
        pulled(records, lrs.endpoint)
        before = mark(records)["account"]
        assert USER not in json.dumps(dict(opened(records).marks))
    store = opened(records)
    reader = walk.Reader(None, lrs.endpoint, "1.0.3", 1)  # type: ignore[arg-type]
    assert pull.planned(store, reader, USER, None).since is not None
    other = pull.planned(store, reader, "somebody-else", None)
    assert (other.since, other.account == before) == (None, False)


def test_a_statement_voided_in_the_middle_of_a_walk_does_not_count(
    records: Path,
) -> None:
    found = made(20)
    voiding = statement(
        id="90000000-0000-4000-8000-000000000000",
        verb={"id": VOIDED},
        object={"objectType": "StatementRef", "id": found[14]["id"]},
        result=GONE,
        timestamp=at(21),
        stored=at(21),
    )
    with served(Manners(page=10, voids=False), found) as lrs:
        lrs.on_request = lambda number: (
            lrs.rows.append(voiding) if number == 3 else None
        )
        pulled(records, lrs.endpoint)
        pulled(records, lrs.endpoint)
    assert len(ids(records)) == 21
    sql = f"SELECT * FROM statements WHERE statement_id = '{found[14]['id']}'"
    assert rows(records, sql) == []


def test_a_statement_stored_in_the_middle_of_a_walk_comes_then_or_next(
    records: Path,
) -> None:
    *found, new = made(31)
    with served(Manners(page=10), found) as lrs:
        lrs.on_request = lambda number: lrs.rows.append(new) if number == 4 else None
        pulled(records, lrs.endpoint)
        pulled(records, lrs.endpoint)
    assert ids(records) == sent([*found, new])


def test_a_broken_statement_is_named_by_its_id_and_kept_apart(records: Path) -> None:
    found = made(3)
    found[1]["result"]["success"] = "yes"
    with served(Manners(), found) as lrs:
        got, _ = pulled(records, lrs.endpoint)
    assert (got.loaded.added, dict(got.loaded.codes)) == (2, {"X305": 1})
    assert str(got.loaded.problems[0]).endswith(f"(statement {found[1]['id']})")
    assert ids(records, "quarantine") == [found[1]["id"]]


def test_the_text_is_kept_as_it_came(records: Path) -> None:
    with served(Manners(), ADL[:20]) as lrs:
        pulled(records, lrs.endpoint)
        origin = f"127.0.0.1:{lrs.server_port}/xapi"
    from xapi import raw

    kept = [text for path in opened(records).files("raw") for text in raw.texts(path)]
    assert all(json.dumps(each).encode()[:60] in b"\n".join(kept) for each in ADL[:20])
    assert rows(records, "SELECT DISTINCT origin FROM statements") == [(origin,)]


@pytest.mark.parametrize("status", [404, 410, 500, 503])
def test_a_next_page_that_is_lost_is_got_around(status: int, records: Path) -> None:
    """Where more has expired (a1: after 24 hours), or answers errors for ever."""
    tries = 4 if status >= 500 else 1
    lost = {number: Reply(status) for number in range(4, 4 + tries)}
    with served(Manners(page=10, faults=lost), made(50)) as lrs:
        got, _ = pulled(records, lrs.endpoint)
    assert got.fault is None
    assert ids(records) == sent(made(50))


def test_a_server_that_leads_in_circles_is_left(records: Path) -> None:
    with served(Manners(page=10, circle=3), made(50)) as lrs:
        got, _ = pulled(records, lrs.endpoint)
        assert len(lrs.asked) < 60
    assert "leads from page to page without an end" in str(got.fault)
    assert len(ids(records)) == 30


def test_a_server_that_dies_keeps_what_came_and_the_next_pull_goes_on(
    records: Path,
) -> None:
    dead = {number: Reply(503) for number in range(4, 99)}
    with served(Manners(page=10, faults=dead), made(50)) as lrs:
        got, told = pulled(records, lrs.endpoint)
        assert "503, again and again" in str(got.fault)
        assert len(ids(records)) == 20
        assert [x for x in told if x.startswith("waited")][-1] == "waited 32"
        lrs.manners = Manners(page=10)
        del lrs.asked[:]
        got, _ = pulled(records, lrs.endpoint, overlap=0.5)
        assert "since=" in lrs.asked[1], "it goes on, and does not begin anew"
    assert got.fault is None
    assert ids(records) == sent(made(50))


def test_a_disordered_walk_moves_no_mark_before_its_end(
    records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pull, "COMMIT_ROWS", 10)
    dead = {number: Reply(503) for number in range(5, 99)}
    manners = Manners(page=10, ascending=False, faults=dead)
    with served(manners, made(50)) as lrs:
        pulled(records, lrs.endpoint)
        assert mark(records)["stored"] == ""
        lrs.manners = Manners(page=10, ascending=False)
        pulled(records, lrs.endpoint)
    assert ids(records) == sent(made(50))
    assert mark(records)["stored"] == "2026-03-02T14:00:50.000000Z"


KILLED = """
import sys
from pathlib import Path
from tests.xapi.asking import pulled
from xapi import pull
pull.COMMIT_ROWS = 20
pulled(Path(sys.argv[1]), sys.argv[2])
"""


def killed_when(lrs: Lrs, folder: Path, number: int) -> int:
    """Pull in a process of its own, killed at a request; return its exit code."""
    command = [sys.executable, "-c", KILLED, str(folder), lrs.endpoint]
    with subprocess.Popen(command, cwd=ROOT) as process:
        while lrs.count < number and process.poll() is None:
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
    return process.returncode


@pytest.mark.skipif(os.name != "posix", reason="kills with SIGKILL")
def test_killed_at_any_moment_the_next_pull_completes_it(records: Path) -> None:
    manners = Manners(page=10, seconds=0.005)
    with served(manners, made(120)) as lrs:
        codes = [killed_when(lrs, records, lrs.count + number) for number in (4, 9)]
        del lrs.asked[:]
        got, _ = pulled(records, lrs.endpoint)
    assert -signal.SIGKILL in codes
    assert got.fault is None
    assert ids(records) == sent(made(120))
