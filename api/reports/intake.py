"""Takes reports in: sealed before they touch the database, under a key pair of their own.

The private half is sealed to the organisation and locked under the receipt; nobody else, this service included, opens
what was taken in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Connection, exists, insert, select
from sqlmodel import Session, col

from api.database import now
from api.delivery.actions import notify_staff
from api.errors import Problem
from api.people.models import AuditEntry, OrganisationKey
from api.reports import documents, rules
from api.reports.documents import Contact, Details, seal_document
from api.reports.models import Report, ReportLabel
from api.reports.receipt_keys import ReceiptKeys
from api.reports.retention import erase
from api.reports.rules import Targets
from api.reports.sealing import KeyPair, lock, seal
from api.server_key import ServerKey
from api.settings import Settings

_INSERT = insert(Report)
_INSERT_LABEL = insert(ReportLabel)
_KEY = (
    select(col(OrganisationKey.id), col(OrganisationKey.public))
    .where(col(OrganisationKey.retired_at).is_(None))
    .with_for_update(read=True)
)


@dataclass(frozen=True)
class NewReport:
    """What somebody tells. Codes are those of content/, checked by whoever made this; empty: not given.

    `month` is `2026-11`, `consent` names the words that were agreed to.
    """

    id: str
    told: tuple[str, ...] = field(repr=False)
    language: str
    urgency: str
    violation: str = ""
    country: str = ""
    region: str = ""
    month: str = ""
    sector: str = ""
    gender: str = ""
    age_band: str = ""
    place: str = field(default="", repr=False)
    when: str = field(default="", repr=False)
    for_whom: str = ""
    wish: str = ""
    shares: tuple[str, ...] = ()
    danger_now: str = ""
    consent: str = ""
    contact: Contact | None = field(default=None, repr=False)


@dataclass(frozen=True)
class SealedReport:
    """A report that is sealed already, and the public key to seal its files to. `row` lacks only the staff's key."""

    row: Mapping[str, object] = field(repr=False)
    pair: KeyPair = field(repr=False)

    @property
    def id(self) -> str:
        return str(self.row["id"])


@dataclass(frozen=True)
class Intake:
    """Which group sees a report first, when an answer is due, and who is told of it, stands in the settings."""

    key: ServerKey
    settings: Settings

    def seal(self, new: NewReport, keys: ReceiptKeys, retry_of: bytes | None = None) -> SealedReport:
        """All that needs no database: call it before the transaction."""
        moment, pair = now(), KeyPair.new()
        received = rules.floored(moment)
        group = self.settings.group_of_country.get(new.country, "")
        row: dict[str, object] = {
            "id": new.id,
            "receipt": keys.lookup,
            "retry_of": retry_of,
            "public_key": pair.public,
            "private_for_receipt": lock(pair.private, keys.key, documents.receipt_key_place(new.id)),
            "details": seal_document(_details(new, moment), pair.public, documents.details_place(new.id)),
            "violation": new.violation,
            "language": new.language,
            "country": new.country,
            "region": new.region,
            "month": new.month,
            "sector": new.sector,
            "gender": new.gender,
            "age_band": new.age_band,
            "urgency": new.urgency,
            "group": group,
            "desk": f"group:{group}",
            "received_at": received,
            "due_at": rules.due_at(new.urgency, moment, targets_of(self.settings)),
            "person_wrote_on": moment.date(),
        }
        return SealedReport(row, pair)

    def take_in(self, connection: Connection, report: SealedReport) -> None:
        """Saves it and tells the staff, in the caller's transaction. Raises Problem 503 before `jardam setup`."""
        key_id, public = _key_in_use(connection)
        place = documents.staff_key_place(report.id)
        sealed = seal(report.pair.private, public, place)
        connection.execute(_INSERT, {**report.row, "key": key_id, "private_for_staff": sealed})
        if violation := report.row["violation"]:
            label = {"report": report.id, "kind": "violation", "code": violation}
            same = {name: report.row[name] for name in ("received_at", "desk")}
            connection.execute(_INSERT_LABEL, label | same)
        urgency = str(report.row["urgency"])
        if urgency in rules.NOTIFIED:
            notify_staff(connection, self.key, self.settings, urgency)


def targets_of(settings: Settings) -> Targets:
    return Targets(
        timedelta(hours=settings.emergency_hours),
        timedelta(hours=settings.urgent_hours),
        settings.routine_working_days,
    )


def _key_in_use(connection: Connection) -> tuple[str, bytes]:
    """The organisation's key, held until the end of the transaction: a re-key waits for this report, or this for it."""
    for _ in range(2):  # PostgreSQL finds none when a new one took its place while we waited; the next look finds that
        if found := connection.execute(_KEY).first():
            return found[0], found[1]
    raise Problem(503, "The service is not set up yet: run `jardam setup`.")


def _details(new: NewReport, moment: datetime) -> Details:
    return Details(
        told=list(new.told),
        received_at=moment,
        language=new.language,
        consent=new.consent,
        shares=list(new.shares),
        violation=new.violation,
        place=new.place,
        when=new.when,
        for_whom=new.for_whom,
        wish=new.wish,
        danger_now=new.danger_now,
        contact=new.contact,
    )


def make_way(session: Session, retry_of: bytes) -> None:
    """Deletes the report that was sent under the same Idempotency-Key, if nobody has read or touched it since.

    Its receipt went astray with the answer, so the same report under a new receipt takes its place. Raises Problem 409.
    """
    first = session.scalars(select(Report).where(col(Report.retry_of) == retry_of).with_for_update()).first()
    if first is None:
        return
    was_read = select(exists().where(col(AuditEntry.subject) == first.id))
    if first.version > 1 or first.entries or session.scalar(was_read):
        raise Problem(409, "This report is being worked on already; it was not lost. Send no second one.")
    erase(session, [first.id])
    session.expunge(first)
