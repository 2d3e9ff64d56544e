"""Reports from other forms, over HTTP."""

from typing import Any

import httpx
import pytest
from sqlmodel import Session

from api.database import Database, now
from api.delivery.models import Outgoing
from api.guidance.library import Library
from api.main import create_app
from api.people import audit
from api.people.audit import Action
from api.reports import threads
from api.reports.models import Report
from api.reports.receipts import new_receipt
from api.settings import Settings
from tests.api.problems import fields_at_fault, problem
from tests.databases import on_sqlite
from tests.people.staff import Office
from tests.reports.reporters import STORY, details_of, rows

WHOLE = {
    "told": STORY,
    "language": "uz",
    "consent": True,
    "violation": "WAG-01",
    "country": "RU",
    "region": "Moscow",
    "place": "Люблино рынок",
    "when": "o'tgan oy",
    "month": "2026-10",
    "sector": "construction",
    "for_whom": "self",
    "gender": "man",
    "age_band": "adult",
    "wish": "complaint",
    "shares": ["lawyer", "consulate"],
    "danger_now": "no",
}
LEAST = {"told": STORY, "language": "ky", "consent": True}
RETRY = {"Idempotency-Key": "c0ffee00c0ffee00"}


async def sends(
    client: httpx.AsyncClient, body: dict[str, Any] | None = None, headers: dict[str, str] | None = None
) -> httpx.Response:
    return await client.post("/v1/reports", json=body or LEAST, headers=headers)


@on_sqlite
async def test_a_report_is_sealed_and_its_receipt_opens_it(client: httpx.AsyncClient, office: Office) -> None:
    sent = await sends(client, WHOLE)
    assert sent.status_code == 201, sent.text
    answer = sent.json()
    assert (answer["status"], answer["urgency"], answer["warnings"]) == ("new", "routine", [])
    assert sent.headers["cache-control"] == "no-store"
    opened = await client.get("/v1/receipts/report", headers={"X-Receipt": answer["receipt"]})
    assert opened.json() == {
        "status": "new",
        "outcome": "",
        "received": now().date().isoformat(),
        "expires_on": None,
        "messages": [],
    }
    [row] = rows(office.desk.database, Report)
    details = details_of(row, office.keyring())
    assert (details.told, details.place, details.when) == ([STORY], WHOLE["place"], WHOLE["when"])
    assert (details.shares, details.wish, details.for_whom) == (["lawyer", "consulate"], "complaint", "self")
    assert details.consent.endswith(f"/uz/{now().date()}")
    assert details.contact is None
    assert (row.region, row.month, row.sector, row.gender, row.age_band) == (
        "Moscow",
        "2026-10",
        "construction",
        "man",
        "adult",
    )


@on_sqlite
async def test_only_the_story_must_be_told(client: httpx.AsyncClient, office: Office) -> None:
    assert (await sends(client)).json()["urgency"] == "urgent"
    assert len(rows(office.desk.database, Outgoing)) == 1


@on_sqlite
async def test_a_private_number_is_warned_of_and_kept(client: httpx.AsyncClient, office: Office) -> None:
    told = "Pasportim AC1234567, telefonim +7 916 123 45 67"
    sent = await sends(client, LEAST | {"told": told})
    assert sent.json()["warnings"] == ["passport", "phone"]
    [row] = rows(office.desk.database, Report)
    assert details_of(row, office.keyring()).told == [told]


@on_sqlite
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("told", ""),
        ("told", " \n… "),
        ("told", "x" * 20_001),
        ("told", "a\x00b"),
        ("language", "fr"),
        ("consent", False),
        ("violation", "WAG-99"),
        ("country", "ZZ"),
        ("region", "Люблино, дом 3, квартира 14"),
        ("region", "Almaty"),
        ("month", "2199-01"),
        ("month", "2026-13"),
        ("sector", "army"),
        ("for_whom", "nobody"),
        ("gender", "x"),
        ("age_band", "44"),
        ("wish", "money"),
        ("shares", ["police"]),
        ("danger_now", "perhaps"),
        ("diagnosis", "any"),
    ],
)
async def test_what_is_not_known_is_refused_by_its_name(
    client: httpx.AsyncClient, office: Office, field: str, value: Any
) -> None:
    body = WHOLE | ({"region": ""} if field == "country" else {}) | {field: value}
    response = await sends(client, body)
    assert fields_at_fault(response) == [field]
    if isinstance(value, str) and len(value) > 3:
        assert value not in response.text
    assert rows(office.desk.database, Report) == []


@on_sqlite
async def test_without_consent_nothing_is_kept(client: httpx.AsyncClient, office: Office) -> None:
    response = await sends(client, {"told": STORY, "language": "ky"})
    assert fields_at_fault(response) == ["consent"]
    assert rows(office.desk.database, Report) == []


# Sending again


async def test_who_got_no_answer_sends_again_and_has_one_report(client: httpx.AsyncClient, office: Office) -> None:
    first = (await sends(client, headers=RETRY)).json()["receipt"]
    second = (await sends(client, LEAST | {"told": "the same, told again"}, RETRY)).json()["receipt"]
    [row] = rows(office.desk.database, Report)
    assert details_of(row, office.keyring()).told == ["the same, told again"]
    problem(await client.get("/v1/receipts/report", headers={"X-Receipt": first}), 404)
    assert (await client.get("/v1/receipts/report", headers={"X-Receipt": second})).status_code == 200


async def test_two_reports_under_two_keys_or_none_are_two(client: httpx.AsyncClient, office: Office) -> None:
    for headers in ({}, {}, RETRY, {"Idempotency-Key": "decaf000decaf000"}):
        await sends(client, headers=headers)
    assert len(rows(office.desk.database, Report)) == 4


@pytest.mark.parametrize("how", ["read", "answered"])
async def test_a_report_that_somebody_read_or_answered_stays(
    client: httpx.AsyncClient, office: Office, how: str
) -> None:
    receipt = (await sends(client, headers=RETRY)).json()["receipt"]
    [row] = rows(office.desk.database, Report)

    def touch(session: Session) -> None:
        if how == "read":
            audit.append(session, office.cholpon.id, Action.REPORT_READ, "report", row.id)
        else:
            threads.add_message(session, row.id, "and one thing more")

    office.desk.run(touch)
    problem(await sends(client, headers=RETRY), 409)
    assert [kept.id for kept in rows(office.desk.database, Report)] == [row.id]
    assert (await client.get("/v1/receipts/report", headers={"X-Receipt": receipt})).status_code == 200


@on_sqlite
@pytest.mark.parametrize("key", ["short", "x" * 129, "with a space in it"])
async def test_a_key_that_could_be_guessed_is_refused(client: httpx.AsyncClient, office: Office, key: str) -> None:
    problem(await sends(client, headers={"Idempotency-Key": key}), 422)


async def test_the_database_does_not_hold_the_key_of_a_retry(client: httpx.AsyncClient, office: Office) -> None:
    await sends(client, headers=RETRY)
    [row] = rows(office.desk.database, Report)
    assert row.retry_of is not None
    assert RETRY["Idempotency-Key"].encode() not in row.retry_of


# Limits


@on_sqlite
async def test_before_set_up_it_says_so(settings: Settings, library: Library, database: Database) -> None:
    app = create_app(settings, library)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://api") as client:
        assert "set up" in problem(await sends(client), 503)["detail"]
    app.state.service.database.close()


@on_sqlite
async def test_one_address_has_so_many_tries_a_minute(settings: Settings, library: Library, office: Office) -> None:
    app = create_app(settings.model_copy(update={"receipts_per_minute": 2}), library)
    headers = {"X-Receipt": new_receipt()}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://api") as client:
        sent = [await sends(client) for _ in range(3)]
        looked = [await client.get("/v1/receipts/report", headers=headers) for _ in range(3)]
    assert [answer.status_code for answer in sent] == [201, 201, 429]
    assert [answer.status_code for answer in looked] == [404, 404, 429]
    assert int(looked[2].headers["retry-after"]) > 0
    app.state.service.database.close()


@on_sqlite
async def test_half_a_character_is_refused(client: httpx.AsyncClient, office: Office) -> None:
    body = b'{"told": "\\ud83d", "language": "ky", "consent": true}'
    sent = await client.post("/v1/reports", content=body, headers={"Content-Type": "application/json"})
    assert fields_at_fault(sent) == ["told"]
