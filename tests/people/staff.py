"""People who log in, as tests meet them: each has a password, a phone with an authenticator, and codes on paper."""

import base64
from dataclasses import dataclass, field

import httpx
from sqlmodel import Session

from api.database import now
from api.people import actions, grants, log_in, queries, recovery_key, sessions, totp
from api.people.actions import Credentials, NewPerson
from api.people.audit import SYSTEM
from api.people.desk import Desk
from api.people.grants import Keyring
from api.people.keys import Token
from api.people.permissions import Role, reads_reports
from api.people.second_factor import SecondFactor
from api.people.sessions import Person

PASSWORD = "a horse, a yurt and a lake"
NEW_PASSWORD = "seven snow leopards at dusk"


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


async def who(client: httpx.AsyncClient, token: str) -> httpx.Response:
    return await client.get("/v1/session", headers=bearer(token))


async def changes_password(client: httpx.AsyncClient, token: str, current: str, new: str) -> httpx.Response:
    body = {"current_password": current, "password": new}
    return await client.post("/v1/session/password", json=body, headers=bearer(token))


@dataclass
class Staff:
    """One person, with what they remember and hold."""

    login: str
    id: str
    secret: bytes
    recovery_codes: list[str]
    password: str = PASSWORD
    device: str = ""
    last_step: int = field(default=0)

    @classmethod
    def with_factor(cls, login: str, account: str, factor: SecondFactor) -> "Staff":
        return cls(login, account, base64.b32decode(factor.secret), list(factor.recovery_codes))

    def code(self) -> str:
        """From the phone. Each works once, so that a third log-in within half a minute takes one from paper."""
        step = max(self.last_step + 1, totp.step_at(now()))
        if step > totp.step_at(now()) + totp.WINDOW:
            return self.recovery_codes.pop()
        self.last_step = step
        return totp.code_of(self.secret, step)

    async def gives_password(self, client: httpx.AsyncClient, password: str | None = None) -> httpx.Response:
        body = {"login": self.login, "password": password or self.password, "device": self.device}
        return await client.post("/v1/session", json=body)

    async def gives_code(self, client: httpx.AsyncClient, token: str, code: str | None = None) -> httpx.Response:
        body = {"code": code or self.code()}
        return await client.post("/v1/session/second-factor", json=body, headers=bearer(token))

    async def logs_in(self, client: httpx.AsyncClient) -> str:
        """The token of a complete session."""
        opened = await self.gives_password(client)
        assert opened.status_code == 201, opened.text
        token: str = opened.json()["token"]
        done = await self.gives_code(client, token)
        assert done.status_code == 200, done.text
        self.device = done.json()["device"]
        return token

    def session(self, desk: Desk) -> Token:
        """The token of a complete session, without HTTP."""
        opened = log_in.log_in(desk, self.login, self.password)
        log_in.complete(desk, self.person(desk, opened.token), self.code())
        return opened.token

    def person(self, desk: Desk, token: Token | None = None) -> Person:
        found = self.found(desk, token or self.session(desk))
        assert found is not None
        return found

    def found(self, desk: Desk, token: Token) -> Person | None:
        return desk.run(lambda session: sessions.find_person(session, token))

    def keyring(self, desk: Desk, token: Token | None = None) -> Keyring | None:
        """The organisation's private keys, as a request of this person gets them."""
        person = self.person(desk, token)
        return desk.run(lambda session: grants.open_granted(session, person.id, person.private))


@dataclass
class Office:
    """Aizada administers, Bermet supervises, Cholpon works on cases, Daniyar edits the guidance."""

    desk: Desk
    recovery: str
    aizada: Staff
    bermet: Staff
    cholpon: Staff
    daniyar: Staff

    @classmethod
    def opened(cls, desk: Desk) -> "Office":
        credentials = Credentials.new(desk.passwords, "aizada", PASSWORD)
        factor, recovery = desk.run(lambda session: actions.set_up(session, desk.pepper, "aizada", credentials))
        aizada = Staff.with_factor("aizada", credentials.account, factor)
        joins = [("bermet", Role.SUPERVISOR), ("cholpon", Role.CASEWORKER), ("daniyar", Role.EDITOR)]
        return cls(desk, recovery, aizada, *(join(desk, login, role, recovery) for login, role in joins))

    def keyring(self) -> Keyring:
        """By the recovery key."""
        private = recovery_key.read(self.recovery)
        return self.desk.run(lambda session: grants.open_with_recovery(session, private))

    def removes(self, who: Staff) -> bool:
        """As the administrator does; the organisation's key stays until it is renewed."""

        def remove(session: Session) -> bool:
            return actions.remove(session, queries.account(session, who.id), self.aizada.id)

        return self.desk.run(remove)

    def renews_key(self) -> None:
        keyring = self.keyring()
        self.desk.run(lambda session: actions.renew_key(session, keyring, self.desk.reseal, SYSTEM))


def join(desk: Desk, login: str, role: Role, recovery: str = "") -> Staff:
    """A new person; with the recovery key, those who read reports can at once."""
    new = NewPerson(login, role, "osh", Credentials.new(desk.passwords, login, PASSWORD))

    def add(session: Session) -> Staff:
        account, factor = actions.add(session, desk.pepper, new, SYSTEM)
        if recovery and reads_reports(role):
            keyring = grants.open_with_recovery(session, recovery_key.read(recovery))
            actions.give_key(session, account, keyring, SYSTEM)
        return Staff.with_factor(login, account.id, factor)

    return desk.run(add)
