"""Logging in as a person does it: over HTTP, with a password and a phone."""

import unicodedata
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select, update
from sqlmodel import col

from api.database import now
from api.people import sessions
from api.people.desk import Desk
from api.people.log_in import WRONG_CODES_END_IT
from api.people.models import StaffSession
from tests.api.problems import fields_at_fault, problem
from tests.people.staff import NEW_PASSWORD, PASSWORD, Office, bearer, changes_password, who

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # which database is all one


def older(desk: Desk, **columns: timedelta) -> None:
    """Moments of every session move into the past."""
    with desk.database.transaction() as session:
        for row in session.scalars(select(StaffSession)):
            for name, age in columns.items():
                setattr(row, name, getattr(row, name) - age)


async def test_password_and_code_open_a_session(client: httpx.AsyncClient, office: Office) -> None:
    opened = await office.bermet.gives_password(client)
    assert opened.status_code == 201
    assert opened.json()["stage"] == "password"
    token = opened.json()["token"]
    done = await office.bermet.gives_code(client, token)
    assert done.json()["stage"] == "complete"
    me = (await who(client, token)).json()
    assert (me["login"], me["role"], me["stage"], me["holds_key"]) == ("bermet", "supervisor", "complete", True)
    assert "reports:read" in me["permissions"]


async def test_before_the_second_factor_nothing_may_be_done(client: httpx.AsyncClient, office: Office) -> None:
    token = (await office.aizada.gives_password(client)).json()["token"]
    me = (await who(client, token)).json()
    assert (me["stage"], me["permissions"]) == ("password", [])
    problem(await client.get("/v1/people", headers=bearer(token)), 401)


async def test_small_and_capital_letters_of_a_login_are_the_same(client: httpx.AsyncClient, office: Office) -> None:
    body = {"login": " BERMET ", "password": PASSWORD}
    assert (await client.post("/v1/session", json=body)).status_code == 201


async def test_wrong_password_and_unknown_login_get_the_same_answer(client: httpx.AsyncClient, office: Office) -> None:
    wrong = await office.bermet.gives_password(client, "not the password")
    unknown = await client.post("/v1/session", json={"login": "erkin", "password": PASSWORD})
    strange = await client.post("/v1/session", json={"login": "\x00 йй'--", "password": PASSWORD})
    assert problem(wrong, 401) == problem(unknown, 401) == problem(strange, 401)
    assert wrong.headers.keys() == unknown.headers.keys()


async def test_an_unknown_login_costs_the_same_hash(
    client: httpx.AsyncClient, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    costs = []
    slow_hash = office.desk.slow_hash
    begin = slow_hash.begin

    def counted(secret: bytes, salt: bytes, cost: Any = None) -> Any:
        costs.append(cost)
        return begin(secret, salt, cost)

    monkeypatch.setattr(slow_hash, "begin", counted)
    await office.bermet.gives_password(client, "not the password")
    await client.post("/v1/session", json={"login": "erkin", "password": PASSWORD})
    assert len(costs) == 2
    assert costs[0] == costs[1]


# The second factor


async def test_a_wrong_code_is_named(client: httpx.AsyncClient, office: Office) -> None:
    token = (await office.bermet.gives_password(client)).json()["token"]
    right = office.bermet.code()
    wrong = str((int(right) + 1) % 10**6).zfill(6)
    assert fields_at_fault(await office.bermet.gives_code(client, token, wrong)) == ["code"]
    assert (await office.bermet.gives_code(client, token, right)).status_code == 200


async def test_a_code_works_once(client: httpx.AsyncClient, office: Office) -> None:
    first = (await office.bermet.gives_password(client)).json()["token"]
    second = (await office.bermet.gives_password(client)).json()["token"]
    code = office.bermet.code()
    assert (await office.bermet.gives_code(client, first, code)).status_code == 200
    problem(await office.bermet.gives_code(client, second, code), 422)


async def test_a_recovery_code_works_once_in_place_of_the_phone(client: httpx.AsyncClient, office: Office) -> None:
    code = office.bermet.recovery_codes[3]
    first = (await office.bermet.gives_password(client)).json()["token"]
    assert (await office.bermet.gives_code(client, first, code.lower().replace("-", " "))).status_code == 200
    second = (await office.bermet.gives_password(client)).json()["token"]
    problem(await office.bermet.gives_code(client, second, code), 422)
    assert (await office.bermet.gives_code(client, second, office.bermet.recovery_codes[4])).status_code == 200


async def test_a_code_of_somebody_else_is_wrong(client: httpx.AsyncClient, office: Office) -> None:
    token = (await office.bermet.gives_password(client)).json()["token"]
    problem(await office.bermet.gives_code(client, token, office.cholpon.code()), 422)
    problem(await office.bermet.gives_code(client, token, office.cholpon.recovery_codes[0]), 422)


async def test_five_wrong_codes_end_the_session(client: httpx.AsyncClient, office: Office) -> None:
    token = (await office.bermet.gives_password(client)).json()["token"]
    for _ in range(WRONG_CODES_END_IT):
        problem(await office.bermet.gives_code(client, token, "wrong!"), 422)
    problem(await office.bermet.gives_code(client, token), 401)


async def test_a_complete_session_is_not_completed_again(client: httpx.AsyncClient, office: Office) -> None:
    token = await office.bermet.logs_in(client)
    problem(await office.bermet.gives_code(client, token), 409)


# The end of a session


@pytest.mark.parametrize(
    "token", ["", "x", "jds_", "jda_", "jds_" + "A" * 43, "jda_" + "A" * 43, "ключ", "\x7f", "A" * 5_000]
)
async def test_a_made_up_token_opens_nothing(client: httpx.AsyncClient, office: Office, token: str) -> None:
    headers = {"Authorization": f"Bearer {token}".encode()}
    problem(await client.get("/v1/session", headers=headers), 401)  # type: ignore[arg-type]


async def test_after_log_out_the_token_opens_nothing(client: httpx.AsyncClient, office: Office) -> None:
    token = await office.bermet.logs_in(client)
    other = await office.bermet.logs_in(client)
    assert (await client.delete("/v1/session", headers=bearer(token))).status_code == 204
    problem(await who(client, token), 401)
    problem(await client.delete("/v1/session", headers=bearer(token)), 401)
    assert (await who(client, other)).status_code == 200


async def test_log_out_everywhere_ends_every_session_of_this_person(client: httpx.AsyncClient, office: Office) -> None:
    mine = [await office.bermet.logs_in(client) for _ in range(2)]
    hers = await office.cholpon.logs_in(client)
    await client.delete("/v1/session?everywhere=true", headers=bearer(mine[0]))
    assert [(await who(client, token)).status_code for token in [*mine, hers]] == [401, 401, 200]


@pytest.mark.parametrize(
    "aged",
    [
        {"expires_at": sessions.SESSION_LASTS + timedelta(seconds=1)},
        {"last_seen": sessions.IDLE_ENDS_AFTER + timedelta(seconds=1)},
    ],
)
async def test_an_old_or_idle_session_ends(
    client: httpx.AsyncClient, office: Office, aged: dict[str, timedelta]
) -> None:
    token = await office.bermet.logs_in(client)
    older(office.desk, **aged)
    problem(await who(client, token), 401)


async def test_a_session_in_use_does_not_become_idle(client: httpx.AsyncClient, office: Office) -> None:
    token = await office.bermet.logs_in(client)
    for _ in range(3):
        older(office.desk, last_seen=sessions.IDLE_ENDS_AFTER - timedelta(minutes=1))
        assert (await who(client, token)).status_code == 200


async def test_the_second_factor_must_follow_soon(client: httpx.AsyncClient, office: Office) -> None:
    token = (await office.bermet.gives_password(client)).json()["token"]
    older(office.desk, expires_at=sessions.SECOND_FACTOR_WITHIN)
    problem(await office.bermet.gives_code(client, token), 401)


def test_sessions_past_their_time_are_deleted(office: Office) -> None:
    office.bermet.session(office.desk)
    office.cholpon.session(office.desk)
    with office.desk.database.transaction() as session:
        mine = update(StaffSession).where(col(StaffSession.account) == office.bermet.id)
        session.execute(mine.values(expires_at=now() - timedelta(seconds=1)))
    office.desk.run(sessions.forget_old)
    with office.desk.database.transaction() as session:
        assert list(session.scalars(select(col(StaffSession.account)))) == [office.cholpon.id]


# The password


async def test_a_changed_password_still_opens_the_key(client: httpx.AsyncClient, office: Office) -> None:
    token = await office.bermet.logs_in(client)
    assert (await changes_password(client, token, PASSWORD, NEW_PASSWORD)).status_code == 204
    problem(await office.bermet.gives_password(client, PASSWORD), 401)
    office.bermet.password = NEW_PASSWORD
    assert (await who(client, await office.bermet.logs_in(client))).json()["holds_key"]
    assert office.bermet.keyring(office.desk) == office.keyring()


async def test_a_changed_password_ends_every_other_session(client: httpx.AsyncClient, office: Office) -> None:
    token, other = await office.bermet.logs_in(client), await office.bermet.logs_in(client)
    await changes_password(client, token, PASSWORD, NEW_PASSWORD)
    assert (await who(client, token)).status_code == 200
    problem(await who(client, other), 401)


async def test_the_current_password_must_be_known(client: httpx.AsyncClient, office: Office) -> None:
    token = await office.bermet.logs_in(client)
    response = await changes_password(client, token, "not the password", NEW_PASSWORD)
    assert fields_at_fault(response) == ["current_password"]
    assert (await office.bermet.gives_password(client)).status_code == 201


@pytest.mark.parametrize("weak", ["short", "bermet-bermet-bermet", "aaaaaaaaaaaaaaaaaa", "ababababababab"])
async def test_a_weak_password_is_refused_with_advice(client: httpx.AsyncClient, office: Office, weak: str) -> None:
    token = await office.bermet.logs_in(client)
    assert fields_at_fault(await changes_password(client, token, PASSWORD, weak)) == ["password"]


async def test_a_password_in_two_unicode_forms_is_the_same(client: httpx.AsyncClient, office: Office) -> None:
    token = await office.bermet.logs_in(client)
    composed = unicodedata.normalize("NFC", "мой ёлки и йогурт")
    await changes_password(client, token, PASSWORD, composed)
    typed = await office.bermet.gives_password(client, unicodedata.normalize("NFD", composed))
    assert typed.status_code == 201
