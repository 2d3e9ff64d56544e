"""One case as files: `case.json`, and the files that came with it. Opened in the memory of one request, never whole.

Files have names of ours: the name that a person gave one stands in `case.json` only.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlmodel import Session

from api.database import Database
from api.people.guards import Unlocked
from api.reports.attachments import queries as attachments
from api.reports.attachments.queries import Download
from api.reports.attachments.types import BY_NAME
from api.reports.casework.opening import Opened, SealedEntry, entries_of, open_report
from api.reports.documents import Entry, FileAbout
from api.reports.models import Attachment, Report
from api.reports.referral.archive import File

Json = dict[str, Any]


class Attached(StrEnum):
    """Which form of the files to take along. A copy is without metadata; sound, video and text have none and go as
    they are, and a picture or PDF of which no copy could be made stays behind."""

    NONE = "none"
    COPIES = "copies"
    ORIGINALS = "originals"


@dataclass(frozen=True)
class SealedCase:
    """Rows of a case that this person may see. Nothing is opened yet."""

    report: Report = field(repr=False)
    entries: Sequence[SealedEntry] = field(repr=False)
    files: attachments.Found = field(repr=False)

    @classmethod
    def find(cls, session: Session, unlocked: Unlocked, report_id: str) -> "SealedCase":
        """Raises Problem 404."""
        found = attachments.find(session, unlocked, report_id)
        return cls(found.report, entries_of(session, [report_id])[report_id], found)

    def open(self, unlocked: Unlocked) -> "Case":
        """Call it outside transactions. Raises Problem 409 for what does not open."""
        opened = open_report(unlocked, self.report, self.entries)
        return Case(self.report, opened, self.files, self.files.opened(unlocked))


@dataclass(frozen=True)
class Case:
    """A case in clear."""

    report: Report = field(repr=False)
    opened: Opened = field(repr=False)
    found: attachments.Found = field(repr=False)
    about: Sequence[FileAbout] = field(repr=False)

    def files(self, database: Database, which: Attached) -> "CaseFiles":
        return CaseFiles(self, database, which)

    def entries(self, directions: frozenset[str]) -> list[Json]:
        """Messages or notes, as they were written; `text` is null for one that was damaged."""
        return [
            {"number": number, "direction": direction, **_written(entry)}
            for number, direction, entry in self.opened.entries
            if direction in directions
        ]


def _written(entry: Entry | None) -> Json:
    if entry is None:
        return {"text": None, "at": None, "author": ""}
    return entry.model_dump(mode="json")


@dataclass(frozen=True)
class CaseFiles:
    """What came with a case, in the form that was asked for."""

    case: Case = field(repr=False)
    database: Database = field(repr=False)
    which: Attached

    def listed(self) -> list[Json]:
        """What stands of each in `case.json`; `file` is null for one that is not in the package."""
        downloads = dict(self._downloads())
        return [
            {
                "number": number,
                "message": row.entry,
                **about.model_dump(include={"kind", "name", "type", "size", "sha256"}),
                "file": downloads[number][0] if number in downloads else None,
            }
            for number, row, about in self._all()
        ]

    def packed(self, folder: str) -> Iterator[File]:
        for _, (name, download) in self._downloads():
            yield File(f"{folder}{name}", download.size, download.pieces())

    def check(self) -> "CaseFiles":
        """Reads all of them once: a package that has begun cannot leave one out. Raises Problem 409."""
        for _, (_, download) in self._downloads():
            download.check()
        return self

    def _downloads(self) -> Iterator[tuple[int, tuple[str, Download]]]:
        for number, row, about in self._all():
            original = self.which is Attached.ORIGINALS or row.copy_state == "none"
            if self.which is Attached.NONE or not (original or row.copy_state == "made"):
                continue
            download = Download.of(self.database, self.case.found, row.id, about, original=original)
            yield number, (f"files/{number:02}{BY_NAME[download.type].extension}", download)

    def _all(self) -> Iterator[tuple[int, Attachment, FileAbout]]:
        for number, (row, about) in enumerate(zip(self.case.found.files, self.case.about, strict=True), start=1):
            yield number, row, about


def as_json(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=1).encode()
