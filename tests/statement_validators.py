"""Two validators of statements that know nothing of us, and disagree now and then: both.

And our own reports, which must be able to read what our packages send.
"""

import json
import subprocess
from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError
from ralph.models.xapi.base.statements import BaseXapiStatement

from tests.conftest import ROOT
from xapi.collect.flatten import flat
from xapi.problems import StatementError

#: xAPI 1.0.3 by npm's xapi-validation: the warnings of each statement, as text.
_NODE = """
const { default: warnings } = require("xapi-validation");
let text = "";
process.stdin.on("data", part => { text += part; }).on("end", () => {
    const found = JSON.parse(text).map(each => warnings(each).map(one => JSON.stringify(one)));
    process.stdout.write(JSON.stringify(found));
});
"""


def faults(statements: Sequence[dict[str, Any]]) -> list[str]:
    """What any of them says against the statements, with verb and object."""
    return [*_by_node(statements), *_by_ralph(statements), *_by_reports(statements)]


def _by_node(statements: Sequence[dict[str, Any]]) -> list[str]:
    done = subprocess.run(
        ["node", "-e", _NODE],
        input=json.dumps(statements),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    return [
        f"{_name(each)}: {warning}"
        for each, warnings in zip(statements, found, strict=True)
        for warning in warnings
    ]


def _by_ralph(statements: Sequence[dict[str, Any]]) -> list[str]:
    found = []
    for each in statements:
        try:
            BaseXapiStatement.model_validate(each)
        except ValidationError as error:
            found.append(f"{_name(each)}: {error}")
    return found


def _by_reports(statements: Sequence[dict[str, Any]]) -> list[str]:
    found = []
    for each in statements:
        try:
            flat(each)
        except StatementError as error:
            found.append(f"{_name(each)}: {error}")
    return found


def _name(statement: dict[str, Any]) -> str:
    return f"{statement['verb']['id']} {statement['object']['id']}"
