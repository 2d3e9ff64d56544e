"""Seals what people report, so that the server can take it but not open it.

Each report has a key pair of its own (X25519). Anybody may seal to its public half; the private half is sealed to the
organisation, and wrapped under the receipt. Primitives are libsodium's, through PyNaCl: sealed boxes for keys, and
XChaCha20-Poly1305 with associated data for content, so that a ciphertext that was moved to another report, row, field
or direction does not open.
"""

from dataclasses import dataclass

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import Aead
from nacl.utils import random

KEY_BYTES = 32
_SEALED_KEY_BYTES = KEY_BYTES + 48  # a sealed box adds an ephemeral public key and a tag
_SEPARATOR = b"\x1f"


class Unreadable(Exception):
    """Made with another key, changed, or moved from where it belongs. Nothing more is said, on purpose."""


@dataclass(frozen=True)
class Place:
    """Where a ciphertext belongs: what it is for, its report, its row, and who speaks to whom."""

    purpose: str
    report: str
    row: str = ""
    direction: str = ""

    def as_bytes(self) -> bytes:
        return _SEPARATOR.join(part.encode() for part in (self.purpose, self.report, self.row, self.direction))


def seal(plain: bytes, public: bytes, place: Place) -> bytes:
    """Content for whoever has the private half of `public` (32 bytes), bound to its place."""
    key = random(KEY_BYTES)
    return SealedBox(PublicKey(public)).encrypt(key) + lock(plain, key, place)


def unseal(sealed: bytes, private: bytes, place: Place) -> bytes:
    """Raises Unreadable."""
    try:
        key = SealedBox(PrivateKey(private)).decrypt(sealed[:_SEALED_KEY_BYTES])
    except (CryptoError, ValueError, TypeError) as error:
        raise Unreadable from error
    return unlock(sealed[_SEALED_KEY_BYTES:], key, place)


def lock(plain: bytes, key: bytes, place: Place) -> bytes:
    """Content under a shared key of 32 bytes, bound to its place; a fresh nonce stands before it."""
    return bytes(Aead(key).encrypt(plain, place.as_bytes()))


def unlock(locked: bytes, key: bytes, place: Place) -> bytes:
    """Raises Unreadable."""
    try:
        return Aead(key).decrypt(locked, place.as_bytes())
    except (CryptoError, ValueError, TypeError) as error:
        raise Unreadable from error


@dataclass(frozen=True)
class KeyPair:
    """X25519, 32 bytes each."""

    public: bytes
    private: bytes

    @classmethod
    def new(cls) -> "KeyPair":
        private = PrivateKey.generate()
        return cls(bytes(private.public_key), bytes(private))


def public_of(private: bytes) -> bytes:
    return bytes(PrivateKey(private).public_key)
