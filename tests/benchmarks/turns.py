"""Durable turns: many people, every kind of event, each turn in a transaction that is on disk before the answer."""

import asyncio
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

import httpx
from fastapi import FastAPI
from sqlalchemy import text

from api.database import Database
from api.main import create_app
from api.migrate import migrate
from tests.benchmarks.service import TOKEN, questions, settings_in
from tests.benchmarks.timing import Figure, Figures, alternate, one_core, runner

FLOOR = "inserting and committing as many rows of the same size with the same settings of SQLite"
TARGET = 300
ROUNDS = 5
_TURNS = 360  # a round
_AT_ONCE = 16


def measure(folder: Path) -> Figures:
    with one_core(), runner() as loop:
        app = create_app(settings_in(folder, "turns"))
        channel = loop.run(_channel(app))
        people = itertools.count()

        def converse() -> float:
            return loop.run(_converse(channel, people))

        converse()
        database: Database = app.state.service.database
        insert = _inserting(folder, database)
        floor, measured = alternate(ROUNDS, insert, converse)
        loop.run(channel.aclose())
        database.close()
    lines = [Figure("POST /v1/turns", "/s", measured, floor, f"at least {TARGET} /s", measured >= TARGET)]
    return Figures(f"Durable turns, one core, in process, {_AT_ONCE} at once", FLOOR, lines)


async def _channel(app: FastAPI) -> httpx.AsyncClient:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://api", headers=headers)


async def _converse(channel: httpx.AsyncClient, people: Iterator[int]) -> float:
    """Turns a second. Every turn is that of another person, which costs most: the state is new each time."""
    turns = iter([_turn(next(people), event) for event in itertools.islice(_events(), _TURNS)])

    async def post() -> None:
        for turn in turns:
            response = await channel.post("/v1/turns", json=turn)
            assert response.status_code == 200, response.text

    began = perf_counter()
    await asyncio.gather(*(post() for _ in range(_AT_ONCE)))
    return _TURNS / (perf_counter() - began)


def _turn(person: int, event: dict[str, Any]) -> dict[str, Any]:
    return {"channel": "telegram", "address": str(person), "key": str(person), "language_hint": "ky", "event": event}


def _events() -> Iterator[dict[str, Any]]:
    for question in itertools.cycle(questions()):
        yield {"type": "text", "text": "/start"}
        yield {"type": "text", "text": question}
        yield {"type": "choice", "choice": "t/unpaid-wages"}
        yield {"type": "location", "lat": 55.75, "lon": 37.62}
        yield {"type": "other", "what": "voice"}
        yield {"type": "choice", "choice": "language/ru"}


def _inserting(folder: Path, like: Database) -> Callable[[], float]:
    """A call gives transactions a second. Each inserts what a turn does: a state and an answer, of the mean sizes."""
    with like.engine.connect() as connection:
        sizes = "SELECT cast(avg(length(state)) AS int), (SELECT cast(avg(length(answer)) AS int) FROM turn)"
        state, answer = (bytes(size) for size in connection.execute(text(f"{sizes} FROM conversation")).one())
    database = Database(f"sqlite:///{folder / 'floor.db'}")
    migrate(database)
    cursor = database.engine.raw_connection().cursor()
    people = itertools.count()

    def insert() -> float:
        began = perf_counter()
        for number in itertools.islice(people, _TURNS):
            person = number.to_bytes(32, "big")
            cursor.execute("BEGIN IMMEDIATE")
            cursor.execute("INSERT INTO conversation (person, state, updated_at) VALUES (?, ?, ?)", (person, state, 0))
            cursor.execute(
                "INSERT INTO turn (person, key, answer, message_ids, created_at) VALUES (?, ?, ?, '', 0)",
                (person, str(number), answer),
            )
            cursor.execute("COMMIT")
        return _TURNS / (perf_counter() - began)

    return insert
