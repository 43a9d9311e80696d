"""Find out who we are at a server: from the environment, ~/.netrc, or by asking.

Never from the command line, which other users of a machine and its history can read.
"""

import netrc
import os
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from xapi.problems import RecordsError

USER: Final = "JANESCHOOL_LRS_USER"
PASSWORD: Final = "JANESCHOOL_LRS_PASSWORD"
ADMIN_USER: Final = "JANESCHOOL_LRS_ADMIN_USER"
ADMIN_PASSWORD: Final = "JANESCHOOL_LRS_ADMIN_PASSWORD"

#: is told what is missing ("user name", "password") and the host; returns it, or None
#: where nobody can be asked
Ask = Callable[[str, str], str | None]


@dataclass(frozen=True)
class Login:
    """An account of HTTP Basic (RFC 7617)."""

    user: str
    password: str = field(repr=False)

    @property
    def header(self) -> str:
        """The value of Authorization."""
        return f"Basic {self._encoded}"

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every form in which a server may repeat the password."""
        return (f"{self.user}:{self.password}", self._encoded, self.password)

    @property
    def _encoded(self) -> str:
        return b64encode(f"{self.user}:{self.password}".encode()).decode("ascii")


def login(url: str, ask: Ask) -> Login:
    """Return the account for the host of an address.

    Raises RecordsError where there is none, or one that HTTP Basic cannot carry.
    """
    host = urlsplit(url).hostname or ""
    user, password = os.environ.get(USER), os.environ.get(PASSWORD)
    known = None if user and password else from_netrc(host)
    if known is not None and user in (None, "", known[0]):
        user, password = known
    user = user or ask("user name", host)
    password = password or ask("password", host) if user else None
    if not user or not password:
        raise RecordsError(
            f"No user name and password for {host}: set {USER} and {PASSWORD} in the "
            "environment, or write them into ~/.netrc."
        )
    if ":" in user or not (user + password).isprintable():
        raise RecordsError(
            f"The user name for {host} holds a colon or the password a character that "
            "cannot be sent: check them for what was pasted along."
        )
    return Login(user, password)


def administrator(url: str, ask: Ask) -> Login:
    """Return the account of an LRS's administrator; ~/.netrc has that of xAPI.

    Raises RecordsError where there is none.
    """
    host = urlsplit(url).hostname or ""
    user = os.environ.get(ADMIN_USER) or ask("administrator's user name", host)
    password = os.environ.get(ADMIN_PASSWORD) or ask("administrator's password", host)
    if not user or not password:
        raise RecordsError(
            f"No administrator for {host}: set {ADMIN_USER} and {ADMIN_PASSWORD} in the "
            "environment."
        )
    return Login(user, password)


def from_netrc(host: str) -> tuple[str, str] | None:
    """Return user name and password of a host from $NETRC or ~/.netrc, if there.

    Raises RecordsError for a file that is broken, or that others can read.
    """
    path = Path(os.environ.get("NETRC") or Path.home() / ".netrc")
    if not path.is_file():
        return None
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise RecordsError(
            f"{path} can be read by others: run 'chmod 600 {path}', then again."
        )
    try:
        found = netrc.netrc(path).authenticators(host)
    except (netrc.NetrcParseError, OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "msg", None) or "cannot be read"
        raise RecordsError(f"{path} is not a netrc file: {reason}.") from error
    return (found[0], found[2]) if found and found[0] and found[2] else None
