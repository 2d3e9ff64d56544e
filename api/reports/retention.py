"""Deletes what is past its time: in small transactions, so that nobody waits long for the one writer of SQLite.

Deleted content must not stay on the disk either. SQLite overwrites what it frees (`secure_delete`), and its log is
emptied after the deletions. PostgreSQL keeps deleted rows until VACUUM has passed, and their bytes in the free space of
its pages and in its log until something else is written there: ciphertext, whose key was deleted with it.
"""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, exists, insert, or_, select, text, update
from sqlmodel import Session, col

from api.database import Database, now
from api.reports import rules
from api.reports.models import Attachment, DoneCall, Draft, Report, ReportCount

UNSENT_KEPT = timedelta(hours=24)
CALLS_KEPT = timedelta(hours=24)
_REPORTS_AT_ONCE = 50
_FILES_AT_ONCE = 4  # of 20 MB each, at most
_VACUUM = "VACUUM (SKIP_LOCKED) report, report_entry, attachment, attachment_chunk, draft, turn, conversation"


def clean_up(database: Database) -> None:
    """Everything here that is due. Raises sqlalchemy.exc.SQLAlchemyError; what was done until then stays done."""
    database.run(forget_old)
    for some in (_delete_files, _delete_reports):
        while database.run(some):
            pass
    scrub(database)


def forget_old(session: Session) -> None:
    """Drafts and open threads, and calls that were answered a day ago."""
    session.execute(delete(Draft).where(col(Draft.expires_at) <= now()))
    session.execute(delete(DoneCall).where(col(DoneCall.created_at) < now() - CALLS_KEPT))


def _delete_files(session: Session) -> int:
    """Files that were never sent, or never arrived whole, or whose report was deleted while they came."""
    theirs = exists().where(col(Report.id) == col(Attachment.report))
    lost = or_(col(Attachment.sent).is_(False), col(Attachment.complete).is_(False), ~theirs)
    old = (
        select(col(Attachment.id))
        .where(col(Attachment.created_at) < now() - UNSENT_KEPT, lost)
        .limit(_FILES_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    files = session.scalars(old).all()
    session.execute(delete(Attachment).where(col(Attachment.id).in_(files)))
    return len(files)


def _delete_reports(session: Session) -> int:
    due = (
        select(Report)
        .where(col(Report.expires_on) <= now().date())
        .limit(_REPORTS_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    reports = session.scalars(due).all()
    for report in reports:
        _count(session, report)
    session.expunge_all()
    return erase(session, [report.id for report in reports])


def erase(session: Session, reports: Sequence[str]) -> int:
    """Deletes these reports with their messages, labels, referrals and files; says how many there were."""
    session.execute(delete(Attachment).where(col(Attachment.report).in_(reports)))
    gone = delete(Report).where(col(Report.id).in_(reports)).returning(col(Report.id))
    return len(session.execute(gone).all())


def _count(session: Session, report: Report) -> None:
    """What remains: a count without a person."""
    key = {
        "violation": report.violation,
        "country": report.country,
        "region": report.region,
        "month": report.month,
        "received": f"{report.received_at:%Y-%m}",
        "sector": report.sector,
        "gender": report.gender,
        "age_band": report.age_band,
        "urgency": report.urgency,
        "outcome": report.outcome,
        "first_reply": rules.first_reply_band(report.received_at, report.first_reply_at),
    }
    this = [col(getattr(ReportCount, name)) == value for name, value in key.items()]
    count = session.scalar(select(col(ReportCount.count)).where(*this).with_for_update())
    if count is None:
        session.execute(insert(ReportCount).values(**key, count=1))
    else:
        session.execute(update(ReportCount).where(*this).values(count=count + 1))


def scrub(database: Database) -> None:
    """Takes deleted rows out of what lies on the disk, as far as the database can."""
    if not database.is_sqlite:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(_VACUUM))
        return
    plain = database.engine.raw_connection()  # outside of any transaction, where SQLAlchemy would begin one
    try:
        plain.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        plain.close()
