"""From a question without an answer in a chat to the editors' list, through the api."""

from datetime import timedelta
from typing import Any

import httpx
import pytest
from click.testing import CliRunner
from sqlalchemy import text

import jardam
from api.database import Database, now
from api.feedback import actions
from api.settings import Settings
from tests.api.problems import problem
from tests.conftest import TOKEN
from tests.people.staff import Office, bearer

QUESTION = "какая завтра погода в Лондоне, спрашивает Айбек, тел 0555123456"
LIST = "/v1/missed-questions"


@pytest.fixture
async def editor(office: Office, client: httpx.AsyncClient) -> dict[str, str]:
    return bearer(await office.daniyar.logs_in(client))


async def does(client: httpx.AsyncClient, number: int, **event: Any) -> dict[str, Any]:
    body = {"channel": "telegram", "address": "700100200", "key": str(number), "event": event, "language_hint": "ru"}
    response = await client.post("/v1/turns", json=body, headers=bearer(TOKEN))
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


def sealed(database: Database, table: str) -> bytes:
    return database.run(lambda session: bytes(session.execute(text(f"SELECT sealed FROM {table}")).scalar_one()))


async def asks_and_allows(client: httpx.AsyncClient) -> None:
    await does(client, 1, type="text", text=QUESTION)
    await does(client, 2, type="choice", choice="q/yes")


def rows(database: Database, table: str) -> int:
    return database.run(lambda session: int(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()))


async def test_a_question_is_on_the_editors_list_once_it_is_allowed(
    client: httpx.AsyncClient, editor: dict[str, str], database: Database
) -> None:
    await does(client, 1, type="text", text=QUESTION)
    found = (await client.get(LIST, headers=editor)).json()
    assert found["questions"] == []
    assert found["counts"] == [
        {"topic": "none", "language": "ru", "unanswered": 1, "not_helpful": 0, "helpful": 0, "kept": 0}
    ]
    await does(client, 2, type="choice", choice="q/yes")
    found = (await client.get(LIST, headers=editor)).json()
    (kept,) = found["questions"]
    assert (kept["topic"], kept["section"], kept["language"]) == ("none", None, "ru")
    assert "погода" in kept["question"]
    assert "Айбек" not in kept["question"]
    assert "0555" not in kept["question"]
    assert kept["kept_on"] == now().date().isoformat()
    assert found["counts"][0]["kept"] == 1
    assert rows(database, "offered_question") == 0


async def test_a_message_that_arrives_twice_keeps_one_question(client: httpx.AsyncClient, database: Database) -> None:
    await asks_and_allows(client)
    await does(client, 2, type="choice", choice="q/yes")
    assert rows(database, "missed_question") == 1


async def test_what_did_not_help_is_listed_with_its_section(client: httpx.AsyncClient, editor: dict[str, str]) -> None:
    await does(client, 1, type="choice", choice="h/entry-bans/check/n")
    await does(client, 2, type="choice", choice="q/entry-bans/check")
    await does(client, 3, type="text", text="как проверить через интернет если нет госуслуг")
    await does(client, 4, type="choice", choice="q/yes")
    found = (await client.get(LIST, params={"topic": "entry-bans", "language": "ru"}, headers=editor)).json()
    (kept,) = found["questions"]
    assert (kept["topic"], kept["section"]) == ("entry-bans", "check")
    assert found["counts"][0] | {"kept": 1, "not_helpful": 1, "topic": "entry-bans"} == found["counts"][0]
    none = (await client.get(LIST, params={"topic": "stranded"}, headers=editor)).json()
    assert none["questions"] == []


async def test_the_words_are_not_readable_in_the_database(client: httpx.AsyncClient, database: Database) -> None:
    await asks_and_allows(client)
    await does(client, 3, type="text", text=QUESTION)
    for table in ("missed_question", "offered_question"):
        assert "погода".encode() not in sealed(database, table)


async def test_a_question_waits_an_hour_for_the_answer(
    client: httpx.AsyncClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await does(client, 1, type="text", text=QUESTION)
    with monkeypatch.context() as later:
        later.setattr(actions, "now", lambda: now() + timedelta(minutes=61))
        await does(client, 2, type="choice", choice="q/yes")
        assert rows(database, "missed_question") == 0
        database.run(actions.forget_old)
    assert rows(database, "offered_question") == 0


async def test_a_kept_question_is_deleted_after_ninety_days(
    client: httpx.AsyncClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await asks_and_allows(client)
    monkeypatch.setattr(actions, "now", lambda: now() + timedelta(days=89))
    database.run(actions.forget_old)
    assert rows(database, "missed_question") == 1
    monkeypatch.setattr(actions, "now", lambda: now() + timedelta(days=91))
    database.run(actions.forget_old)
    assert rows(database, "missed_question") == 0


async def test_wiping_forgets_the_question_that_waits(client: httpx.AsyncClient, database: Database) -> None:
    await does(client, 1, type="text", text=QUESTION)
    await does(client, 2, type="choice", choice="wipe/yes")
    assert rows(database, "offered_question") == 0


async def test_an_editor_deletes_a_question(client: httpx.AsyncClient, editor: dict[str, str]) -> None:
    await asks_and_allows(client)
    number = (await client.get(LIST, headers=editor)).json()["questions"][0]["id"]
    assert (await client.delete(f"{LIST}/{number}", headers=editor)).status_code == 204
    problem(await client.delete(f"{LIST}/{number}", headers=editor), 404)
    assert (await client.get(LIST, headers=editor)).json()["questions"] == []


async def test_others_do_not_read_them(client: httpx.AsyncClient, office: Office) -> None:
    for staff in (office.aizada, office.cholpon):
        problem(await client.get(LIST, headers=bearer(await staff.logs_in(client))), 403)
    problem(await client.get(LIST), 401)


async def test_the_command_line_lists_the_same(
    client: httpx.AsyncClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    await asks_and_allows(client)
    monkeypatch.setenv("JARDAM_DATA", str(settings.data))
    monkeypatch.setenv("DATABASE_URL", settings.database)
    listed = CliRunner().invoke(jardam.main, ["content", "questions"])
    assert listed.exit_code == 0, listed.output
    assert "погода" in listed.output
    assert "Айбек" not in listed.output
    other = CliRunner().invoke(jardam.main, ["content", "questions", "--topic", "stranded"])
    assert other.output == "Nobody has asked in vain yet.\n"
