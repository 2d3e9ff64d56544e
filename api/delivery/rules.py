"""When a notice is tried, and how often."""

from datetime import datetime, timedelta
from random import SystemRandom

LEASE = timedelta(seconds=60)  # a worker that has not answered by then is taken for dead
KEPT = timedelta(days=3)  # older news is no news
_FIRST_WAIT = timedelta(seconds=15)
_LONGEST_WAIT = timedelta(minutes=15)
_DOUBLINGS = 10  # more would not fit under the longest wait either
_chance = SystemRandom()


def wait_after(tries: int, asked: timedelta = timedelta(0)) -> timedelta:
    """How long to wait after so many failed tries: twice as long each time, less a random part of up to a half.

    `asked` is what the messenger asked for: never less than that.
    """
    full: timedelta = min(_FIRST_WAIT * 2 ** min(tries - 1, _DOUBLINGS), _LONGEST_WAIT)
    return max(full * _chance.uniform(0.5, 1), asked)


def hour_of(moment: datetime) -> datetime:
    """The whole hour before."""
    return moment.replace(minute=0, second=0, microsecond=0)


def some_time_before(moment: datetime) -> datetime:
    """Within the last hour, nobody knows when."""
    return moment - timedelta(hours=1) * _chance.random()
