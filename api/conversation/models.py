"""What the conversation keeps: nothing that names a person, and nothing that opens without the server's key."""

from datetime import datetime

from sqlalchemy import Column, LargeBinary
from sqlmodel import Field, SQLModel

from api.database import Moment


class Conversation(SQLModel, table=True):
    """One person on one channel. `person` is a keyed hash of channel and address; `state` is sealed."""

    __tablename__ = "conversation"

    person: bytes = Field(sa_column=Column(LargeBinary(32), primary_key=True))
    state: bytes
    updated_at: datetime = Field(sa_column=Column(Moment, nullable=False, index=True))


class Turn(SQLModel, table=True):
    """One message that was answered: its key, so that a repetition has no second effect, and the sealed answer.

    `message_ids` are the numbers of the chat's messages in this turn, for `/wipe`; they mean nothing without the chat.
    """

    __tablename__ = "turn"

    person: bytes = Field(sa_column=Column(LargeBinary(32), primary_key=True))
    key: str = Field(primary_key=True, max_length=128)
    answer: bytes
    message_ids: str = ""
    created_at: datetime = Field(sa_column=Column(Moment, nullable=False, index=True))


class AnswerCount(SQLModel, table=True):
    """How often a section was marked as helpful or not, by language; no person in it."""

    __tablename__ = "answer_count"

    topic: str = Field(primary_key=True, max_length=64)
    section: str = Field(primary_key=True, max_length=64)
    language: str = Field(primary_key=True, max_length=8)
    helpful: bool = Field(primary_key=True)
    count: int
