"""Verbs that change accounts. Each is told in the audit; none commits.

Passwords are hashed slowly, before the transaction: `Credentials.new` makes what the verbs then save.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from api.database import now
from api.errors import Problem, not_found
from api.people import audit, delays, grants, queries, recovery_key, sessions
from api.people.audit import Action
from api.people.grants import Keyring, Reseal
from api.people.keys import KeyPair, Passwords, Pepper, Token, Wrapped
from api.people.models import Account, ApiToken, OrganisationKey, new_id
from api.people.permissions import PERMISSIONS, Permission, Role, reads_reports
from api.people.rules import folded, is_login, weakness
from api.people.second_factor import SecondFactor, give_second_factor
from api.people.sessions import Person

LONGEST_TOKEN = timedelta(days=366)


@dataclass(frozen=True)
class Credentials:
    """A new key pair, wrapped by a password. `temporary`: somebody else knows the password too."""

    account: str
    pair: KeyPair = field(repr=False)
    wrapped: Wrapped = field(repr=False)
    temporary: bool = False

    @classmethod
    def new(
        cls, passwords: Passwords, login: str, password: str, *, account: str | None = None, temporary: bool = False
    ) -> "Credentials":
        """Raises Problem 422 for a weak password, 503 when too many wait for a hash."""
        check_password(password, login)
        account, pair = account or new_id(), KeyPair.new()
        return cls(account, pair, passwords.wrap(pair.private, account, password), temporary)

    def put_into(self, account: Account) -> None:
        account.public_key = self.pair.public
        account.must_change_password = self.temporary
        put_wrapped(account, self.wrapped)


def put_wrapped(account: Account, wrapped: Wrapped) -> None:
    account.salt, account.cost, account.wrapped_private = wrapped.salt, str(wrapped.cost), wrapped.private


def check_password(password: str, login: str) -> None:
    """Raises Problem 422."""
    if weak := weakness(password, folded(login)):
        raise Problem(422, weak, errors=[{"field": "password", "message": weak}])


# Accounts


@dataclass(frozen=True)
class NewPerson:
    login: str
    role: Role
    group: str
    credentials: Credentials


def set_up(session: Session, pepper: Pepper, login: str, credentials: Credentials) -> tuple[SecondFactor, str]:
    """The organisation's key and the first administrator, once. Gives the recovery key as it is printed."""
    if grants.is_set_up(session):
        raise Problem(409, "The service is set up already.")
    printed = recovery_key.written(grants.make_first_key(session))
    audit.append(session, audit.SYSTEM, Action.ORGANISATION_SET_UP, "key", grants.current_key(session).id)
    administrator = NewPerson(login, Role.ADMINISTRATOR, "", credentials)
    _, factor = add(session, pepper, administrator, audit.SYSTEM)
    return factor, printed


def add(session: Session, pepper: Pepper, new: NewPerson, by: str) -> tuple[Account, SecondFactor]:
    """Raises Problem 422 for a login of other symbols, 409 for one that is taken."""
    login = folded(new.login)
    if not is_login(login):
        wrong = "must be 2 to 64 Latin letters, digits or . _ @ + -"
        raise Problem(422, f"The login {wrong}.", errors=[{"field": "login", "message": wrong}])
    if queries.is_taken(session, login):
        raise Problem(409, "This login is taken.")
    account = Account(
        id=new.credentials.account,
        login=login,
        role=new.role,
        group=new.group,
        public_key=b"",
        wrapped_private=b"",
        salt=b"",
        cost="",
        must_change_password=False,
        totp_secret=b"",
        totp_step=0,
        created_at=now(),
    )
    new.credentials.put_into(account)
    factor = give_second_factor(account, pepper)
    session.add(account)
    session.flush()
    audit.append(session, by, Action.ACCOUNT_ADDED, "account", account.id)
    return account, factor


def reset(session: Session, pepper: Pepper, account: Account, credentials: Credentials, by: str) -> SecondFactor:
    """A new key pair, password and second factor; the organisation's key must be given anew."""
    grants.revoke_grants(session, account.id)
    sessions.end_all(session, account.id)
    credentials.put_into(account)
    factor = give_second_factor(account, pepper)
    audit.append(session, by, Action.ACCOUNT_RESET, "account", account.id)
    return factor


def remove(session: Session, account: Account, by: str) -> bool:
    """Ends all that this person could do, at once. True when they held the organisation's key: a new one is due."""
    if account.role == Role.ADMINISTRATOR and _administrators(session) == 1:
        raise Problem(409, "This is the only administrator; add another one first.")
    held = grants.holds_current_key(session, account.id)
    if held:
        grants.current_key(session, for_update=True).exposed_at = now()
    grants.revoke_grants(session, account.id)
    sessions.end_all(session, account.id)
    account.active = False
    account.wrapped_private = account.salt = account.totp_secret = account.public_key = b""
    account.recovery_codes = ""
    audit.append(session, by, Action.ACCOUNT_REMOVED, "account", account.id)
    return held


def _administrators(session: Session) -> int:
    query = select(func.count()).where(col(Account.role) == Role.ADMINISTRATOR, col(Account.active))
    return session.scalar(query) or 0


# The organisation's key


def give_key(session: Session, account: Account, keyring: Keyring, by: str) -> None:
    """Raises Problem 409 for an account that must not have it, or not yet."""
    if not reads_reports(Role(account.role)):
        raise Problem(409, "This role reads no reports.")
    if account.must_change_password:
        raise Problem(409, "This person must log in and choose a password first.")
    grants.grant(session, account, keyring)
    audit.append(session, by, Action.KEY_GRANTED, "account", account.id)


def renew_key(session: Session, keyring: Keyring, reseal: Reseal, by: str) -> OrganisationKey:
    new = grants.rekey(session, keyring, reseal)
    audit.append(session, by, Action.KEY_RENEWED, "key", new.id)
    return new


# API tokens


def create_api_token(
    session: Session, person: Person, name: str, scopes: frozenset[Permission], expires_at: datetime
) -> tuple[Token, ApiToken]:
    """A token that may do some of what its person may, for a time."""
    if not scopes <= PERMISSIONS[person.role]:
        raise Problem(422, "A token may do no more than you.", errors=[_fault("scopes", "holds what you may not do")])
    if not now() < expires_at <= now() + LONGEST_TOKEN:
        raise Problem(422, "A token lasts a year at most.", errors=[_fault("expires_at", "must be within a year")])
    queries.account(session, person.id)  # locked: whoever ends all tokens meanwhile ends this one too
    token, row = sessions.new_api_token(session, person, name, scopes, expires_at)
    audit.append(session, person.id, Action.TOKEN_CREATED, "token", row.number)
    return token, row


def revoke_api_token(session: Session, person: Person, number: str) -> None:
    mine = delete(ApiToken).where(col(ApiToken.number) == number, col(ApiToken.account) == person.id)
    if not session.execute(mine.returning(col(ApiToken.number))).all():
        raise not_found("token")
    audit.append(session, person.id, Action.TOKEN_REVOKED, "token", number)


def forget_old(session: Session) -> None:
    """Deletes sessions, tokens and delays that are past their time."""
    sessions.forget_old(session)
    delays.forget_old(session)


def _fault(field: str, message: str) -> dict[str, str]:
    return {"field": field, "message": message}
