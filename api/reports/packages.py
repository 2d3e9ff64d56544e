"""`.jardam` packages: what leaves the service for the hands of one person or one organisation, locked.

A package is a mark, one line of JSON that says what opens it, and pieces of a stream, each with its length before it.
The content key is made from a password (Argon2id) or sealed to an X25519 public key. Every piece is bound to this
package's beginning, to its number, and to whether it is the last: pieces that were changed, exchanged, taken from
another package, left out or added do not open. The first piece is empty: it only shows whether the key is right.
"""

import base64
import binascii
import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, BinaryIO

from nacl.utils import random

from api.people.slow_hash import SALT_BYTES, Cost
from api.reports.sealing import KEY_BYTES, Place, Unreadable, lock, seal, unlock, unseal

SUFFIX = ".jardam"
MEDIA_TYPE = "application/octet-stream"
PIECE_BYTES = 256 * 1024
_MARK = b"JARDAM PACKAGE 1\n"
_LONGEST_HEADER = 1024
_LENGTH_BYTES = 4
_LOCK_BYTES = 24 + 16  # a nonce and a tag
_MOST_KIB, _MOST_PASSES, _MOST_LANES = 1024 * 1024, 16, 4
_KEY_PLACE = Place("package key", "")

SlowHashOf = Callable[[bytes, bytes, Cost], bytes]
"""Argon2id of a secret and a salt at a cost: 32 bytes."""


class BadPackage(Exception):
    """The message is one sentence for whoever holds the package."""


# Making


@dataclass(frozen=True)
class NewPackage:
    """The beginning of a package, and the key of its pieces."""

    header: bytes
    key: bytes = field(repr=False)

    @classmethod
    def with_password(cls, password: str, slow_hash: SlowHashOf, cost: Cost) -> "NewPackage":
        """Slow. Who chooses the password checks that it is a good one."""
        salt = random(SALT_BYTES)
        return cls(_written({"salt": salt.hex(), "cost": str(cost)}), slow_hash(_typed(password), salt, cost))

    @classmethod
    def for_key(cls, public: bytes) -> "NewPackage":
        """Opens with the private half of `public` (32 bytes) only; whoever makes it cannot open it again."""
        key = random(KEY_BYTES)
        sealed = base64.b64encode(seal(key, public, _KEY_PLACE)).decode()
        return cls(_written({"sealed": sealed}), key)

    def pieces(self, stream: Iterable[bytes]) -> Iterator[bytes]:
        """The package, bit by bit. An error in `stream` leaves it without an end, and then it does not open."""
        places = _Places.of(self.header)
        yield self.header + self._piece(b"", places.check)
        held, number = bytearray(), 0
        for part in stream:
            held += part
            while len(held) > PIECE_BYTES:
                yield self._piece(bytes(held[:PIECE_BYTES]), places.piece(number, last=False))
                del held[:PIECE_BYTES]
                number += 1
        yield self._piece(bytes(held), places.piece(number, last=True))

    def _piece(self, plain: bytes, place: Place) -> bytes:
        locked = lock(plain, self.key, place)
        return len(locked).to_bytes(_LENGTH_BYTES, "big") + locked


def _written(header: dict[str, str]) -> bytes:
    return _MARK + json.dumps(header).encode() + b"\n"


def _typed(password: str) -> bytes:
    """Keyboards write й and ё in two ways."""
    return unicodedata.normalize("NFKC", password).encode()


@dataclass(frozen=True)
class _Places:
    package: str

    @classmethod
    def of(cls, header: bytes) -> "_Places":
        return cls(blake2b(header, digest_size=32).hexdigest())

    @property
    def check(self) -> Place:
        return Place("package check", self.package)

    def piece(self, number: int, *, last: bool) -> Place:
        return Place("package", self.package, str(number), "last" if last else "")


# Opening


@dataclass(frozen=True)
class Package:
    """A package that is being opened, from a file that stands after the header."""

    file: BinaryIO = field(repr=False)
    header: bytes
    told: dict[str, Any]

    @classmethod
    def begin(cls, file: BinaryIO) -> "Package":
        """Raises BadPackage for any other file."""
        mark = file.read(len(_MARK))
        line = file.readline(_LONGEST_HEADER) if mark == _MARK else b""
        try:
            told = json.loads(line)
        except ValueError:
            told = None
        if not isinstance(told, dict) or not line.endswith(b"\n") or not ("salt" in told) ^ ("sealed" in told):
            raise BadPackage("This is not a Jardam package, or its beginning is damaged.")
        return cls(file, mark + line, told)

    @property
    def has_password(self) -> bool:
        return "salt" in self.told

    def key_of_password(self, password: str, slow_hash: SlowHashOf) -> bytes:
        try:
            salt, cost = bytes.fromhex(self.told["salt"]), Cost.read(self.told["cost"])
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise BadPackage("The beginning of the package is damaged.") from error
        within = 8 * cost.lanes <= cost.kib <= _MOST_KIB and 1 <= cost.passes <= _MOST_PASSES
        if len(salt) != SALT_BYTES or not within or not 1 <= cost.lanes <= _MOST_LANES:
            raise BadPackage("The beginning of the package is damaged: it asks for more than we ever do.")
        return slow_hash(_typed(password), salt, cost)

    def key_of_private(self, private: bytes) -> bytes:
        try:
            return unseal(base64.b64decode(self.told["sealed"]), private, _KEY_PLACE)
        except (Unreadable, binascii.Error, ValueError, TypeError) as error:
            raise BadPackage("This key does not open the package: it was made for another one.") from error

    def pieces(self, key: bytes) -> Iterator[bytes]:
        """What is inside, bit by bit. Raises BadPackage, at the latest at the end: keep nothing before that."""
        places, frames = _Places.of(self.header), self._frames()
        try:
            unlock(next(frames, b""), key, places.check)
        except Unreadable as error:
            wrong = "The password is wrong" if self.has_password else "The key is wrong"
            raise BadPackage(f"{wrong}, or the beginning of the package is damaged.") from error
        held = next(frames, None)
        if held is None:
            raise _cut_off()
        number = 0
        for frame in frames:
            yield _opened(held, key, places, number, last=False)
            held, number = frame, number + 1
        yield _opened(held, key, places, number, last=True)

    def _frames(self) -> Iterator[bytes]:
        while length := self.file.read(_LENGTH_BYTES):
            size = int.from_bytes(length, "big")
            if len(length) == _LENGTH_BYTES and size > PIECE_BYTES + _LOCK_BYTES:
                raise BadPackage("The package was changed or is damaged.")
            frame = self.file.read(size)
            if len(length) < _LENGTH_BYTES or len(frame) < size:
                raise _cut_off()
            yield frame


def _opened(frame: bytes, key: bytes, places: _Places, number: int, *, last: bool) -> bytes:
    try:
        return unlock(frame, key, places.piece(number, last=last))
    except Unreadable:
        pass
    try:
        unlock(frame, key, places.piece(number, last=not last))
    except Unreadable as error:
        raise BadPackage(f"The package was changed or is damaged, in piece {number + 1}.") from error
    raise _cut_off() if last else BadPackage("The package was changed: something was added after its end.")


def _cut_off() -> BadPackage:
    return BadPackage("The package is not whole: its end is missing. Get it once more.")
