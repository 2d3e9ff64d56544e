"""What a receipt opens: the id under which its report is found, and the key that unwraps the report's own.

One slow hash, then two derivations with different peppers of the server: the database alone gives a thief no way to
try receipts, and who finds a report by its id still has no key to it.
"""

from dataclasses import dataclass, field

from api.people.keys import Pepper
from api.people.slow_hash import Cost, SlowHash

# Not a setting: a receipt must give the same keys for as long as its report is kept.
COST = Cost(kib=32 * 1024, passes=3)
_SALT = b"jardam receipt 1"  # the same for all: a receipt is random, 84 bits, and never chosen by a person


@dataclass(frozen=True)
class ReceiptKeys:
    lookup: bytes
    key: bytes = field(repr=False)


@dataclass(frozen=True)
class Receipts:
    """Derives the keys of receipts, in the pool of slow hashes. Never call it within a transaction."""

    slow_hash: SlowHash
    pepper: Pepper
    cost: Cost = COST

    def keys(self, symbols: str) -> ReceiptKeys:
        """`symbols` as read_receipt gives them. Raises Problem 503 when too many wait for a hash."""
        slow = self.slow_hash(symbols.encode(), _SALT, self.cost)
        return ReceiptKeys(self.pepper.hash("receipt lookup", slow), self.pepper.hash("receipt key", slow))
