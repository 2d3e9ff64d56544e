"""What is past its time is gone: from the rows, and from what lies on the disk."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text, update
from sqlmodel import Session, col

from api.conversation.drafts import KeptFile
from api.conversation.events import Text
from api.database import Database, now
from api.reports import retention, threads
from api.reports.models import (
    Attachment,
    AttachmentChunk,
    DoneCall,
    Draft,
    Report,
    ReportCount,
    ReportEntry,
    ReportLabel,
    new_id,
)
from tests.people.staff import Office
from tests.reports.reporters import Reporter, draft, rows

DAY = timedelta(days=1)


def due(database: Database, report: str, *, days_ago: int = 0, **values: object) -> None:
    """As if it had been closed long ago."""
    today = now().date()
    values |= {"status": "closed", "closed_on": today - 180 * DAY, "expires_on": today - days_ago * DAY}
    with database.transaction() as session:
        session.execute(update(Report).where(col(Report.id) == report).values(**values))


def add_file(database: Database, report: str, *, sent: bool = True, complete: bool = True, age: timedelta = DAY) -> str:
    file = new_id()
    with database.transaction() as session:
        session.add(
            Attachment(id=file, report=report, sent=sent, complete=complete, copy_state="none", created_at=now() - age)
        )
        session.flush()
        for number in range(3):
            session.add(AttachmentChunk(attachment=file, of_copy=False, number=number, sealed=bytes(1_000)))
    return file


def ids(database: Database, table: type[Report] | type[Attachment]) -> set[str]:
    return {row.id for row in rows(database, table)}


# Reports


def test_a_closed_report_is_deleted_on_its_day_and_not_before(office: Office, aigul: Reporter) -> None:
    database = office.desk.database
    today, tomorrow, still_open = (aigul.reports().report for _ in range(3))
    for report in (today, tomorrow, still_open):
        aigul.writes(report, "one thing more")
        add_file(database, report)
    due(database, today)
    due(database, tomorrow, days_ago=-1)
    retention.clean_up(database)
    assert ids(database, Report) == {tomorrow, still_open}
    for table in (ReportEntry, ReportLabel, Attachment):
        assert {row.report for row in rows(database, table)} == {tomorrow, still_open}
    assert len(rows(database, AttachmentChunk)) == 2 * 3


def test_counts_remain_and_name_nobody(office: Office, aigul: Reporter) -> None:
    database = office.desk.database
    reports = [aigul.reports().report for _ in range(3)]
    received = now().replace(minute=0, second=0, microsecond=0)
    due(database, reports[0], outcome="resolved", first_reply_at=received + timedelta(hours=5))
    due(database, reports[1], outcome="resolved", first_reply_at=received + timedelta(hours=9))
    due(database, reports[2], outcome="no-contact")
    retention.clean_up(database)
    counted = {row.outcome: row for row in rows(database, ReportCount)}
    assert {outcome: (row.count, row.first_reply) for outcome, row in counted.items()} == {
        "resolved": (2, "day"),
        "no-contact": (1, "none"),
    }
    row = counted["resolved"]
    assert (row.violation, row.country, row.region, row.month) == ("WAG-01", "RU", "Moscow", "2026-10")
    assert (row.sector, row.urgency, row.received) == ("construction", "routine", f"{now():%Y-%m}")


def test_many_go_in_small_transactions(office: Office, aigul: Reporter, monkeypatch: pytest.MonkeyPatch) -> None:
    database = office.desk.database
    monkeypatch.setattr(retention, "_REPORTS_AT_ONCE", 2)
    for _ in range(5):
        due(database, aigul.reports().report)
    ran: list[object] = []
    run = database.run

    def noted(work: Callable[[Session], object]) -> object:
        ran.append(work)
        return run(work)

    monkeypatch.setattr(database, "run", noted)
    retention.clean_up(database)
    assert ran.count(retention._delete_reports) == 4
    assert rows(database, Report) == []
    assert [row.count for row in rows(database, ReportCount)] == [5]


# Drafts and files


def test_an_old_draft_goes_and_a_young_one_stays(office: Office, aigul: Reporter, bakyt: Reporter) -> None:
    database = office.desk.database
    aigul.saves(draft())
    with database.transaction() as session:
        session.execute(update(Draft).values(expires_at=now()))
    bakyt.saves(draft())
    retention.clean_up(database)
    assert [row.person for row in rows(database, Draft)] == [bakyt.person]


def test_files_that_were_never_sent_or_came_in_part_go_after_a_day(office: Office, aigul: Reporter) -> None:
    database = office.desk.database
    report = aigul.reports().report
    old = DAY + timedelta(minutes=1)
    gone = [
        add_file(database, new_id(), sent=False, age=old),
        add_file(database, report, complete=False, age=old),
        add_file(database, new_id(), age=old),
    ]
    left = {
        add_file(database, new_id(), sent=False, age=DAY - timedelta(minutes=1)),
        add_file(database, report, age=100 * DAY),
    }
    assert ids(database, Attachment) == left | set(gone)
    retention.clean_up(database)
    assert ids(database, Attachment) == left
    assert {chunk.attachment for chunk in rows(database, AttachmentChunk)} == left


def test_a_draft_that_is_written_on_keeps_its_files(office: Office, aigul: Reporter) -> None:
    database = office.desk.database
    told = draft()
    file = add_file(database, told.report, sent=False, age=2 * DAY)
    aigul.saves(draft(report=told.report, files=(KeptFile(file, "photo", "1.jpg", 3_000),)))
    retention.clean_up(database)
    assert ids(database, Attachment) == {file}


def test_answers_to_repeated_calls_go_after_a_day(office: Office) -> None:
    database = office.desk.database
    with database.transaction() as session:
        for number, age in enumerate((DAY - timedelta(minutes=1), DAY + timedelta(minutes=1))):
            session.add(
                DoneCall(
                    account=office.cholpon.id,
                    key=bytes([number]) * 32,
                    call=bytes(32),
                    status=201,
                    answer="{}",
                    created_at=now() - age,
                )
            )
    retention.clean_up(database)
    assert [row.key[0] for row in rows(database, DoneCall)] == [0]


# The disk


@pytest.fixture
def sqlite(office: Office) -> Iterator[Path]:
    if not office.desk.database.is_sqlite:
        pytest.skip("PostgreSQL keeps its own files")
    yield Path(office.desk.database.url.removeprefix("sqlite:///"))


def on_disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


@pytest.mark.parametrize("how", ["expired", "withdrawn", "draft"])
def test_what_was_deleted_is_not_in_the_files_either(office: Office, aigul: Reporter, sqlite: Path, how: str) -> None:
    database = office.desk.database
    told = draft() if how == "draft" else aigul.reports()
    if how == "draft":
        aigul.saves(told)
        [kept] = rows(database, Draft)
        sealed = kept.sealed
    else:
        sealed = rows(database, Report)[0].details
    retention.scrub(database)
    aigul.turn(Text("/help"))
    assert sealed[:64] in on_disk(sqlite)
    if how == "withdrawn":
        database.run(lambda session: threads.withdraw(session, told.report))
    elif how == "expired":
        due(database, told.report)
    else:
        with database.transaction() as session:
            session.execute(update(Draft).values(expires_at=now()))
    retention.clean_up(database)
    assert sealed[:64] not in on_disk(sqlite)
    assert sealed[-64:] not in on_disk(sqlite)


def test_vacuum_passes_over_the_tables_that_hold_people(office: Office, aigul: Reporter) -> None:
    database = office.desk.database
    if database.is_sqlite:
        pytest.skip("SQLite overwrites at once")
    due(database, aigul.reports().report)
    retention.clean_up(database)
    passed = text("SELECT relname FROM pg_stat_user_tables WHERE vacuum_count > 0")
    with database.transaction() as session:
        vacuumed = set(session.scalars(passed))
    assert {"report", "report_entry", "attachment", "attachment_chunk", "draft", "turn"} <= vacuumed
