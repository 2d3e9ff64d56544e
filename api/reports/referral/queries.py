"""Reads of partners and referrals."""

from sqlalchemy import select
from sqlmodel import Session, col

from api.errors import not_found
from api.reports.models import Partner, Referral


def partners(session: Session) -> list[Partner]:
    """Those to whom cases can be referred, by name."""
    return list(session.scalars(select(Partner).where(col(Partner.active)).order_by(col(Partner.name))))


def partner(session: Session, partner_id: str, *, for_update: bool = False) -> Partner:
    """One to whom cases can be referred. Raises Problem 404."""
    query = select(Partner).where(col(Partner.id) == partner_id, col(Partner.active))
    found = session.scalars(query.with_for_update() if for_update else query).first()
    if found is None:
        raise not_found("partner")
    return found


def referral(session: Session, report_id: str, referral_id: str) -> Referral:
    """Of a report that the caller may see. Raises Problem 404."""
    query = select(Referral).where(col(Referral.id) == referral_id, col(Referral.report) == report_id)
    found = session.scalars(query).first()
    if found is None:
        raise not_found("referral")
    return found
