"""Rules of reports that need no database: urgency, due dates, retention, and what a coarse field may hold."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from api.guidance.reading.content_rows import Urgency

DangerNow = Literal["yes", "no", "unknown", ""]

URGENCIES: tuple[Urgency, ...] = ("emergency", "urgent", "routine")
NOTIFIED = frozenset({"emergency", "urgent"})  # of a new one, staff is told at once
GRACE = timedelta(days=30)  # from the person's last message on, in which a closed report is not deleted
URGENT_WISH = "urgent-help"  # of content/intake.yaml
_UNSORTED: Urgency = "urgent"  # nobody has said what it is: it may be anything
_FIRST_YEAR = 1990
_REGION_LENGTH = 64
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
_SATURDAY = 5

# Time to the first reply as counted after a report is gone. Coarse: a count must not tell the hour.
_REPLY_BANDS = (("day", timedelta(days=1)), ("three-days", timedelta(days=3)), ("week", timedelta(days=7)))


@dataclass(frozen=True)
class Targets:
    """How soon a caseworker should be in contact. Routine counts days from Monday to Friday."""

    emergency: timedelta = timedelta(0)
    urgent: timedelta = timedelta(hours=24)
    routine_working_days: int = 5


def urgency_of(type_urgency: Urgency | None, danger_now: DangerNow = "", danger: str = "", wish: str = "") -> Urgency:
    """What a report is when it comes in; a caseworker may change it.

    `type_urgency` is that of the kind of violation, None if none was chosen. `danger_now` is the person's own answer,
    `danger` the kind of danger that the words showed, if any. Who wishes urgent help is taken one level up.
    """
    if danger_now == "yes" or danger:
        return "emergency"
    urgency = type_urgency or _UNSORTED
    if wish != URGENT_WISH:
        return urgency
    return URGENCIES[max(URGENCIES.index(urgency) - 1, 0)]


def due_at(urgency: str, received_at: datetime, targets: Targets) -> datetime:
    """By when somebody should be in contact: a whole hour, never later than the target. An emergency is due at once."""
    received = floored(received_at)
    if urgency == "emergency":
        return floored(received_at + targets.emergency)
    if urgency == "urgent":
        return floored(received_at + targets.urgent)
    return _working_days_after(received, targets.routine_working_days)


def _working_days_after(moment: datetime, days: int) -> datetime:
    while days > 0:
        moment += timedelta(days=1)
        if moment.weekday() < _SATURDAY:
            days -= 1
    return moment


def is_overdue(due: datetime | None, moment: datetime) -> bool:
    """Whether contact is late. `due` is None once nobody is waiting for it."""
    return due is not None and moment > due


def expiry(closed_on: date, person_wrote_on: date, kept_days: int) -> date:
    """The day on which a closed report is deleted."""
    return max(closed_on + timedelta(days=kept_days), person_wrote_on + GRACE)


def first_reply_band(received_at: datetime, first_reply_at: datetime | None) -> str:
    """`day`, `three-days`, `week` or `later`; `none` if nobody replied."""
    if first_reply_at is None:
        return "none"
    took = first_reply_at - received_at
    return next((band for band, longest in _REPLY_BANDS if took <= longest), "later")


def floored(moment: datetime) -> datetime:
    """The whole hour in UTC in which an aware moment lies."""
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def is_month(text: str, today: date) -> bool:
    """Whether a text is a month as it is kept, `2026-11`, and one in which something can have happened."""
    if not _MONTH.fullmatch(text) or int(text[:4]) < _FIRST_YEAR:
        return False
    return text <= f"{today:%Y-%m}"


def is_region(text: str) -> bool:
    """Whether a text can be the name of a region or city as it is kept: one line without borders of spaces."""
    return 0 < len(text) <= _REGION_LENGTH and text == text.strip() and text.isprintable()
