"""A reception that keeps everything in memory, in clear: what the storage of reports does, without its seals."""

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count

from sqlalchemy import Connection

from api.conversation.drafts import (
    CloseThread,
    DropDraft,
    DropFile,
    ExpectFile,
    KeptFile,
    Known,
    OpenThread,
    ReportDraft,
    ReportEffect,
    SaveDraft,
    SendMessage,
    SendReport,
    Thread,
    ThreadMessage,
    WithdrawReport,
)
from api.conversation.events import Choice, Event, Text
from api.conversation.reception import SEND, Address, Prepared
from api.conversation.state import State
from api.conversation.typed_receipt import receipt_in
from api.reports.receipts import ALPHABET, RANDOM_SYMBOLS, Mistyped, read_receipt, written

TODAY = date(2026, 11, 22)


def receipt(number: int) -> str:
    """A well-formed receipt, another one for each number."""
    symbols = ""
    while len(symbols) < RANDOM_SYMBOLS:
        number, digit = divmod(number, len(ALPHABET))
        symbols += ALPHABET[digit]
    return next(written(symbols + check) for check in ALPHABET if _is_receipt(symbols + check))


def _is_receipt(symbols: str) -> bool:
    try:
        return bool(read_receipt(symbols))
    except Mistyped:
        return False


@dataclass
class FakeReception:
    """`fate` busy or wait: no hash is to be had. `closed`: `jardam setup` was not run yet."""

    fate: str = ""
    closed: bool = False
    drafts: dict[bytes, ReportDraft] = field(default_factory=dict)
    open_threads: dict[bytes, str] = field(default_factory=dict)
    reports: dict[str, ReportDraft] = field(default_factory=dict)
    contacts: dict[str, Address] = field(default_factory=dict)
    messages: dict[str, list[ThreadMessage]] = field(default_factory=dict)
    expected: dict[bytes, ExpectFile] = field(default_factory=dict)
    awaited: list[Address] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def prepare(self, person: bytes, event: Event) -> Prepared:
        match event:
            case Text(text) if symbols := receipt_in(text):
                pass
            case Choice(data) if data.startswith(SEND) and person in self.drafts and self.drafts[person].receipt:
                symbols = read_receipt(self.drafts[person].receipt)
            case _:
                return Prepared()
        if self.fate in ("busy", "wait"):
            return Prepared(self.fate, symbols)  # type: ignore[arg-type]  # just compared
        return Prepared("", symbols, b"lookup", b"key")

    def look_up(self, connection: Connection, person: bytes, state: State, prepared: Prepared) -> Known:
        draft = self.drafts.get(person) if state.draft else None
        opened = self._opened(prepared.symbols)
        known = Known(
            TODAY,
            draft=draft,
            thread=self.open_threads.get(person) if state.thread else None,
            receipt=prepared.receipt,
            new_report=f"{next(self._numbers):032x}"[::-1],
            new_receipt=receipt(next(self._numbers)),
            open_for_reports=not self.closed,
        )
        if prepared.receipt or not prepared.symbols:
            return known
        if draft and draft.receipt and read_receipt(draft.receipt) == prepared.symbols:
            return replace(known, receipt="ready")
        return replace(known, opened=opened, receipt="opened" if opened else "unknown")

    def _opened(self, symbols: str) -> Thread | None:
        for report, draft in self.reports.items():
            if read_receipt(draft.receipt) == symbols:
                return Thread(report, "new", TODAY, tuple(self.messages[report]))
        return None

    def run(
        self, connection: Connection, person: bytes, address: Address, effect: ReportEffect, prepared: Prepared
    ) -> None:
        match effect:
            case SaveDraft(draft):
                self.drafts[person] = draft
            case DropDraft():
                del self.drafts[person]
            case DropFile(report, _):
                assert self.drafts[person].report == report
            case SendReport(draft, _):
                assert draft.report not in self.reports, "sent twice"
                assert read_receipt(draft.receipt) == prepared.symbols
                del self.drafts[person]
                self.reports[draft.report], self.messages[draft.report] = draft, []
                if draft.reachable:
                    self.contacts[draft.report] = address
            case ExpectFile():
                self.expected[person] = effect
                self.awaited.append(address)
            case _:
                self._run_in_thread(person, effect)

    def _run_in_thread(self, person: bytes, effect: ReportEffect) -> None:
        match effect:
            case OpenThread(report):
                self.open_threads[person] = report
            case CloseThread():
                self.open_threads.pop(person, None)
            case SendMessage(report, text):
                self.messages[report].append(ThreadMessage("person", text, TODAY))
            case WithdrawReport(report):
                del self.reports[report], self.messages[report]
                self.open_threads = {who: which for who, which in self.open_threads.items() if which != report}

    def forget(self, connection: Connection, person: bytes, address: Address) -> None:
        self.drafts.pop(person, None)
        self.open_threads.pop(person, None)

    # What happens outside of the conversation

    def arrives(self, person: bytes) -> int:
        """The bytes of the expected file are here; the number of files of the draft, or 1 in a thread."""
        expected = self.expected.pop(person)
        draft = self.drafts.get(person)
        if draft is None or draft.report != expected.report:
            return 1
        file = KeptFile(f"{next(self._numbers):032x}", expected.kind, expected.name, 1000)
        self.drafts[person] = replace(draft, files=(*draft.files, file))
        return len(draft.files) + 1

    def answers(self, report: str, text: str) -> None:
        self.messages[report].append(ThreadMessage("staff", text, TODAY))

    def passes_time(self) -> None:
        """More than a day."""
        self.drafts.clear()
        self.open_threads.clear()
