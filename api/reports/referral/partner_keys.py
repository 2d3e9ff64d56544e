"""A partner's keys: made by the partner, the public one told to us as it is printed."""

import base64
import binascii
import os
from pathlib import Path

from nacl.exceptions import CryptoError

from api.errors import Problem
from api.people import recovery_key
from api.reports.packages import BadPackage, NewPackage
from api.reports.sealing import KEY_BYTES, KeyPair

_MARK = "JARDAM PRIVATE KEY 1 "


def make_keys(file: Path) -> str:
    """Writes a new private key for its owner only, and gives the public one as it is printed.

    Raises FileExistsError, OSError.
    """
    pair = KeyPair.new()
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as opened:
        opened.write(_MARK + base64.b64encode(pair.private).decode() + "\n")
    return printed(pair.public)


def read_private(file: Path) -> bytes:
    """Raises BadPackage for any other file."""
    try:
        text = file.read_text(encoding="ascii").strip()
        key = base64.b64decode(text.removeprefix(_MARK), validate=True)
    except (ValueError, binascii.Error) as error:
        raise BadPackage("This is not a private key of a partner.") from error
    if not text.startswith(_MARK) or len(key) != KEY_BYTES:
        raise BadPackage("This is not a private key of a partner.")
    return key


def printed(public: bytes) -> str:
    """In groups that name a typing mistake, like the recovery key."""
    return recovery_key.written(public)


def read_public(typed: str) -> bytes:
    """A public key as it is printed, or in base64. Raises Problem 422."""
    try:
        key = base64.b64decode(typed.strip(), validate=True)
    except (ValueError, binascii.Error):
        key = b""
    try:
        key = key if len(key) == KEY_BYTES else recovery_key.read(typed)
    except recovery_key.Mistyped as mistake:
        raise _wrong(str(mistake).replace("the recovery key", "the key")) from mistake
    try:
        NewPackage.for_key(key)
    except CryptoError as error:  # libsodium refuses keys that would give everybody the same secret
        raise _wrong("This is no key that can be sealed to.") from error
    return key


def _wrong(message: str) -> Problem:
    return Problem(422, "Check the public key.", errors=[{"field": "public_key", "message": message}])
