"""The outbox: what must reach somebody later."""

from datetime import datetime

from sqlalchemy import Column, Index
from sqlmodel import Field, SQLModel

from api.database import Moment


class Outgoing(SQLModel, table=True):
    """One neutral notice. `sealed` holds the address, the text's id and the language, under the server's key.

    Nothing in the row says which report it is about, and `created_at` is a whole hour, so that the clock does not say
    so either. `id` is a keyed hash of whom it is for and of what: a second notice meets the first. `waiting` means that
    there is something to tell; a worker that takes the row sets it back and has it until `claimed_until`. A row that
    neither waits nor is claimed was sent, and stays until `due_at` so that the next one comes no sooner.
    """

    __tablename__ = "outgoing"
    __table_args__ = (Index("ix_outgoing_next", "channel", "due_at"),)

    id: str = Field(primary_key=True, max_length=32)
    channel: str = Field(max_length=20)
    sealed: bytes
    waiting: bool = True
    due_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    claimed_until: datetime | None = Field(None, sa_column=Column(Moment))
    tries: int = 0
    created_at: datetime = Field(sa_column=Column(Moment, nullable=False, index=True))
