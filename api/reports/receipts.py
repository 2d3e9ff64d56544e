"""The receipt: what a person copies on paper to come back to their report from any device.

Seventeen random symbols of an alphabet of 31 (84 bits), and a check symbol. The alphabet has no 0, 1, I, L or O.
Its size is prime, so that the weighted check finds every single wrong symbol and every two that changed places.
"""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
RANDOM_SYMBOLS = 17
_GROUP = 6
_VALUES = {symbol: value for value, symbol in enumerate(ALPHABET)}
_LOOKALIKES = str.maketrans("АВЕКМНРСТУХ", "ABEKMHPCTYX")  # Cyrillic letters that look the same on paper
_IGNORED = str.maketrans("", "", " -–—.\u00a0\t\n")


class Mistyped(Exception):
    """A receipt that cannot be one. `kind` is `symbol` (with `symbol`), `length` or `check`."""

    def __init__(self, kind: str, symbol: str = "") -> None:
        super().__init__(kind)
        self.kind, self.symbol = kind, symbol


def new_receipt() -> str:
    """Eighteen symbols in three groups: `7KQ2MX-D9RTHA-W4CEJN`."""
    symbols = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_SYMBOLS))
    return written(symbols + _check(symbols))


def written(symbols: str) -> str:
    return "-".join(symbols[i : i + _GROUP] for i in range(0, len(symbols), _GROUP))


def read_receipt(typed: str) -> str:
    """The eighteen symbols of a receipt as people type it: small letters, spaces, Cyrillic lookalikes.

    Raises Mistyped, which says what to look at; it tells nothing about whether such a report exists.
    """
    symbols = typed.upper().translate(_LOOKALIKES).translate(_IGNORED)
    for symbol in symbols:
        if symbol not in _VALUES:
            raise Mistyped("symbol", symbol)
    if len(symbols) != RANDOM_SYMBOLS + 1:
        raise Mistyped("length")
    if _check(symbols[:-1]) != symbols[-1]:
        raise Mistyped("check")
    return symbols


def _check(symbols: str) -> str:
    total = sum(weight * _VALUES[symbol] for weight, symbol in enumerate(symbols, start=1))
    return ALPHABET[total % len(ALPHABET)]
