"""Push: what was made of SCORM records reaches an LRS once, whatever happens."""

import json
import os
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest

from janeschool_scorm.preview.records import Settings, serve
from tests.xapi.asking import ACCOUNT, client, pulled
from tests.xapi.bad_server import PASSWORD, USER, Manners, Reply, served
from tests.xapi.example import statement, write
from tests.xapi.generate import ROOT, WORDS, Statement, statements
from xapi import lrs as fence
from xapi import push
from xapi.intake import load_file
from xapi.push import Pushed, Target
from xapi.store import locked

DERIVED = WORDS["extensions"]["derived-from"]["id"]
AGENCY = WORDS["extensions"]["agency"]["id"]


def derived(seed: int = 8, people: int = 2) -> list[Statement]:
    """Statements such as are made of a SCORM export: ids derived, nothing of an LRS."""
    found = []
    for text in dict.fromkeys(map(json.dumps, statements(seed, people))):
        each = json.loads(text)
        if each["verb"]["id"].endswith("voided"):
            continue
        each.pop("stored"), each.pop("authority")
        each["context"].setdefault("extensions", {})[DERIVED] = "moodle-tracks"
        found.append({**each, "id": str(uuid.uuid5(uuid.NAMESPACE_URL, each["id"]))})
    return list({each["id"]: each for each in found}.values())


MADE = derived()


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """A store with derived statements, and with others that are not to be sent."""
    others = list(statements(9, 2))
    load(tmp_path, *MADE, *others)
    return tmp_path / "records"


def load(folder: Path, *found: Statement) -> None:
    with locked(folder / "records") as store:
        load_file(store, write(folder / "file", *found), lambda done, count: None)


def pushed(folder: Path, base: str, agency: str | None = None) -> Pushed:
    with locked(folder) as store, client(base, []) as asking:
        target = Target(base, agency)
        lrs = fence.Lrs(asking, base, ACCOUNT)
        return push.push(store, lrs, target, lambda count: None)


def forgotten(folder: Path) -> None:
    """Make the store forget how far it was sent, as a copy from a backup does."""
    listed = json.loads((folder / "store.json").read_bytes())
    (folder / "store.json").write_text(json.dumps({**listed, "marks": {}}))


def test_the_record_endpoint_gets_all_that_was_derived_and_nothing_else(
    records: Path,
) -> None:
    with serve(Settings({USER: PASSWORD})) as endpoint:
        first = pushed(records, endpoint.endpoint)
        assert (first.sent, first.there, first.refused) == (len(MADE), 0, {})
        got = {each["id"]: each for each in endpoint.statements}
        assert got.keys() == {each["id"] for each in MADE}
        assert {
            x.call.headers["x-experience-api-version"] for x in endpoint.exchanges
        } == {"1.0.3"}
        assert pushed(records, endpoint.endpoint).sent == 0, "it is known what was sent"
        forgotten(records)
        assert pushed(records, endpoint.endpoint).refused == {}
        assert len(endpoint.statements) == len(MADE), "sent twice adds nothing"
    for each in MADE:
        sent = got[each["id"]]
        assert sent["actor"]["account"] == each["actor"]["account"]
        assert sent["context"]["extensions"] == each["context"]["extensions"]
        assert sent["object"]["id"] == each["object"]["id"]


def test_what_was_sent_on_and_is_pulled_back_is_known(records: Path) -> None:
    with serve(Settings({USER: PASSWORD})) as endpoint:
        pushed(records, endpoint.endpoint)
        got, _ = pulled(records, endpoint.endpoint)
    assert (got.loaded.added, got.loaded.repeated) == (0, len(MADE))
    assert got.loaded.codes == {}, "tincan and the LRS wrote it in another way"


def test_an_endpoint_that_answers_409_to_repeats_counts_as_having_them(
    records: Path,
) -> None:
    with serve(Settings({USER: PASSWORD}, repeats="conflict")) as endpoint:
        pushed(records, endpoint.endpoint)
        forgotten(records)
        again = pushed(records, endpoint.endpoint)
        assert (again.sent, again.there, again.refused) == (0, len(MADE), {})


def test_what_is_new_is_sent_next(records: Path, tmp_path: Path) -> None:
    with served(Manners()) as lrs:
        pushed(records, lrs.endpoint)
        new = statement(id=str(uuid.uuid5(uuid.NAMESPACE_URL, "new")))
        new["context"]["extensions"][DERIVED] = "moodle-tracks"
        load(tmp_path, new)
        del lrs.asked[:]
        assert pushed(records, lrs.endpoint).sent == 1
        assert len(lrs.asked) == 1


def test_a_statement_of_the_same_id_that_says_something_else_is_told(
    records: Path,
) -> None:
    other = {
        **MADE[3],
        "stored": "2026-01-01T00:00:00Z",
        "timestamp": "2020-01-01T00:00:00Z",
    }
    with served(Manners(), [other]) as lrs:
        got = pushed(records, lrs.endpoint)
    assert got.sent == len(MADE) - 1
    assert got.refused == {
        MADE[3]["id"]: "409: the LRS holds another statement with this id"
    }


def test_what_the_lrs_voided_stays_as_it_is(records: Path) -> None:
    faults = {MADE[0]["id"]: Reply(409)}
    with served(Manners(refuses=faults)) as lrs:
        got = pushed(records, lrs.endpoint)
    assert (got.sent, got.there, got.refused) == (len(MADE) - 1, 1, {})


def test_refused_in_part_is_told_with_the_reason_and_tried_again_next_time(
    records: Path,
) -> None:
    why = f"<p>No such verb here, {ACCOUNT.secrets[0]}</p>".encode()
    kind = {"Content-Type": "text/html"}
    refuses = {each["id"]: Reply(400, why, kind) for each in MADE[5:7]}
    with served(Manners(refuses=refuses)) as lrs:
        got = pushed(records, lrs.endpoint)
        assert got.sent == len(MADE) - 2
        said = "400: No such verb here, [left out]"
        assert got.refused == {each["id"]: said for each in MADE[5:7]}
        lrs.manners = Manners()
        got = pushed(records, lrs.endpoint)
        assert (got.sent, got.refused) == (2, {})
        assert pushed(records, lrs.endpoint).sent == 0


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Reply(503), "503, again and again"),
        (Reply(401), "does not accept this user name and password"),
        (Reply(403), "does not let it do this"),
        (Reply(404), "nothing like it at this address"),
        (Reply(302, headers={"Location": "https://e.example.org/"}), "sends us on"),
    ],
)
def test_a_server_that_fails_half_way_is_gone_on_with(
    fault: Reply, said: str, records: Path
) -> None:
    dead = dict.fromkeys(range(11, 999), fault)
    with served(Manners(faults=dead)) as lrs:
        got = pushed(records, lrs.endpoint)
        assert said in str(got.fault)
        assert got.sent == 10
        lrs.manners = Manners()
        got = pushed(records, lrs.endpoint)
    assert (got.fault, got.sent) == (None, len(MADE) - 10)


def test_one_that_refuses_everything_is_left(
    records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(push, "MOST_REFUSED", 5)
    with served(Manners(every=Reply(400, b"no"))) as lrs:
        got = pushed(records, lrs.endpoint)
        assert len(got.refused) == 5
        assert len(lrs.asked) == 5


def test_of_one_agency_is_sent_what_is_its_own(records: Path) -> None:
    agencies = {each["context"]["extensions"][AGENCY] for each in MADE}
    agency = min(agencies)
    own = [x for x in MADE if x["context"]["extensions"][AGENCY] == agency]
    with served(Manners()) as lrs:
        assert pushed(records, lrs.endpoint, agency).sent == len(own)
        assert pushed(records, lrs.endpoint, "o'none").sent == 0


def test_a_dry_run_counts_by_verb_and_sends_nothing(records: Path) -> None:
    with locked(records) as store:
        verbs = push.rehearsed(store, Target("https://lrs.example.org/xapi/", None))
    assert sum(verbs.values()) == len(MADE)
    assert "http://adlnet.gov/expapi/verbs/answered" in verbs


def test_what_tincan_would_change_is_not_sent(tmp_path: Path) -> None:
    """tincan drops extensions that are null, and takes ids of five versions alone."""
    changed = statement(id=str(uuid.uuid5(uuid.NAMESPACE_URL, "a")))
    changed["context"]["extensions"][DERIVED] = "moodle-tracks"
    eighth = {**changed, "id": "01890a5d-ac96-8774-bcce-b302099a8057"}
    load(tmp_path, changed, eighth)
    with served(Manners()) as lrs:
        got = pushed(tmp_path / "records", lrs.endpoint)
    assert got.sent == 1
    assert list(got.refused) == [eighth["id"]]
    assert got.refused[eighth["id"]].startswith("not sent: tincan cannot build it")


def test_durations_and_times_mean_the_same_after_tincan() -> None:
    for each in MADE:
        text = json.dumps(each).encode()
        assert push._same(text, fence.built(text).text, b"key")


KILLED = """
import sys
from pathlib import Path
from tests.xapi.test_push import pushed
from xapi import push
push.MARK_ROWS = 5
pushed(Path(sys.argv[1]), sys.argv[2])
"""


@pytest.mark.skipif(os.name != "posix", reason="kills with SIGKILL")
def test_killed_half_way_the_next_push_completes_it(records: Path) -> None:
    with served(Manners(seconds=0.01)) as lrs:
        command = [sys.executable, "-c", KILLED, str(records), lrs.endpoint]
        with subprocess.Popen(command, cwd=ROOT) as process:
            while lrs.count < 13 and process.poll() is None:
                time.sleep(0.002)
            process.send_signal(signal.SIGKILL)
        assert process.returncode == -signal.SIGKILL
        before = lrs.count
        got = pushed(records, lrs.endpoint)
        assert got.sent + got.there <= len(MADE) - 10, "it went on, and not anew"
        assert before >= 13
        stored = [each["id"] for each in lrs.rows]
    assert sorted(stored) == sorted(each["id"] for each in MADE)
