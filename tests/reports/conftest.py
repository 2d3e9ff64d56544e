"""An office that takes reports, on either database; hashes are quick."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import httpx
import pytest
from fastapi import FastAPI

from api.database import Database
from api.guidance.library import Library
from api.main import furnish, open_service
from api.people.desk import Desk
from api.people.slow_hash import Cost
from api.reports.intake import Intake
from api.reports.receipt_keys import Receipts
from api.reports.reception import SealedReception
from api.reports.rekey import reseal
from api.server_key import ServerKey
from api.settings import Settings
from tests.people.conftest import client, office, settings
from tests.people.staff import Office
from tests.reports.reporters import Reporter

__all__ = ["client", "office", "settings"]
QUICK = Cost(8, 1)


@pytest.fixture
def desk(settings: Settings, database: Database) -> Iterator[Desk]:
    desk = Desk.open(settings, database, reseal)
    yield desk
    desk.slow_hash.close()


def reception_of(settings: Settings, library: Library, desk: Desk) -> SealedReception:
    key, receipts = ServerKey(settings.key_of_server), Receipts(desk.slow_hash, desk.pepper, QUICK)
    return SealedReception(desk.database, key, receipts, Intake(key, settings), library, settings.reports_kept_days)


@pytest.fixture
def reception(settings: Settings, library: Library, office: Office) -> SealedReception:
    return reception_of(settings, library, office.desk)


@pytest.fixture
def aigul(reception: SealedReception) -> Reporter:
    return Reporter(reception, "700100200")


@pytest.fixture
def bakyt(reception: SealedReception) -> Reporter:
    return Reporter(reception, "700100300")


@pytest.fixture
def app(
    house: FastAPI, settings: Settings, library: Library, office: Office, reception: SealedReception
) -> Iterator[FastAPI]:
    """The whole service over the same database."""
    app = furnish(house, open_service(settings.model_copy(update={"receipts_per_minute": 1_000}), library))
    service = app.state.service
    inbox = replace(service.inbox, reception=reception)
    app.state.service = replace(service, desk=office.desk, receipts=reception.receipts, inbox=inbox)
    app.state.desk = office.desk
    yield app
    service.database.close()


@pytest.fixture
async def channel(app: FastAPI, settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    headers = {"Authorization": f"Bearer {settings.token_for_channels}"}
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://api", headers=headers) as client:
        yield client
