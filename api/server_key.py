"""What the server's own key does: names people without naming them, and seals what the conversation keeps.

Reports are not sealed with it: see SECURITY.md for what a thief of this key learns.
"""

from hashlib import blake2b

from nacl.exceptions import CryptoError
from nacl.secret import Aead


class Unreadable(Exception):
    """The ciphertext was made with another key, or for another row or purpose."""


class ServerKey:
    """Keys derived from one secret of 32 bytes, one for each purpose."""

    def __init__(self, secret: bytes) -> None:
        self._lookup = _derive(secret, b"person lookup")
        self._conversation = Aead(_derive(secret, b"conversation"))

    def person(self, channel: str, address: str) -> bytes:
        """The keyed hash under which a person is found: 32 bytes."""
        return blake2b(f"{channel}\0{address}".encode(), key=self._lookup, digest_size=32).digest()

    def seal(self, plain: bytes, purpose: str, person: bytes, key: str = "") -> bytes:
        """XChaCha20-Poly1305 under a fresh nonce, bound to purpose, person and row."""
        return bytes(self._conversation.encrypt(plain, _bound_to(purpose, person, key)))

    def open(self, sealed: bytes, purpose: str, person: bytes, key: str = "") -> bytes:
        """Raises Unreadable."""
        try:
            return self._conversation.decrypt(sealed, _bound_to(purpose, person, key))
        except CryptoError as error:
            raise Unreadable from error


def _derive(secret: bytes, purpose: bytes) -> bytes:
    return blake2b(purpose, key=secret, digest_size=32).digest()


def _bound_to(purpose: str, person: bytes, key: str) -> bytes:
    return b"\0".join([purpose.encode(), person, key.encode()])
