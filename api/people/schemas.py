"""What crosses HTTP for those who log in."""

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, SecretStr, StringConstraints

from api.people.models import Account, ApiToken, AuditEntry
from api.people.permissions import Permission, Role
from api.people.second_factor import SecondFactor
from api.people.sessions import Person, Stage

Line = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]*$", max_length=64)]
Login = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Password = Annotated[SecretStr, Field(min_length=1, max_length=200)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class LogInIn(_Strict):
    login: Login
    password: Password
    device: str = Field("", max_length=128, description="What an earlier log-in gave this device to keep.")


class SessionOut(BaseModel):
    token: str = Field(description="Send it as `Authorization: Bearer …`. It opens nothing before the second factor.")
    stage: Stage
    expires_at: datetime


class CodeIn(_Strict):
    code: str = Field(min_length=1, max_length=32, description="From the authenticator app, or a recovery code.")


class CompletedOut(BaseModel):
    stage: Stage
    expires_at: datetime
    device: str = Field(description="Keep it on this device and send it at the next log-in.")


class PersonOut(BaseModel):
    """Who the token speaks for."""

    id: str
    login: str
    role: Role
    group: str
    stage: Stage
    permissions: list[Permission]
    must_change_password: bool
    holds_key: bool = Field(description="Whether the organisation's key was given, so that reports can be read.")
    new_key_due: bool = Field(description="Somebody who held the organisation's key has left; it must be renewed.")

    @classmethod
    def of(cls, person: Person, *, holds_key: bool, new_key_due: bool) -> "PersonOut":
        return cls(
            id=person.id,
            login=person.login,
            role=person.role,
            group=person.group,
            stage=person.stage,
            permissions=sorted(person.permissions),
            must_change_password=person.must_change_password,
            holds_key=holds_key,
            new_key_due=new_key_due,
        )


class PasswordIn(_Strict):
    current_password: Password
    password: Password


class TokenIn(_Strict):
    name: Line = Field(min_length=1, examples=["monthly statistics"])
    scopes: frozenset[Permission] = Field(min_length=1)
    expires_at: AwareDatetime


class TokenOut(BaseModel):
    number: str
    name: str
    scopes: list[Permission]
    created_at: datetime
    expires_at: datetime

    @classmethod
    def of(cls, row: ApiToken) -> "TokenOut":
        scopes = [Permission(scope) for scope in row.scopes.split()]
        return cls(
            number=row.number, name=row.name, scopes=scopes, created_at=row.created_at, expires_at=row.expires_at
        )


class NewTokenOut(TokenOut):
    token: str = Field(description="Shown this once.")


class AccountIn(_Strict):
    login: Login
    role: Role
    group: Line = ""


class AccountOut(BaseModel):
    id: str
    login: str
    role: Role
    group: str
    holds_key: bool
    must_change_password: bool
    created_at: datetime

    @classmethod
    def of(cls, account: Account, *, holds_key: bool) -> "AccountOut":
        return cls(
            id=account.id,
            login=account.login,
            role=Role(account.role),
            group=account.group,
            holds_key=holds_key,
            must_change_password=account.must_change_password,
            created_at=account.created_at,
        )


class EnrolmentOut(BaseModel):
    """What a person needs for the first log-in; shown this once."""

    id: str
    login: str
    temporary_password: str
    totp_secret: str
    totp_uri: str
    recovery_codes: list[str]

    @classmethod
    def of(cls, account: Account, password: str, factor: SecondFactor) -> "EnrolmentOut":
        return cls(
            id=account.id,
            login=account.login,
            temporary_password=password,
            totp_secret=factor.secret,
            totp_uri=factor.uri,
            recovery_codes=factor.recovery_codes,
        )


class RemovedOut(BaseModel):
    new_key_due: bool = Field(description="They held the organisation's key: a supervisor must renew it.")


class KeyOut(BaseModel):
    id: str
    created_at: datetime


class EntryOut(BaseModel):
    number: int
    at: datetime
    actor: str = Field(description="The id of an account, or `system`.")
    action: str
    subject_kind: str
    subject: str

    @classmethod
    def of(cls, entry: AuditEntry) -> "EntryOut":
        return cls.model_validate(entry, from_attributes=True)


class AuditOut(BaseModel):
    entries: list[EntryOut]
    next: int | None = Field(description="Ask for the page `before` this number; null on the last page.")
