"""The scanner of scripts: what is code, what is a comment, what a string says."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from janeschool_scorm.validate.content.script import scanned
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("source", "bare"),
    [
        ("a = 1 // b", "a = 1     "),
        ("a /* b\nc */ d", "a     \n     d"),
        ("f('it\\'s', \"x\")", 'f("     ", " ")'.replace('"     "', "'     '")),
        ("a = b / c / d", "a = b / c / d"),
        ('x = /[/"]/.test(y)', "x =       .test(y)"),
        ('if (a) /"/.test(b)', "if (a)    .test(b)"),
        ('(a) / 2 / "s"', '(a) / 2 / " "'),
        ('return /"/g', "return     "),
        ('i++ / 2 / "s"', 'i++ / 2 / " "'),
        ('x[0] / "s" / 2', 'x[0] / " " / 2'),
        ("`a${b + `c${d}`}e` + f", "` ${b + ` ${d}`} ` + f"),
        ("`${{a: '}'}}`; g", "`${{a: ' '}}`; g"),
        ('"never closed\nnext', '"            \nnext'),
        ("<!-- old\ncode", "        \ncode"),
        ("a = b <!--c", "a = b <!--c"),
    ],
)
def test_code_stays_and_words_go(source: str, bare: str) -> None:
    assert scanned(source).bare == bare


_PIECES = st.sampled_from(
    [
        *("a", "b1", "return", "typeof", "if", "(", ")", "[", "]", "{", "}", ";", ","),
        *("+", "++", "=", "/", "//", "/*", "*/", "'", '"', "`", "${", "\\", "\n", " "),
        *("/x/", "'s'", '"t"', "`u`", "/[/]/g", "<!--", "é", "\u2028"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_both_views_keep_every_offset_and_every_line(source: str) -> None:
    script = scanned(source)
    assert len(script.code) == len(script.bare) == len(source)
    for at, letter in enumerate(source):
        assert script.code[at] in (letter, " ")
        assert script.bare[at] in (script.code[at], " ")
    ends = re.compile(r"[\n\r\u2028\u2029]")
    assert ends.findall(script.bare) == ends.findall(source)


_COMPARE = """
const acorn = require("acorn");
const fs = require("fs");
const blank = s => s.replace(/[^\\n\\r\\u2028\\u2029]/g, " ");
const differ = JSON.parse(fs.readFileSync(0)).filter(({source, bare}) => {
  const gone = [];
  const inside = {string: 1, template: 0, regexp: 0};
  acorn.parse(source, {
    ecmaVersion: "latest",
    allowReturnOutsideFunction: true,
    onComment: (block, text, start, end) => gone.push([start, end]),
    onToken: token => {
      const edge = inside[token.type.label];
      if (edge !== undefined) gone.push([token.start + edge, token.end - edge]);
    },
  });
  gone.sort((a, b) => a[0] - b[0]);
  let seen = "", at = 0;
  for (const [start, end] of gone) {
    seen += source.slice(at, start) + blank(source.slice(start, end));
    at = end;
  }
  return seen + source.slice(at) !== bare;
});
console.log(JSON.stringify(differ.map(one => one.name)));
"""


def ascii_scripts(*folders: Path) -> list[Path]:
    """Offsets count otherwise in JavaScript beyond the first 65,536 letters."""
    paths = [path for folder in folders for path in sorted(folder.glob("*.js"))]
    return [path for path in paths if max(path.read_bytes()) < 128]


def test_real_scripts_read_as_a_parser_reads_them() -> None:
    folders = ("axe-core", "scorm-again/dist", "lodash", "rxjs", "xapi-validation/dist")
    modules = [ROOT / "node_modules" / folder for folder in folders]
    player = ROOT / "janeschool_scorm" / "player"
    paths = ascii_scripts(*modules, player, player / "blocks", player / "scorm")[:120]
    assert len(paths) > 60
    texts = {str(path): path.read_text() for path in paths if path.stat().st_size < 4e5}
    given = [
        {"name": name, "source": text, "bare": scanned(text).bare}
        for name, text in texts.items()
        if not re.search(r"^(?:import|export) ", text, re.M)
    ]
    done = subprocess.run(
        ["node", "-e", _COMPARE],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert json.loads(done.stdout) == []
