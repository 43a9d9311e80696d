"""The store: once is once, a conflict is told, and a kill leaves what was before."""

import gzip
import json
import os
import resource
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.xapi.example import EXAMPLE, GONE, statement, write
from tests.xapi.generate import ROOT, lines, statements
from xapi import database, intake, raw
from xapi.database import Table
from xapi.intake import Loaded, load_file
from xapi.problems import RecordsError
from xapi.store import Store, locked, opened


def load(folder: Path, *paths: Path) -> list[Loaded]:
    with locked(folder) as store:
        return [load_file(store, path, lambda done, count: None) for path in paths]


def query(folder: Path, sql: str) -> Table:
    store = opened(folder)
    with database.connected(folder / "spill") as connection:
        files = {room: store.files(room) for room in ("statements", "quarantine")}
        database.show(connection, files)
        return database.query(connection, sql)


def count(folder: Path, table: str) -> int:
    ((found,),) = query(folder, f"SELECT count(*) FROM {table}").rows
    return int(found)


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.fixture
def records(tmp_path: Path) -> Path:
    return tmp_path / "records"


def test_a_file_is_loaded_and_kept_as_received(tmp_path: Path, records: Path) -> None:
    (loaded,) = load(records, EXAMPLE)
    ids = {found["id"] for found in statements(3, 12)}
    assert (loaded.read, loaded.added) == (191, len(ids))
    assert loaded.repeated == loaded.read - loaded.added > 0
    assert count(records, "all_statements") == len(ids)
    (kept_as,) = opened(records).files("raw")
    kept = [text.decode() for text in raw.texts(kept_as)]
    first_of_each = dict.fromkeys(EXAMPLE.read_text(encoding="utf-8").splitlines())
    assert kept == list(first_of_each)


def test_each_row_names_its_text_in_the_store(records: Path) -> None:
    load(records, EXAMPLE)
    rows = query(records, "SELECT statement_id, raw_file, raw_line FROM all_statements")
    texts = {
        name: list(raw.texts(records / name)) for name in {r[1] for r in rows.rows}
    }
    for identifier, raw_file, raw_line in rows.rows:
        assert json.loads(texts[raw_file][raw_line - 1])["id"] == identifier


def test_loading_a_file_again_changes_nothing(tmp_path: Path, records: Path) -> None:
    path = write(tmp_path / "file", *statements(1, 3), "broken", statement(id="x"))
    first, second = load(records, path), tree(records)
    (again,) = load(records, path)
    assert (first[0].added > 0, again.added) == (True, 0)
    assert again.quarantined == first[0].quarantined == 2
    assert tree(records) == second


def test_ids_are_one_in_upper_and_lower_case(tmp_path: Path, records: Path) -> None:
    one = statement()
    path = write(tmp_path / "file", one, statement(id=one["id"].upper()))
    (loaded,) = load(records, path)
    assert (loaded.added, loaded.repeated, loaded.quarantined) == (1, 1, 0)


@pytest.mark.parametrize("apart", [False, True])
def test_the_same_id_with_other_content_is_told_and_the_first_stays(
    tmp_path: Path, records: Path, apart: bool
) -> None:
    first, second = statement(result__success=True), statement(result__success=False)
    paths = (
        [write(tmp_path / "one", first), write(tmp_path / "two", second)]
        if apart
        else [write(tmp_path / "both", first, second)]
    )
    last = load(records, *paths)[-1]
    assert last.codes == {"X501": 1}
    assert "known with other content" in str(last.problems[0])
    assert query(records, "SELECT success FROM statements").rows == ((True,),)
    ((text,),) = query(records, "SELECT text FROM quarantine").rows
    assert json.loads(text) == second
    assert load(records, *paths)[-1].codes == {"X501": 1}
    assert count(records, "quarantine") == 1


@pytest.mark.parametrize(
    ("changes", "differs"),
    [
        ({"result__duration": "PT69.98S"}, False),
        ({"result__duration": "PT1M9.99S"}, False),
        ({"result__duration": "PT70.99S"}, True),
        ({"result__duration": GONE}, True),
        ({"timestamp": "2026-03-02T14:00:00.123457+00:00"}, False),
        ({"timestamp": "2026-03-02T14:00:01Z"}, True),
    ],
)
def test_times_that_an_lrs_cut_are_no_conflict(
    tmp_path: Path, records: Path, changes: dict[str, object], differs: bool
) -> None:
    same: dict[str, object] = {
        "result__duration": "PT69.99S",
        "timestamp": "2026-03-02T14:00:00.123456789Z",
    }
    one, other = statement(**same), statement(**{**same, **changes})
    (loaded,) = load(records, write(tmp_path / "file", one, other))
    assert loaded.quarantined == differs


def test_batches_give_what_one_batch_gives(
    tmp_path: Path, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(tmp_path / "whole", EXAMPLE)
    monkeypatch.setattr(intake, "BATCH_ROWS", 17)
    (loaded,) = load(records, EXAMPLE)
    assert len(opened(records).files("statements")) > 10
    assert loaded.added + loaded.repeated == loaded.read
    sql = "SELECT * EXCLUDE (raw_file, raw_line, loaded_at) FROM all_statements ORDER BY 1"
    assert query(records, sql) == query(tmp_path / "whole", sql)


def test_a_repaired_statement_is_no_longer_held_back(
    tmp_path: Path, records: Path
) -> None:
    load(records, write(tmp_path / "file", statement(result__success="yes")))
    load(records, write(tmp_path / "file", statement(result__success=True)))
    assert count(records, "statements") == 1


def test_voided_statements_drop_out_in_any_order(tmp_path: Path, records: Path) -> None:
    first, other = list(statements(1, 1))[:2]
    voiding = statement(
        id="b0000000-0000-4000-8000-000000000000",
        verb={"id": "http://adlnet.gov/expapi/verbs/voided"},
        object={"objectType": "StatementRef", "id": first["id"].upper()},
    )
    unvoiding = {
        **voiding,
        "id": "c0000000-0000-4000-8000-000000000000",
        "object": {"objectType": "StatementRef", "id": voiding["id"]},
    }
    load(records, write(tmp_path / "one", voiding, unvoiding))
    load(records, write(tmp_path / "two", first, other))
    kept = {
        row[0] for row in query(records, "SELECT statement_id FROM statements").rows
    }
    assert kept == {other["id"], voiding["id"], unvoiding["id"]}


def test_only_the_owner_may_read(records: Path) -> None:
    load(records, EXAMPLE)
    for path in [records, *records.rglob("*")]:
        allowed = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == allowed, path


def test_a_folder_with_a_strange_name_works(tmp_path: Path) -> None:
    folder = tmp_path / "re*c[1]'s?; {x} ñ"
    load(folder, EXAMPLE)
    load(folder, EXAMPLE)
    assert count(folder, "all_statements") == 190


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path / "letters", "dear court")
    with pytest.raises(RecordsError, match="not empty and holds no records"):
        load(tmp_path, EXAMPLE)
    assert [path.name for path in tmp_path.iterdir()] == ["letters"]


def test_a_store_of_another_format_says_so(records: Path) -> None:
    load(records, EXAMPLE)
    listed = records / "store.json"
    listed.write_text(listed.read_text().replace('"format": 1', '"format": 9'))
    with pytest.raises(RecordsError, match="another version"):
        opened(records)


def test_no_store_says_how_to_make_one(records: Path) -> None:
    with pytest.raises(RecordsError, match="janeschool-report load FILE"):
        opened(records)
    assert not records.exists()


@pytest.mark.parametrize("name", ["key", "store.json"])
def test_a_lost_part_is_told_and_never_made_anew(records: Path, name: str) -> None:
    load(records, EXAMPLE)
    before = tree(records)
    lost = (records / name).rename(records.parent / "lost")
    for use in (lambda: opened(records), lambda: load(records, EXAMPLE)):
        with pytest.raises(RecordsError, match=f"{name} is missing.*backup"):
            use()
    lost.rename(records / name)
    assert tree(records) == before


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"format": 1, "loads": [{}]}'])
def test_a_damaged_list_is_told_and_nothing_is_swept(records: Path, text: str) -> None:
    load(records, EXAMPLE)
    (records / "store.json").write_text(text)
    before = tree(records)
    with pytest.raises(RecordsError, match=r"store\.json is damaged"):
        load(records, EXAMPLE)
    assert tree(records) == before


def test_two_loads_at_once_are_refused(records: Path) -> None:
    with (
        locked(records),
        pytest.raises(RecordsError, match="another load"),
        locked(records),
    ):
        pass


def test_a_damaged_file_adds_nothing(tmp_path: Path, records: Path) -> None:
    load(records, write(tmp_path / "good", *statements(2, 2)))
    before = tree(records)
    data = gzip.compress("".join(lines(1, 30)).encode())
    (tmp_path / "cut.gz").write_bytes(data[:-500])
    with pytest.raises(RecordsError, match="Nothing of this file was loaded"):
        load(records, tmp_path / "cut.gz")
    assert tree(records) == before


def test_a_failure_before_the_list_is_replaced_changes_nothing(
    tmp_path: Path, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(records, write(tmp_path / "good", *statements(2, 2)))
    before, rows = tree(records), count(records, "all_statements")

    def fail(*written: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("xapi.store._write_list", fail)
        with pytest.raises(OSError, match="No space"):
            load(records, EXAMPLE)
    assert count(records, "all_statements") == rows, (
        "files that no list names do not count"
    )
    with locked(records) as store:
        assert isinstance(store, Store)
    assert tree(records) == before, "the next load sweeps them away"


def test_a_killed_load_leaves_the_state_before(tmp_path: Path, records: Path) -> None:
    load(records, write(tmp_path / "good", *statements(2, 2)))
    rows = count(records, "all_statements")
    path = tmp_path / "large"
    path.write_text("".join(lines(1, 400)), encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from xapi import intake, store\n"
        "intake.BATCH_ROWS = 300\n"
        "with store.locked(Path(sys.argv[1])) as opened:\n"
        "    intake.load_file(opened, Path(sys.argv[2]), lambda done, count: None)"
    )
    command = [sys.executable, "-c", code, str(records), str(path)]
    with subprocess.Popen(command, cwd=ROOT) as process:
        while not (records / "tmp" / "000002-0003.parquet").exists():
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert count(records, "all_statements") == rows
    (loaded,) = load(records, path)
    assert loaded.added + loaded.repeated == loaded.read
    assert count(records, "all_statements") == rows + loaded.added
    assert not (records / "tmp").exists()


@pytest.mark.parametrize("largest", [20_000, 200_000])
def test_a_full_disk_is_one_sentence_and_changes_nothing(
    tmp_path: Path, records: Path, largest: int
) -> None:
    load(records, write(tmp_path / "good", *statements(2, 2)))
    before = tree(records)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    command = [sys.executable, "-m", "xapi", "load", str(EXAMPLE)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "JANESCHOOL_STORE": str(records)},
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Nothing of this file was loaded" in done.stderr
    with locked(records):
        pass
    assert tree(records) == before
