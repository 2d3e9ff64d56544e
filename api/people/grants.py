"""The organisation's key: who was given it, who opens it, and how a new one takes its place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import delete, select
from sqlmodel import Session, col

from api.database import now
from api.errors import Problem
from api.people import keys
from api.people.keys import KeyPair, Unreadable, public_of
from api.people.models import Account, KeyGrant, OrganisationKey, new_id


@dataclass(frozen=True)
class Keyring:
    """The organisation's private keys, the old ones too, in the memory of one request."""

    current: str
    privates: Mapping[str, bytes] = field(repr=False)

    def private(self, key_id: str) -> bytes:
        """Raises Unreadable for a key that this person was never given."""
        if key_id not in self.privates:
            raise Unreadable
        return self.privates[key_id]


Reseal = Callable[[Session, Keyring, OrganisationKey], None]
"""Seals anew, to the new key, what the keyring opens (it holds the new key too); in the transaction of the re-key."""


def nothing_to_reseal(_session: Session, _before: Keyring, _new: OrganisationKey) -> None:
    pass


def current_key(session: Session, *, for_update: bool = False) -> OrganisationKey:
    """The key to seal to. Raises Problem 503 before `jardam setup`."""
    query = select(OrganisationKey).where(col(OrganisationKey.retired_at).is_(None))
    key = session.scalars(query.with_for_update() if for_update else query).first()
    if key is None:
        raise Problem(503, "The service is not set up yet: run `jardam setup`.")
    return key


def is_set_up(session: Session) -> bool:
    return session.scalars(select(OrganisationKey).limit(1)).first() is not None


def make_first_key(session: Session) -> bytes:
    """The organisation's first key. Gives the recovery key's private half, which is kept nowhere."""
    recovery = KeyPair.new()
    _new_key(session, recovery.public)
    return recovery.private


def _new_key(session: Session, recovery_public: bytes) -> tuple[OrganisationKey, bytes]:
    pair, key_id = KeyPair.new(), new_id()
    key = OrganisationKey(
        id=key_id,
        public=pair.public,
        private_for_recovery=keys.seal_to_recovery(pair.private, key_id, recovery_public),
        recovery_public=recovery_public,
        created_at=now(),
        exposed_at=None,
        retired_at=None,
    )
    session.add(key)
    session.flush()
    return key, pair.private


# Opening


def open_granted(session: Session, account: str, private: bytes) -> Keyring | None:
    """What this account was given; None when it was not given the key in use."""
    mine = select(KeyGrant, OrganisationKey).join(OrganisationKey).where(col(KeyGrant.account) == account)
    privates: dict[str, bytes] = {}
    current = ""
    for grant, key in session.execute(mine):
        opened = keys.open_grant(grant.sealed_private, key.id, account, private)
        _check(key, opened)
        privates[key.id] = opened
        current = key.id if key.retired_at is None else current
    return Keyring(current, privates) if current else None


def open_with_recovery(session: Session, recovery_private: bytes) -> Keyring:
    """Raises Unreadable for another organisation's recovery key."""
    current = current_key(session)
    privates = {}
    for key in session.scalars(select(OrganisationKey)):
        opened = keys.open_with_recovery(key.private_for_recovery, key.id, recovery_private)
        _check(key, opened)
        privates[key.id] = opened
    return Keyring(current.id, privates)


def _check(key: OrganisationKey, private: bytes) -> None:
    """Anybody can seal to an account; only the right private half fits the public one."""
    if public_of(private) != key.public:
        raise Unreadable


# Giving and taking


def grant(session: Session, account: Account, keyring: Keyring) -> None:
    """Gives an account every key of the ring."""
    revoke_grants(session, account.id)
    for key_id, private in keyring.privates.items():
        sealed = keys.seal_to_account(private, key_id, account.id, account.public_key)
        session.add(KeyGrant(account=account.id, key=key_id, sealed_private=sealed))
    session.flush()


def holds_current_key(session: Session, account: str) -> bool:
    query = (
        select(KeyGrant)
        .join(OrganisationKey)
        .where(col(KeyGrant.account) == account, col(OrganisationKey.retired_at).is_(None))
    )
    return session.scalars(query).first() is not None


def revoke_grants(session: Session, account: str) -> None:
    session.execute(delete(KeyGrant).where(col(KeyGrant.account) == account))


def rekey(session: Session, before: Keyring, reseal: Reseal) -> OrganisationKey:
    """A new organisation key, given to all who hold the one in use and still work here."""
    old = current_key(session, for_update=True)
    if old.id != before.current:
        raise Problem(409, "The organisation's key was renewed just now.")
    new, private = _new_key(session, old.recovery_public)
    for account in _holders(session, old.id):
        sealed = keys.seal_to_account(private, new.id, account.id, account.public_key)
        session.add(KeyGrant(account=account.id, key=new.id, sealed_private=sealed))
    old.retired_at = now()
    session.flush()
    reseal(session, Keyring(new.id, {**before.privates, new.id: private}), new)
    return new


def _holders(session: Session, key_id: str) -> list[Account]:
    query = select(Account).join(KeyGrant).where(col(KeyGrant.key) == key_id, col(Account.active))
    return list(session.scalars(query))
