"""Who makes this request, and may they? Typed dependencies for every route that is not public.

person: CurrentPerson                                        logged in, or a program with a token; else 401
person: Annotated[Person, requires(Permission.REPORTS_READ)]  and with this permission; else 403
unlocked: CurrentUnlocked                                     and with the organisation's private keys; else 403
"""

from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.errors import Problem
from api.people import grants, sessions
from api.people.desk import Desk
from api.people.grants import Keyring
from api.people.keys import Token
from api.people.permissions import Permission
from api.people.sessions import Person, Stage

_bearer = HTTPBearer(auto_error=False, scheme_name="Staff token", description="From POST /v1/session or /v1/tokens")


async def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


CurrentDesk = Annotated[Desk, Depends(_desk)]


def person_of(desk: Desk, token: str) -> Person:
    """Whoever the token speaks for, before the second factor too. Raises Problem 401."""
    person = desk.run(lambda session: sessions.find_person(session, Token(token))) if token else None
    if person is None:
        raise _log_in_first("Log in first.")
    return person


def check_second_factor(person: Person) -> Person:
    """Raises Problem 401."""
    if person.stage is not Stage.COMPLETE:
        raise _log_in_first("The second factor is missing: POST /v1/session/second-factor.")
    return person


def check_complete(person: Person) -> Person:
    """Raises Problem 401 before the second factor, 403 while the password is one that somebody else knows."""
    if check_second_factor(person).must_change_password:
        raise Problem(403, "Choose a password of your own first: POST /v1/session/password.")
    return person


def check_in_person(person: Person) -> Person:
    """Raises Problem 403 for a program."""
    if not person.in_person:
        raise Problem(403, "An API token cannot do this; log in.")
    return person


def _log_in_first(detail: str) -> Problem:
    return Problem(401, detail, headers={"WWW-Authenticate": "Bearer"})


def _arriving(
    desk: CurrentDesk, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> Person:
    return person_of(desk, credentials.credentials if credentials else "")


ArrivingPerson = Annotated[Person, Depends(_arriving)]
"""At any stage: for the routes of logging in and out."""


def _complete(person: ArrivingPerson) -> Person:
    return check_complete(person)


CurrentPerson = Annotated[Person, Depends(_complete)]


def _with_any_password(person: ArrivingPerson) -> Person:
    return check_in_person(check_second_factor(person))


PasswordOwner = Annotated[Person, Depends(_with_any_password)]
"""Logged in, perhaps with a temporary password: for the route that changes it."""


def _in_person(person: CurrentPerson) -> Person:
    return check_in_person(person)


PresentPerson = Annotated[Person, Depends(_in_person)]
"""Logged in; not a program with a token."""


def requires(permission: Permission) -> Any:
    """The current person, who must have this permission."""

    def allowed(person: CurrentPerson) -> Person:
        if not person.may(permission):
            raise Problem(403, f"This needs the permission {permission}.")
        return person

    return Depends(allowed)


@dataclass(frozen=True)
class Unlocked:
    """A person who may open reports, and the keys to do it; they live in this request's memory only."""

    person: Person
    keys: Keyring = field(repr=False)


def _unlocked(desk: CurrentDesk, person: CurrentPerson) -> Unlocked:
    keyring = desk.run(lambda session: grants.open_granted(session, person.id, person.private))
    if keyring is None:
        raise Problem(403, "You were not given the organisation's key yet; ask a supervisor.")
    return Unlocked(person, keyring)


CurrentUnlocked = Annotated[Unlocked, Depends(_unlocked)]
