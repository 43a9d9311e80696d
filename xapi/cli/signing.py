"""`janeschool-report signing`: the key that pages to the court are signed with."""

from pathlib import Path

import click

from xapi.cli import options, say
from xapi.cli.court import passphrase


@click.group()
def signing() -> None:
    """Make and look at the key that pages to the court are signed with.

    \b
    Example:
      janeschool-report signing new
    """


@signing.command()
@click.option(
    "--key",
    type=click.Path(path_type=Path, dir_okay=False),
    show_default="as report.toml says, else signing.p12",
    help="Write the key into this file (PKCS#12).",
)
@click.option("--agency", help="Name of the agency.  [as report.toml says]")
@click.option(
    "--years",
    type=click.IntRange(1, 10),
    default=3,
    show_default=True,
    help="How long it is valid.",
)
def new(key: Path | None, agency: str | None, years: int) -> None:
    """Make a self-signed key for a start, and the secret for numbers of pages.

    Nothing is ever written over. The certificate is written beside the key (.cer): it
    is no secret, and courts may have it. What a bought certificate changes is in
    docs/court-page.md.

    \b
    Example:
      janeschool-report signing new --agency "River County Probation"
    """
    with say.stopping_in_words("Nothing was written."), say.faults_in_words():
        from xapi.court import keys
        from xapi.settings import NUMBERS

        said = options.settings()
        path = key or (
            said.signing.certificate if said.signing else Path("signing.p12")
        )
        name = agency or (said.agency.name if said.agency else None)
        if name is None:
            raise click.UsageError("name the agency with --agency, or in report.toml.")
        if path.exists():
            raise click.ClickException(f"{path} is there already: nothing was written.")
        words = passphrase(path, new=True)
        if len(words) < _SHORTEST:
            raise click.ClickException(
                f"the passphrase is shorter than {_SHORTEST} characters: nothing was "
                "written. Several words are easy to keep in mind."
            )
        made = keys.new_key(path, name, years, words)
        numbers_at = said.signing.numbers if said.signing else path.with_name(NUMBERS)
        _numbers(numbers_at)
    click.echo(path)
    click.echo(f"Valid until {made.not_valid_after_utc:%Y-%m-%d}.", err=True)
    click.echo(f"SHA-256 fingerprint: {keys.fingerprint(made)}", err=True)
    if said.signing is None:
        click.echo(
            f'Name it in report.toml: [signing] certificate = "{path}"', err=True
        )


#: characters of a passphrase
_SHORTEST = 12


@signing.command()
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False), required=False)
def numbers(path: Path | None) -> None:
    """Make the secret that pages and certificates are numbered with, once.

    Keep a copy of it: without it no number that was read out can be checked.

    \b
    Example:
      janeschool-report signing numbers
    """
    with say.faults_in_words():
        from xapi.court.number import new_secret
        from xapi.settings import NUMBERS

        said = options.settings().signing
        place = path or (said.numbers if said else Path(NUMBERS))
        new_secret(place)
    click.echo(place)


@signing.command()
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False), required=False)
def show(path: Path | None) -> None:
    """Show whose key it is, until when, and its fingerprint; write its certificate.

    A key that was bought (PKCS#12, .p12 or .pfx) gets its certificate beside it, which
    'verify' compares with. The private key is shown to nobody.

    \b
    Example:
      janeschool-report signing show signing.p12
    """
    with say.stopping_in_words("Nothing was written."), say.faults_in_words():
        from datetime import UTC, datetime

        from xapi.court import keys

        said = options.settings().signing
        place = path or (said.certificate if said else Path("signing.p12"))
        now = datetime.now(UTC)
        key = keys.open_key(place, passphrase(place), now)
        beside = keys.write_certificate(place, key.certificate)
    certificate = key.certificate
    click.echo(f"Holder: {keys.holder(certificate)}")
    click.echo(f"Issuer: {certificate.issuer.rfc4514_string()}")
    click.echo(
        f"Valid: {certificate.not_valid_before_utc:%Y-%m-%d} to "
        f"{certificate.not_valid_after_utc:%Y-%m-%d}"
    )
    click.echo(f"SHA-256 fingerprint: {keys.fingerprint(certificate)}")
    click.echo(f"Certificate: {beside}")
    if soon := keys.warning(certificate, now):
        click.echo(soon, err=True)


def _numbers(path: Path) -> None:
    from xapi.court.number import new_secret

    if not path.exists():
        new_secret(path)
        click.echo(
            f"Made too: {path}. Keep a copy: without it no number of a page can be "
            "checked.",
            err=True,
        )
