"""Files inside a package: a tar stream that is made as it goes, and taken apart without trust in what it says.

Only plain files in plain folders are ever made or taken. No compression: a package cannot unfold to more than it is.
"""

import os
import re
import shutil
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from api.reports.packages import BadPackage

_BLOCK = tarfile.BLOCKSIZE
_PART = re.compile(r"[^\x00-\x1f\x7f/\\:*?\"<>|]{1,100}")
_DEEPEST = 6
_PLAIN = (tarfile.REGTYPE, tarfile.AREGTYPE)


@dataclass(frozen=True)
class File:
    """A file of `size` bytes, which `pieces` bring one after the other. The name has `/` between its parts."""

    name: str
    size: int
    pieces: Iterable[bytes] = field(repr=False)

    @classmethod
    def whole(cls, name: str, content: bytes) -> "File":
        return cls(name, len(content), [content])


def packed(files: Iterable[File]) -> Iterator[bytes]:
    """A tar stream. Raises ValueError when a file is not as long as it said."""
    for file in files:
        about = tarfile.TarInfo(file.name)
        about.size, about.mode = file.size, 0o600
        yield about.tobuf(tarfile.USTAR_FORMAT, "utf-8", "strict")
        written = 0
        for piece in file.pieces:
            written += len(piece)
            yield piece
        if written != file.size:
            raise ValueError("a file is not as long as it said")
        yield bytes(-written % _BLOCK)
    yield bytes(2 * _BLOCK)


def unpack(stream: Iterable[bytes], folder: Path) -> int:
    """Writes the files into a new folder, for its owner only, and says how many there were.

    Raises BadPackage; then nothing is left of them. Raises FileExistsError if there is such a folder already.
    """
    folder.mkdir(mode=0o700)
    try:
        return _unpack(_Reader(iter(stream)), folder)
    except BaseException:
        shutil.rmtree(folder)
        raise


def _unpack(reader: "_Reader", folder: Path) -> int:
    count = 0
    while any(block := reader.take(_BLOCK)):
        about = _about(block)
        _write(reader, folder, _parts(about.name), about.size)
        reader.take(-about.size % _BLOCK)
        count += 1
    reader.take(_BLOCK)
    reader.check_end()
    return count


def _about(block: bytes) -> tarfile.TarInfo:
    try:
        about = tarfile.TarInfo.frombuf(block, "utf-8", "strict")
    except (tarfile.TarError, ValueError) as error:
        raise BadPackage("What is in the package cannot be read.") from error
    if about.type not in _PLAIN or about.size < 0:
        raise BadPackage("The package holds something that is no plain file; nothing of it was kept.")
    return about


def _parts(name: str) -> tuple[str, ...]:
    """Raises BadPackage for a name that leads anywhere but down into the folder."""
    parts = tuple(name.split("/"))
    plain = all(_PART.fullmatch(part) and part.strip(". ") == part for part in parts)
    if not plain or len(parts) > _DEEPEST:
        raise BadPackage("The package holds a file with a dangerous name; nothing of it was kept.")
    return parts


def _write(reader: "_Reader", folder: Path, parts: tuple[str, ...], size: int) -> None:
    try:
        for part in parts[:-1]:
            folder /= part
            folder.mkdir(mode=0o700, exist_ok=True)
        descriptor = os.open(folder / parts[-1], os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except (FileExistsError, NotADirectoryError) as error:
        raise BadPackage("The package holds two files of one name; nothing of it was kept.") from error
    with os.fdopen(descriptor, "wb") as file:
        for piece in reader.some(size):
            file.write(piece)


@dataclass
class _Reader:
    """Takes exact lengths out of pieces of any length."""

    stream: Iterator[bytes]
    _held: bytes = b""

    def take(self, size: int) -> bytes:
        return b"".join(self.some(size))

    def some(self, size: int) -> Iterator[bytes]:
        while size:
            if not self._held:
                self._held = self._next()
            piece, self._held = self._held[:size], self._held[size:]
            size -= len(piece)
            yield piece

    def check_end(self) -> None:
        if self._held.strip(b"\0") or any(piece.strip(b"\0") for piece in self.stream):
            raise BadPackage("The package holds something after its last file; nothing of it was kept.")

    def _next(self) -> bytes:
        for piece in self.stream:
            if piece:
                return piece
        raise BadPackage("A file in the package is not whole; nothing of it was kept.")
