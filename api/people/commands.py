"""Accounts from the server's own terminal: set-up, people, the audit.

Who types here holds the server; who types the recovery key as well may give and renew the organisation's key.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session

from api.errors import Problem
from api.people import actions, audit, grants, queries, recovery_key
from api.people.actions import Credentials, NewPerson
from api.people.audit import SYSTEM, Action
from api.people.desk import Desk
from api.people.grants import Keyring
from api.people.keys import Unreadable
from api.people.models import Account
from api.people.permissions import Role, reads_reports
from api.people.rules import folded
from api.people.second_factor import SecondFactor

_TRIES = 3


@dataclass(frozen=True)
class PeopleCommands:
    """`ask_password` is told the login, `ask_recovery_key` what it is for; an empty recovery key means: not now."""

    desk: Desk
    ask_password: Callable[[str], str]
    ask_recovery_key: Callable[[str], str]
    say: Callable[[str], None]

    def set_up(self, login: str) -> None:
        if self.desk.run(grants.is_set_up):
            raise Problem(409, "The service is set up already.")
        credentials = self._new_credentials(login)
        pepper = self.desk.pepper
        factor, printed = self.desk.run(lambda session: actions.set_up(session, pepper, login, credentials))
        self._show_second_factor(factor)
        self.say(
            "\nThe recovery key opens every report. It is shown this once and kept nowhere. Print it, put it into a\n"
            f"safe, and keep no copy on a computer:\n\n  {printed}\n\n"
            "Next: jardam people add LOGIN --role supervisor"
        )

    def add(self, login: str, role: str, group: str = "") -> None:
        self.desk.run(grants.current_key)  # asks for nothing before it is set up
        new = NewPerson(login, Role(role), group, self._new_credentials(login))
        keyring = self._keyring_for(new.role, f"to let {login} read reports")

        def work(session: Session) -> SecondFactor:
            account, factor = actions.add(session, self.desk.pepper, new, SYSTEM)
            _give(session, account, keyring)
            return factor

        self._show_second_factor(self.desk.run(work))

    def reset(self, login: str) -> None:
        account_id, role = self.desk.run(lambda session: _id_and_role(session, login))
        credentials = self._new_credentials(login, account_id)
        keyring = self._keyring_for(role, f"to let {login} read reports again")

        def work(session: Session) -> SecondFactor:
            account = queries.account(session, account_id)
            factor = actions.reset(session, self.desk.pepper, account, credentials, SYSTEM)
            _give(session, account, keyring)
            return factor

        self._show_second_factor(self.desk.run(work))

    def remove(self, login: str) -> None:
        """Shuts them out first and asks for the recovery key then: the one must not wait for the other."""
        held = self.desk.run(lambda session: actions.remove(session, _find(session, login), SYSTEM))
        self.say(f"{login} is shut out.")
        if held:
            self.renew_key()

    def renew_key(self) -> None:
        keyring = self._ask_for_keyring("to renew the organisation's key")
        if keyring is None:
            self.say("The organisation's key is not renewed; a supervisor must do it.")
            return
        self.desk.run(lambda session: _renew(session, self.desk, keyring))
        self.say("The organisation's key is renewed.")

    def show(self) -> None:
        for account, holds_key in self.desk.run(queries.people):
            notes = [account.group, "holds the key" if holds_key else ""]
            self.say("  ".join([f"{account.login:24}{account.role:16}", *filter(None, notes)]).rstrip())

    def verify_audit(self, noted: str | None = None) -> None:
        """Raises Problem when the audit is not as it was written."""
        verdict = self.desk.run(audit.verify)
        if verdict.broken is not None:
            raise Problem(409, f"The audit is broken at entry {verdict.broken}: changed, or the one before is missing.")
        if noted and not self.desk.run(lambda session: audit.holds(session, noted)):
            raise Problem(409, "The audit was rewritten: the noted entry is not in it.")
        self.say(f"{verdict.entries} entries, none changed. Note this away from the server: {verdict.last}")

    # Asking and telling

    def _new_credentials(self, login: str, account: str | None = None) -> Credentials:
        return Credentials.new(self.desk.passwords, login, self.ask_password(login), account=account)

    def _keyring_for(self, role: Role, why: str) -> Keyring | None:
        if not reads_reports(role):
            return None
        keyring = self._ask_for_keyring(why)
        if keyring is None:
            self.say("They cannot read reports until a supervisor gives them the organisation's key.")
        return keyring

    def _ask_for_keyring(self, why: str) -> Keyring | None:
        """None when the recovery key is not at hand. Raises Problem after too many mistakes."""
        for _ in range(_TRIES):
            typed = self.ask_recovery_key(f"{why} (empty: a supervisor does it later)").strip()
            if not typed:
                return None
            try:
                return self._open_keyring(recovery_key.read(typed))
            except recovery_key.Mistyped as mistake:
                self.say(str(mistake))
            except Unreadable:
                self.say("This is not the recovery key of this organisation.")
        raise Problem(422, "The recovery key was wrong too often.")

    def _open_keyring(self, recovery_private: bytes) -> Keyring:
        return self.desk.run(lambda session: grants.open_with_recovery(session, recovery_private))

    def _show_second_factor(self, factor: SecondFactor) -> None:
        codes = "\n".join(f"  {code}" for code in factor.recovery_codes)
        self.say(
            f"For the authenticator app, as a link or typed in:\n  {factor.uri}\n  {factor.secret}\n"
            f"If the phone is lost, each of these works once in its place:\n{codes}"
        )


def _find(session: Session, login: str) -> Account:
    account = queries.account_by_login(session, folded(login), for_update=True)
    if account is None:
        raise Problem(404, f"Nobody here has the login {login}.")
    return account


def _id_and_role(session: Session, login: str) -> tuple[str, Role]:
    account = _find(session, login)
    return account.id, Role(account.role)


def _give(session: Session, account: Account, keyring: Keyring | None) -> None:
    if keyring:
        audit.append(session, SYSTEM, Action.RECOVERY_KEY_USED, "key", keyring.current)
        actions.give_key(session, account, keyring, SYSTEM)


def _renew(session: Session, desk: Desk, keyring: Keyring) -> None:
    audit.append(session, SYSTEM, Action.RECOVERY_KEY_USED, "key", keyring.current)
    actions.renew_key(session, keyring, desk.reseal, SYSTEM)
