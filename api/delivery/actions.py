"""Puts notices into the outbox, gives them to workers, and takes their answers.

Everything runs in the caller's transaction, on a session or a plain connection.
"""

import logging
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, cast

from prometheus_client import Counter
from sqlalchemy import Connection, CursorResult, and_, delete, insert, or_, select, update
from sqlmodel import Session, col

from api.conversation.models import Turn
from api.database import now
from api.delivery.models import Outgoing
from api.delivery.notices import PERSON_TEXT, STAFF_TEXTS, Notice, row_id
from api.delivery.rules import KEPT, LEASE, hour_of, some_time_before, wait_after
from api.reports.documents import Contact
from api.server_key import ServerKey, Unreadable
from api.settings import Settings

log = logging.getLogger(__name__)
PUSHED = ("telegram",)  # channels through which a person can be reached later
EMAIL, CONSOLE = "email", "console"  # what the api sends itself
_TURN_KEY_BYTES = 16
_ANSWER_BYTES = 1_000
GIVEN_UP = Counter("jardam_notices_given_up", "Notices that could not be delivered within three days")

Transaction = Session | Connection
Result = Literal["sent", "gone", "later"]


def notify_person(transaction: Transaction, key: ServerKey, contact: Contact) -> bool:
    """A neutral notice to a person who chose to be reachable; one that waits already is not doubled.

    False for a channel that cannot reach anybody later, such as a web page.
    """
    if contact.channel not in PUSHED:
        return False
    notice = Notice(contact.channel, contact.address, PERSON_TEXT, contact.language)
    _ring(transaction, key, notice)
    return True


def forget_person(transaction: Transaction, key: ServerKey, channel: str, address: str) -> None:
    """For `/wipe`: what waits for this person is not sent any more."""
    days = [now().date() - timedelta(days=age) for age in range(KEPT.days + 2)]
    names = [row_id(key, channel, address, PERSON_TEXT, day) for day in days]
    transaction.execute(delete(Outgoing).where(col(Outgoing.id).in_(names)))


def notify_staff(transaction: Transaction, key: ServerKey, settings: Settings, urgency: str) -> None:
    """Tells the staff that an urgent report waits: that, and nothing else of it. Routine ones ring no bell."""
    text = STAFF_TEXTS.get(urgency)
    if text is None:
        return
    addresses = [(EMAIL, address) for address in settings.staff_addresses]
    if settings.staff_telegram_group:
        addresses.append(("telegram", settings.staff_telegram_group))
    for channel, address in addresses or [(CONSOLE, "")]:
        notice = Notice(channel, address, text, settings.staff_language)
        _ring(transaction, key, notice)


def _ring(transaction: Transaction, key: ServerKey, notice: Notice) -> None:
    """Makes the row, or sets the one that is there waiting.

    A row that a worker has just now is set waiting too: what it sends may be read before our commit.
    """
    name = notice.row_id(key, now().date())
    this = col(Outgoing.id) == name
    found = transaction.execute(
        select(col(Outgoing.waiting), col(Outgoing.claimed_until)).where(this).with_for_update()
    ).one_or_none()
    hour = hour_of(now())
    if found is None:
        values = {"channel": notice.channel, "sealed": notice.seal(key, name), "due_at": hour, "created_at": hour}
        transaction.execute(insert(Outgoing).values(id=name, waiting=True, tries=0, **values))
    elif not found.waiting:
        renewed = {} if found.claimed_until else {"created_at": hour, "tries": 0}
        transaction.execute(update(Outgoing).where(this).values(waiting=True, **renewed))


@dataclass(frozen=True)
class Claimed:
    """A notice that is this worker's until `claimed_until`, by which the worker names its claim."""

    id: str
    claimed_until: datetime
    notice: Notice


def claim(transaction: Transaction, key: ServerKey, channel: str, limit: int) -> list[Claimed]:
    """Takes up to so many notices that are due. No two workers get the same one, unless a lease has run out."""
    moment = now()
    free = or_(and_(col(Outgoing.waiting), col(Outgoing.claimed_until).is_(None)), col(Outgoing.claimed_until) < moment)
    rows = transaction.execute(
        select(col(Outgoing.id), col(Outgoing.sealed))
        .where(col(Outgoing.channel) == channel, col(Outgoing.due_at) <= moment, free)
        .order_by(col(Outgoing.due_at), col(Outgoing.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    if not rows:
        return []
    until = moment + LEASE
    ids = [row.id for row in rows]
    transaction.execute(update(Outgoing).where(col(Outgoing.id).in_(ids)).values(waiting=False, claimed_until=until))
    claimed = []
    for row in rows:
        try:
            claimed.append(Claimed(row.id, until, Notice.open(key, row.sealed, channel, row.id)))
        except Unreadable:  # from before the server's key was changed: nobody knows any more whom it was for
            transaction.execute(delete(Outgoing).where(col(Outgoing.id) == row.id))
            GIVEN_UP.inc()
    return claimed


@dataclass(frozen=True)
class Outcome:
    """What became of a claimed notice. `asked` is how long the messenger asked to wait."""

    result: Result
    message_ids: tuple[int, ...] = ()
    asked: timedelta = timedelta(0)


def settle(transaction: Transaction, key: ServerKey, notice_id: str, claimed_until: datetime, outcome: Outcome) -> None:
    """Takes the answer of the worker that made this claim; an older claim's answer changes nothing."""
    this = (col(Outgoing.id) == notice_id) & (col(Outgoing.claimed_until) == claimed_until)
    columns = [col(Outgoing.channel), col(Outgoing.sealed), col(Outgoing.waiting), col(Outgoing.tries)]
    row = transaction.execute(select(*columns).where(this).with_for_update()).one_or_none()
    if row is None:
        return
    notice = Notice.open(key, row.sealed, row.channel, notice_id)
    if outcome.result == "sent":
        _note_numbers(transaction, key, notice, outcome.message_ids)
        _sent(transaction, notice_id, notice.quiet, rung_again=row.waiting)
    elif outcome.result == "gone" and not notice.is_for_staff:
        transaction.execute(delete(Outgoing).where(this))
    else:
        if outcome.result == "gone":
            log.error("A notice could not reach the staff: their group does not take messages of the bot")
        due_at = now() + wait_after(row.tries + 1, outcome.asked)
        values = {"waiting": True, "claimed_until": None, "due_at": due_at, "tries": row.tries + 1}
        transaction.execute(update(Outgoing).where(this).values(**values))


def _sent(transaction: Transaction, notice_id: str, quiet: timedelta, *, rung_again: bool) -> None:
    """Deletes the row, unless there is more to tell or the next notice of its kind must not come yet."""
    this = col(Outgoing.id) == notice_id
    if not rung_again and not quiet:
        transaction.execute(delete(Outgoing).where(this))
        return
    values = {"claimed_until": None, "due_at": now() + quiet, "tries": 0, "created_at": hour_of(now())}
    transaction.execute(update(Outgoing).where(this).values(**values))


def _note_numbers(transaction: Transaction, key: ServerKey, notice: Notice, message_ids: tuple[int, ...]) -> None:
    """For `/wipe`, as if the numbers were of a turn like any other: a thief shall not see who was sent a notice."""
    if notice.is_for_staff or not message_ids:
        return
    person = key.person(notice.channel, notice.address)
    turn = secrets.token_urlsafe(_TURN_KEY_BYTES)
    values = {
        "answer": key.seal(b" " * (_ANSWER_BYTES + secrets.randbelow(_ANSWER_BYTES)), "answer", person, turn),
        "message_ids": " ".join(map(str, message_ids)),
        "created_at": some_time_before(now()),
    }
    transaction.execute(insert(Turn).values(person=person, key=turn, **values))


def forget_old(session: Session) -> None:
    """Gives up what could not be delivered in three days; deletes what was sent and need not be remembered any more."""
    done = and_(~col(Outgoing.waiting), col(Outgoing.claimed_until).is_(None), col(Outgoing.due_at) < now())
    session.execute(delete(Outgoing).where(done))
    old = session.execute(delete(Outgoing).where(col(Outgoing.created_at) < now() - KEPT))
    GIVEN_UP.inc(cast("CursorResult[Any]", old).rowcount)
