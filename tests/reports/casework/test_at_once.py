"""Calls that arrive twice, and two caseworkers at once: on both databases."""

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import select

from api.database import now
from api.reports.models import DoneCall
from tests.api.problems import problem
from tests.reports.casework.cases import Cases, Worker

KEY = "7b1e9c52-5f0a"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def one(cases: Cases) -> str:
    return cases.comes_in()


@pytest.mark.parametrize(
    ("path", "body"),
    [("", {"country": "KZ"}), ("/status", {"status": "in_review"}), ("/assignee", {"account": "own"})],
)
async def test_of_two_changes_at_once_exactly_one_wins(
    cases: Cases, cholpon: Worker, one: str, path: str, body: dict[str, Any]
) -> None:
    workers = [cholpon, cases.joins("erkin"), cases.joins("gulnara"), cases.joins("bakyt")]

    async def change(worker: Worker) -> int:
        mine = {"account": worker.id} if path == "/assignee" else body
        send = worker.post if path else worker.patch
        return (await send(f"/reports/{one}{path}", mine, If_Match='"1"')).status_code

    statuses = Counter(await asyncio.gather(*map(change, workers)))
    assert statuses.pop(200) == 1
    assert set(statuses) <= {412, 404}
    assert cases.row(one).version == 2


async def test_notes_at_once_are_all_kept(cases: Cases, cholpon: Worker, bermet: Worker, one: str) -> None:
    texts = [f"note {number}" for number in range(8)]
    calls = [
        worker.post(f"/reports/{one}/notes", {"text": text})
        for text, worker in zip(texts, [cholpon, bermet] * 4, strict=True)
    ]
    numbers = [response.json()["number"] for response in await asyncio.gather(*calls)]
    assert sorted(numbers) == list(range(1, 9))
    assert sorted(entry["text"] for entry in (await bermet.reads(one))["entries"]) == texts


@pytest.mark.parametrize("path", ["notes", "messages"])
async def test_a_call_sent_again_has_one_effect_and_the_same_answer(
    cases: Cases, cholpon: Worker, one: str, path: str
) -> None:
    async def send(text: str = "кайра чалды", key: str = KEY) -> Any:
        return await cholpon.post(f"/reports/{one}/{path}", {"text": text}, Idempotency_Key=key)

    answers = await asyncio.gather(*(send() for _ in range(4)))
    assert {answer.status_code for answer in answers} == {201}
    assert {answer.content for answer in [*answers, await send()]} == {answers[0].content}
    assert cases.row(one).entries == 1
    problem(await send("башка"), 422)
    assert (await send(key=KEY + "x")).json()["number"] == 2


async def test_keys_are_each_persons_own_and_last_a_day(
    cases: Cases, cholpon: Worker, bermet: Worker, one: str
) -> None:
    async def note(worker: Worker) -> int:
        answer = await worker.post(f"/reports/{one}/notes", {"text": "чалды"}, Idempotency_Key=KEY)
        return int(answer.json()["number"])

    assert [await note(cholpon), await note(bermet), await note(cholpon)] == [1, 2, 1]
    old = now() - timedelta(hours=25)
    cases.desk.run(lambda session: session.execute(update(DoneCall).values(created_at=old)))
    assert await note(cholpon) == 3


async def test_what_is_remembered_of_a_call_tells_nothing(cases: Cases, cholpon: Worker, one: str) -> None:
    """Not even to whoever has the server's secrets too, and tries keys and words that they guess."""
    await cholpon.post(f"/reports/{one}/notes", {"text": "Асанов Эрмек"}, Idempotency_Key=KEY)
    (row,) = cases.desk.run(lambda session: list(session.exec(select(DoneCall)).all()))
    assert row.answer == '{"number": 1, "version": 2}'
    for part in (b"", bytes(32)):
        assert row.key != cases.desk.pepper.hash("idempotency key", part, KEY.encode())
