"""Counts what was not found, holds a question until its person has decided, and keeps it when they allow it."""

import json
from dataclasses import asdict
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import Connection, delete, insert, select, update
from sqlmodel import Session, col

from api.conversation.missed import Missed
from api.database import now
from api.feedback.models import MissedQuestion, OfferedQuestion, UnansweredCount
from api.server_key import ServerKey, Unreadable

OFFERED = timedelta(hours=1)
KEPT = timedelta(days=90)
_OFFERED, _MISSED = "offered question", "missed question"  # purposes of the seals


def count_unanswered(connection: Connection, topic: str, language: str) -> None:
    this = (col(UnansweredCount.topic) == topic, col(UnansweredCount.language) == language)
    counted = connection.execute(update(UnansweredCount).where(*this).values(count=col(UnansweredCount.count) + 1))
    if not counted.rowcount:
        connection.execute(insert(UnansweredCount).values(topic=topic, language=language, count=1))


def offer(connection: Connection, key: ServerKey, person: bytes, missed: Missed) -> None:
    """Holds a masked question until the person decides; an earlier one is dropped."""
    drop_offered(connection, person)
    sealed = key.seal(json.dumps(asdict(missed), ensure_ascii=False).encode(), _OFFERED, person)
    connection.execute(insert(OfferedQuestion).values(person=person, sealed=sealed, created_at=now()))


def offered(connection: Connection, key: ServerKey, person: bytes) -> Missed | None:
    """The question that waits for the person's decision, if it was asked within the last hour."""
    fresh = (col(OfferedQuestion.person) == person, col(OfferedQuestion.created_at) > now() - OFFERED)
    sealed = connection.execute(select(col(OfferedQuestion.sealed)).where(*fresh)).scalar_one_or_none()
    try:
        return Missed(**json.loads(key.open(sealed, _OFFERED, person))) if sealed else None
    except Unreadable:
        return None


def drop_offered(connection: Connection, person: bytes) -> None:
    connection.execute(delete(OfferedQuestion).where(col(OfferedQuestion.person) == person))


def keep(connection: Connection, key: ServerKey, missed: Missed) -> None:
    """Keeps a masked question for editors, for 90 days. Nothing in the row leads to the person; the day has no hour."""
    number = uuid4().hex
    day = now().replace(hour=0, minute=0, second=0, microsecond=0)
    row = {
        "id": number,
        "topic": missed.topic,
        "section": missed.section,
        "language": missed.language,
        "sealed": key.seal(missed.words.encode(), _MISSED, b"", number),
        "kept_on": day,
    }
    connection.execute(insert(MissedQuestion).values(**row))


def remove(session: Session, question_id: str) -> bool:
    """False if there is no such kept question."""
    question = session.get(MissedQuestion, question_id)
    if question is not None:
        session.delete(question)
    return question is not None


def words(key: ServerKey, question: MissedQuestion) -> str:
    """The masked words; empty when the server's key has changed since."""
    try:
        return key.open(question.sealed, _MISSED, b"", question.id).decode()
    except Unreadable:
        return ""


def forget_old(session: Session) -> None:
    """Deletes questions about which nobody decided within an hour, and kept ones after 90 days."""
    session.execute(delete(OfferedQuestion).where(col(OfferedQuestion.created_at) < now() - OFFERED))
    session.execute(delete(MissedQuestion).where(col(MissedQuestion.kept_on) < now() - KEPT))
