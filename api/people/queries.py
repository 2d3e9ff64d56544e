"""Reads of accounts, tokens and the audit."""

from sqlalchemy import select
from sqlmodel import Session, col

from api.errors import not_found
from api.people.models import Account, ApiToken, AuditEntry, KeyGrant, OrganisationKey
from api.people.rules import is_login


def account_by_login(session: Session, login: str, *, for_update: bool = False) -> Account | None:
    """Somebody who works here. `login` is folded already."""
    if not is_login(login):
        return None
    query = select(Account).where(col(Account.login) == login, col(Account.active))
    return session.scalars(query.with_for_update() if for_update else query).first()


def is_taken(session: Session, login: str) -> bool:
    """By those who left, too: the audit must not mix them up."""
    return session.scalars(select(Account).where(col(Account.login) == login)).first() is not None


def account(session: Session, account_id: str) -> Account:
    """Somebody who works here, locked for a change. Raises Problem 404."""
    query = select(Account).where(col(Account.id) == account_id, col(Account.active)).with_for_update()
    found = session.scalars(query).first()
    if found is None:
        raise not_found("person")
    return found


def people(session: Session) -> list[tuple[Account, bool]]:
    """Everybody who works here, by login, and whether they hold the organisation's key in use."""
    holders = select(col(KeyGrant.account)).join(OrganisationKey).where(col(OrganisationKey.retired_at).is_(None))
    query = select(Account, col(Account.id).in_(holders)).where(col(Account.active)).order_by(col(Account.login))
    return [(account, bool(holds)) for account, holds in session.execute(query)]


def api_tokens(session: Session, account_id: str) -> list[ApiToken]:
    query = select(ApiToken).where(col(ApiToken.account) == account_id).order_by(col(ApiToken.created_at))
    return list(session.scalars(query))


def audit_page(session: Session, before: int | None, limit: int) -> list[AuditEntry]:
    """The newest entries first; those with numbers below `before`."""
    query = select(AuditEntry).order_by(col(AuditEntry.number).desc()).limit(limit)
    return list(session.scalars(query if before is None else query.where(col(AuditEntry.number) < before)))
