"""Where reports are taken in and given out: what the conversation asks of the storage, not how it is done."""

from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy import Connection

from api.conversation.drafts import Known, ReceiptFate, ReportEffect
from api.conversation.events import Event
from api.conversation.state import State
from api.database import now

SEND = "r/send"  # the choice that sends a report: this, a slash, and the beginning of the draft's id


@dataclass(frozen=True)
class Prepared:
    """What was worked out before the transaction: the keys of a receipt, after its slow hash.

    `symbols` are the eighteen of the receipt that was typed, or of the draft that is to be sent; empty when this turn
    needs none. `receipt` is `busy` when too many wait for a hash and `wait` when this person tries too often; then
    there are no keys.
    """

    receipt: ReceiptFate = ""
    symbols: str = field(default="", repr=False)
    lookup: bytes = field(default=b"", repr=False)
    key: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class Address:
    """Whose turn it is. `turn` is the key of the message, by which the channel brings its file."""

    channel: str
    address: str = field(repr=False)
    language: str
    turn: str


class Reception(Protocol):
    """Takes reports in and opens threads. `person` is the keyed hash under which the inbox keeps a person."""

    def prepare(self, person: bytes, event: Event) -> Prepared:
        """The slow work of a turn, before its transaction; short transactions of its own are allowed.

        For a text that holds a receipt (typed_receipt.receipt_in): counts the try (delays.claim_try), then hashes.
        For the choice SEND: hashes the receipt of the person's draft, if there is one with a receipt. For anything
        else: nothing, and it costs nothing. Never raises Problem: too many are `busy`, too often is `wait`.
        """

    def look_up(self, connection: Connection, person: bytes, state: State, prepared: Prepared) -> Known:
        """What the step may know.

        The draft is read if `state.draft`, the open thread if `state.thread`; neither costs a query otherwise. A typed
        receipt that opens a report gives `receipt` opened and the thread in full; a wrong and an unknown one both give
        unknown. The row of a draft is locked until the end of the turn (FOR UPDATE): an upload may add a file to it.
        `receipt` is ready when `prepared.symbols` are those of the draft's receipt; if they were to be
        but the draft changed in between, busy. `open_for_reports` is asked of the database until it is once true.
        """

    def run(
        self, connection: Connection, person: bytes, address: Address, effect: ReportEffect, prepared: Prepared
    ) -> None:
        """One effect, within the turn's transaction. The inbox itself blanks the saved answers after SendReport and
        DropDraft. ExpectFile: the file will come under `address.turn`."""

    def forget(self, connection: Connection, person: bytes, address: Address) -> None:
        """For `/wipe`: the draft with its files, which thread is open, notices that wait. A sent report stays."""


class NoReception:
    """Where no reports are taken: everything that needs one says so kindly."""

    def prepare(self, person: bytes, event: Event) -> Prepared:
        return Prepared()

    def look_up(self, connection: Connection, person: bytes, state: State, prepared: Prepared) -> Known:
        return Known(now().date())

    def run(
        self, connection: Connection, person: bytes, address: Address, effect: ReportEffect, prepared: Prepared
    ) -> None:
        """Without an open draft or thread there is no effect to run."""

    def forget(self, connection: Connection, person: bytes, address: Address) -> None:
        """There is nothing."""
