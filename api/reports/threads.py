"""The reporter's side of a report: found and opened with its receipt, answered, withdrawn.

Notes of caseworkers are never read here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy import func, select, update
from sqlmodel import Session, col

from api.conversation.drafts import Thread, ThreadMessage
from api.database import now
from api.people import audit
from api.people.audit import Action
from api.reports import documents, rules
from api.reports.documents import Entry, open_document, seal_document
from api.reports.models import Attachment, Report, ReportEntry
from api.reports.receipt_keys import ReceiptKeys
from api.reports.retention import erase
from api.reports.sealing import Unreadable, unlock


@dataclass(frozen=True)
class SealedThread:
    """A report and its messages as they are kept; `files` counts those of each message, by its number."""

    report: Report = field(repr=False)
    entries: Sequence[ReportEntry] = field(repr=False)
    files: Mapping[int, int]


def find(session: Session, lookup: bytes) -> SealedThread | None:
    """The report with this look-up id; None when there is none (any more)."""
    report = session.scalars(select(Report).where(col(Report.receipt) == lookup)).first()
    if report is None:
        return None
    messages = (
        select(ReportEntry)
        .where(col(ReportEntry.report) == report.id, col(ReportEntry.direction).in_(("person", "staff")))
        .order_by(col(ReportEntry.number))
    )
    files = (
        select(col(Attachment.entry), func.count())
        .where(col(Attachment.report) == report.id, col(Attachment.sent), col(Attachment.entry).is_not(None))
        .group_by(col(Attachment.entry))
    )
    counted = {number: count for number, count in session.execute(files)}  # noqa: C416 - rows are no pairs for mypy
    return SealedThread(report, session.scalars(messages).all(), counted)


def opened(sealed: SealedThread | None, keys: ReceiptKeys) -> Thread | None:
    """The thread in plain words; None for a report that this receipt does not open. Call it outside transactions."""
    if sealed is None:
        return None
    report = sealed.report
    try:
        return read(sealed, unlock(report.private_for_receipt, keys.key, documents.receipt_key_place(report.id)))
    except Unreadable:
        return None


def read(sealed: SealedThread, private: bytes) -> Thread:
    """The thread in plain words, with the report's own key. Raises Unreadable."""
    report = sealed.report
    return Thread(
        report=report.id,
        status=report.status,
        received=report.received_at.date(),
        messages=tuple(_message(sealed, private, entry) for entry in sealed.entries),
        expires_on=report.expires_on,
        outcome=report.outcome,
    )


def _message(sealed: SealedThread, private: bytes, row: ReportEntry) -> ThreadMessage:
    direction: Literal["person", "staff"] = "staff" if row.direction == "staff" else "person"
    entry = open_document(Entry, row.sealed, private, documents.entry_place(row.report, row.number, direction))
    return ThreadMessage(direction, entry.text, entry.at.date(), sealed.files.get(row.number, 0))


def add_message(session: Session, report_id: str, text: str) -> int | None:
    """Seals a message of the person into the thread; gives its number, or None when the report is gone.

    Who writes to a closed report has not agreed that it is over: it is kept for a while longer.
    """
    this = col(Report.id) == report_id
    kept = session.execute(_KEPT.where(this)).first()
    if kept is None:
        return None
    number: int = kept.entries + 1
    moment = now()
    place = documents.entry_place(report_id, number, "person")
    sealed = seal_document(Entry(text=text, at=moment), kept.public_key, place)
    session.add(ReportEntry(report=report_id, number=number, direction="person", sealed=sealed))
    changed: dict[str, object] = {
        "entries": number,
        "version": kept.version + 1,
        "has_news": True,
        "person_wrote_on": moment.date(),
    }
    if kept.status == "waiting":
        changed["status"] = "in_progress"
    if kept.expires_on is not None:
        changed["expires_on"] = max(kept.expires_on, moment.date() + rules.GRACE)
    session.execute(update(Report).where(this).values(changed).execution_options(synchronize_session=False))
    session.flush()
    return number


_KEPT = select(  # locked, so that two messages at once get two numbers
    col(Report.entries), col(Report.version), col(Report.public_key), col(Report.status), col(Report.expires_on)
).with_for_update()


def withdraw(session: Session, report_id: str) -> bool:
    """Deletes the report with everything in it; False when it is gone already. It is not counted either."""
    if not erase(session, [report_id]):
        return False
    audit.append(session, audit.SYSTEM, Action.REPORT_WITHDRAWN, "report", report_id)
    return True
