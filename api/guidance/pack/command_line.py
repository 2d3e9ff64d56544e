"""`jardam content pack`, `verify` and `posters` as one types them."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from api.guidance.catalogue import Catalogue
    from api.settings import Settings

# ruff: noqa: PLC0415 - commands import what they need when they run, so that `jardam --help` is instant

OpenFolder = Callable[[], Path]
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)
_OUT = click.option("--out", type=_FOLDER, help="Put the files into this folder.")


@click.command()
@_OUT
@click.pass_obj
def pack(open_folder: OpenFolder, out: Path | None) -> None:
    """Make the offline pack: for each language a page and a booklet to print, with their signatures."""
    from api.guidance.pack.build import build
    from api.guidance.pack.html import TooLarge
    from api.guidance.pack.shelf import folder_of, identity_of
    from api.guidance.pack.writing import editions

    catalogue, settings = _opened(open_folder)
    identity, packs = identity_of(settings), folder_of(settings)
    try:
        made = build(editions(catalogue, identity), packs, settings.key_of_packs)
        folder = packs / made.version
        if out:
            _copy(folder, out)
    except TooLarge as error:
        raise click.ClickException(f"The page does not fit even with all sections packed. {error}") from error
    except OSError as error:
        raise click.ClickException(f"The files cannot be written: {error}") from error
    for kinds in made.files.values():
        for file in kinds.values():
            click.echo(f"{file.size:>9,}  {out or folder}/{file.name}")
    click.echo(f"Version {made.version}. Public key: {identity.public_key}")


@click.command()
@click.argument("file", type=_FILE)
@click.option("--signature", type=_FILE, help="By default the file's own: its name with .minisig.")
@click.option("--key", help="The public key, or a file with it; by default this service's own.")
@click.pass_obj
def verify(open_folder: OpenFolder, file: Path, signature: Path | None, key: str | None) -> None:
    """Check that FILE of an offline pack is as it was signed."""
    from api.guidance.pack import signature as signatures
    from api.guidance.pack.kept import SIGNATURE

    beside = signature or file.with_name(f"{file.name}{SIGNATURE}")
    if not beside.is_file():
        raise click.ClickException(f"There is no signature {beside}; name it with --signature.")
    try:
        public = signatures.PublicKey.read(_key_text(key) if key else _own_key(open_folder))
        comment = signatures.verify(file.read_bytes(), beside.read_bytes(), public)
    except signatures.WrongSignature as error:
        raise click.ClickException(f"{file}: {error}") from error
    click.echo(f"{file} is as it was signed with {public}.\n" + comment.replace("\t", "\n"))


@click.command()
@_OUT
@click.pass_obj
def posters(open_folder: OpenFolder, out: Path | None) -> None:
    """Make posters with QR codes, for each language a PDF with a page for each topic."""
    from api.guidance.pack.posters import posters as make
    from api.guidance.pack.shelf import identity_of

    catalogue, settings = _opened(open_folder)
    identity = identity_of(settings)
    if not identity.bot and not identity.addresses:
        raise click.ClickException(
            "The codes have nothing to open. Set OFFICIAL_BOT (the bot's name in Telegram), PUBLIC_URL, or both."
        )
    folder = out or Path()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for language in catalogue.languages:
            path = folder / f"jardam-posters-{language}.pdf"
            _write(path, make(catalogue, identity, language))
            click.echo(f"{len(catalogue.topics)} pages  {path}")
    except OSError as error:
        raise click.ClickException(f"The files cannot be written: {error}") from error


def _opened(open_folder: OpenFolder) -> "tuple[Catalogue, Settings]":
    """The content and the settings; what is wrong with either is told."""
    from api.guidance.reading.content_errors import ContentError
    from api.guidance.reading.loading import load_catalogue
    from api.settings import Settings

    folder = open_folder()
    try:
        return load_catalogue(folder), Settings()
    except ContentError as error:
        raise click.ClickException(f"The content has {len(error.problems)} problem(s) to mend:\n{error}") from error


def _own_key(open_folder: OpenFolder) -> str:
    from api.guidance.pack.shelf import identity_of
    from api.settings import Settings

    open_folder()  # tells what is wrong with the settings
    return identity_of(Settings()).public_key


def _key_text(key: str) -> str:
    path = Path(key)
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else key


def _copy(folder: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.glob("jardam-*")):
        _write(out / path.name, path.read_bytes())


def _write(path: Path, content: bytes) -> None:
    unfinished = path.with_name(f".{path.name}.tmp")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
