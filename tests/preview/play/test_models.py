"""The verdict of the preview and the rules of `validate` know the same data models."""

import json
import subprocess

import pytest

from janeschool_scorm.validate.content.elements import VALUES, WAYS
from janeschool_scorm.validate.tree import Standard
from tests.conftest import ROOT

ACCESS = {"read": "r", "set": "w", "both": "rw"}
ASK = """
const L = require("./tests/preview/lms/load.js").load().Lms;
const [model, names, values] = JSON.parse(process.argv[1]);
const row = name => L[model].elements.find(each => each.regex.test(name));
process.stdout.write(JSON.stringify([
  names.map(name => (row(name) || {}).access || "none"),
  values.filter(([name, value]) => !row(name).type.test(value)),
]));
"""


@pytest.mark.parametrize(
    ("standard", "model"), [("scorm12", "model12"), ("scorm2004", "model2004")]
)
def test_both_tables_agree_on_access_and_words(standard: Standard, model: str) -> None:
    ways = {name.replace(".n.", ".0."): way for name, way in WAYS[standard].items()}
    ways = {name.replace(".n.", ".0."): way for name, way in ways.items()}
    words = [
        [name.replace(".n.", ".0."), value]
        for name, values in VALUES[standard].items()
        for value in sorted(values)
    ]
    asked = json.dumps([model, list(ways), words])
    done = subprocess.run(
        ["node", "-e", ASK, asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    access, refused = json.loads(done.stdout)
    told = dict(zip(ways, access, strict=True))
    assert told == {name: ACCESS[way] for name, way in ways.items()}
    assert refused == []
