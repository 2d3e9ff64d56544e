"""How a case moves: which status follows which, and what a move changes. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from api.reports.rules import Targets, due_at, expiry


class Status(StrEnum):
    """In the order in which cases usually go through them. `waiting` is for the person to answer."""

    NEW = "new"
    IN_REVIEW = "in_review"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    REFERRED = "referred"
    CLOSED = "closed"


MOVES: dict[Status, frozenset[Status]] = {
    Status.NEW: frozenset(
        {Status.IN_REVIEW, Status.IN_PROGRESS, Status.WAITING, Status.REFERRED, Status.CLOSED},
    ),
    Status.IN_REVIEW: frozenset({Status.IN_PROGRESS, Status.WAITING, Status.REFERRED, Status.CLOSED}),
    Status.IN_PROGRESS: frozenset({Status.WAITING, Status.REFERRED, Status.CLOSED}),
    Status.WAITING: frozenset({Status.IN_PROGRESS, Status.REFERRED, Status.CLOSED}),
    Status.REFERRED: frozenset({Status.IN_PROGRESS, Status.WAITING, Status.CLOSED}),
    Status.CLOSED: frozenset({Status.IN_PROGRESS}),
}
"""What may follow a status. Nothing becomes new again; a closed case is only ever reopened."""


@dataclass(frozen=True)
class Standing:
    """What the rules need to know of a case. `has_news`: the person wrote, and nobody has answered yet."""

    status: Status
    has_news: bool
    person_wrote_on: date


@dataclass(frozen=True)
class Moved:
    """A case after a move: columns of Report."""

    status: Status
    outcome: str
    closed_on: date | None
    expires_on: date | None
    has_news: bool


class NotAllowed(Exception):
    """`reason` is for whoever asked for the move."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def move(standing: Standing, to: Status, outcome: str, today: date, kept_days: int, *, supervises: bool) -> Moved:
    """The case after the move. Raises NotAllowed. `outcome` is given when a case is closed, and only then.

    Closing answers what the person last wrote; so what is news in a closed case was written after it was closed, and
    then anybody who works on it may reopen it.
    """
    if to not in MOVES[standing.status]:
        allowed = ", ".join(status for status in Status if status in MOVES[standing.status])
        raise NotAllowed(f"From {standing.status} a case goes to: {allowed}.")
    if (to is Status.CLOSED) != bool(outcome):
        raise NotAllowed("An outcome is needed to close a case, and only then.")
    if standing.status is Status.CLOSED and not (supervises or standing.has_news):
        raise NotAllowed("A closed case is reopened by a supervisor, or after the person has written.")
    if to is Status.CLOSED:
        expires_on = expiry(today, standing.person_wrote_on, kept_days)
        return Moved(to, outcome, closed_on=today, expires_on=expires_on, has_news=False)
    return Moved(to, "", closed_on=None, expires_on=None, has_news=standing.has_news)


def after_message(status: Status, *, waits: bool) -> Status:
    """The status after a message to the person. Raises NotAllowed for waiting for an answer in a closed case.

    A case that somebody answered is not new any more.
    """
    if waits and status is Status.CLOSED:
        raise NotAllowed("The case is closed; reopen it first, or do not wait for an answer.")
    if waits:
        return Status.WAITING
    return Status.IN_PROGRESS if status in (Status.NEW, Status.IN_REVIEW) else status


@dataclass(frozen=True)
class Promise:
    """By when somebody should be in contact, and what that was worked out from. `due_at` None: nobody waits for it."""

    urgency: str
    received_at: datetime
    due_at: datetime | None

    def is_target(self, targets: Targets) -> bool:
        """Whether the date is the one that the urgency gives, and not one that a caseworker set."""
        return self.due_at is not None and self.due_at == due_at(self.urgency, self.received_at, targets)

    def after_reply(self, targets: Targets) -> datetime | None:
        """The first contact keeps the promise; a date that a caseworker set stays."""
        return None if self.is_target(targets) else self.due_at

    def with_urgency(self, urgency: str, targets: Targets) -> datetime | None:
        """Another urgency has another target; a date that a caseworker set stays."""
        return due_at(urgency, self.received_at, targets) if self.is_target(targets) else self.due_at
