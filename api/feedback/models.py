"""What people asked and did not find: counts without people, and questions that they allowed us to keep."""

from datetime import datetime

from sqlalchemy import Column, LargeBinary
from sqlmodel import Field, SQLModel

from api.database import Moment


class UnansweredCount(SQLModel, table=True):
    """How often nothing fitted, by the topic that was guessed (or `none`) and language."""

    __tablename__ = "unanswered_count"

    topic: str = Field(primary_key=True, max_length=64)
    language: str = Field(primary_key=True, max_length=8)
    count: int


class OfferedQuestion(SQLModel, table=True):
    """A question, masked and sealed, while its person decides whether we may keep it; an hour at most."""

    __tablename__ = "offered_question"

    person: bytes = Field(sa_column=Column(LargeBinary(32), primary_key=True))
    sealed: bytes
    created_at: datetime = Field(sa_column=Column(Moment, nullable=False, index=True))


class MissedQuestion(SQLModel, table=True):
    """A question that its person allowed us to keep: nothing leads back to them. `kept_on` is a day, without the hour.

    `section` is the one that did not help, empty where nothing was found. `sealed` holds the masked words.
    """

    __tablename__ = "missed_question"

    id: str = Field(primary_key=True, max_length=32)
    topic: str = Field(max_length=64)
    section: str = Field(max_length=64)
    language: str = Field(max_length=8)
    sealed: bytes
    kept_on: datetime = Field(sa_column=Column(Moment, nullable=False, index=True))
