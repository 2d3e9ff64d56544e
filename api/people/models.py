"""Those who log in, and what opens what for them. No row opens anything without a password or a token.

Ids are random hex digits; closed lists are kept as text.
"""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import BigInteger, Column, LargeBinary
from sqlmodel import Field, SQLModel

from api.database import Moment

ID_LENGTH = 32


def new_id() -> str:
    return uuid4().hex


class Account(SQLModel, table=True):
    """One person. After removal the row stays, without keys, so that the audit can still be read."""

    __tablename__ = "account"

    id: str = Field(default_factory=new_id, primary_key=True, max_length=ID_LENGTH)
    login: str = Field(unique=True, max_length=64)
    role: str = Field(max_length=16)
    group: str = Field("", max_length=64)
    public_key: bytes = Field(sa_column=Column(LargeBinary(32), nullable=False))
    wrapped_private: bytes
    salt: bytes = Field(sa_column=Column(LargeBinary(16), nullable=False))
    cost: str = Field(max_length=32)
    must_change_password: bool
    totp_secret: bytes
    totp_step: int = Field(0, sa_column=Column(BigInteger, nullable=False))
    recovery_codes: str = ""
    active: bool = True
    created_at: datetime = Field(sa_column=Column(Moment, nullable=False))


class OrganisationKey(SQLModel, table=True):
    """What reports are sealed to. One is in use; those before it have `retired_at`.

    `exposed_at`: somebody who held it has left, and a new one is due.
    """

    __tablename__ = "organisation_key"

    id: str = Field(default_factory=new_id, primary_key=True, max_length=ID_LENGTH)
    public: bytes = Field(sa_column=Column(LargeBinary(32), nullable=False))
    private_for_recovery: bytes
    recovery_public: bytes = Field(sa_column=Column(LargeBinary(32), nullable=False))
    created_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    exposed_at: datetime | None = Field(None, sa_column=Column(Moment))
    retired_at: datetime | None = Field(None, sa_column=Column(Moment))


class KeyGrant(SQLModel, table=True):
    """The private half of an organisation's key, sealed to one account."""

    __tablename__ = "key_grant"

    account: str = Field(primary_key=True, foreign_key="account.id", max_length=ID_LENGTH)
    key: str = Field(primary_key=True, foreign_key="organisation_key.id", max_length=ID_LENGTH)
    sealed_private: bytes


class StaffSession(SQLModel, table=True):
    """One log-in. `id` is a hash of the token, and `locked_private` opens with the token only."""

    __tablename__ = "staff_session"

    id: bytes = Field(sa_column=Column(LargeBinary(32), primary_key=True))
    account: str = Field(foreign_key="account.id", index=True, max_length=ID_LENGTH)
    locked_private: bytes
    stage: str = Field(max_length=16)
    wrong_codes: int = 0
    created_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    expires_at: datetime = Field(sa_column=Column(Moment, nullable=False, index=True))
    last_seen: datetime = Field(sa_column=Column(Moment, nullable=False))


class ApiToken(SQLModel, table=True):
    """A program that works in somebody's name. `scopes` are permissions, in words with spaces between."""

    __tablename__ = "api_token"

    id: bytes = Field(sa_column=Column(LargeBinary(32), primary_key=True))
    number: str = Field(default_factory=new_id, unique=True, max_length=ID_LENGTH)
    account: str = Field(foreign_key="account.id", index=True, max_length=ID_LENGTH)
    name: str = Field(max_length=64)
    locked_private: bytes
    scopes: str
    created_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    expires_at: datetime = Field(sa_column=Column(Moment, nullable=False, index=True))


class Delay(SQLModel, table=True):
    """How long to wait after wrong guesses. `key` is a keyed hash, the same for logins that exist and that do not."""

    __tablename__ = "delay"

    key: bytes = Field(sa_column=Column(LargeBinary(32), primary_key=True))
    tries: int
    until: datetime = Field(sa_column=Column(Moment, nullable=False))
    last_try: datetime = Field(sa_column=Column(Moment, nullable=False, index=True))


class AuditEntry(SQLModel, table=True):
    """Who did what to what, and never what it said. The database refuses to change or delete an entry."""

    __tablename__ = "audit_entry"

    number: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    at: datetime = Field(sa_column=Column(Moment, nullable=False))
    actor: str = Field(max_length=ID_LENGTH)
    action: str = Field(max_length=32)
    subject_kind: str = Field(max_length=32)
    subject: str = Field(max_length=64)
    previous_hash: bytes = Field(sa_column=Column(LargeBinary(32), nullable=False))
    hash: bytes = Field(sa_column=Column(LargeBinary(32), nullable=False))
