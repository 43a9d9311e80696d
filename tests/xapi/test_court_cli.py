"""`court` and `verify`: from records to signed files and back, in words."""

import json
import os
import stat
from pathlib import Path

import page as page_validation
import pdfua
import pytest
from click.testing import CliRunner

from tests.xapi import cohort
from tests.xapi.conftest import stored
from tests.xapi.office import DAY, Office, index, run
from xapi.cli import main
from xapi.cli.court import PASSPHRASE


@pytest.fixture(autouse=True)
def there(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(office.folder)


# -- pages --------------------------------------------------------------------------------


def test_every_case_has_a_page_for_its_owner_alone(office: Office) -> None:
    files = {path.name for path in office.pages.iterdir()}
    assert files == {f"{token}-{DAY}.pdf" for token in office.tokens} | {
        "index.csv",
        "index.html",
    }
    if os.name == "posix":
        modes = {stat.S_IMODE(path.stat().st_mode) for path in office.pages.iterdir()}
        assert modes == {0o600}
        assert stat.S_IMODE(office.pages.stat().st_mode) == 0o700


def test_the_index_lists_tokens_and_no_names(office: Office) -> None:
    rows = index(office)
    assert {row["token"] for row in rows} == set(office.tokens)
    assert len({row["number"] for row in rows}) == len(rows)
    page = (office.pages / "index.html").read_text(encoding="utf-8")
    text = page + (office.pages / "index.csv").read_text(encoding="utf-8")
    assert "Secretname" not in text and "2026-CR" not in text
    assert "p-nowhere" in page and "not in the key file" in page
    assert all(f'href="{row["file"]}"' in page for row in rows)


def test_signed_pages_conform_and_are_good(office: Office) -> None:
    for token in office.tokens[:3]:
        path = office.pages / f"{token}-{DAY}.pdf"
        for profile in ("pdfa-2a", "pdfua-1"):
            report = page_validation.validate_pdf(str(path), profile=profile)
            assert [failure.rule_id for failure in report.failures] == []
        assert pdfua.validate(str(path)).findings == ()
    told = run("verify", *(str(office.pages / row["file"]) for row in index(office)))
    assert told.exit_code == 0, told.output
    assert "is made of the same records" in told.stdout
    assert "has the right number" in told.stdout and "NOT GOOD" not in told.stdout


def test_a_page_of_one_case_is_named_on_standard_output(
    office: Office, tmp_path: Path
) -> None:
    told = run("court", office.going, "--as-of", DAY, "--out", str(tmp_path / "new"))
    assert told.exit_code == 0, told.output
    path = tmp_path / "new" / f"{office.going}-{DAY}.pdf"
    assert told.stdout == f"{path}\n" and told.stderr == ""
    assert not (tmp_path / "new" / "index.html").exists()


def test_a_page_without_a_signature_says_so_and_is_the_same_twice(
    office: Office, tmp_path: Path
) -> None:
    pages = []
    for name in ("one", "two"):
        told = run(
            *("court", office.complete, "--unsigned", "--as-of", DAY),
            *("--out", str(tmp_path / name)),
        )
        assert told.exit_code == 0, told.output
        pages.append((tmp_path / name / f"{office.complete}-{DAY}.pdf").read_bytes())
    assert pages[0] == pages[1] and b"/ByteRange" not in pages[0]
    told = run("verify", str(tmp_path / "one" / f"{office.complete}-{DAY}.pdf"))
    assert told.exit_code == 1 and "carries no signature" in told.stdout


def test_a_certificate_is_for_whoever_has_completed(
    office: Office, tmp_path: Path
) -> None:
    told = run(
        *("court", "--certificate", office.complete, office.going),
        *("--as-of", "2026-04-20", "--out", str(tmp_path)),
    )
    assert told.exit_code == 1
    assert f"{office.going}: no certificate:" in told.stderr
    path = tmp_path / f"certificate-{office.complete}-2026-04-20.pdf"
    assert told.stdout == f"{path}\n"
    assert run("verify", str(path)).exit_code == 0


def test_a_number_that_was_read_out_is_found(office: Office) -> None:
    row = index(office)[0]
    spoken = row["number"].lower().replace("-", " ").replace("0", "o")
    told = run("verify", "--number", spoken, "--as-of", DAY)
    assert told.exit_code == 0, told.output
    assert row["token"] in told.stdout and row["code"] in told.stdout
    assert "Secretname" not in told.stdout
    told = run("verify", "--number", "0000-0000-0000-0000", "--as-of", DAY)
    assert told.exit_code == 1 and "No certificate" in told.stdout


def test_records_that_changed_since_are_told(office: Office, tmp_path: Path) -> None:
    files = cohort.write(tmp_path, 5, 14)
    lines = files[-1].read_text().splitlines(keepends=True)
    own = [n for n, line in enumerate(lines) if office.complete in line]
    files[-1].write_text("".join(line for n, line in enumerate(lines) if n != own[0]))
    stored(tmp_path / "records", *files)
    page = str(office.pages / f"{office.complete}-{DAY}.pdf")
    told = run("verify", page, "--store", str(tmp_path / "records"))
    assert told.exit_code == 1 and "the records have changed since" in told.stdout
    told = run("verify", page, "--signature-only")
    assert told.exit_code == 0, told.output


def test_verify_speaks_to_programs(office: Office) -> None:
    row = index(office)[0]
    told = run("verify", "--json", str(office.pages / row["file"]))
    [verdict] = json.loads(told.stdout)
    assert verdict["good"] and verdict["signer"] == "River County Probation"
    assert verdict["about"]["number"] == row["number"]


# -- what is wrong ------------------------------------------------------------------------


def test_a_token_that_is_none_is_refused(office: Office) -> None:
    told = run("court", "p-nobody")
    assert told.exit_code == 1 and "the key file has no token p-nobody" in told.stderr


@pytest.mark.parametrize("said", ["Secretname 3", "2026-CR-00003", "a@example.org"])
def test_what_is_no_token_is_not_said_again(office: Office, said: str) -> None:
    told = run("court", office.complete, said)
    assert told.exit_code == 1 and said not in told.output
    assert "has no token such as number 2 of those named" in told.stderr


def test_a_command_line_that_says_nothing_is_refused() -> None:
    assert run("court").exit_code == 2
    assert run("court", "--all", "p-1").exit_code == 2
    assert run("court", "p-1", "--unsigned", "--timestamp", "http://x").exit_code == 2
    assert run("court", "p-1", "--as-of", "2999-01-01").exit_code == 2
    assert run("verify").exit_code == 2


@pytest.mark.skipif(os.name != "posix", reason="modes of files")
def test_files_that_others_may_read_are_refused(office: Office) -> None:
    for name in ("cases.csv", "signing.p12", "numbers.key"):
        path = office.folder / name
        path.chmod(0o640)
        told = run("court", office.complete)
        path.chmod(0o600)
        assert told.exit_code == 1, name
        assert "chmod 600" in told.stderr and name in told.stderr
        assert "Secretname" not in told.output


def test_a_wrong_passphrase_is_told_and_nothing_is_written(
    office: Office, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    told = run("court", office.complete, "--out", str(out), **{PASSPHRASE: "wrong"})
    assert told.exit_code == 1 and "the passphrase is wrong" in told.stderr
    assert not out.exists()


def test_nobody_is_asked_where_nobody_is(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(PASSPHRASE, raising=False)
    told = CliRunner().invoke(main, ["court", office.complete])
    assert told.exit_code == 1 and PASSPHRASE in told.stderr


def test_a_missing_key_or_secret_is_told(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = (office.folder / "report.toml").read_text()
    named = {name: str(office.folder / name) for name in ("records", "roster.csv")}
    for name, path in named.items():
        known = known.replace(f'"{name}"', f'"{path}"')
    known = known.replace('"cases.csv"', f'"{office.folder / "cases.csv"}"')
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.toml").write_text(known.partition("[signing]")[0])
    told = run("court", office.complete)
    assert told.exit_code == 1 and "signing new" in told.stderr
    (tmp_path / "report.toml").write_text(known)
    told = run("court", office.complete, "--unsigned")
    assert told.exit_code == 1 and "signing numbers" in told.stderr
    assert run("signing", "numbers").exit_code == 0
    told = run("court", office.complete, "--unsigned")
    assert told.exit_code == 0, told.output
    (tmp_path / "report.toml").write_text(known.replace("key = ", "# key = "))
    told = run("court", office.complete, "--unsigned")
    assert told.exit_code == 1 and "--key" in told.stderr
