"""Search for words in what a caseworker may read. Nothing is indexed: reports are opened in memory, newest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import select
from sqlmodel import Session, col

from api.errors import Problem
from api.guidance.routing.folding import fold
from api.people.desk import Desk
from api.people.guards import Unlocked
from api.people.sessions import Person
from api.reports.casework import listing
from api.reports.casework.cursors import Position
from api.reports.casework.listing import Filters
from api.reports.casework.opening import SealedEntry, entries_of, open_report
from api.reports.casework.words import folded, holds
from api.reports.models import Report

OPENED = 500
_AT_ONCE = 50


@dataclass(frozen=True)
class Search:
    """`words` as they were typed."""

    words: str = field(repr=False)
    filters: Filters
    after: Position | None
    limit: int

    def folded(self) -> list[str]:
        """Raises Problem 422 when no word is left to look for."""
        words = fold(self.words).split()
        if not words:
            raise Problem(422, "Type a word.", errors=[{"field": "q", "message": "holds no letters or digits"}])
        return words


@dataclass(frozen=True)
class Found:
    """Ids of reports that hold every word, the newest first. `next`: where to go on, None when all was looked at."""

    reports: list[str]
    opened: int
    next: Position | None


def search(desk: Desk, unlocked: Unlocked, looked_for: Search) -> Found:
    """Opens 500 reports at most, outside of transactions."""
    words, found, opened = looked_for.folded(), list[str](), 0
    after: Position | None = looked_for.after
    for _ in range(OPENED // _AT_ONCE):
        batch = desk.run(partial(_batch, person=unlocked.person, filters=looked_for.filters, after=after))
        for report, entries in batch.reports:
            opened += 1
            if holds(_text(unlocked, report, entries), words):
                found.append(report.id)
            if len(found) == looked_for.limit:
                return Found(found, opened, Position(report.received_at, report.id))
        after = batch.next
        if after is None:
            break
    return Found(found, opened, after)


@dataclass(frozen=True)
class _Batch:
    reports: Sequence[tuple[Report, Sequence[SealedEntry]]] = field(repr=False)
    next: Position | None


def _batch(session: Session, person: Person, filters: Filters, after: Position | None) -> _Batch:
    page = listing.page(session, person, filters, after, _AT_ONCE)
    ids = [row.id for row in page.rows]
    reports = {report.id: report for report in session.scalars(select(Report).where(col(Report.id).in_(ids)))}
    entries = entries_of(session, ids)
    return _Batch([(reports[id_], entries[id_]) for id_ in ids if id_ in reports], page.next)


def _text(unlocked: Unlocked, report: Report, entries: Sequence[SealedEntry]) -> str:
    """All that is written in a report, folded; nothing for one that does not open."""
    try:
        opened = open_report(unlocked, report, entries)
    except Problem:
        return ""
    details = opened.details
    written = (entry.text for _, _, entry in opened.entries if entry)
    return folded(_said((*details.told, details.place, details.when, opened.casework.employer, *written)))


def _said(texts: Sequence[str]) -> Iterator[str]:
    return (text for text in texts if text)
