"""Calls that add something may be sent again: with the same Idempotency-Key they have one effect, for 24 hours.

Key and call are kept as hashes under the server's pepper and the caller's own private key, so that nobody who has the
database, and not even who has the server's secrets too, can try words against them. Answers hold no content.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Annotated, Any

from fastapi import Header
from sqlmodel import Session

from api.database import now
from api.errors import Problem
from api.people.keys import Pepper
from api.people.sessions import Person
from api.reports.models import DoneCall

LASTS = timedelta(hours=24)

IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[!-~]{8,128}$",
        description="Random. When an answer did not arrive, send the same again with the same key.",
    ),
]

Answer = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """One call as it was made: by whom, under which key (None: without), what, and with which body."""

    person: Person
    key: str | None = field(repr=False)
    what: str
    body: str = field(repr=False)


def once(session: Session, pepper: Pepper, call: Call, do: Callable[[], Answer]) -> Answer:
    """The answer of `do`, or that of the same call before. Raises Problem 422 for another call under the same key.

    Of two at once, the second fails on the row's key, is tried again by the database, and finds the first one's answer.
    """
    if call.key is None:
        return do()
    secret, account = call.person.private, call.person.id
    key = pepper.hash("idempotency key", secret, call.key.encode())
    made = pepper.hash("idempotent call", secret, call.what.encode(), call.body.encode())
    done = session.get(DoneCall, (account, key))
    if done is not None and done.created_at <= now() - LASTS:
        session.delete(done)
        session.flush()
        done = None
    if done is None:
        answer = do()
        kept = json.dumps(answer)
        session.add(DoneCall(account=account, key=key, call=made, status=201, answer=kept, created_at=now()))
        session.flush()
        return answer
    if done.call != made:
        raise Problem(422, "Another call was made with this Idempotency-Key; choose a new one.")
    answered: Answer = json.loads(done.answer)
    return answered
