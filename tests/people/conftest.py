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
from tests.people.staff import Office


def quick(settings: Settings) -> Settings:
    """Past the limits that settings have for a real service."""
    return settings.model_copy(update={"slow_hash_kib": 8, "slow_hash_passes": 1, "log_ins_per_minute": 1_000})


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    return quick(
        Settings(
            _env_file=None,
            data=tmp_path / "data",
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
def office(desk: Desk) -> Office:
    return Office.opened(desk)


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
