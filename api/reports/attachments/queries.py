"""Reads of files, for those who may read their report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlmodel import Session, col

from api.database import Database
from api.errors import Problem, not_found
from api.people.guards import Unlocked
from api.reports.attachments import types
from api.reports.attachments.files import SealedFile
from api.reports.casework.queries import readable, report_private
from api.reports.documents import FileAbout, about_place, open_document
from api.reports.models import Attachment, Report
from api.reports.sealing import Unreadable

_DAMAGED = "This file was damaged or changed where it is kept, and does not open. Ask whoever runs the service."


@dataclass(frozen=True)
class Found:
    """Rows of a report that this person may see. Nothing is opened yet."""

    report: Report = field(repr=False)
    files: Sequence[Attachment] = field(repr=False)

    def opened(self, unlocked: Unlocked) -> list[FileAbout]:
        """What tells of each file. Call it outside transactions. Raises Problem 409 for what does not open."""
        try:
            private = report_private(unlocked, self.report)
            return [
                open_document(FileAbout, row.about, private, about_place(self.report.id, row.id)) for row in self.files
            ]
        except Unreadable as error:
            raise Problem(409, _DAMAGED) from error

    def number(self, attachment: str) -> int:
        """Its place in the list, from 1. Raises Problem 404."""
        for number, row in enumerate(self.files, start=1):
            if row.id == attachment:
                return number
        raise not_found("attachment")


def find(session: Session, unlocked: Unlocked, report_id: str) -> Found:
    """Files that came whole: first those of the report itself, then those of its messages. Raises Problem 404."""
    report = readable(session, unlocked.person, report_id)
    whole = (col(Attachment.report) == report.id, col(Attachment.sent), col(Attachment.complete))
    files = session.scalars(select(Attachment).where(*whole)).all()
    return Found(report, sorted(files, key=lambda row: (row.entry or 0, row.created_at, row.id)))


@dataclass(frozen=True)
class Download:
    """A file on its way out. `name` tells nothing of the person."""

    file: SealedFile
    name: str
    type: str
    size: int

    @classmethod
    def of(cls, database: Database, found: Found, attachment: str, about: FileAbout, *, original: bool) -> "Download":
        kind = about.type if original else about.copy_type
        file = SealedFile(database, found.report.id, attachment, bytes.fromhex(about.key), of_copy=not original)
        name = f"{found.report.id[:8]}-{found.number(attachment)}{types.BY_NAME[kind].extension}"
        return cls(file, name, kind, about.size if original else about.copy_size)

    def pieces(self) -> Iterator[bytes]:
        return self.file.read(self.size)

    def check(self) -> None:
        """Reads all of it once, since an answer that has begun cannot become an error. Raises Problem 409."""
        try:
            for _ in self.pieces():
                pass
        except Unreadable as error:
            raise Problem(409, _DAMAGED) from error
