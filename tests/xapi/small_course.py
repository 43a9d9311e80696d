"""A catalogue of two lessons, a check and a check-in, and records that a package leaves."""

import json
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final

from tests.xapi.generate import ROOT
from xapi.scorm.statements import Moment, Source

FINGERPRINT: Final = "0123abcd0123abcd"
BASE: Final = "https://www.janeschool.org/xapi/activity/demo"
PAGE: Final = "https://lms.example.org/mod/scorm/view.php?id=1"


def item(name: str, kind: str, place: int, interaction: str | None) -> dict[str, Any]:
    return {
        "id": name,
        "activity": f"{BASE}/{name}",
        "kind": kind,
        "place": place,
        "scored": interaction is not None,
        "interaction": interaction,
    }


def lesson(name: str, place: int, *items: dict[str, Any]) -> dict[str, Any]:
    activity = f"{BASE}/{name}"
    known = {"id": name, "activity": activity, "place": place, "planned_minutes": 10}
    return {**known, "items": list(items)}


SCALE: Final = {
    **item("m1-v1", "likert", 3, "likert"),
    "scored": False,
    "parts": [{"id": "m1-v1-fair", "activity": f"{BASE}/m1-v1-fair", "reverse": False}],
}
CATALOGUE: Final[Mapping[str, Any]] = {
    "format": 1,
    "course": "demo",
    "version": "1.2.0",
    "agency": {"id": "river-court", "rules": {"pass_mark": 80}},
    "bundles": [
        {
            "fingerprint": FINGERPRINT,
            "language": "es",
            "purpose": "learner",
            "unit": "",
        },
        {"fingerprint": "ffff0000" * 2, "language": "en", "purpose": "reviewer"},
    ],
    "modules": [
        {
            "id": "m1",
            "row": "m_m1",
            "lessons": [
                lesson("m1-l1", 0, item("m1-q1", "choice", 0, "choice")),
                lesson(
                    "m1-l2",
                    1,
                    item("m1-q2", "true-false", 1, "true-false"),
                    item("m1-a1", "attest", 2, None),
                    SCALE,
                ),
            ],
        }
    ],
    "check": {
        "id": "m1-check",
        "lesson": "m1-l2",
        "bank": "final",
        "count": 3,
        "items": [{**item("fq-1", "match", 9, "matching"), "module": "m1"}],
    },
    "check_ins": [
        {
            "unit": "check-in-week-01",
            "week": 1,
            "row": "k_01",
            "lesson": lesson("w01", 5),
        }
    ],
}
#: lessons: 620 s done, 95 s open; q1 right at the second try; one try of the check, 66 %
STATE: Final = {
    "seq": 12,
    "sessions": 2,
    "wall": 900,
    "at": 1,
    "started": 29_921_010,
    "last": 29_921_100,
    "lessons": {
        "0": {"seconds": 620, "done": True},
        "1": {"seconds": 95, "done": False},
    },
    "items": {
        "0": {"status": "r", "tries": 2, "answer": 2, "at": 0},
        "1": {"status": "d", "tries": 1, "answer": 1, "at": 0},
        "2": {"status": "d", "tries": 0, "answer": 0, "at": 29_921_020},
    },
    "check": {
        **{"used": 1, "best": 66, "last": 66, "repeat": 1, "seed": 77},
        **{"open": False, "answers": {}},
    },
}
#: id, type, response, result, latency in seconds, time
ROWS: Final = (
    ("s_1", "fill-in", "20261121T2330Z;a=620;w=700;v=1.2.0;p=0123abcd;q=5", "neutral"),
    ("q_m1_q1_1_s1", "choice", "a", "wrong", "7", "23:50:07"),
    ("q_m1_q1_2_s1", "choice", "b", "correct", "9", "00:05:09"),
    ("s_2", "fill-in", "20261122T1000Z;a=95;w=200;v=1.2.0;p=0123abcd;q=12", "neutral"),
    ("f1_fq_1_s2", "matching", "a.2,b.1", "correct", "", "10:01:00"),
    ("c_1_s2", "numeric", "66", "wrong", "31", "10:02:00"),
    ("m_m1", "fill-in", "20261122T1003Z;a=715;l1=620;l2=95", "neutral"),
    ("v_m1_v1_fair_s2", "likert", "4", "neutral", "", "10:02:30"),
)


@cache
def code(changes: str = "{}") -> str:
    """The resume code of STATE with changes (JSON), written by the player itself."""
    script = f"""
        const {{ load }} = require("{ROOT}/tests/player/load.js");
        const J = load();
        const state = Object.assign(J.state.empty(), {json.dumps(STATE)}, {changes});
        process.stdout.write(J.resume.write(state, "0123abcd"));
    """
    command = ["node", "-e", script]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout


def elements12(
    rows: Any = ROWS, resume: str | None = None, **more: str
) -> dict[str, str]:
    """What Moodle keeps of the run in SCORM 1.2."""
    found = {
        "cmi.core.lesson_status": "incomplete",
        "cmi.core.total_time": "00:20:00.00",
    }
    for number, row in enumerate(rows):
        values = dict(
            zip(("id", "type", "student_response", "result"), row, strict=False)
        )
        if len(row) > 4:
            latency = f"00:00:{row[4]:0>2}" if row[4] else ""
            values |= {"latency": latency, "time": row[5]}
        path = f"cmi.interactions_{number}."
        found |= {path + name: value for name, value in values.items() if value}
    held = code() if resume is None else resume
    return {**found, "cmi.suspend_data": held, **more}


def elements2004() -> dict[str, str]:
    """The same run as Moodle keeps it of SCORM 2004."""
    found = {"cmi.completion_status": "incomplete", "cmi.total_time": "PT20M"}
    days = {"1": "2026-11-21", "2": "2026-11-22"}
    for number, row in enumerate(ROWS):
        path, session = f"cmi.interactions.{number}.", row[0][-1]
        day = "2026-11-22" if row[0] == "q_m1_q1_2_s1" else days.get(session, "")
        said = row[2].replace(",", "[,]").replace(".", "[.]")
        values = {
            "id": row[0],
            "type": row[1],
            "result": row[3].replace("wrong", "incorrect"),
        }
        values["learner_response"] = said if row[1] == "matching" else row[2]
        if len(row) > 4:
            values["timestamp"] = f"{day}T{row[5]}.00Z"
            values["latency"] = f"PT{row[4] or 0}S" if row[4] else ""
        found |= {path + name: value for name, value in values.items() if value}
    return {**found, "cmi.suspend_data": code()}


def source(person: str = "p-1", number: int = 1) -> Source:
    """An attempt in the web services of a Moodle."""
    account = {"homePage": "https://lms.example.org", "name": person}
    began = Moment(datetime(2026, 11, 21, 23, 30, 2, tzinfo=UTC))
    seen = Moment(datetime(2026, 11, 22, 10, 4, tzinfo=UTC))
    return Source("moodle-tracks", account, PAGE, number, began, seen)
