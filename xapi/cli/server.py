"""What commands that ask a server share: the address, the account, the client."""

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from xapi.credentials import Login
    from xapi.http import Client


#: key in the meta of click's context: a command that runs while nobody is there
ALONE: Final = "xapi.alone"


def checked(check: Callable[[str], str], url: str) -> str:
    """Return the address that a check makes of a text; a wrong one is a usage error."""
    try:
        return check(url)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="URL") from error


def login(url: str) -> "Login":
    """Return the account for a server, asking at the terminal for what is not known."""
    from xapi import credentials

    return credentials.login(url, asked)


def asked(what: str, host: str) -> str | None:
    """Ask the person at the terminal; None where there is none, or nobody to answer."""
    context = click.get_current_context(silent=True)
    alone = context is not None and context.meta.get(ALONE, False)
    if alone or not sys.stdin.isatty():
        return None
    hidden = not what.endswith("user name")
    answer: str = click.prompt(f"{what} for {host}", hide_input=hidden, err=True)
    return answer


def client(base: str, headers: Mapping[str, str]) -> "Client":
    """Return a client whose waits and warnings are told at the terminal."""
    from xapi.http import Client

    return Client(base, headers, tell=lambda text: click.echo(text, err=True))
