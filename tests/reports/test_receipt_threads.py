"""With the receipt one comes back; without it nobody does."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlmodel import Session, col

from api.conversation.drafts import CloseThread, ThreadMessage, WithdrawReport
from api.conversation.events import Choice, Text
from api.conversation.reception import SEND
from api.database import now
from api.errors import Problem
from api.people import delays
from api.people.delays import FREE_TRIES
from api.people.models import AuditEntry
from api.people.slow_hash import SlowHash
from api.reports import documents, threads
from api.reports.documents import Entry, seal_document
from api.reports.models import Attachment, Draft, Report, ReportCount, ReportEntry, ReportLabel
from api.reports.receipts import new_receipt
from api.reports.rules import GRACE
from tests.people.staff import Office
from tests.reports.reporters import Reporter, draft, report_row, rows, said


def staff_says(office: Office, report: str, text: str, *, direction: documents.Direction = "staff") -> None:
    """As a caseworker's request does it."""

    def add(session: Session) -> None:
        row = session.get_one(Report, report)
        row.entries += 1
        place = documents.entry_place(report, row.entries, direction)
        sealed = seal_document(Entry(text=text, at=now(), author=office.cholpon.id), row.public_key, place)
        session.add(ReportEntry(report=report, number=row.entries, direction=direction, sealed=sealed))

    office.desk.run(add)


def changed(office: Office, report: str, **values: object) -> None:
    office.desk.run(lambda session: session.execute(update(Report).where(col(Report.id) == report).values(**values)))


# The way back


def test_the_receipt_opens_the_thread_from_any_chat(office: Office, aigul: Reporter, bakyt: Reporter) -> None:
    told = aigul.reports()
    staff_says(office, told.report, "Suddan qogʻoz bormi?")
    staff_says(office, told.report, "she sounds afraid", direction="note")
    aigul.writes(told.report, "Bor, ertaga yuboraman")
    thread = bakyt.opens(told.receipt.lower().replace("-", " "))
    today = now().date()
    assert thread.messages == (
        ThreadMessage("staff", "Suddan qogʻoz bormi?", today),
        ThreadMessage("person", "Bor, ertaga yuboraman", today),
    )
    assert (thread.report, thread.status, thread.received, thread.expires_on) == (told.report, "new", today, None)


def test_files_of_a_message_are_counted(office: Office, aigul: Reporter) -> None:
    told = aigul.reports()
    aigul.writes(told.report, "two photos")
    with office.desk.database.transaction() as session:
        for number, entry in enumerate((1, 1, None)):
            session.add(
                Attachment(
                    id=f"{number:032}", report=told.report, entry=entry, sent=True, copy_state="none", created_at=now()
                )
            )
    assert [message.files for message in aigul.opens(told.receipt).messages] == [2]


def test_a_thread_is_open_for_half_an_hour_in_this_chat_only(office: Office, aigul: Reporter, bakyt: Reporter) -> None:
    told = aigul.reports()
    aigul.opens(told.receipt)
    assert aigul.turn(Text("…")).thread == told.report
    assert bakyt.turn(Text("…")).thread is None
    aigul.turn(Text("…"), CloseThread())
    assert aigul.turn(Text("…")).thread is None
    aigul.opens(told.receipt)
    office.desk.run(lambda session: session.execute(update(Draft).values(expires_at=now())))
    assert aigul.turn(Text("…")).thread is None


def test_what_the_server_keeps_of_an_open_thread_opens_no_report(office: Office, aigul: Reporter) -> None:
    told = aigul.reports()
    aigul.opens(told.receipt)
    kept = next(row for row in rows(office.desk.database, Draft) if row.kind == "thread")
    assert aigul.reception.key.open(kept.sealed, "thread", aigul.person) == told.report.encode()


# Unknown and wrong


def test_an_unknown_receipt_opens_nothing_and_a_made_up_text_is_none(aigul: Reporter) -> None:
    aigul.reports()
    known = aigul.types(new_receipt())
    assert (known.receipt, known.opened) == ("unknown", None)
    assert aigul.types("salom").receipt == ""


def test_a_receipt_whose_report_was_meddled_with_is_as_unknown(office: Office, aigul: Reporter) -> None:
    mine, other = aigul.reports(), aigul.reports()
    moved = report_row(office.desk.database, other.report).private_for_receipt
    changed(office, mine.report, private_for_receipt=moved)
    assert aigul.types(mine.receipt).receipt == "unknown"


def test_every_well_formed_receipt_costs_one_hash(aigul: Reporter, monkeypatch: pytest.MonkeyPatch) -> None:
    told = aigul.reports()
    hashed: list[bytes] = []
    begin = SlowHash.begin

    def counted(self: SlowHash, secret: bytes, *rest: object) -> object:
        hashed.append(secret)
        return begin(self, secret, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(SlowHash, "begin", counted)
    for receipt in (told.receipt, new_receipt(), "salom", "7KQ2MX-D9RTHA-W4CEJJ"):
        aigul.types(receipt)
    assert len(hashed) == 2


# Guessing


def test_guessing_is_slowed_down_for_the_guesser_alone(aigul: Reporter, bakyt: Reporter) -> None:
    told = aigul.reports()
    fates = [bakyt.types(new_receipt()).receipt for _ in range(FREE_TRIES + 2)]
    assert fates == ["unknown"] * FREE_TRIES + ["wait"] * 2
    assert bakyt.types(told.receipt).receipt == "wait"
    assert aigul.types(told.receipt).receipt == "opened"


def test_who_waits_may_try_again_and_a_right_receipt_clears_the_count(
    aigul: Reporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = aigul.reports()
    while aigul.types(new_receipt()).receipt != "wait":
        pass
    monkeypatch.setattr(delays, "now", lambda: now() + delays.LONGEST)
    assert aigul.types(told.receipt).receipt == "opened"
    assert [aigul.types(new_receipt()).receipt for _ in range(FREE_TRIES)] == ["unknown"] * FREE_TRIES


def test_when_too_many_hashes_wait_one_is_told_so_and_nothing_is_lost(
    aigul: Reporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent, unsent = aigul.reports(), draft()
    aigul.saves(unsent)
    monkeypatch.setattr(SlowHash, "begin", full)
    assert aigul.types(sent.receipt).receipt == "busy"
    assert aigul.turn(Choice(SEND)).receipt == "busy"
    monkeypatch.undo()
    assert aigul.presses_send(unsent).receipt == "ready"


def full(*_arguments: object) -> None:
    raise Problem(503, "Try again.", headers={"Retry-After": "5"})


# Writing


def test_caseworkers_read_what_the_person_writes(office: Office, aigul: Reporter) -> None:
    told = aigul.reports()
    changed(office, told.report, has_news=False, person_wrote_on=now().date() - GRACE)
    aigul.writes(told.report, "birinchi")
    aigul.writes(told.report, "ikkinchi")
    assert said(office.desk.database, told.report, office.keyring()) == ["birinchi", "ikkinchi"]
    row = report_row(office.desk.database, told.report)
    assert (row.has_news, row.entries, row.version, row.person_wrote_on) == (True, 2, 3, now().date())


def test_two_messages_at_once_are_both_kept(office: Office, aigul: Reporter) -> None:
    told = aigul.reports()
    texts = [f"message {number}" for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda text: aigul.writes(told.report, text), texts))
    assert sorted(said(office.desk.database, told.report, office.keyring())) == texts
    assert report_row(office.desk.database, told.report).entries == len(texts)


@pytest.mark.parametrize(("before", "after"), [("waiting", "in_progress"), ("new", "new"), ("closed", "closed")])
def test_an_answer_ends_the_waiting(office: Office, aigul: Reporter, before: str, after: str) -> None:
    told = aigul.reports()
    changed(office, told.report, status=before)
    aigul.writes(told.report, "mana")
    assert report_row(office.desk.database, told.report).status == after


@pytest.mark.parametrize("days", [3, 90])
def test_a_message_to_a_closed_report_keeps_it_for_a_month_at_least(office: Office, aigul: Reporter, days: int) -> None:
    told = aigul.reports()
    today = now().date()
    changed(office, told.report, status="closed", closed_on=today, expires_on=today + timedelta(days=days))
    aigul.writes(told.report, "u yana keldi")
    row = report_row(office.desk.database, told.report)
    assert row.expires_on == today + max(timedelta(days=days), GRACE)
    assert row.has_news
    assert aigul.opens(told.receipt).expires_on == row.expires_on


def test_a_report_that_is_gone_is_no_open_thread_and_takes_no_message(office: Office, aigul: Reporter) -> None:
    told = aigul.reports()
    aigul.opens(told.receipt)
    office.desk.run(lambda session: threads.withdraw(session, told.report))
    assert aigul.turn(Text("…")).thread is None
    assert office.desk.run(lambda session: threads.add_message(session, told.report, "?")) is None


# Withdrawing


def test_a_withdrawn_report_leaves_nothing_but_that_it_was_withdrawn(office: Office, aigul: Reporter) -> None:
    database = office.desk.database
    told, other = aigul.reports(), aigul.reports()
    aigul.opens(told.receipt)
    for report in (told.report, other.report):
        aigul.writes(report, "a message")
        staff_says(office, report, "a note", direction="note")
        with database.transaction() as session:
            session.add(Attachment(report=report, sent=True, complete=True, copy_state="none", created_at=now()))
    aigul.turn(Text("…"), WithdrawReport(told.report))
    for table in (Report, ReportLabel, ReportEntry, Attachment):
        left = {getattr(row, "report", None) or row.id for row in rows(database, table)}
        assert left == {other.report}, table
    assert rows(database, ReportCount) == []
    assert aigul.turn(Text("…")).thread is None
    assert aigul.types(told.receipt).receipt == "unknown"
    with database.transaction() as session:
        last = session.scalars(select(AuditEntry).order_by(col(AuditEntry.number).desc())).first()
    assert last is not None
    assert (last.action, last.subject, last.actor) == ("report:withdrawn", told.report, "system")
