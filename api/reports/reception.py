"""What the conversation asks of the storage of reports: drafts, sending, and threads opened with a receipt."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic

from sqlalchemy import Connection, bindparam, delete, exists, insert, select, update
from sqlmodel import Session, col

from api.conversation.drafts import (
    CloseThread,
    DropDraft,
    DropFile,
    ExpectFile,
    Known,
    OpenThread,
    ReceiptFate,
    ReportDraft,
    ReportEffect,
    SaveDraft,
    SendMessage,
    SendReport,
    Thread,
    WithdrawReport,
)
from api.conversation.events import Choice, Text
from api.conversation.events import Event as Happening
from api.conversation.reception import SEND, Address, Prepared
from api.conversation.state import State
from api.conversation.typed_receipt import receipt_in
from api.database import Database, now
from api.delivery.actions import forget_person
from api.errors import Problem
from api.guidance.library import Library
from api.people import delays
from api.people.models import OrganisationKey
from api.reports import threads
from api.reports.attachments import actions as attachments
from api.reports.documents import Contact
from api.reports.intake import Intake, NewReport, targets_of
from api.reports.models import Draft, Report, new_id
from api.reports.receipt_keys import ReceiptKeys, Receipts
from api.reports.receipts import Mistyped, new_receipt, read_receipt
from api.reports.rules import urgency_of
from api.server_key import ServerKey, Unreadable

DRAFT_KEPT = timedelta(hours=24)
THREAD_OPEN = timedelta(minutes=30)
LOOK_SECONDS = 1.0
_THIS = (col(Draft.person) == bindparam("this"), col(Draft.kind) == bindparam("which"))
_UPDATE = update(Draft).where(*_THIS)
_INSERT = insert(Draft)


@dataclass(frozen=True)
class _Opened(Prepared):
    """A typed receipt, and what it opened. Its keys are gone by now."""

    thread: Thread | None = field(default=None, repr=False)


class _Opening:
    """Whether there is a key to seal to. It is looked for at most every second, and never again once it is there."""

    def __init__(self) -> None:
        self._has_come = False
        self._next_look = 0.0

    def has_come(self, connection: Connection) -> bool:
        if not self._has_come and monotonic() >= self._next_look:
            self._next_look = monotonic() + LOOK_SECONDS
            self._has_come = connection.execute(select(col(OrganisationKey.id)).limit(1)).first() is not None
        return self._has_come


@dataclass(frozen=True)
class SealedReception:
    """The Reception of the service. Nothing of a person is kept in it between two calls."""

    database: Database
    key: ServerKey
    receipts: Receipts
    intake: Intake
    library: Library
    kept_days: int
    _opening: _Opening = field(default_factory=_Opening, repr=False)

    # Before the transaction

    def prepare(self, person: bytes, event: Happening) -> Prepared:
        match event:
            case Text(text) if symbols := receipt_in(text):
                return self._open_typed(person, symbols)
            case Choice(data) if data.startswith(SEND):
                return self._hash_of_draft(person)
        return Prepared()

    def _open_typed(self, person: bytes, symbols: str) -> Prepared:
        delay = self.receipts.pepper.hash("receipt delay", person)
        if not self._claimed(delay):
            return Prepared("wait", symbols)
        keys = self._keys(symbols)
        if keys is None:
            return Prepared("busy", symbols)

        def find(session: Session) -> threads.SealedThread | None:
            found = threads.find(session, keys.lookup)
            if found:
                delays.clear(session, delay)
            return found

        thread = threads.opened(self.database.run(find), keys)
        return _Opened("opened" if thread else "unknown", symbols, thread=thread)

    def _claimed(self, delay: bytes) -> bool:
        try:
            self.database.run(lambda session: delays.claim_try(session, delay))
        except Problem:
            return False
        return True

    def _hash_of_draft(self, person: bytes) -> Prepared:
        draft = self.database.run_plain(lambda connection: self._draft(connection, person))
        symbols = _symbols(draft)
        if not symbols:
            return Prepared()
        keys = self._keys(symbols)
        return Prepared("", symbols, keys.lookup, keys.key) if keys else Prepared("busy", symbols)

    def _keys(self, symbols: str) -> ReceiptKeys | None:
        """None when too many wait for a hash."""
        try:
            return self.receipts.keys(symbols)
        except Problem:
            return None

    # Within the transaction

    def look_up(self, connection: Connection, person: bytes, state: State, prepared: Prepared) -> Known:
        draft = self._draft(connection, person, for_update=True) if state.draft else None
        return Known(
            today=now().date(),
            draft=draft,
            thread=self._open_thread(connection, person) if state.thread else None,
            opened=prepared.thread if isinstance(prepared, _Opened) else None,
            receipt=_fate(prepared, draft),
            new_report=new_id(),
            new_receipt=new_receipt() if draft else "",
            open_for_reports=self._opening.has_come(connection),
            kept_days=self.kept_days,
            targets=targets_of(self.intake.settings),
        )

    def run(
        self, connection: Connection, person: bytes, address: Address, effect: ReportEffect, prepared: Prepared
    ) -> None:
        with Session(connection) as session:
            self._run(session, person, address, effect, prepared)
            session.flush()

    def _run(self, session: Session, person: bytes, address: Address, effect: ReportEffect, prepared: Prepared) -> None:
        match effect:
            case SaveDraft(draft):
                self._save(session, person, "report", draft.to_bytes(), now() + DRAFT_KEPT)
                if draft.files:
                    attachments.keep_drafts(session, draft.report)
            case DropDraft():
                self._drop_draft(session, person)
            case SendReport(draft, language):
                self._send(session, person, _new_report(self.library, draft, language, address), draft, prepared)
            case DropFile(report, file):
                attachments.drop_file(session, report, file)
            case ExpectFile():
                attachments.expect(session, self.key, person, address.turn, effect)
            case _:
                self._run_in_thread(session, person, effect)

    def _run_in_thread(
        self, session: Session, person: bytes, effect: OpenThread | CloseThread | SendMessage | WithdrawReport
    ) -> None:
        match effect:
            case OpenThread(report):
                self._save(session, person, "thread", report.encode(), now() + THREAD_OPEN)
            case CloseThread():
                _delete(session, person, "thread")
            case SendMessage(report, text):
                threads.add_message(session, report, text)
            case WithdrawReport(report):
                threads.withdraw(session, report)
                _delete(session, person, "thread")

    def forget(self, connection: Connection, person: bytes, address: Address) -> None:
        forget_person(connection, self.key, address.channel, address.address)
        with Session(connection) as session:
            self._drop_draft(session, person)
            _delete(session, person, "thread")
            attachments.forget(session, person)
            session.flush()

    # Drafts and open threads

    def _save(self, session: Session, person: bytes, kind: str, plain: bytes, expires_at: datetime) -> None:
        connection, sealed = session.connection(), self.key.seal(plain, kind, person)
        values = {"sealed": sealed, "expires_at": expires_at}
        if not connection.execute(_UPDATE, {"this": person, "which": kind, **values}).rowcount:
            connection.execute(_INSERT, {"person": person, "kind": kind, **values})

    def _read(self, connection: Connection, person: bytes, kind: str, *, for_update: bool = False) -> bytes | None:
        query = select(col(Draft.sealed)).where(
            col(Draft.person) == person, col(Draft.kind) == kind, col(Draft.expires_at) > now()
        )
        sealed = connection.execute(query.with_for_update() if for_update else query).scalar()
        try:
            return None if sealed is None else self.key.open(sealed, kind, person)
        except Unreadable:  # the server's key has changed since
            return None

    def _draft(self, connection: Connection, person: bytes, *, for_update: bool = False) -> ReportDraft | None:
        """`for_update`: until the end of the turn, so that an upload does not add a file to it meanwhile."""
        plain = self._read(connection, person, "report", for_update=for_update)
        return ReportDraft.from_bytes(plain) if plain else None

    def _open_thread(self, connection: Connection, person: bytes) -> str | None:
        """The id of the report that is open; held until the end of the turn, so that it is not deleted meanwhile."""
        report = self._read(connection, person, "thread")
        if report is None:
            return None
        here = select(col(Report.id)).where(col(Report.id) == report.decode())
        return connection.execute(here.with_for_update(read=True, key_share=True)).scalar()

    def _drop_draft(self, session: Session, person: bytes) -> None:
        if draft := self._draft(session.connection(), person):
            attachments.drop_drafts(session, draft.report)
        _delete(session, person, "report")

    def _send(self, session: Session, person: bytes, new: NewReport, draft: ReportDraft, prepared: Prepared) -> None:
        """Once: a draft that was sent before is gone already."""
        if prepared.symbols != _symbols(draft) or not prepared.key:
            raise ValueError("the keys of another receipt")
        was_sent = session.scalar(select(exists().where(col(Report.id) == draft.report)))
        if not _delete(session, person, "report") or was_sent:
            return
        sealed = self.intake.seal(new, ReceiptKeys(prepared.lookup, prepared.key))
        self.intake.take_in(session.connection(), sealed)
        attachments.seal_drafts(session, self.key, person, sealed.id, sealed.pair.public)


def _new_report(library: Library, draft: ReportDraft, language: str, address: Address) -> NewReport:
    violation = library.current.catalogue.violations.get(draft.violation)
    return NewReport(
        id=draft.report,
        told=draft.told,
        language=language,
        urgency=urgency_of(violation.urgency if violation else None, draft.danger_now, draft.danger, draft.wish),
        violation=draft.violation,
        country=draft.country,
        region=draft.region,
        month=draft.month,
        sector=draft.sector,
        gender=draft.gender,
        age_band=draft.age_band,
        place=draft.place,
        when=draft.when,
        for_whom=draft.for_whom,
        wish=draft.wish,
        shares=draft.shares,
        danger_now=draft.danger_now,
        consent=draft.consent,
        contact=Contact(channel=address.channel, address=address.address, language=language)
        if draft.reachable
        else None,
    )


def _delete(session: Session, person: bytes, kind: str) -> bool:
    gone = delete(Draft).where(col(Draft.person) == person, col(Draft.kind) == kind).returning(col(Draft.kind))
    return session.execute(gone).first() is not None


def _symbols(draft: ReportDraft | None) -> str:
    """Of the draft's receipt; empty before it has one."""
    try:
        return read_receipt(draft.receipt) if draft and draft.receipt else ""
    except Mistyped:
        return ""


def _fate(prepared: Prepared, draft: ReportDraft | None) -> ReceiptFate:
    """For a typed receipt what it opened; for the draft's own whether its keys are at hand."""
    if prepared.receipt or not prepared.symbols:
        return prepared.receipt
    return "ready" if prepared.symbols == _symbols(draft) else "busy"
