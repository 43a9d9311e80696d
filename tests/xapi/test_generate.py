"""The example file is what the generator writes, byte for byte."""

import json
import subprocess
import sys
from collections import Counter
from datetime import datetime, timedelta

from tests.xapi.example import EXAMPLE
from tests.xapi.generate import ROOT, lines, statements


def test_the_example_file_regenerates_byte_for_byte() -> None:
    assert EXAMPLE.read_bytes() == "".join(lines(3, 12)).encode()


def test_the_generator_runs_as_a_script() -> None:
    command = [sys.executable, "tests/xapi/generate.py", "--seed", "3"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert done.stdout == EXAMPLE.read_bytes()


def test_the_example_holds_what_real_files_hold() -> None:
    found = list(statements(3, 12))
    assert 150 < len(found) < 250
    verbs = Counter(statement["verb"]["id"].rpartition("/")[2] for statement in found)
    assert {"voided", "failed", "passed", "attested", "terminated"} < set(verbs)
    assert verbs["initialized"] > verbs["terminated"], "some sessions are killed"
    assert len({statement["id"] for statement in found}) < len(found), "delivered twice"
    stored_late = [
        statement
        for statement in found
        if datetime.fromisoformat(statement["stored"])
        > datetime.fromisoformat(statement["timestamp"]) + timedelta(days=1)
    ]
    assert stored_late


def test_broken_lines_can_be_asked_for() -> None:
    broken = 0
    for line in lines(1, 12, broken=3):
        try:
            json.loads(line)
        except ValueError:
            broken += 1
    assert broken == 3
