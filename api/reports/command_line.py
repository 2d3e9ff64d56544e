"""`jardam package open` and `jardam partner keys`, as one types them. Both work on any computer, with no service."""

from pathlib import Path

import click

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_NEW = click.Path(path_type=Path)


@click.group()
def package() -> None:
    """Packages that the service gave out: exports, and cases that were referred."""


@package.command("open")
@click.argument("file", type=_FILE)
@click.option("--key", type=_FILE, help="A partner's private key; else the password is asked for.")
@click.option("--into", type=_NEW, help="A new folder; by default beside FILE, with its name.")
def open_package(file: Path, key: Path | None, into: Path | None) -> None:
    """Unlock FILE into a new folder that only you can read."""
    from api.reports.packages import BadPackage  # noqa: PLC0415 - so that `jardam --help` is instant
    from api.reports.referral.opening import open_into  # noqa: PLC0415 - the same

    folder = into or file.parent / file.stem
    try:
        count = open_into(file, folder, key, lambda: str(click.prompt("Password", hide_input=True)))
    except FileExistsError as error:
        raise click.ClickException(f"{error.filename} is there already; choose a new folder with --into.") from error
    except (BadPackage, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        f"{count} files are in {folder}, readable for you only. They are not locked there: delete them after use."
    )


@click.group()
def partner() -> None:
    """For organisations to which cases are referred."""


@partner.command()
@click.argument("file", type=_NEW)
def keys(file: Path) -> None:
    """Make a pair of keys: the private one is written to FILE, the public one is shown."""
    from api.reports.referral.partner_keys import make_keys  # noqa: PLC0415 - so that `jardam --help` is instant

    try:
        printed = make_keys(file)
    except FileExistsError as error:
        raise click.ClickException(f"{file} is there already; choose a new name.") from error
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}.") from error
    click.echo(
        f"The private key is in {file}. Keep it secret, and keep a copy in a safe: without it nothing opens.\n"
        f"Tell the public key to the organisation that refers cases to you, and compare it by voice:\n\n  {printed}"
    )
