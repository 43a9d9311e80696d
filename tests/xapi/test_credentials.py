"""Who we are at a server, and where it is: addresses, and accounts from safe places."""

from pathlib import Path

import pytest

from tests.xapi.asking import ACCOUNT
from tests.xapi.bad_server import PASSWORD
from xapi import credentials, http, walk
from xapi.credentials import PASSWORD as PASSWORD_NAME
from xapi.credentials import USER as USER_NAME
from xapi.credentials import Login
from xapi.problems import RecordsError


@pytest.mark.parametrize(
    "text",
    [
        "lrs.example.org/xapi",
        "ftp://lrs.example.org/",
        "https://",
        "https://user:password@lrs.example.org/",
        "https://user@lrs.example.org/",
        "https://lrs.example.org:port/",
        "https://lrs.example.org:99999/",
        "https://lrs.example.org/a b",
        "https://lrs.example.org/\n",
        "https://[::1/",
        "",
    ],
)
def test_what_is_no_address_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not|holds a user name"):
        http.address(text)


def test_an_endpoint_is_found_in_what_people_paste() -> None:
    for text in (
        "https://lrs.example.org/xapi",
        "https://lrs.example.org/xapi/",
        "https://lrs.example.org/xapi/statements",
        "https://lrs.example.org/xapi/statements/?limit=1#top",
    ):
        assert walk.endpoint(text) == "https://lrs.example.org/xapi/"
    assert walk.endpoint("http://127.0.0.1:80") == "http://127.0.0.1:80/"


@pytest.fixture
def nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home without credentials; return where its netrc would be."""
    for name in (USER_NAME, PASSWORD_NAME):
        monkeypatch.delenv(name, raising=False)
    path = tmp_path / "netrc"
    monkeypatch.setenv("NETRC", str(path))
    return path


URL = "https://lrs.example.org:8443/xapi/"


def test_credentials_come_from_the_environment_netrc_or_a_prompt(
    nobody: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(what: str, host: str) -> str:
        return f"{what} of {host}"

    prompted = Login("user name of lrs.example.org", "password of lrs.example.org")
    assert credentials.login(URL, ask) == prompted
    nobody.write_text("machine lrs.example.org login net password rc\n")
    nobody.chmod(0o600)
    assert credentials.login(URL, ask) == Login("net", "rc")
    assert credentials.login("https://other.example.org/", ask).user.startswith("user")
    monkeypatch.setenv(USER_NAME, "someone")
    asked_for = Login("someone", "password of lrs.example.org")
    assert credentials.login(URL, ask) == asked_for
    monkeypatch.setenv(PASSWORD_NAME, "påss:word")
    assert credentials.login(URL, ask) == Login("someone", "påss:word")


def test_without_credentials_it_is_said_where_they_belong(nobody: Path) -> None:
    with pytest.raises(RecordsError, match=r"set JANESCHOOL_LRS_USER .* ~/\.netrc"):
        credentials.login(URL, lambda what, host: None)


@pytest.mark.parametrize(
    ("text", "mode", "said"),
    [
        ("machine lrs.example.org login a password b", 0o644, "chmod 600"),
        ("what is this", 0o600, "is not a netrc file"),
    ],
)
def test_a_bad_netrc_is_told(nobody: Path, text: str, mode: int, said: str) -> None:
    nobody.write_text(text)
    nobody.chmod(mode)
    with pytest.raises(RecordsError, match=said):
        credentials.login(URL, lambda what, host: None)


@pytest.mark.parametrize(
    ("user", "password"), [("a:b", "c"), ("a", "b\n"), ("a\0", "b")]
)
def test_what_basic_cannot_carry_is_told(
    nobody: Path, monkeypatch: pytest.MonkeyPatch, user: str, password: str
) -> None:
    given = {"user name": user, "password": password}
    with pytest.raises(RecordsError, match="cannot be sent"):
        credentials.login(URL, lambda what, host: given[what])


def test_a_login_shows_no_password() -> None:
    assert PASSWORD not in repr(ACCOUNT)
