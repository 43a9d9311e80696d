"""What commands that ask a server share: the address, the account, the client."""

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from xapi.credentials import Login
    from xapi.http import Client


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
    """Ask the person at the terminal; None where there is none."""
    if not sys.stdin.isatty():
        return None
    hidden = what != "user name"
    answer: str = click.prompt(f"{what} for {host}", hide_input=hidden, err=True)
    return answer


def client(base: str, headers: Mapping[str, str]) -> "Client":
    """Return a client whose waits and warnings are told at the terminal."""
    from xapi.http import Client

    return Client(base, headers, tell=lambda text: click.echo(text, err=True))
