"""A statement as received into the statement as stored (xAPI 1.0.3, Data 2.3.1)."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from janeschool_scorm.preview.records.shapes import instant
from janeschool_scorm.preview.records.statement_shape import XAPI_2, Version

Statement = dict[str, Any]
#: Data 2.4.10: 1.0.0 whatever the patch, since the data model is the same.
_VERSIONS = {XAPI_2: "2.0.0"}


def completed(
    statement: Statement,
    name: str,
    stored: datetime,
    authority: Mapping[str, Any],
    version: Version,
) -> Statement:
    """The statement with what the LRS sets, all else as it came.

    `stored` and `authority` are overwritten; `id`, `timestamp` and `version` are set
    where they are missing; single context activities become arrays (Data 2.4.6.2).
    """
    written = written_time(stored)
    return {
        "id": name,
        "timestamp": written,
        "version": _VERSIONS.get(version, "1.0.0"),
        **_arrays(statement, version),
        "stored": written,
        "authority": dict(authority),
    }


def written_time(moment: datetime) -> str:
    """A moment in UTC with microseconds, ending in Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _arrays(statement: Statement, version: Version) -> Statement:
    turned = dict(statement)
    if version == XAPI_2 and "timestamp" in turned:
        turned["timestamp"] = _in_utc(turned["timestamp"])
    context = turned.get("context", {})
    if "contextActivities" in context:
        activities = {
            name: [value] if isinstance(value, dict) else value
            for name, value in context["contextActivities"].items()
        }
        turned["context"] = {**context, "contextActivities": activities}
    if turned["object"].get("objectType") == "SubStatement":
        turned["object"] = _arrays(turned["object"], version)
    return turned


def _in_utc(text: str) -> str:
    """xAPI 2.0, 4.2.4.2: a timestamp with an offset is converted, not refused.

    Its fraction is kept as written, however many digits it has.
    """
    if text.endswith(("Z", "+00:00")):
        return text
    fraction = re.search(r"\.\d+", text)
    moment = instant(text).replace(microsecond=0)
    return f"{moment:%Y-%m-%dT%H:%M:%S}{fraction[0] if fraction else ''}Z"
