"""Logging in and out, API tokens, accounts, the organisation's key, the audit."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from sqlmodel import Session

from api.errors import Problem, described
from api.people import actions, grants, log_in, queries
from api.people.actions import Credentials, NewPerson
from api.people.guards import (
    ArrivingPerson,
    CurrentDesk,
    CurrentUnlocked,
    PasswordOwner,
    PresentPerson,
    check_in_person,
    requires,
)
from api.people.models import Account
from api.people.permissions import Permission
from api.people.rules import temporary_password
from api.people.schemas import (
    AccountIn,
    AccountOut,
    AuditOut,
    CodeIn,
    CompletedOut,
    EnrolmentOut,
    EntryOut,
    KeyOut,
    LogInIn,
    NewTokenOut,
    PasswordIn,
    PersonOut,
    RemovedOut,
    SessionOut,
    TokenIn,
    TokenOut,
)
from api.people.second_factor import SecondFactor
from api.people.sessions import Person, Stage

router = APIRouter(prefix="/v1", responses=described(401, 429, 503))
_SAVES = described(400, 413, 415, 422)
_ALLOWED = described(403)
Id = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]

# Sessions


@router.post("/session", status_code=201, tags=["session"], summary="Log in: login and password", responses=_SAVES)
def open_session(body: LogInIn, desk: CurrentDesk, request: Request) -> SessionOut:
    """401 is the same for an unknown login and a wrong password. 429: wait as `Retry-After` says, a minute at most."""
    address = request.client.host if request.client else ""
    password = body.password.get_secret_value()
    opened = log_in.log_in(desk, body.login, password, device=body.device, address=address)
    return SessionOut(token=opened.token.text, stage=Stage.PASSWORD, expires_at=opened.expires_at)


@router.post(
    "/session/second-factor",
    tags=["session"],
    summary="Log in: the second factor",
    responses=_SAVES | described(403, 409),
)
def give_second_factor(body: CodeIn, person: ArrivingPerson, desk: CurrentDesk) -> CompletedOut:
    """With the token of the first step, which is complete from then on. Five wrong codes end it."""
    if check_in_person(person).stage is Stage.COMPLETE:
        raise Problem(409, "You are logged in already.")
    done = log_in.complete(desk, person, body.code)
    return CompletedOut(stage=Stage.COMPLETE, expires_at=done.expires_at, device=done.device)


@router.get("/session", tags=["session"], summary="Who am I, and what may I do?")
def who_am_i(person: ArrivingPerson, desk: CurrentDesk) -> PersonOut:
    def look(session: Session) -> PersonOut:
        holds = grants.holds_current_key(session, person.id)
        due = holds and grants.current_key(session).exposed_at is not None
        return PersonOut.of(person, holds_key=holds, new_key_due=due)

    return desk.run(look)


@router.delete(
    "/session",
    status_code=204,
    response_class=Response,
    tags=["session"],
    summary="Log out",
    responses=described(403, 422),
)
def close_session(person: ArrivingPerson, desk: CurrentDesk, everywhere: bool = False) -> None:
    """With `everywhere`, every session and API token of this person ends."""
    check_in_person(person)
    desk.run(lambda session: log_in.log_out(session, person, everywhere=everywhere))


@router.post(
    "/session/password",
    status_code=204,
    response_class=Response,
    tags=["session"],
    summary="Change the password",
    responses=_SAVES | described(403, 409),
)
def change_password(body: PasswordIn, person: PasswordOwner, desk: CurrentDesk) -> None:
    """Every other session and API token of this person ends. The first thing to do after a temporary password."""
    log_in.change_password(desk, person, body.current_password.get_secret_value(), body.password.get_secret_value())


# API tokens


@router.get("/tokens", tags=["tokens"], summary="My API tokens", responses=_ALLOWED)
def list_tokens(person: PresentPerson, desk: CurrentDesk) -> list[TokenOut]:
    return desk.run(lambda session: [TokenOut.of(row) for row in queries.api_tokens(session, person.id)])


@router.post("/tokens", status_code=201, tags=["tokens"], summary="Make an API token", responses=_SAVES | _ALLOWED)
def create_token(body: TokenIn, person: PresentPerson, desk: CurrentDesk) -> NewTokenOut:
    """It may do what its scopes say and you may, and opens reports if you do; until it expires."""

    def create(session: Session) -> NewTokenOut:
        token, row = actions.create_api_token(session, person, body.name, body.scopes, body.expires_at)
        return NewTokenOut(**TokenOut.of(row).model_dump(), token=token.text)

    return desk.run(create)


@router.delete(
    "/tokens/{number}",
    status_code=204,
    response_class=Response,
    tags=["tokens"],
    summary="Revoke an API token",
    responses=described(403, 404, 422),
)
def revoke_token(number: Id, person: PresentPerson, desk: CurrentDesk) -> None:
    desk.run(lambda session: actions.revoke_api_token(session, person, number))


# People


@router.get("/people", tags=["people"], summary="Those who work here", responses=_ALLOWED)
def list_people(_: Annotated[Person, requires(Permission.PEOPLE_READ)], desk: CurrentDesk) -> list[AccountOut]:
    return desk.run(
        lambda session: [AccountOut.of(account, holds_key=holds) for account, holds in queries.people(session)]
    )


@router.post(
    "/people", status_code=201, tags=["people"], summary="Add a person", responses=_SAVES | described(403, 409)
)
def add_person(
    body: AccountIn, by: Annotated[Person, requires(Permission.PEOPLE_WRITE)], desk: CurrentDesk
) -> EnrolmentOut:
    """They log in with the temporary password and choose their own; then a supervisor can give them the key."""
    password = temporary_password()
    credentials = Credentials.new(desk.passwords, body.login, password, temporary=True)

    def add(session: Session) -> tuple[Account, SecondFactor]:
        new = NewPerson(body.login, body.role, body.group, credentials)
        return actions.add(session, desk.pepper, new, by.id)

    account, factor = desk.run(add)
    return EnrolmentOut.of(account, password, factor)


@router.delete(
    "/people/{person_id}",
    tags=["people"],
    summary="Remove a person at once",
    responses=described(403, 404, 409, 422),
)
def remove_person(
    person_id: Id, by: Annotated[Person, requires(Permission.PEOPLE_WRITE)], desk: CurrentDesk
) -> RemovedOut:
    """Sessions, API tokens and keys end with this. Then a supervisor renews the key, if they held it."""

    def remove(session: Session) -> bool:
        return actions.remove(session, queries.account(session, person_id), by.id)

    return RemovedOut(new_key_due=desk.run(remove))


@router.post(
    "/people/{person_id}/reset",
    tags=["people"],
    summary="A new temporary password and second factor",
    responses=described(403, 404, 422),
)
def reset_person(
    person_id: Id, by: Annotated[Person, requires(Permission.PEOPLE_WRITE)], desk: CurrentDesk
) -> EnrolmentOut:
    """For who forgot the password or lost the phone. The organisation's key must be given to them again."""
    login = desk.run(lambda session: queries.account(session, person_id).login)
    password = temporary_password()
    credentials = Credentials.new(desk.passwords, login, password, account=person_id, temporary=True)

    def reset(session: Session) -> EnrolmentOut:
        account = queries.account(session, person_id)
        return EnrolmentOut.of(account, password, actions.reset(session, desk.pepper, account, credentials, by.id))

    return desk.run(reset)


# The organisation's key


@router.post(
    "/people/{person_id}/key",
    status_code=204,
    response_class=Response,
    tags=["people"],
    summary="Give the organisation's key to a person",
    responses=described(403, 404, 409, 422),
)
def give_key(
    person_id: Id,
    by: Annotated[Person, requires(Permission.KEYS_GRANT)],
    unlocked: CurrentUnlocked,
    desk: CurrentDesk,
) -> None:
    """They can read reports from then on. Ask them first, in another way, whether it is they who logged in."""

    def give(session: Session) -> None:
        actions.give_key(session, queries.account(session, person_id), unlocked.keys, by.id)

    desk.run(give)


@router.post(
    "/organisation-key",
    status_code=201,
    tags=["people"],
    summary="Renew the organisation's key",
    responses=described(403, 409),
)
def renew_key(
    by: Annotated[Person, requires(Permission.KEYS_RENEW)], unlocked: CurrentUnlocked, desk: CurrentDesk
) -> KeyOut:
    """Due when somebody who held it has left: what is sealed from then on does not open with the old one."""
    new = desk.run(lambda session: actions.renew_key(session, unlocked.keys, desk.reseal, by.id))
    return KeyOut(id=new.id, created_at=new.created_at)


# The audit


@router.get("/audit", tags=["audit"], summary="Who did what, the newest first", responses=described(403, 422))
def read_audit(
    _: Annotated[Person, requires(Permission.AUDIT_READ)],
    desk: CurrentDesk,
    before: Annotated[int | None, Query(ge=1, lt=2**63)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> AuditOut:
    page = desk.run(lambda session: queries.audit_page(session, before, limit))
    is_last = len(page) < limit or page[-1].number == 1
    return AuditOut(entries=[EntryOut.of(entry) for entry in page], next=None if is_last else page[-1].number)
