"""Letting people in: password, then second factor; and changing the password.

Each flow is short transactions with the slow hash between them. A try is counted before it is made. An unknown login is
answered in the same words, after the same work, as a wrong password.
"""

from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from api.errors import Problem
from api.people import actions, audit, delays, grants, queries, second_factor, sessions
from api.people.audit import Action
from api.people.desk import Desk
from api.people.keys import KeyPair, Token, Wrapped, device_of, known_device
from api.people.models import Account, StaffSession
from api.people.rules import folded
from api.people.sessions import Person
from api.people.slow_hash import Cost

WRONG_CODES_END_IT = 5
_UNKNOWN = "unknown"


@dataclass(frozen=True)
class Opened:
    """A session after its password. `token` is the client's to keep."""

    token: Token = field(repr=False)
    expires_at: datetime


def log_in(desk: Desk, login: str, password: str, *, device: str = "", address: str = "") -> Opened:
    """Raises Problem 401 for a wrong login or password, 429 when it is too early for another try."""
    desk.addresses.claim_try(address)
    login = folded(login)
    delay = _delay_key(desk, login, device)
    account_id, wrapped = desk.run(lambda session: _begin(session, desk, login, delay))
    private = desk.passwords.unwrap(wrapped, account_id, password)
    opened = desk.run(lambda session: _after_password(session, login, wrapped, private, delay))
    if opened is None:
        raise Problem(401, "The login or the password is wrong.", headers={"WWW-Authenticate": "Bearer"})
    return opened


def _delay_key(desk: Desk, login: str, device: str) -> bytes:
    """Wrong guesses made elsewhere do not slow down a device that this person logged in with before."""
    return desk.pepper.hash("delay", login.encode(), known_device(desk.pepper, login, device))


def _begin(session: Session, desk: Desk, login: str, delay: bytes) -> tuple[str, Wrapped]:
    delays.claim_try(session, delay)
    account = queries.account_by_login(session, login)
    return (account.id, _wrapped(account)) if account else (_UNKNOWN, desk.passwords.decoy(login))


def _wrapped(account: Account) -> Wrapped:
    return Wrapped(account.salt, Cost.read(account.cost), account.wrapped_private)


def _after_password(
    session: Session, login: str, wrapped: Wrapped, private: bytes | None, delay: bytes
) -> Opened | None:
    account = queries.account_by_login(session, login, for_update=True)
    changed_meanwhile = account is not None and account.wrapped_private != wrapped.private
    if account is None or private is None or changed_meanwhile:
        subject = account.id if account else _UNKNOWN
        audit.append(session, audit.SYSTEM, Action.SESSION_FAILED, "account", subject)
        return None
    delays.clear(session, delay)
    token, row = sessions.open_session(session, account, private)
    return Opened(token, row.expires_at)


# The second factor


@dataclass(frozen=True)
class Completed:
    """`device` is kept by the client, for its next log-in."""

    device: str = field(repr=False)
    expires_at: datetime


def complete(desk: Desk, person: Person, code: str) -> Completed:
    """`code` is from the app, or one of the recovery codes. Raises Problem 422 for a wrong one, 429 when too early."""
    outcome = desk.run(lambda session: _complete(session, desk, person, code))
    if outcome is None:
        wrong = "The code is wrong, or was used before."
        raise Problem(422, wrong, errors=[{"field": "code", "message": "is wrong, or was used before"}])
    return outcome


def _complete(session: Session, desk: Desk, person: Person, code: str) -> Completed | None:
    delay = desk.pepper.hash("second factor delay", person.id.encode())
    delays.claim_try(session, delay)
    account = queries.account(session, person.id)
    row = session.get(StaffSession, person.token.id, with_for_update=True)
    if row is None or not _use(session, desk, account, code):
        _count_wrong_code(session, person, row)
        return None
    delays.clear(session, delay)
    sessions.complete(row)
    audit.append(session, person.id, Action.SESSION_OPENED, "account", person.id)
    return Completed(device_of(desk.pepper, person.login), row.expires_at)


def _use(session: Session, desk: Desk, account: Account, code: str) -> bool:
    if second_factor.use_code(account, desk.pepper, code):
        return True
    if second_factor.use_recovery_code(account, desk.pepper, code):
        audit.append(session, account.id, Action.RECOVERY_CODE_USED, "account", account.id)
        return True
    return False


def _count_wrong_code(session: Session, person: Person, row: StaffSession | None) -> None:
    audit.append(session, audit.SYSTEM, Action.SECOND_FACTOR_FAILED, "account", person.id)
    if row is None:
        return
    row.wrong_codes += 1
    if row.wrong_codes >= WRONG_CODES_END_IT:
        sessions.end(session, person.token)


def log_out(session: Session, person: Person, *, everywhere: bool) -> None:
    if everywhere:
        sessions.end_all(session, person.id)
    else:
        sessions.end(session, person.token)
    audit.append(session, person.id, Action.SESSION_ENDED, "account", person.id)


# The password


def change_password(desk: Desk, person: Person, current: str, new: str) -> None:
    """Everything else that was logged in as this person is logged out. Raises Problem 422."""
    actions.check_password(new, person.login)
    delay = desk.pepper.hash("password delay", person.id.encode())
    wrapped = desk.run(lambda session: _wrapped_now(session, person, delay))
    private = desk.passwords.unwrap(wrapped, person.id, current)
    if private is None:
        wrong = {"field": "current_password", "message": "is wrong"}
        raise Problem(422, "The current password is wrong.", errors=[wrong])
    pair = KeyPair.new() if person.must_change_password else None
    rewrapped = desk.passwords.wrap(pair.private if pair else private, person.id, new)
    desk.run(lambda session: _save_password(session, person, wrapped, rewrapped, pair))
    desk.run(lambda session: delays.clear(session, delay))


def _wrapped_now(session: Session, person: Person, delay: bytes) -> Wrapped:
    delays.claim_try(session, delay)
    return _wrapped(queries.account(session, person.id))


def _save_password(session: Session, person: Person, before: Wrapped, after: Wrapped, pair: KeyPair | None) -> None:
    """`pair` comes in place of one whose password somebody else knew; nothing was sealed to that."""
    account = queries.account(session, person.id)
    row = session.get(StaffSession, person.token.id)
    if row is None or account.wrapped_private != before.private:
        raise Problem(409, "The password was changed just now; log in again.")
    actions.put_wrapped(account, after)
    if pair:
        grants.revoke_grants(session, account.id)
        account.public_key, account.must_change_password = pair.public, False
        row.locked_private = person.token.lock(pair.private, person.id)
    sessions.end_all(session, person.id, keep=person.token)
    audit.append(session, person.id, Action.PASSWORD_CHANGED, "account", person.id)
