"""A thief has the whole database and every secret of the server, but no password, token or recovery key."""

import base64
from collections.abc import Iterator
from typing import TypeVar

import pytest
from sqlmodel import Session, SQLModel, select

from api import tables
from api.people import keys
from api.people.desk import Desk
from api.people.keys import Token, Unreadable
from api.people.models import Account, KeyGrant, OrganisationKey, StaffSession
from api.people.slow_hash import Cost
from api.reports.sealing import Place, unlock
from api.settings import Settings
from tests.people.staff import PASSWORD, Office

Table = TypeVar("Table", bound=SQLModel)


def loot(desk: Desk) -> list[SQLModel]:
    """Every row of every table."""
    with desk.database.transaction() as session:
        every = [getattr(tables, name) for name in tables.__all__]
        return [row for table in every for row in session.exec(select(table)).all()]


def dump(desk: Desk) -> bytes:
    return repr([row.model_dump() for row in loot(desk)]).encode() + b"".join(_bytes_of(loot(desk)))


def _bytes_of(rows: list[SQLModel]) -> Iterator[bytes]:
    return (value for row in rows for value in row.model_dump().values() if isinstance(value, bytes))


def candidate_keys(desk: Desk, server_key: bytes) -> set[bytes]:
    """Whatever of 32 bytes can be cut out of the loot or is derived from the server's key."""
    purposes = ("password", "totp", "recovery code", "delay", "device", "decoy")
    derived = {desk.pepper.hash(purpose) for purpose in purposes} | {server_key, desk.pepper.secret}
    return derived | {raw[i : i + 32] for raw in _bytes_of(loot(desk)) for i in (0, len(raw) - 32) if len(raw) >= 32}


def rows(desk: Desk, table: type[Table]) -> list[Table]:
    with desk.database.transaction() as session:
        return list(session.exec(select(table)).all())


@pytest.fixture
def server_key(settings: Settings) -> bytes:
    return settings.key_of_server


@pytest.fixture
def tokens(office: Office) -> list[Token]:
    """Everybody is logged in, while the thief comes."""
    return [staff.session(office.desk) for staff in (office.aizada, office.bermet, office.cholpon, office.daniyar)]


def test_no_secret_can_be_read_in_the_database(office: Office, tokens: list[Token]) -> None:
    keyring = office.keyring()
    secrets = [office.bermet.secret, PASSWORD.encode(), office.recovery.encode(), *keyring.privates.values()]
    secrets += [code.encode() for code in office.bermet.recovery_codes]
    secrets += [code.replace("-", "").encode() for code in office.bermet.recovery_codes]
    secrets += [token.text.encode() for token in tokens]
    secrets += [office.cholpon.person(office.desk, token).private for token in tokens[2:3]]
    stolen = dump(office.desk)
    for secret in secrets:
        assert secret not in stolen
        assert secret.hex().encode() not in stolen
        assert base64.b64encode(secret)[:-4] not in stolen


def test_a_session_row_opens_nothing_without_its_token(office: Office, tokens: list[Token], server_key: bytes) -> None:
    candidates = candidate_keys(office.desk, server_key)
    sessions = rows(office.desk, StaffSession)
    assert len(sessions) == 4
    for row in sessions:
        place = Place("session key", row.account, row.id.hex())
        assert not any(_opens(row.locked_private, key, place) for key in candidates)
        assert office.bermet.found(office.desk, Token(row.id.hex())) is None
    right = next(row for row in sessions if row.id == tokens[1].id)
    assert tokens[1].unlock(right.locked_private, right.account)


def _opens(locked: bytes, key: bytes, place: Place) -> bool:
    try:
        unlock(locked, key, place)
    except Unreadable:
        return False
    return True


def test_a_locked_key_moved_to_another_row_does_not_open(office: Office, tokens: list[Token]) -> None:
    with office.desk.database.transaction() as session:
        mine, hers = (session.get_one(StaffSession, token.id) for token in tokens[1:3])
        hers.locked_private = mine.locked_private
    assert office.cholpon.found(office.desk, tokens[2]) is None


def test_database_and_server_key_open_nothing_of_the_organisation(
    office: Office, tokens: list[Token], server_key: bytes
) -> None:
    candidates = candidate_keys(office.desk, server_key)
    for grant in rows(office.desk, KeyGrant):
        for private in candidates:
            with pytest.raises(Unreadable):
                keys.open_grant(grant.sealed_private, grant.key, grant.account, private)
    for key in rows(office.desk, OrganisationKey):
        for private in candidates:
            with pytest.raises(Unreadable):
                keys.open_with_recovery(key.private_for_recovery, key.id, private)
    for account in rows(office.desk, Account):
        place = Place("account key", account.id)
        assert not any(_opens(account.wrapped_private, key, place) for key in candidates)


def test_without_the_servers_key_even_the_right_password_cannot_be_recognised(office: Office) -> None:
    """So that a stolen database alone lets nobody try passwords."""
    account = next(row for row in rows(office.desk, Account) if row.login == "bermet")
    guess = office.desk.slow_hash(PASSWORD.encode(), account.salt, Cost.read(account.cost))
    assert not _opens(account.wrapped_private, guess, Place("account key", account.id))


def test_a_grant_moved_to_another_account_does_not_open(office: Office) -> None:
    with office.desk.database.transaction() as session:
        grant = next(row for row in session.exec(select(KeyGrant)).all() if row.account == office.bermet.id)
        moved = KeyGrant(account=office.daniyar.id, key=grant.key, sealed_private=grant.sealed_private)
        session.add(moved)
    with pytest.raises(Unreadable):
        office.daniyar.keyring(office.desk)


def test_a_planted_key_is_not_taken_for_the_organisations(office: Office) -> None:
    """Anybody can seal something to an account's public key."""

    def plant(session: Session) -> None:
        account = session.get_one(Account, office.bermet.id)
        grant = next(row for row in session.exec(select(KeyGrant)).all() if row.account == account.id)
        grant.sealed_private = keys.seal_to_account(bytes(range(32)), grant.key, account.id, account.public_key)

    office.desk.run(plant)
    with pytest.raises(Unreadable):
        office.bermet.keyring(office.desk)


def test_secrets_do_not_show_when_things_are_printed(office: Office, tokens: list[Token]) -> None:
    person = office.cholpon.person(office.desk, tokens[2])
    shown = repr((person, office.desk, office.keyring(), tokens))
    for secret in (person.private, *office.keyring().privates.values()):
        assert repr(secret)[2:-1] not in shown
    assert tokens[2].text not in shown
