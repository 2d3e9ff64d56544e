"""People who report, as tests meet them; and what caseworkers find of it."""

from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from api.conversation.drafts import (
    Known,
    OpenThread,
    ReportDraft,
    ReportEffect,
    SaveDraft,
    SendMessage,
    SendReport,
    Thread,
)
from api.conversation.events import Choice, Event, Text
from api.conversation.reception import SEND, Address, Prepared
from api.conversation.state import State
from api.database import Database
from api.people.grants import Keyring
from api.reports import documents
from api.reports.documents import Details, Entry, open_document
from api.reports.models import Report, ReportEntry, new_id
from api.reports.receipts import new_receipt, read_receipt
from api.reports.reception import SealedReception
from api.reports.sealing import unseal

STORY = "Ish haqimni bermadi, pasportimni olib qoʻydi: Ташкентская көчөсү, Асанов Эрмек"
LOOKING = State(draft=True, thread=True)
NOTHING = Prepared()


def draft(**changes: Any) -> ReportDraft:
    """One that is complete and was shown with its receipt."""
    whole = ReportDraft(
        report=new_id(),
        asking="summary",
        consent="1/uz/2026-11-22",
        told=(STORY,),
        violation="WAG-01",
        country="RU",
        region="Moscow",
        place="Люблино рынок",
        month="2026-10",
        sector="construction",
        for_whom="self",
        wish="answer",
        reachable=True,
        receipt=new_receipt(),
    )
    return replace(whole, **changes)


@dataclass
class Reporter:
    """One person in one chat, who speaks to the storage as the conversation would."""

    reception: SealedReception
    address: str
    person: bytes = field(init=False)

    def __post_init__(self) -> None:
        self.person = self.reception.key.person("telegram", self.address)

    def turn(self, event: Event, *effects: ReportEffect) -> Known:
        """One turn: what was prepared and looked up, and then these effects."""
        prepared = self.reception.prepare(self.person, event)
        return self.runs(prepared, *effects)

    def runs(self, prepared: Prepared, *effects: ReportEffect) -> Known:
        def work(connection: Any) -> Known:
            known = self.reception.look_up(connection, self.person, LOOKING, prepared)
            for effect in effects:
                self.reception.run(connection, self.person, self.whose, effect, prepared)
            return known

        return self.reception.database.run_plain(work)

    @property
    def whose(self) -> Address:
        return Address("telegram", self.address, "uz", "1")

    def wipes(self) -> None:
        database = self.reception.database
        database.run_plain(lambda connection: self.reception.forget(connection, self.person, self.whose))

    def saves(self, told: ReportDraft) -> None:
        self.turn(Text("…"), SaveDraft(told))

    def presses_send(self, told: ReportDraft) -> Known:
        return self.turn(Choice(f"{SEND}/{told.report[:8]}"), SendReport(told, "uz"))

    def reports(self, **changes: Any) -> ReportDraft:
        told = draft(**changes)
        self.saves(told)
        assert self.presses_send(told).receipt == "ready"
        return told

    def types(self, receipt: str) -> Known:
        return self.turn(Text(receipt))

    def opens(self, receipt: str) -> Thread:
        thread = self.types(receipt).opened
        assert thread is not None
        self.turn(Text("…"), OpenThread(thread.report))
        return thread

    def writes(self, report: str, text: str) -> None:
        self.turn(Text(text), SendMessage(report, text))


def rows(database: Database, table: Any) -> list[Any]:
    with database.transaction() as session:
        return list(session.scalars(select(table)))


def report_row(database: Database, report: str) -> Report:
    with database.transaction() as session:
        return session.get_one(Report, report)


def private_of(row: Report, keyring: Keyring) -> bytes:
    return unseal(row.private_for_staff, keyring.private(row.key), documents.staff_key_place(row.id))


def details_of(row: Report, keyring: Keyring) -> Details:
    return open_document(Details, row.details, private_of(row, keyring), documents.details_place(row.id))


def said(database: Database, report: str, keyring: Keyring) -> list[str]:
    """The texts of a thread, as a caseworker reads them."""
    private = private_of(report_row(database, report), keyring)

    def read(session: Session) -> list[str]:
        entries = session.scalars(
            select(ReportEntry).where(col(ReportEntry.report) == report).order_by(col(ReportEntry.number))
        )
        places = [(e.sealed, documents.entry_place(report, e.number, e.direction)) for e in entries]  # type: ignore[arg-type]
        return [open_document(Entry, sealed, private, place).text for sealed, place in places]

    return database.run(read)


def symbols_of(told: ReportDraft) -> str:
    return read_receipt(told.receipt)
