"""A copy of an image or a PDF without metadata: where it was taken, by whom, with what. Made in another process.

The file goes there and the copy comes back through pipes, a piece at a time, from seal to seal: never by the disk.
"""

import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from anyio import CapacityLimiter, move_on_after
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool

import api
from api.reports.attachments import types
from api.reports.attachments.files import CHUNK_BYTES, SealedFile, Writer
from api.reports.attachments.types import FileType
from api.reports.sealing import Unreadable

SECONDS = 30.0
MAX_COPY_BYTES = 64 * 1024 * 1024
_WAIT_SECONDS = 45.0
_AT_ONCE = CapacityLimiter(2)  # each may take a core and a gigabyte
_PROJECT = Path(api.__file__).parent.parent
_CLEANED = (types.JPEG, types.PNG, types.GIF, types.WEBP, types.PDF)
_MADE = (types.JPEG, types.PNG, types.PDF)


@dataclass(frozen=True)
class Copy:
    """`state` is made, failed, or none: of this kind of file no copies are made. `size` is in bytes."""

    state: str
    type: str = ""
    size: int = 0


NO_COPY, FAILED = Copy("none"), Copy("failed")


async def make_copy(original: SealedFile, copy: SealedFile, kind: FileType, size: int) -> Copy:
    """Never raises for what is in the file; a file whose copy fails is still evidence. Raises Gone."""
    if kind.family not in ("image", "pdf"):
        return NO_COPY
    if kind not in _CLEANED:
        return FAILED
    waits = object()
    with move_on_after(_WAIT_SECONDS) as waiting:
        await _AT_ONCE.acquire_on_behalf_of(waits)
    if waiting.cancelled_caught:
        return FAILED
    try:
        return await run_in_threadpool(_make, original, copy, kind, size)
    finally:
        _AT_ONCE.release_on_behalf_of(waits)


def _make(original: SealedFile, copy: SealedFile, kind: FileType, size: int) -> Copy:
    try:
        return _run(original.read(size), Writer(copy), kind)
    except (_NoCopy, OSError, Unreadable, SQLAlchemyError):
        copy.delete()
        return FAILED


class _NoCopy(Exception):
    pass


def _run(pieces: Iterator[bytes], writer: Writer, kind: FileType) -> Copy:
    """The program gets nothing of ours: no environment, no descriptors, no way to say more than that it failed."""
    command = [sys.executable, "-E", "-s", "-m", "api.reports.attachments.clean_program", kind.name]
    with subprocess.Popen(  # noqa: S603 - every word is ours; the kind is one of _CLEANED
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}, cwd=_PROJECT
    ) as process:
        assert process.stdin
        assert process.stdout
        ending = threading.Timer(SECONDS, process.kill)
        ending.start()
        try:
            _feed(process.stdin, pieces)
            made = _collect(process.stdout, writer)
            if process.wait() != 0:
                raise _NoCopy
        finally:
            ending.cancel()
            process.kill()
    return Copy("made", made.name, writer.size)


def _feed(pipe: IO[bytes], pieces: Iterator[bytes]) -> None:
    """Raises OSError when the program ended meanwhile."""
    for piece in pieces:
        pipe.write(piece)
    pipe.close()


def _collect(pipe: IO[bytes], writer: Writer) -> FileType:
    """What the program made is judged like any file from outside."""
    made: FileType | None = None
    while part := pipe.read(CHUNK_BYTES):
        made = made or types.judge(part)
        if made not in _MADE or writer.size + len(part) > MAX_COPY_BYTES:
            raise _NoCopy
        for piece in writer.take(part):
            writer.save(piece)
    if made is None:
        raise _NoCopy
    writer.finish()
    return made
