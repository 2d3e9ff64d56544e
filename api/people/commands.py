"""`jardam setup`, `jardam people …` and `jardam audit verify`: accounts from the server's own terminal.

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
class Terminal:
    """`ask_password` is told the login, `ask_recovery_key` what it is for; an empty answer means: not now."""

    ask_password: Callable[[str], str]
    ask_recovery_key: Callable[[str], str]
    say: Callable[[str], None]


def set_up(desk: Desk, terminal: Terminal, login: str) -> None:
    if desk.run(grants.is_set_up):
        raise Problem(409, "The service is set up already.")
    credentials = Credentials.new(desk.passwords, login, terminal.ask_password(login))
    factor, printed = desk.run(lambda session: actions.set_up(session, desk.pepper, login, credentials))
    _show_second_factor(terminal, factor)
    terminal.say(
        "\nThe recovery key opens every report. It is shown this once and kept nowhere. Print it, put it into a safe,\n"
        f"and keep no copy on a computer:\n\n  {printed}\n\n"
        "Next: jardam people add LOGIN --role supervisor"
    )


def add(desk: Desk, terminal: Terminal, login: str, role: Role, group: str) -> None:
    credentials = Credentials.new(desk.passwords, login, terminal.ask_password(login))
    keyring = _ask_for_keyring(desk, terminal, f"to let {login} read reports") if reads_reports(role) else None

    def work(session: Session) -> SecondFactor:
        grants.current_key(session)
        account, factor = actions.add(session, desk.pepper, NewPerson(login, role, group, credentials), SYSTEM)
        _give(session, account, keyring)
        return factor

    _show_second_factor(terminal, desk.run(work))
    _say_who_gives_the_key(terminal, role, keyring)


def reset(desk: Desk, terminal: Terminal, login: str) -> None:
    account_id, role = desk.run(lambda session: _id_and_role(session, login))
    credentials = Credentials.new(desk.passwords, login, terminal.ask_password(login), account=account_id)
    keyring = _ask_for_keyring(desk, terminal, f"to let {login} read reports again") if reads_reports(role) else None

    def work(session: Session) -> SecondFactor:
        account = queries.account(session, account_id)
        factor = actions.reset(session, desk.pepper, account, credentials, SYSTEM)
        _give(session, account, keyring)
        return factor

    _show_second_factor(terminal, desk.run(work))
    _say_who_gives_the_key(terminal, role, keyring)


def remove(desk: Desk, terminal: Terminal, login: str) -> None:
    """Shuts them out first and asks for the recovery key then: the one must not wait for the other."""
    held = desk.run(lambda session: actions.remove(session, _find(session, login), SYSTEM))
    terminal.say(f"{login} is shut out.")
    if not held:
        return
    keyring = _ask_for_keyring(desk, terminal, "to renew the organisation's key")
    if keyring is None:
        terminal.say("They held the organisation's key. A supervisor must renew it: POST /v1/organisation-key.")
        return
    desk.run(lambda session: _renew(session, desk, keyring))
    terminal.say("The organisation's key is renewed.")


def show(desk: Desk, terminal: Terminal) -> None:
    for account, holds_key in desk.run(queries.people):
        notes = [account.group, "holds the key" if holds_key else ""]
        terminal.say("  ".join([f"{account.login:24}{account.role:16}", *filter(None, notes)]).rstrip())


def verify_audit(desk: Desk, terminal: Terminal, noted: str | None = None) -> None:
    """Raises Problem when the audit is not as it was written."""
    verdict = desk.run(audit.verify)
    if verdict.broken is not None:
        raise Problem(
            409, f"The audit is broken at entry {verdict.broken}: it was changed, or one before it is missing."
        )
    if noted and not desk.run(lambda session: audit.holds(session, noted)):
        raise Problem(409, "The audit was rewritten: the noted entry is not in it.")
    terminal.say(f"{verdict.entries} entries, none changed. Note this away from the server: {verdict.last}")


# Parts of these


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


def _ask_for_keyring(desk: Desk, terminal: Terminal, why: str) -> Keyring | None:
    """None when the recovery key is not at hand. Raises Problem after too many mistakes."""
    for _ in range(_TRIES):
        typed = terminal.ask_recovery_key(f"{why} (empty: a supervisor does it later)").strip()
        if not typed:
            return None
        try:
            private = recovery_key.read(typed)
            return desk.run(lambda session: grants.open_with_recovery(session, private))  # noqa: B023 - run at once
        except recovery_key.Mistyped as mistake:
            terminal.say(str(mistake))
        except Unreadable:
            terminal.say("This is not the recovery key of this organisation.")
    raise Problem(422, "Nothing was done: the recovery key was wrong too often.")


def _show_second_factor(terminal: Terminal, factor: SecondFactor) -> None:
    codes = "\n".join(f"  {code}" for code in factor.recovery_codes)
    terminal.say(
        f"For the authenticator app, as a link or typed in:\n  {factor.uri}\n  {factor.secret}\n"
        f"If the phone is lost, each of these works once in its place:\n{codes}"
    )


def _say_who_gives_the_key(terminal: Terminal, role: Role, keyring: Keyring | None) -> None:
    if reads_reports(role) and keyring is None:
        terminal.say("They cannot read reports until a supervisor gives them the organisation's key.")
