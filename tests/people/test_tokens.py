"""API tokens: a part of what their person may do, for a time; they unlock reports as their person does."""

from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import update

from api.database import now
from api.people.keys import Token
from api.people.models import ApiToken
from tests.api.problems import fields_at_fault, problem
from tests.people.staff import NEW_PASSWORD, PASSWORD, Office, Staff, bearer, changes_password, who

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # which database is all one


def wish(scopes: list[str], expires_at: datetime | None = None) -> dict[str, Any]:
    expires_at = expires_at or now() + timedelta(days=30)
    return {"name": "monthly statistics", "scopes": scopes, "expires_at": expires_at.isoformat()}


async def makes(client: httpx.AsyncClient, staff: Staff, scopes: list[str]) -> dict[str, Any]:
    response = await client.post("/v1/tokens", json=wish(scopes), headers=bearer(await staff.logs_in(client)))
    assert response.status_code == 201, response.text
    made: dict[str, Any] = response.json()
    return made


async def test_a_token_may_do_what_its_scopes_say(client: httpx.AsyncClient, office: Office) -> None:
    made = await makes(client, office.bermet, ["audit:read", "reports:read"])
    me = (await who(client, made["token"])).json()
    assert (me["login"], me["permissions"]) == ("bermet", ["audit:read", "reports:read"])
    assert (await client.get("/v1/audit", headers=bearer(made["token"]))).status_code == 200
    problem(await client.get("/v1/people", headers=bearer(made["token"])), 403)


async def test_a_token_unlocks_what_its_person_unlocks(client: httpx.AsyncClient, office: Office) -> None:
    made = await makes(client, office.cholpon, ["reports:read"])
    assert office.cholpon.keyring(office.desk, Token(made["token"])) == office.keyring()


async def test_a_token_may_do_no_more_than_its_person(client: httpx.AsyncClient, office: Office) -> None:
    token = await office.cholpon.logs_in(client)
    response = await client.post("/v1/tokens", json=wish(["people:write"]), headers=bearer(token))
    assert fields_at_fault(response) == ["scopes"]
    problem(await client.post("/v1/tokens", json=wish(["everything"]), headers=bearer(token)), 422)


@pytest.mark.parametrize("days", [-1, 0, 400, 100_000])
async def test_a_token_lasts_a_year_at_most(client: httpx.AsyncClient, office: Office, days: int) -> None:
    token = await office.cholpon.logs_in(client)
    body = wish(["reports:read"], now() + timedelta(days=days))
    assert fields_at_fault(await client.post("/v1/tokens", json=body, headers=bearer(token))) == ["expires_at"]


async def test_an_expired_token_opens_nothing(client: httpx.AsyncClient, office: Office) -> None:
    made = await makes(client, office.bermet, ["audit:read"])
    with office.desk.database.transaction() as session:
        session.execute(update(ApiToken).values(expires_at=now() - timedelta(seconds=1)))
    problem(await who(client, made["token"]), 401)


async def test_a_revoked_token_opens_nothing_and_leaves_the_list(client: httpx.AsyncClient, office: Office) -> None:
    made = await makes(client, office.bermet, ["audit:read"])
    token = await office.bermet.logs_in(client)
    listed = (await client.get("/v1/tokens", headers=bearer(token))).json()
    assert [entry["number"] for entry in listed] == [made["number"]]
    assert "token" not in listed[0]
    assert (await client.delete(f"/v1/tokens/{made['number']}", headers=bearer(token))).status_code == 204
    problem(await who(client, made["token"]), 401)
    problem(await client.delete(f"/v1/tokens/{made['number']}", headers=bearer(token)), 404)
    assert (await client.get("/v1/tokens", headers=bearer(token))).json() == []


async def test_a_token_of_somebody_else_is_not_there(client: httpx.AsyncClient, office: Office) -> None:
    made = await makes(client, office.bermet, ["audit:read"])
    token = await office.cholpon.logs_in(client)
    problem(await client.delete(f"/v1/tokens/{made['number']}", headers=bearer(token)), 404)
    assert (await who(client, made["token"])).status_code == 200


async def test_a_program_cannot_make_tokens_or_change_the_password(client: httpx.AsyncClient, office: Office) -> None:
    token = (await makes(client, office.bermet, ["audit:read"]))["token"]
    problem(await client.post("/v1/tokens", json=wish(["audit:read"]), headers=bearer(token)), 403)
    problem(await client.get("/v1/tokens", headers=bearer(token)), 403)
    problem(await changes_password(client, token, PASSWORD, NEW_PASSWORD), 403)
    problem(await client.delete("/v1/session?everywhere=true", headers=bearer(token)), 403)


@pytest.mark.parametrize("end", ["password", "everywhere", "removal"])
async def test_tokens_end_with_all_else(client: httpx.AsyncClient, office: Office, end: str) -> None:
    made = await makes(client, office.bermet, ["audit:read"])
    token = await office.bermet.logs_in(client)
    if end == "password":
        await changes_password(client, token, PASSWORD, NEW_PASSWORD)
    elif end == "everywhere":
        await client.delete("/v1/session?everywhere=true", headers=bearer(token))
    else:
        office.removes(office.bermet)
    problem(await who(client, made["token"]), 401)
