"""Makes the files of a pack in a folder, signed; as a program of its own, so that answers need not wait meanwhile."""

import contextlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from api.guidance.pack.edition import Edition
from api.guidance.pack.html import page
from api.guidance.pack.identity import Kind, Pack, PackFile
from api.guidance.pack.kept import INDEX, SIGNATURE, Index, Order, read_pack, version_of
from api.guidance.pack.pdf import booklet
from api.guidance.pack.signature import Signer

KEPT = 3  # newest packs
_LEFT_OVER_SECONDS = 3600  # no building takes as long
_NICENESS = 10  # answers go before
_MAKERS: dict[Kind, Callable[[Edition, str], bytes]] = {"html": page, "pdf": booklet}


def build(editions: Sequence[Edition], packs: Path, secret: bytes) -> Pack:
    """The pack of these editions in a folder of its own among the packs; made anew only where it is missing.

    Raises html.TooLarge, and OSError where nothing can be written.
    """
    version = version_of(editions)
    kept = read_pack(packs / version)
    if kept:
        return kept
    packs.mkdir(mode=0o700, parents=True, exist_ok=True)
    _remove_left_over(packs)
    unfinished = Path(tempfile.mkdtemp(prefix=".", dir=packs))
    try:
        pack = _make(editions, version, unfinished, Signer(secret))
        with contextlib.suppress(OSError):  # another process was faster: its files are the same
            unfinished.rename(packs / version)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    _remove_old(packs)
    return pack


def _make(editions: Sequence[Edition], version: str, folder: Path, signer: Signer) -> Pack:
    files: dict[str, dict[Kind, PackFile]] = {}
    date = max(edition.date for edition in editions)
    for edition in editions:
        for kind, make in _MAKERS.items():
            name = f"jardam-{edition.code}-{version}.{kind}"
            content = make(edition, version)
            (folder / name).write_bytes(content)
            comment = f"file:{name}\tversion:{version}\tdate:{date.isoformat()}"
            (folder / f"{name}{SIGNATURE}").write_bytes(signer.sign(content, comment))
            files.setdefault(edition.code, {})[kind] = PackFile(name, len(content))
    index = Index(version=version, date=date, files=files)
    (folder / INDEX).write_text(index.model_dump_json(), encoding="utf-8")
    return Pack(version, date, files)


def _remove_left_over(packs: Path) -> None:
    """Removes what buildings that were killed left unfinished."""
    for left in packs.glob(".*"):
        with contextlib.suppress(FileNotFoundError):  # another process was faster
            if time.time() - left.stat().st_mtime > _LEFT_OVER_SECONDS:
                shutil.rmtree(left, ignore_errors=True)


def _remove_old(packs: Path) -> None:
    finished = sorted(packs.glob(f"*/{INDEX}"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in finished[KEPT:]:
        shutil.rmtree(old.parent, ignore_errors=True)


def main() -> None:
    """Takes an Order as JSON from standard input, so that its secret stands in no list of processes."""
    with contextlib.suppress(AttributeError, OSError):  # a system without niceness
        os.nice(_NICENESS)
    order = Order.model_validate_json(sys.stdin.buffer.read())
    build(order.editions, Path(order.folder), bytes.fromhex(order.secret))


if __name__ == "__main__":
    main()
