"""Takes in the bytes of one file: judged and measured as they come, sealed piece by piece, then copied clean."""

import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from nacl.utils import random
from starlette.concurrency import run_in_threadpool

from api.database import Database
from api.reports.attachments import types
from api.reports.attachments.clean import Copy, make_copy
from api.reports.attachments.files import SealedFile, Writer
from api.reports.attachments.rules import Refused
from api.reports.attachments.types import FileType, TextCheck
from api.reports.documents import FileAbout
from api.reports.sealing import KEY_BYTES


@dataclass(frozen=True)
class Begun:
    """A file that may come. `thread`: its report was sent already. `kind` is empty for «judge by its bytes».

    `room` is how many bytes it may have, `most` how many all files of the report together.
    """

    report: str
    attachment: str
    kind: str
    name: str = field(repr=False)
    room: int
    most: int
    thread: bool


@dataclass(frozen=True)
class Received:
    """A file that came whole, before anybody is told of it."""

    about: FileAbout = field(repr=False)
    copy: Copy


_KINDS = {"image": "photo", "sound": "voice", "video": "video"}


async def receive(database: Database, begun: Begun, parts: AsyncIterator[bytes]) -> Received:
    """Reads `parts` to their end. Raises Refused, at the first byte that shows why, and Gone."""
    key = random(KEY_BYTES)
    original = SealedFile(database, begun.report, begun.attachment, key)
    writer, seen = Writer(original), _Inspection(begun.room)
    async for part in parts:
        seen.look(part)
        for piece in writer.take(part):
            await run_in_threadpool(writer.save, piece)
    kind = seen.conclude()
    await run_in_threadpool(writer.finish)
    copies = SealedFile(database, begun.report, begun.attachment, key, of_copy=True)
    copy = await make_copy(original, copies, kind, seen.size)
    about = FileAbout(
        key=key.hex(),
        name=begun.name,
        kind=begun.kind or _KINDS.get(kind.family, "document"),
        type=kind.name,
        size=seen.size,
        sha256=seen.digest.hexdigest(),
        copy_type=copy.type,
        copy_size=copy.size,
    )
    return Received(about, copy)


@dataclass
class _Inspection:
    """What is seen of a file while it passes: how much, of what type, with which digest."""

    room: int
    size: int = 0
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)
    _head: bytearray = field(default_factory=bytearray, repr=False)
    _kind: FileType | None = None
    _text: TextCheck = field(default_factory=TextCheck, repr=False)

    def look(self, part: bytes) -> None:
        """Raises Refused."""
        self.size += len(part)
        if self.size > self.room:
            raise Refused("size")
        self.digest.update(part)
        if self._kind is None:
            self._head += part
            if len(self._head) >= types.HEAD_BYTES:
                self._judge()
        else:
            self._check(part)

    def conclude(self) -> FileType:
        """The type, once all was seen. Raises Refused."""
        if not self.size:
            raise Refused("empty")
        kind = self._kind or self._judge()
        self._check(b"", last=True)
        return kind

    def _judge(self) -> FileType:
        kind = types.judge(bytes(self._head))
        if kind is None:
            raise Refused("type")
        self._kind = kind
        self._check(bytes(self._head))
        self._head.clear()
        return kind

    def _check(self, part: bytes, *, last: bool = False) -> None:
        if self._kind is types.TEXT and not self._text.passes(part, last=last):
            raise Refused("type")
