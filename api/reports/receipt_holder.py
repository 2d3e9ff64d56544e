"""Who comes to the api with a receipt: `holder: CurrentHolder` in a route gives the report that it opens, else 404.

The receipt stands in the header X-Receipt, so that it comes into no address, and into no log of a proxy.
"""

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Header, Request

from api.errors import Problem, not_found
from api.reports import documents, threads
from api.reports.receipt_keys import ReceiptKeys
from api.reports.receipts import Mistyped, read_receipt
from api.reports.sealing import Unreadable, unlock
from api.reports.threads import SealedThread
from api.service import CurrentService

_FIELD = "X-Receipt"
_LONGEST = 200


@dataclass(frozen=True)
class Holder:
    """A report that was opened with its receipt. `private` is its own key; it lives in this request's memory only."""

    report: str
    public: bytes
    private: bytes = field(repr=False)
    thread: SealedThread = field(repr=False)


def _holder(
    service: CurrentService,
    request: Request,
    receipt: Annotated[
        str, Header(alias=_FIELD, max_length=_LONGEST, description="As it was shown; spaces do no harm.")
    ],
) -> Holder:
    """A wrong receipt and one of a report that is gone are answered alike, after the same work."""
    symbols = _symbols(receipt)
    service.receipt_tries.claim_try(address_of(request))
    keys = service.receipts.keys(symbols)
    found = service.database.run(lambda session: threads.find(session, keys.lookup))
    holder = _open(found, keys) if found else None
    if holder is None:
        raise not_found("report")
    return holder


CurrentHolder = Annotated[Holder, Depends(_holder)]


def address_of(request: Request) -> str:
    return request.client.host if request.client else ""


def _symbols(typed: str) -> str:
    """Raises Problem 422 that says what to look at."""
    try:
        return read_receipt(_as_typed(typed))
    except Mistyped as mistake:
        wrong = _MISTAKES[mistake.kind]
        raise Problem(422, f"The receipt {wrong}.", errors=[{"field": _FIELD, "message": wrong}]) from mistake


_MISTAKES = {
    "symbol": "holds a symbol that no receipt has; there is no 0, 1, I, L or O in it",
    "length": "must have 18 symbols, in three groups of six",
    "check": "was mistyped: one symbol is wrong, or two have changed places",
}


def _as_typed(header: str) -> str:
    """Headers come as Latin-1; people also type Cyrillic letters, which were sent as UTF-8."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header


def _open(found: SealedThread, keys: ReceiptKeys) -> Holder | None:
    report = found.report
    try:
        private = unlock(report.private_for_receipt, keys.key, documents.receipt_key_place(report.id))
    except Unreadable:
        return None
    return Holder(report.id, report.public_key, private, found)
