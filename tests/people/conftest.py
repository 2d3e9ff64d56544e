"""An office of four, on either database, with hashes that are quick."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from api.database import Database
from api.guidance.library import Library
from api.main import furnish, open_service
from api.people.desk import Desk
from api.settings import Settings
from tests.conftest import TOKEN
from tests.databases import SERVER_KEY, Opened, quick
from tests.people.staff import Office


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    (data / "server-key").write_text(SERVER_KEY, encoding="ascii")
    return quick(
        Settings(
            _env_file=None,
            data=data,
            database_url=database_url,
            reload_seconds=0,
            service_token=SecretStr(TOKEN),
        )
    )


@pytest.fixture
def desk(settings: Settings, database: Database) -> Iterator[Desk]:
    desk = Desk.open(settings, database)
    yield desk
    desk.slow_hash.close()


@pytest.fixture
def office(request: pytest.FixtureRequest, desk: Desk) -> Office:
    opened: Opened = request.getfixturevalue(f"office_on_{'sqlite' if desk.database.is_sqlite else 'postgres'}")
    return opened.at(desk)


@pytest.fixture
def app(house: FastAPI, settings: Settings, library: Library, desk: Desk) -> Iterator[FastAPI]:
    app = furnish(house, open_service(settings, library))
    app.state.desk = desk
    yield app
    app.state.service.database.close()


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://api") as client:
        yield client
