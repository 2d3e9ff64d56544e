"""Opens what caseworkers read, in the memory of one request. Call it outside transactions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session, col

from api.errors import Problem
from api.people.guards import Unlocked
from api.reports.casework.queries import report_private
from api.reports.documents import (
    Casework,
    Details,
    Direction,
    Entry,
    casework_place,
    details_place,
    entry_place,
    open_document,
)
from api.reports.models import Report, ReportEntry
from api.reports.sealing import Unreadable

SealedEntry = Row[Any]


@dataclass(frozen=True)
class Opened:
    """A report in clear. `entries` are messages and notes by number; None for one that does not open."""

    private: bytes = field(repr=False)
    details: Details = field(repr=False)
    casework: Casework = field(repr=False)
    entries: Sequence[tuple[int, Direction, Entry | None]] = field(repr=False)


def entries_of(session: Session, reports: Sequence[str]) -> dict[str, list[SealedEntry]]:
    """What was written in these reports, in order."""
    found: dict[str, list[SealedEntry]] = {report: [] for report in reports}
    query = select(
        col(ReportEntry.report), col(ReportEntry.number), col(ReportEntry.direction), col(ReportEntry.sealed)
    )
    rows = session.execute(query.where(col(ReportEntry.report).in_(reports)).order_by(col(ReportEntry.number)))
    for row in rows:
        found[row.report].append(row)
    return found


def open_report(unlocked: Unlocked, report: Report, entries: Sequence[SealedEntry] = ()) -> Opened:
    """Raises Problem 409 for what does not open: it is damaged, or sealed to a key that this person was not given."""
    try:
        private = report_private(unlocked, report)
        details = open_document(Details, report.details, private, details_place(report.id))
        casework = open_casework(report, private)
    except Unreadable as error:
        raise does_not_open() from error
    return Opened(private, details, casework, [_opened(entry, private) for entry in entries])


def does_not_open() -> Problem:
    return Problem(409, "This report does not open with the keys that you were given; ask a supervisor.")


def open_casework(report: Report, private: bytes) -> Casework:
    """Raises Unreadable."""
    if not report.casework:
        return Casework()
    return open_document(Casework, report.casework, private, casework_place(report.id))


def _opened(row: SealedEntry, private: bytes) -> tuple[int, Direction, Entry | None]:
    """One damaged message does not hide the others."""
    place = entry_place(row.report, row.number, row.direction)
    try:
        return row.number, row.direction, open_document(Entry, row.sealed, private, place)
    except Unreadable:
        return row.number, row.direction, None
