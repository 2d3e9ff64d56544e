"""Argon2id in a small pool of its own, so that log-ins and receipts cannot starve everything else.

Each hash takes its memory and a good part of a second, on purpose. When too many wait, the next is told to try again.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import BoundedSemaphore

from argon2.low_level import Type, hash_secret_raw

from api.errors import Problem

HASH_BYTES = 32
SALT_BYTES = 16
_WORKERS = 2
_WAITING = 8


@dataclass(frozen=True)
class Cost:
    """What one hash costs. It is kept beside what was made with it, since a setting may change later."""

    kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 1

    def __str__(self) -> str:
        return f"{self.kib}/{self.passes}/{self.lanes}"

    @classmethod
    def read(cls, text: str) -> "Cost":
        kib, passes, lanes = map(int, text.split("/"))
        return cls(kib, passes, lanes)


class SlowHash:
    """Two threads and a short queue; both are given back when a hash is done."""

    def __init__(self, cost: Cost, *, workers: int = _WORKERS, waiting: int = _WAITING) -> None:
        self.cost = cost
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="slow-hash")
        self._places = BoundedSemaphore(workers + waiting)

    def __call__(self, secret: bytes, salt: bytes, cost: Cost | None = None) -> bytes:
        """32 bytes. Never call it within a transaction: others would wait for it."""
        return self.begin(secret, salt, cost).result()

    def begin(self, secret: bytes, salt: bytes, cost: Cost | None = None) -> Future[bytes]:
        """The hash when it is done, for callers who wait in another way. Raises Problem 503 when the queue is full."""
        if not self._places.acquire(blocking=False):
            raise Problem(503, "Too many people are logging in at once; try again.", headers={"Retry-After": "5"})
        done = self._pool.submit(_hash, secret, salt, cost or self.cost)
        done.add_done_callback(lambda _: self._places.release())
        return done

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)


def _hash(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    return hash_secret_raw(secret, salt, cost.passes, cost.kib, cost.lanes, HASH_BYTES, Type.ID)
