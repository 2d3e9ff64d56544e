"""The outbox: what must reach somebody later."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import Column, Index
from sqlmodel import Field, SQLModel

from api.database import Moment


class Outgoing(SQLModel, table=True):
    """One neutral notice. `sealed` holds the address, the text's id and the language, under the server's key.

    Nothing in the row says which report it is about. A worker claims it until `claimed_until`.
    """

    __tablename__ = "outgoing"
    __table_args__ = (Index("ix_outgoing_next", "channel", "due_at"),)

    id: str = Field(default_factory=lambda: uuid4().hex, primary_key=True, max_length=32)
    channel: str = Field(max_length=20)
    sealed: bytes
    due_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    claimed_until: datetime | None = Field(None, sa_column=Column(Moment))
    tries: int = 0
    created_at: datetime = Field(sa_column=Column(Moment, nullable=False, index=True))
