"""Accounts over HTTP: who joins, who is reset, who is given the key."""

from typing import Any

import httpx
import pytest

from api.people.permissions import Role
from api.people.second_factor import SecondFactor
from tests.api.problems import fields_at_fault, problem
from tests.databases import on_sqlite
from tests.people.staff import NEW_PASSWORD, Office, Staff, bearer, changes_password, join, who


async def enrols(client: httpx.AsyncClient, office: Office, role: str) -> Staff:
    token = await office.aizada.logs_in(client)
    body = {"login": "Erkin", "role": role, "group": "osh"}
    response = await client.post("/v1/people", json=body, headers=bearer(token))
    assert response.status_code == 201, response.text
    return enrolled(response.json())


def enrolled(enrolment: dict[str, Any]) -> Staff:
    factor = SecondFactor(enrolment["totp_secret"], enrolment["totp_uri"], enrolment["recovery_codes"])
    staff = Staff.with_factor(enrolment["login"], enrolment["id"], factor)
    staff.password = enrolment["temporary_password"]
    return staff


async def test_a_new_person_chooses_a_password_and_is_then_given_the_key(
    client: httpx.AsyncClient, office: Office
) -> None:
    erkin = await enrols(client, office, "caseworker")
    token, supervisor = await erkin.logs_in(client), await office.bermet.logs_in(client)
    problem(await client.get("/v1/tokens", headers=bearer(token)), 403)
    give = f"/v1/people/{erkin.id}/key"
    problem(await client.post(give, headers=bearer(supervisor)), 409)
    assert (await changes_password(client, token, erkin.password, NEW_PASSWORD)).status_code == 204
    assert (await client.get("/v1/tokens", headers=bearer(token))).status_code == 200
    assert (await client.post(give, headers=bearer(supervisor))).status_code == 204
    assert (await who(client, token)).json()["holds_key"]
    erkin.password = NEW_PASSWORD
    assert erkin.keyring(office.desk) == office.keyring()


async def test_an_editor_is_never_given_the_key(client: httpx.AsyncClient, office: Office) -> None:
    supervisor = await office.bermet.logs_in(client)
    problem(await client.post(f"/v1/people/{office.daniyar.id}/key", headers=bearer(supervisor)), 409)


async def test_a_login_is_taken_once_also_by_those_who_left(client: httpx.AsyncClient, office: Office) -> None:
    office.removes(office.cholpon)
    token = await office.aizada.logs_in(client)
    for login in ("BERMET", "cholpon"):
        body = {"login": login, "role": "editor"}
        problem(await client.post("/v1/people", json=body, headers=bearer(token)), 409)


@on_sqlite
@pytest.mark.parametrize("login", ["a", "-x", "айзада", "a b", "x" * 64 + "y", "a\x00b"])
async def test_a_login_is_latin(client: httpx.AsyncClient, office: Office, login: str) -> None:
    token = await office.aizada.logs_in(client)
    response = await client.post("/v1/people", json={"login": login, "role": "editor"}, headers=bearer(token))
    assert fields_at_fault(response) == ["login"]


async def test_a_reset_ends_all_and_needs_the_key_anew(client: httpx.AsyncClient, office: Office) -> None:
    old = await office.cholpon.logs_in(client)
    token = await office.aizada.logs_in(client)
    response = await client.post(f"/v1/people/{office.cholpon.id}/reset", headers=bearer(token))
    assert response.status_code == 200
    problem(await who(client, old), 401)
    problem(await office.cholpon.gives_password(client), 401)
    cholpon = enrolled(response.json())
    me = (await who(client, await cholpon.logs_in(client))).json()
    assert me["must_change_password"]
    assert not me["holds_key"]


async def test_those_who_work_here_are_listed(client: httpx.AsyncClient, office: Office) -> None:
    join(office.desk, "erkin", Role.CASEWORKER)
    token = await office.bermet.logs_in(client)
    people = (await client.get("/v1/people", headers=bearer(token))).json()
    assert [(person["login"], person["holds_key"]) for person in people] == [
        ("aizada", False),
        ("bermet", True),
        ("cholpon", True),
        ("daniyar", False),
        ("erkin", False),
    ]
