"""The audit: who did what to what and when, each entry bound to the one before it by a hash. It holds no content."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

from sqlalchemy import select, text
from sqlmodel import Session, col

from api.database import now
from api.people.models import AuditEntry

SYSTEM = "system"
_BEFORE_THE_FIRST = bytes(32)
_ONE_AT_A_TIME = 0x6A61756469740A  # key of the PostgreSQL advisory lock
_BATCH = 1_000


class Action(StrEnum):
    """`what:done`, in alphabetical order."""

    ACCOUNT_ADDED = "account:added"
    ACCOUNT_REMOVED = "account:removed"
    ACCOUNT_RESET = "account:reset"
    ATTACHMENT_ORIGINAL_READ = "attachment:original-read"
    ATTACHMENT_READ = "attachment:read"
    EXPORT_MADE = "export:made"
    KEY_GRANTED = "key:granted"
    KEY_RENEWED = "key:renewed"
    ORGANISATION_SET_UP = "organisation:set-up"
    PARTNER_ADDED = "partner:added"
    PARTNER_REMOVED = "partner:removed"
    PASSWORD_CHANGED = "password:changed"  # noqa: S105 - a name
    RECOVERY_CODE_USED = "recovery-code:used"
    RECOVERY_KEY_USED = "recovery-key:used"
    REPORT_ANSWERED = "report:answered"
    REPORT_ASSIGNED = "report:assigned"
    REPORT_CHANGED = "report:changed"
    REPORT_CLOSED = "report:closed"
    REPORT_COMPARED = "report:compared"
    REPORT_CONSENTED = "report:consented"
    REPORT_CONSENT_WITHDRAWN = "report:consent-withdrawn"
    REPORT_EXPORTED = "report:exported"
    REPORT_MOVED = "report:moved"
    REPORT_NOTED = "report:noted"
    REPORT_PACKED = "report:packed"
    REPORT_READ = "report:read"
    REPORT_REFERRED = "report:referred"
    REPORT_REOPENED = "report:reopened"
    REPORT_SEARCHED = "report:searched"
    REPORT_WITHDRAWN = "report:withdrawn"
    SECOND_FACTOR_FAILED = "second-factor:failed"
    SESSION_ENDED = "session:ended"
    SESSION_FAILED = "session:failed"
    SESSION_OPENED = "session:opened"
    TOKEN_CREATED = "token:created"  # noqa: S105 - a name
    TOKEN_REVOKED = "token:revoked"  # noqa: S105 - a name


def append(session: Session, actor: str, action: Action, subject_kind: str, subject: str) -> None:
    """Adds an entry in the transaction of what it tells. `actor` is an account's id or SYSTEM, `subject` an id."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})"))
    last = session.scalars(select(AuditEntry).order_by(col(AuditEntry.number).desc()).limit(1)).first()
    entry = AuditEntry(
        number=last.number + 1 if last else 1,
        at=now(),
        actor=actor,
        action=action,
        subject_kind=subject_kind,
        subject=subject,
        previous_hash=last.hash if last else _BEFORE_THE_FIRST,
        hash=b"",
    )
    entry.hash = _hash(entry)
    session.add(entry)
    session.flush()


@dataclass(frozen=True)
class Verdict:
    """`broken` is the number of the first entry that is not as it was written, or follows a missing one."""

    entries: int
    last: str
    broken: int | None = None


def verify(session: Session) -> Verdict:
    """Walks the whole chain. `last`, noted elsewhere, shows later whether the end was cut off."""
    count, previous = 0, _BEFORE_THE_FIRST
    for entry in _every(session):
        if entry.number != count + 1 or entry.previous_hash != previous or entry.hash != _hash(entry):
            return Verdict(count, _mark(count, previous), broken=entry.number)
        count, previous = entry.number, entry.hash
    return Verdict(count, _mark(count, previous))


def _every(session: Session) -> Iterator[AuditEntry]:
    """By number, some at a time: there may be millions."""
    query = select(AuditEntry).order_by(col(AuditEntry.number)).limit(_BATCH)
    batch = session.scalars(query).all()
    while batch:
        yield from batch
        batch = session.scalars(query.where(col(AuditEntry.number) > batch[-1].number)).all()


def holds(session: Session, mark: str) -> bool:
    """Whether the entry that an earlier `Verdict.last` noted is still there, and the same."""
    number, _, _ = mark.partition(":")
    entry = session.get(AuditEntry, int(number)) if number.isdigit() else None
    return entry is not None and _mark(entry.number, entry.hash) == mark


def _mark(number: int, digest: bytes) -> str:
    return f"{number}:{digest.hex()}"


def _hash(entry: AuditEntry) -> bytes:
    moment = round(entry.at.timestamp() * 1_000_000)
    told = [entry.number, moment, str(entry.actor), str(entry.action), entry.subject_kind, entry.subject]
    return blake2b(entry.previous_hash + json.dumps(told).encode(), digest_size=32).digest()
