"""Verbs of partners, consents and referrals. Each is told in the audit; none commits."""

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlmodel import Session, col

from api.database import now
from api.errors import Problem
from api.people import audit
from api.people.audit import Action
from api.people.guards import Unlocked
from api.people.sessions import Person
from api.reports.casework.actions import set_status
from api.reports.casework.opening import does_not_open, open_casework
from api.reports.casework.queries import readable, report_private
from api.reports.casework.rules import Status
from api.reports.casework.versions import change, etag
from api.reports.documents import Casework, casework_place, seal_document
from api.reports.models import Partner, Referral, new_id
from api.reports.referral import queries
from api.reports.sealing import Place, Unreadable, seal, unseal


@dataclass(frozen=True)
class NewPartner:
    """`kind` is a consent to share, `public_key` 32 bytes."""

    name: str
    kind: str
    public_key: bytes


def add_partner(session: Session, person: Person, new: NewPartner) -> Partner:
    """One that was removed comes back with the new key. Raises Problem 409 for a name that is taken."""
    found = session.scalars(select(Partner).where(col(Partner.name) == new.name).with_for_update()).first()
    if found is not None and found.active:
        raise Problem(409, "There is a partner of this name.")
    partner = found or Partner(name=new.name, kind="", public_key=b"", created_at=now())
    partner.kind, partner.public_key, partner.active = new.kind, new.public_key, True
    session.add(partner)
    session.flush()
    audit.append(session, person.id, Action.PARTNER_ADDED, "partner", partner.id)
    return partner


def remove_partner(session: Session, person: Person, partner_id: str) -> None:
    """Nothing is referred to them any more; what was, stays known. Raises Problem 404."""
    queries.partner(session, partner_id, for_update=True).active = False
    audit.append(session, person.id, Action.PARTNER_REMOVED, "partner", partner_id)


@dataclass(frozen=True)
class Consent:
    """With whom the person agreed to share, or took it back (`given` false), and `how` that was said."""

    share: str
    given: bool
    how: str = field(repr=False)

    def put_into(self, before: Casework) -> Casework:
        shares = {share: how for share, how in before.shares.items() if share != self.share}
        withdrawn = {share: how for share, how in before.withdrawn.items() if share != self.share}
        (shares if self.given else withdrawn)[self.share] = self.how
        after: Casework = before.model_copy(update={"shares": shares, "withdrawn": withdrawn})
        return after


def record_consent(session: Session, unlocked: Unlocked, report_id: str, consent: Consent) -> Casework:
    """What the person said later, in another way. Raises Problem 404, and 409 for a report that does not open."""
    person = unlocked.person
    report = readable(session, person, report_id, for_update=True)
    try:
        before = open_casework(report, report_private(unlocked, report))
    except Unreadable as error:
        raise does_not_open() from error
    casework = consent.put_into(before)
    sealed = seal_document(casework, report.public_key, casework_place(report_id))
    change(session, person, report, {"casework": sealed})
    told = Action.REPORT_CONSENTED if consent.given else Action.REPORT_CONSENT_WITHDRAWN
    audit.append(session, person.id, told, "report", report_id)
    return casework


@dataclass(frozen=True)
class NewReferral:
    """`fields` by name; `moves`: the case is referred then, if its status allows."""

    partner: str
    fields: tuple[str, ...]
    note: str = field(default="", repr=False)
    moves: bool = False


def refer(session: Session, person: Person, report_id: str, new: NewReferral, kept_days: int) -> Referral:
    """Raises Problem 404 for a report or a partner that is gone meanwhile, 409 for a status that does not allow it."""
    queries.partner(session, new.partner)
    report = readable(session, person, report_id, for_update=True)
    referral_id, public = new_id(), report.public_key
    if new.moves and report.status != Status.REFERRED:
        set_status(session, person, report_id, Status.REFERRED, "", kept_days, etag(report.version))
    else:
        change(session, person, report, {})
    referral = Referral(
        id=referral_id,
        report=report_id,
        partner=new.partner,
        by=person.id,
        fields=" ".join(new.fields),
        note=seal(new.note.encode(), public, _note_place(report_id, referral_id)) if new.note else b"",
        created_at=now(),
    )
    session.add(referral)
    session.flush()
    audit.append(session, person.id, Action.REPORT_REFERRED, "report", report_id)
    return referral


def open_note(referral: Referral, private: bytes) -> str:
    """What the caseworker wrote to the partner. Raises Problem 409 for one that was damaged."""
    try:
        note = unseal(referral.note, private, _note_place(referral.report, referral.id)) if referral.note else b""
    except Unreadable as error:
        raise does_not_open() from error
    return note.decode()


def _note_place(report: str, referral: str) -> Place:
    return Place("referral", report, referral)
