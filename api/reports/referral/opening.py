"""Opens a package on the computer of whoever got it, into a folder of their own."""

from collections.abc import Callable
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw

from api.people.slow_hash import HASH_BYTES, Cost
from api.reports.packages import BadPackage, Package
from api.reports.referral.archive import unpack
from api.reports.referral.partner_keys import read_private


def open_into(file: Path, folder: Path, key: Path | None, ask_password: Callable[[], str]) -> int:
    """How many files there were. Raises BadPackage, FileExistsError, OSError; then nothing is left in the folder."""
    if folder.exists():
        raise FileExistsError(17, "exists", str(folder))
    with file.open("rb") as opened:
        package = Package.begin(opened)
        return unpack(package.pieces(_content_key(package, key, ask_password)), folder)


def _content_key(package: Package, key: Path | None, ask_password: Callable[[], str]) -> bytes:
    if package.has_password:
        if key is not None:
            raise BadPackage("This package opens with a password, not with a key.")
        return package.key_of_password(ask_password(), slow_hash)
    if key is None:
        raise BadPackage("This package was made for a partner's key: name it with --key.")
    return package.key_of_private(read_private(key))


def slow_hash(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    """Argon2id, here and now."""
    return hash_secret_raw(secret, salt, cost.passes, cost.kib, cost.lanes, HASH_BYTES, Type.ID)
