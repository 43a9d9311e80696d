"""The key file: for its owner alone, apart from the records, and never told."""

import ast
import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.xapi.generate import ROOT
from xapi.decisions import read_decisions
from xapi.keyfile import Case, read_cases
from xapi.problems import RecordsError
from xapi.roster import read_roster

HEAD = "token,case_number,name,judge,order\n"
LINE = "p-1,2026-CR-00417,Example Person 12,Judge Example,Eight hours\n"
#: who may read it: what is made of cases, and nothing else
MAY_READ = ("xapi/court/", "xapi/cli/court", "xapi/enrolment/", "xapi/cli/roster")


def written(folder: Path, text: str, mode: int = 0o600) -> Path:
    path = folder / "cases.csv"
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def test_a_case_is_read_by_its_token(tmp_path: Path) -> None:
    case = read_cases(written(tmp_path, HEAD + LINE))["p-1"]
    assert case == Case(
        *("p-1", "2026-CR-00417", "Example Person 12", "Judge Example", "Eight hours")
    )
    assert "Person" not in repr(case)
    assert "00417" not in f"{case}"


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o606, 0o660])
def test_one_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = written(tmp_path, HEAD + LINE, mode)
    with pytest.raises(RecordsError, match=f"run chmod 600 '{path}'"):
        read_cases(path)


def test_one_among_the_records_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + LINE)
    link = tmp_path / "elsewhere"
    link.symlink_to(tmp_path)
    with pytest.raises(RecordsError, match="in the folder of the records"):
        read_cases(link / path.name, tmp_path)
    assert read_cases(path, tmp_path / "records")


FAULTS = {
    "p-1,,Example Person 12,,\n": ":2: case_number is empty.",
    "p-1,2026-CR-00417,,,\n": ":2: name is empty.",
    LINE * 2: ":3: this token is on line 2 already.",
    'p-1,2026-CR-00417,"=HYPERLINK(1)",,\n': ":2: name is a formula",
    "Example Person 12,2026-CR-00417,Example Person 12,,\n": ":2: token has a space",
}


@pytest.mark.parametrize("lines", list(FAULTS))
def test_a_fault_names_the_line_and_nobody(tmp_path: Path, lines: str) -> None:
    with pytest.raises(RecordsError) as caught:
        read_cases(written(tmp_path, HEAD + lines))
    assert FAULTS[lines] in str(caught.value)
    assert "Person" not in str(caught.value)
    assert "00417" not in str(caught.value)


def test_a_file_whose_heading_was_lost_tells_nothing_of_it(tmp_path: Path) -> None:
    with pytest.raises(RecordsError) as caught:
        read_cases(written(tmp_path, "p-1,2026-CR-00417,Courtney Names,Judge\n"))
    assert "has no column case_number and name and token" in str(caught.value)
    assert "courtney" not in str(caught.value).casefold()


SECRET = "Zx9Person"
CELLS = st.lists(
    st.builds(
        lambda before, after: f"{before}{SECRET}{after}",
        st.sampled_from(["", "=", "2026-13-01 ", "\n", '"', "a b", "@", "\0"]),
        st.text(max_size=4),
    ),
    max_size=7,
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=st.lists(CELLS, max_size=4), heading=st.booleans())
def test_whatever_is_wrong_nobody_is_named(
    tmp_path: Path, rows: list[list[str]], heading: bool
) -> None:
    path = written(tmp_path, "")
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        file.write(HEAD if heading else "")
        csv.writer(file).writerows(rows)
    for reader in (read_cases, read_roster, read_decisions):
        try:
            reader(path)
        except RecordsError as error:
            assert SECRET.casefold() not in str(error).casefold()


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.binary(max_size=200), heading=st.booleans())
def test_any_bytes_are_cases_or_one_fault(
    tmp_path: Path, data: bytes, heading: bool
) -> None:
    path = written(tmp_path, "")
    path.write_bytes((HEAD.encode() if heading else b"") + data)
    try:
        read_cases(path)
    except RecordsError as error:
        assert str(path) in str(error)


def test_nothing_else_reads_the_key_file() -> None:
    for path in sorted((ROOT / "xapi").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                names = {f"{node.module}.{x.name}" for x in node.names}
            elif isinstance(node, ast.Import):
                names = {x.name for x in node.names}
            else:
                continue
            reads = names & {"xapi.keyfile", "xapi.keyfile.read_cases"}
            assert not reads or name.startswith(MAY_READ), name
