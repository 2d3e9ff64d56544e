"""The outbox on either database, and a clock that can be moved."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr
from sqlmodel import select

from api import database as databases
from api.database import Database
from api.delivery import actions
from api.delivery.actions import Claimed, Outcome
from api.delivery.models import Outgoing
from api.guidance.library import Library
from api.main import furnish, open_service
from api.reports.documents import Contact
from api.server_key import ServerKey
from api.settings import Settings
from tests.conftest import TOKEN
from tests.delivery.smtp_server import SmtpServer

CHAT = "5310442917"
_SECONDS = 5.0


@dataclass
class Clock:
    """What the outbox takes for now."""

    offset: timedelta = field(default=timedelta(0))

    def now(self) -> datetime:
        return databases.now() + self.offset

    def passes(self, **time: float) -> None:
        self.offset += timedelta(**time)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(actions, "now", clock.now)
    return clock


@dataclass(frozen=True)
class Outbox:
    """The outbox as those who write to people, and workers, meet it."""

    database: Database
    key: ServerKey

    def tells(self, address: str = CHAT, language: str = "ky", channel: str = "telegram") -> bool:
        contact = Contact(channel=channel, address=address, language=language)
        return self.database.run(lambda session: actions.notify_person(session, self.key, contact))

    def tells_staff(self, settings: Settings, urgency: str = "urgent") -> None:
        self.database.run(lambda session: actions.notify_staff(session, self.key, settings, urgency))

    def claim(self, channel: str = "telegram", limit: int = 50) -> list[Claimed]:
        return self.database.run(lambda session: actions.claim(session, self.key, channel, limit))

    def settle(self, claimed: Claimed, result: actions.Result = "sent", **more: Any) -> None:
        outcome = Outcome(result, **more)
        name, until = claimed.id, claimed.claimed_until
        self.database.run(lambda session: actions.settle(session, self.key, name, until, outcome))

    def works(self, result: actions.Result = "sent", **more: Any) -> None:
        """A worker takes the one notice that is due, and this comes of it."""
        (claimed,) = self.claim()
        self.settle(claimed, result, **more)

    def forgets(self) -> None:
        self.database.run(actions.forget_old)

    @property
    def rows(self) -> list[Outgoing]:
        return self.database.run(lambda session: list(session.exec(select(Outgoing)).all()))


async def until(is_so: Callable[[], bool]) -> None:
    end = monotonic() + _SECONDS
    while not is_so():
        assert monotonic() < end, "it did not come to be so"
        await asyncio.sleep(0.02)


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    return Settings(
        _env_file=None,
        data=tmp_path / "data",
        database_url=database_url,
        reload_seconds=0,
        service_token=SecretStr(TOKEN),
        staff_telegram_group="-1002233445566",
        public_url="https://jardam.test",
    )


@pytest.fixture
def outbox(database: Database, settings: Settings) -> Outbox:
    return Outbox(database, ServerKey(settings.key_of_server))


@pytest.fixture
def app(house: FastAPI, settings: Settings, library: Library, database: Database) -> Iterator[FastAPI]:
    app = furnish(house, open_service(settings, library))
    yield app
    app.state.service.database.close()


@pytest.fixture
async def smtp() -> AsyncIterator[SmtpServer]:
    async with SmtpServer() as server:
        yield server


@pytest.fixture
async def stranger(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://api") as client:
        yield client
