"""Who leaves is shut out at once, and opens nothing that is sealed after the key was renewed."""

from datetime import timedelta

import httpx
import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from api.database import now
from api.errors import Problem
from api.people import grants
from api.people.desk import Desk
from api.people.grants import Keyring
from api.people.keys import Unreadable
from api.people.models import Account, ApiToken, KeyGrant, OrganisationKey, StaffSession
from api.people.permissions import Role
from api.reports.sealing import Place, seal, unseal
from tests.api.problems import problem
from tests.people.staff import Office, bearer, join, who

STORY = b"they took my papers"
HERE = Place("report key", "1")


def sealed_now(desk: Desk) -> tuple[str, bytes]:
    """What somebody reports, as anybody may seal it: the id of the organisation's key, and the ciphertext."""
    key = desk.run(grants.current_key)
    return key.id, seal(STORY, key.public, HERE)


def opens(keyring: Keyring | None, sealed: tuple[str, bytes]) -> bool:
    key_id, ciphertext = sealed
    try:
        return keyring is not None and unseal(ciphertext, keyring.private(key_id), HERE) == STORY
    except Unreadable:
        return False


def opens_with_any(keyring: Keyring, sealed: tuple[str, bytes]) -> bool:
    """With every key that somebody once had, whatever the row says."""
    return any(opens(Keyring(sealed[0], {sealed[0]: private}), sealed) for private in keyring.privates.values())


def test_caseworkers_and_supervisors_open_what_is_reported_and_others_do_not(office: Office) -> None:
    sealed = sealed_now(office.desk)
    people = (office.aizada, office.bermet, office.cholpon, office.daniyar)
    assert [opens(who.keyring(office.desk), sealed) for who in people] == [False, True, True, False]
    assert opens(office.keyring(), sealed)


async def test_session_token_and_password_stop_at_once(client: httpx.AsyncClient, office: Office) -> None:
    old = await office.cholpon.logs_in(client)
    half = (await office.cholpon.gives_password(client)).json()["token"]
    body = {"name": "export", "scopes": ["reports:read"], "expires_at": (now() + timedelta(days=9)).isoformat()}
    program = (await client.post("/v1/tokens", json=body, headers=bearer(old))).json()["token"]
    admin = await office.aizada.logs_in(client)
    removed = await client.delete(f"/v1/people/{office.cholpon.id}", headers=bearer(admin))
    assert removed.json() == {"new_key_due": True}
    problem(await who(client, old), 401)
    problem(await who(client, program), 401)
    problem(await office.cholpon.gives_code(client, half), 401)
    problem(await office.cholpon.gives_password(client), 401)
    with office.desk.database.transaction() as session:
        for table in (StaffSession, ApiToken, KeyGrant):
            mine = select(table).where(col(table.account) == office.cholpon.id)
            assert session.scalars(mine).all() == []
        assert session.get_one(Account, office.cholpon.id).wrapped_private == b""


async def test_a_supervisor_renews_the_key_when_one_is_due(client: httpx.AsyncClient, office: Office) -> None:
    hers = office.cholpon.keyring(office.desk)
    assert hers is not None
    token = await office.bermet.logs_in(client)
    office.removes(office.cholpon)
    assert (await who(client, token)).json()["new_key_due"]
    before = sealed_now(office.desk)
    assert (await client.post("/v1/organisation-key", headers=bearer(token))).status_code == 201
    after = sealed_now(office.desk)
    assert not (await who(client, token)).json()["new_key_due"]
    assert [opens(office.bermet.keyring(office.desk), sealed) for sealed in (before, after)] == [True, True]
    assert [opens_with_any(hers, sealed) for sealed in (before, after)] == [True, False]


def test_the_recovery_key_renews_and_opens_the_new_key_too(office: Office) -> None:
    hers = office.cholpon.keyring(office.desk)
    assert hers is not None
    office.removes(office.cholpon)
    office.renews_key()
    sealed = sealed_now(office.desk)
    assert opens(office.keyring(), sealed)
    assert opens(office.bermet.keyring(office.desk), sealed)
    assert not opens_with_any(hers, sealed)


def test_a_copy_of_the_leavers_rows_opens_nothing_new(office: Office) -> None:
    """Old grant, old session and old password, put back by somebody who can write to the database."""
    desk = office.desk
    token = office.cholpon.session(desk)
    with desk.database.transaction() as session:
        account = session.get_one(Account, office.cholpon.id).model_dump()
        row = session.get_one(StaffSession, token.id).model_dump()
        given = [grant.model_dump() for grant in session.scalars(select(KeyGrant)) if grant.account == account["id"]]
    office.removes(office.cholpon)
    office.renews_key()
    sealed = sealed_now(desk)
    with desk.database.transaction() as session:
        session.merge(Account(**account))
        session.flush()
        session.add(StaffSession(**row))
        session.add_all([KeyGrant(**grant) for grant in given])
    person = office.cholpon.found(desk, token)
    assert person is not None
    assert desk.run(lambda session: grants.open_granted(session, person.id, person.private)) is None
    with desk.database.transaction() as session:
        grant = session.scalars(select(KeyGrant).where(col(KeyGrant.account) == person.id)).one()
        grant.key = sealed[0]
    with pytest.raises(Unreadable):
        desk.run(lambda session: grants.open_granted(session, person.id, person.private))


def test_what_was_sealed_before_is_sealed_anew_in_the_same_transaction(office: Office) -> None:
    rows: dict[str, tuple[str, bytes]] = {"report": sealed_now(office.desk)}

    def reseal(_session: Session, before: Keyring, new: OrganisationKey) -> None:
        key_id, ciphertext = rows["report"]
        rows["report"] = new.id, seal(unseal(ciphertext, before.private(key_id), HERE), new.public, HERE)

    hers = office.cholpon.keyring(office.desk)
    assert hers is not None
    office.removes(office.cholpon)
    keyring = office.keyring()
    office.desk.run(lambda session: grants.rekey(session, keyring, reseal))
    assert opens(office.bermet.keyring(office.desk), rows["report"])
    assert not opens_with_any(hers, rows["report"])


def test_when_sealing_anew_fails_the_old_key_stays(office: Office) -> None:
    def fail(*_arguments: object) -> None:
        raise OSError("the disk is full")

    before = office.desk.run(grants.current_key).id
    keyring = office.keyring()
    with pytest.raises(OSError, match="disk"):
        office.desk.run(lambda session: grants.rekey(session, keyring, fail))
    assert office.desk.run(grants.current_key).id == before
    assert opens(office.bermet.keyring(office.desk), sealed_now(office.desk))


def test_two_who_renew_at_once_make_one_key(office: Office) -> None:
    keyring = office.keyring()
    office.renews_key()
    with pytest.raises(Problem, match="just now"):
        office.desk.run(lambda session: grants.rekey(session, keyring, grants.nothing_to_reseal))
    with office.desk.database.transaction() as session:
        assert len(session.scalars(select(OrganisationKey)).all()) == 2


def test_who_joins_after_a_renewal_opens_old_and_new(office: Office) -> None:
    before = sealed_now(office.desk)
    office.renews_key()
    erkin = join(office.desk, "erkin", Role.CASEWORKER, office.recovery)
    keyring = erkin.keyring(office.desk)
    assert opens(keyring, before)
    assert opens(keyring, sealed_now(office.desk))


def test_the_last_administrator_stays(office: Office) -> None:
    with pytest.raises(Problem, match="only administrator"):
        office.removes(office.aizada)
    join(office.desk, "erkin", Role.ADMINISTRATOR)
    assert not office.removes(office.aizada)
