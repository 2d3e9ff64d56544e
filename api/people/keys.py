"""What opens what: password and token open the account's key, the account's key opens the organisation's.

Nothing in here reads or writes rows. The pepper is the server's part: without it nobody who stole the database can even
guess at passwords; with it the database still opens no account without a password or a token.
"""

import base64
import binascii
import secrets
import unicodedata
from dataclasses import dataclass, field
from hashlib import blake2b

from api.people.slow_hash import SALT_BYTES, Cost, SlowHash
from api.reports.sealing import KEY_BYTES, KeyPair, Place, Unreadable, lock, public_of, seal, unlock, unseal

__all__ = ["KEY_BYTES", "KeyPair", "Unreadable", "public_of"]


@dataclass(frozen=True)
class Pepper:
    """Keyed hashes under a secret of the server, one family for each purpose."""

    secret: bytes = field(repr=False)

    @classmethod
    def of_server(cls, server_key: bytes) -> "Pepper":
        return cls(blake2b(b"people", key=server_key, digest_size=32).digest())

    def hash(self, purpose: str, *parts: bytes) -> bytes:
        key = blake2b(purpose.encode(), key=self.secret, digest_size=32).digest()
        lengths = b"".join(len(part).to_bytes(4, "big") for part in parts)
        return blake2b(lengths + b"".join(parts), key=key, digest_size=32).digest()

    def lock(self, plain: bytes, purpose: str, account: str) -> bytes:
        return lock(plain, self.hash(purpose), Place(purpose, account))

    def unlock(self, locked: bytes, purpose: str, account: str) -> bytes:
        """Raises Unreadable."""
        return unlock(locked, self.hash(purpose), Place(purpose, account))


# The password


@dataclass(frozen=True)
class Wrapped:
    """An account's private key under its password."""

    salt: bytes
    cost: Cost
    private: bytes


@dataclass(frozen=True)
class Passwords:
    """Slow on purpose: call it outside of transactions."""

    slow_hash: SlowHash
    pepper: Pepper

    def wrap(self, private: bytes, account: str, password: str) -> Wrapped:
        salt, cost = secrets.token_bytes(SALT_BYTES), self.slow_hash.cost
        key = self._key(password, salt, cost)
        return Wrapped(salt, cost, lock(private, key, Place("account key", account)))

    def unwrap(self, wrapped: Wrapped, account: str, password: str) -> bytes | None:
        """The private key; None for a wrong password."""
        key = self._key(password, wrapped.salt, wrapped.cost)
        try:
            return unlock(wrapped.private, key, Place("account key", account))
        except Unreadable:
            return None

    def decoy(self, login: str) -> Wrapped:
        """What no password opens, for logins that are unknown: it takes as long as a real one."""
        return Wrapped(self.pepper.hash("decoy", login.encode())[:SALT_BYTES], self.slow_hash.cost, bytes(72))

    def _key(self, password: str, salt: bytes, cost: Cost) -> bytes:
        same = unicodedata.normalize("NFKC", password).encode()  # keyboards write й and ё in two ways
        return self.pepper.hash("password", self.slow_hash(same, salt, cost))


# Tokens of sessions and of programs

SESSION_PREFIX = "jds_"
API_PREFIX = "jda_"


@dataclass(frozen=True)
class Token:
    """What only the client holds. The row is named by `id`, and `key` locks the account's key in it."""

    text: str = field(repr=False)

    @classmethod
    def new(cls, prefix: str) -> "Token":
        return cls(prefix + _text(secrets.token_bytes(KEY_BYTES)))

    @property
    def id(self) -> bytes:
        return self._derived(b"token id")

    def lock(self, private: bytes, account: str) -> bytes:
        return lock(private, self._derived(b"token key"), self._place(account))

    def unlock(self, locked: bytes, account: str) -> bytes:
        """Raises Unreadable."""
        return unlock(locked, self._derived(b"token key"), self._place(account))

    def _derived(self, purpose: bytes) -> bytes:
        return blake2b(self.text.encode(), person=purpose, digest_size=32).digest()

    def _place(self, account: str) -> Place:
        return Place("session key", account, self.id.hex())


# The organisation's key


def seal_to_account(organisation_private: bytes, key_id: str, account: str, public: bytes) -> bytes:
    return seal(organisation_private, public, Place("grant", key_id, account))


def open_grant(sealed: bytes, key_id: str, account: str, private: bytes) -> bytes:
    """Raises Unreadable."""
    return unseal(sealed, private, Place("grant", key_id, account))


def seal_to_recovery(organisation_private: bytes, key_id: str, public: bytes) -> bytes:
    return seal(organisation_private, public, Place("recovery", key_id))


def open_with_recovery(sealed: bytes, key_id: str, private: bytes) -> bytes:
    """Raises Unreadable."""
    return unseal(sealed, private, Place("recovery", key_id))


# Known devices


def device_of(pepper: Pepper, login: str) -> str:
    """What a device keeps after a full log-in. It opens nothing; wrong guesses made elsewhere do not slow it down."""
    nonce = secrets.token_bytes(16)
    return _text(nonce + pepper.hash("device", nonce, login.encode()))


def known_device(pepper: Pepper, login: str, device: str) -> bytes:
    """The number of a device that we gave to this login; empty for any other."""
    try:
        raw = base64.urlsafe_b64decode(device + "=" * (-len(device) % 4))
    except (binascii.Error, ValueError):
        return b""
    nonce, proof = raw[:16], raw[16:]
    return nonce if secrets.compare_digest(proof, pepper.hash("device", nonce, login.encode())) else b""


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
