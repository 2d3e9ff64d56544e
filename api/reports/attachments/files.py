"""A file as sealed pieces: taken apart as it comes, put together as it goes; never whole in memory, never on the disk.

Each file has a key of its own. Each piece is bound to the report, the file, its number, and whether it is the last.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import delete, insert, select
from sqlmodel import Session, col

from api.database import Database
from api.reports.documents import chunk_place
from api.reports.models import Attachment, AttachmentChunk
from api.reports.sealing import Unreadable, lock, unlock

CHUNK_BYTES = 256 * 1024
_INSERT = insert(AttachmentChunk)


class Gone(Exception):
    """The file was deleted meanwhile: its draft was given up, or another upload of it took its place."""


@dataclass(frozen=True)
class SealedFile:
    """Where a file, or its copy without metadata, is kept, and the key that opens it (32 bytes)."""

    database: Database
    report: str
    attachment: str
    key: bytes = field(repr=False)
    of_copy: bool = False

    def save(self, number: int, piece: bytes, *, last: bool) -> None:
        """In a transaction of its own. Raises Gone."""
        place = chunk_place(self.report, self.attachment, number, of_copy=self.of_copy, last=last)
        row = {
            "attachment": self.attachment,
            "of_copy": self.of_copy,
            "number": number,
            "sealed": lock(piece, self.key, place),
        }

        def insert_row(session: Session) -> None:
            if session.get(Attachment, self.attachment) is None:
                raise Gone
            session.execute(_INSERT, row)

        self.database.run(insert_row)

    def read(self, size: int) -> Iterator[bytes]:
        """The pieces of a file of `size` bytes, each read in a transaction of its own.

        Raises Unreadable when one is missing, changed, moved, or another file's.
        """
        last = (size - 1) // CHUNK_BYTES
        for number in range(last + 1):
            place = chunk_place(self.report, self.attachment, number, of_copy=self.of_copy, last=number == last)
            yield unlock(self._sealed(number), self.key, place)

    def _sealed(self, number: int) -> bytes:
        this = (
            col(AttachmentChunk.attachment) == self.attachment,
            col(AttachmentChunk.of_copy) == self.of_copy,
            col(AttachmentChunk.number) == number,
        )
        query = select(col(AttachmentChunk.sealed)).where(*this)
        sealed = self.database.run_plain(lambda connection: connection.execute(query).scalar_one_or_none())
        if sealed is None:
            raise Unreadable
        return sealed

    def delete(self) -> None:
        """Its pieces, not the row that tells of it."""
        pieces = delete(AttachmentChunk).where(
            col(AttachmentChunk.attachment) == self.attachment, col(AttachmentChunk.of_copy) == self.of_copy
        )
        self.database.run_plain(lambda connection: connection.execute(pieces))


@dataclass
class Writer:
    """Takes parts of any length and saves pieces of CHUNK_BYTES; one is held back, so that the last is known."""

    file: SealedFile
    size: int = 0
    _number: int = 0
    _held: bytearray = field(default_factory=bytearray, repr=False)

    def take(self, part: bytes) -> Iterator[bytes]:
        """The pieces that are full now; each is to be given to `save`, which may be slow."""
        self.size += len(part)
        self._held += part
        while len(self._held) > CHUNK_BYTES:
            piece = bytes(self._held[:CHUNK_BYTES])
            del self._held[:CHUNK_BYTES]
            yield piece

    def save(self, piece: bytes) -> None:
        """Raises Gone."""
        self.file.save(self._number, piece, last=False)
        self._number += 1

    def finish(self) -> None:
        """Raises Gone."""
        self.file.save(self._number, bytes(self._held), last=True)
        self._held.clear()
