"""Slows down guessing, without locking anybody out: nobody ever waits longer than a minute."""

from datetime import timedelta
from math import ceil

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import delete
from sqlmodel import Session, col

from api.database import now
from api.errors import Problem
from api.people.models import Delay

FREE_TRIES = 5
LONGEST = timedelta(seconds=60)
FORGOTTEN_AFTER = timedelta(hours=1)


def wait_after(tries: int) -> timedelta:
    """Nothing at first; then 1, 2, 4… seconds, up to a minute."""
    if tries < FREE_TRIES:
        return timedelta(0)
    return min(timedelta(seconds=2 ** min(tries - FREE_TRIES, 10)), LONGEST)


def claim_try(session: Session, key: bytes) -> None:
    """Counts a try before it is made, so that tries made at once are all counted.

    Raises Problem 429 when it is too early. A refused try is not counted: who waits as long as they were told may try.
    """
    moment = now()
    row = session.get(Delay, key, with_for_update=True)
    if row is None:
        session.add(Delay(key=key, tries=1, until=moment, last_try=moment))
        session.flush()
        return
    if row.until > moment:
        raise _too_early(row.until - moment)
    row.tries = 1 if moment - row.last_try > FORGOTTEN_AFTER else row.tries + 1
    row.until, row.last_try = moment + wait_after(row.tries), moment


def clear(session: Session, key: bytes) -> None:
    session.execute(delete(Delay).where(col(Delay.key) == key))


def forget_old(session: Session) -> None:
    session.execute(delete(Delay).where(col(Delay.last_try) < now() - FORGOTTEN_AFTER))


class AddressLimit:
    """So many tries a minute from one network address, counted in memory only."""

    def __init__(self, per_minute: int) -> None:
        self._limit = RateLimitItemPerMinute(per_minute)
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    def claim_try(self, address: str) -> None:
        """Raises Problem 429."""
        if not self.allows(address):
            raise _too_early(timedelta(minutes=1))

    def allows(self, address: str) -> bool:
        """Counts one, if there is room for it."""
        return self._limiter.hit(self._limit, address)


def _too_early(wait: timedelta) -> Problem:
    seconds = max(1, ceil(wait.total_seconds()))
    return Problem(429, f"Too many tries; try again in {seconds} seconds.", headers={"Retry-After": str(seconds)})
