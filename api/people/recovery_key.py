"""The recovery key as it is printed: it opens every report, so it lies in a safe and nowhere else.

Thirteen groups of five symbols of the receipts' alphabet. The fifth symbol of each group checks the group and its
number, so a typing mistake is named by group; the alphabet has a prime size, so that every wrong symbol and every two
neighbours that changed places within a group are found.
"""

import re

from api.reports.receipts import ALPHABET
from api.reports.sealing import KEY_BYTES

_GROUP = 4
_GROUPS = 13  # 31 ** 52 is more than 2 ** 256
_VALUES = {symbol: value for value, symbol in enumerate(ALPHABET)}
_LOOKALIKES = str.maketrans("АВЕКМНРСТУХ", "ABEKMHPCTYX")  # Cyrillic letters that look the same on paper


class Mistyped(Exception):
    """The message says where to look."""


def written(private: bytes) -> str:
    """32 bytes as `7KQ2M-X8D9R-…`."""
    number = int.from_bytes(private, "big")
    symbols = []
    for _ in range(_GROUP * _GROUPS):
        number, value = divmod(number, len(ALPHABET))
        symbols.append(ALPHABET[value])
    groups = ["".join(symbols[i : i + _GROUP]) for i in range(0, len(symbols), _GROUP)]
    return "-".join(group + _check(group, place) for place, group in enumerate(groups))


def read(typed: str) -> bytes:
    """The key as people type it: small letters, with or without spaces and hyphens. Raises Mistyped."""
    symbols = re.sub(r"[\s\-–—]", "", typed.upper().translate(_LOOKALIKES))
    groups = [symbols[i : i + _GROUP + 1] for i in range(0, len(symbols), _GROUP + 1)]
    for place, group in enumerate(groups[:_GROUPS]):
        if not _is_right(group, place):
            raise Mistyped(f"Group {place + 1} of the recovery key ({group}) has a typing mistake.")
    if len(symbols) != (_GROUP + 1) * _GROUPS:
        raise Mistyped(f"The recovery key has {_GROUPS} groups of {_GROUP + 1}; {len(symbols)} symbols were typed.")
    number = 0
    for symbol in reversed("".join(group[:_GROUP] for group in groups)):
        number = number * len(ALPHABET) + _VALUES[symbol]
    if number.bit_length() > 8 * KEY_BYTES:
        raise Mistyped("This is not a recovery key.")
    return number.to_bytes(KEY_BYTES, "big")


def _is_right(group: str, place: int) -> bool:
    return len(group) == _GROUP + 1 and set(group) <= _VALUES.keys() and _check(group[:-1], place) == group[-1]


def _check(group: str, place: int) -> str:
    total = place + 1 + sum(weight * _VALUES[symbol] for weight, symbol in enumerate(group, start=1))
    return ALPHABET[total % len(ALPHABET)]
