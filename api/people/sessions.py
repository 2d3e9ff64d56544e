"""Sessions and API tokens: who a token speaks for, what it may do, and when it ends."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, update
from sqlmodel import Session, col

from api.database import now
from api.people.keys import API_PREFIX, SESSION_PREFIX, Token, Unreadable
from api.people.models import Account, ApiToken, StaffSession
from api.people.permissions import PERMISSIONS, Permission, Role

SECOND_FACTOR_WITHIN = timedelta(minutes=5)
SESSION_LASTS = timedelta(hours=12)
IDLE_ENDS_AFTER = timedelta(hours=1)
_SEEN_EVERY = timedelta(minutes=1)  # a row is not written at every request


class Stage(StrEnum):
    PASSWORD = "password"  # noqa: S105 - the second factor is still missing
    COMPLETE = "complete"


@dataclass(frozen=True)
class Person:
    """Who makes this request, and the account's private key, which only their token opened."""

    id: str
    login: str
    role: Role
    group: str
    permissions: frozenset[Permission]
    stage: Stage
    in_person: bool  # not a program with an API token
    must_change_password: bool
    token: Token = field(repr=False)
    private: bytes = field(repr=False)

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions


def open_session(session: Session, account: Account, private: bytes) -> tuple[Token, StaffSession]:
    """After the password; opens nothing before the second factor."""
    token, moment = Token.new(SESSION_PREFIX), now()
    row = StaffSession(
        id=token.id,
        account=account.id,
        locked_private=token.lock(private, account.id),
        stage=Stage.PASSWORD,
        created_at=moment,
        expires_at=moment + SECOND_FACTOR_WITHIN,
        last_seen=moment,
    )
    session.add(row)
    session.flush()
    return token, row


def complete(row: StaffSession) -> None:
    row.stage, row.last_seen, row.expires_at = Stage.COMPLETE, now(), now() + SESSION_LASTS


def new_api_token(
    session: Session, person: Person, name: str, scopes: frozenset[Permission], expires_at: datetime
) -> tuple[Token, ApiToken]:
    token = Token.new(API_PREFIX)
    row = ApiToken(
        id=token.id,
        account=person.id,
        name=name,
        locked_private=token.lock(person.private, person.id),
        scopes=" ".join(sorted(scopes)),
        created_at=now(),
        expires_at=expires_at,
    )
    session.add(row)
    session.flush()
    return token, row


# Who is it?


def find_person(session: Session, token: Token) -> Person | None:
    """None for a token that is unknown, past its time, or of somebody who has left."""
    if token.text.startswith(API_PREFIX):
        return _find_program(session, token)
    row = session.get(StaffSession, token.id)
    moment = now()
    if row is None or row.expires_at <= moment or moment - row.last_seen > IDLE_ENDS_AFTER:
        return None
    if moment - row.last_seen > _SEEN_EVERY:
        seen = update(StaffSession).where(col(StaffSession.id) == token.id).values(last_seen=moment)
        session.execute(seen)  # no change of the object: the row may be deleted at this moment
    return _person(session, token, row, Stage(row.stage), set(Permission))


def _find_program(session: Session, token: Token) -> Person | None:
    row = session.get(ApiToken, token.id)
    if row is None or row.expires_at <= now():
        return None
    return _person(session, token, row, Stage.COMPLETE, {Permission(scope) for scope in row.scopes.split()})


def _person(
    session: Session, token: Token, row: StaffSession | ApiToken, stage: Stage, scopes: set[Permission]
) -> Person | None:
    account = session.get(Account, row.account)
    if account is None or not account.active:
        return None
    try:
        private = token.unlock(row.locked_private, account.id)
    except Unreadable:
        return None
    role = Role(account.role)
    return Person(
        id=account.id,
        login=account.login,
        role=role,
        group=account.group,
        permissions=PERMISSIONS[role] & scopes if stage is Stage.COMPLETE else frozenset(),
        stage=stage,
        in_person=isinstance(row, StaffSession),
        must_change_password=account.must_change_password,
        token=token,
        private=private,
    )


# The end


def end(session: Session, token: Token) -> None:
    session.execute(delete(StaffSession).where(col(StaffSession.id) == token.id))


def end_all(session: Session, account: str, *, keep: Token | None = None) -> None:
    """Ends every session and API token of an account, but the session of `keep`."""
    others = delete(StaffSession).where(col(StaffSession.account) == account)
    session.execute(others.where(col(StaffSession.id) != keep.id) if keep else others)
    session.execute(delete(ApiToken).where(col(ApiToken.account) == account))


def forget_old(session: Session) -> None:
    """Deletes sessions and tokens that are past their time."""
    moment = now()
    session.execute(delete(ApiToken).where(col(ApiToken.expires_at) <= moment))
    session.execute(
        delete(StaffSession).where(
            (col(StaffSession.expires_at) <= moment) | (col(StaffSession.last_seen) < moment - IDLE_ENDS_AFTER)
        )
    )
