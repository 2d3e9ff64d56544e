from collections.abc import AsyncIterator, Iterator

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from tests.botapi.server import BotApiServer
from tests.botapi.users import User


@pytest.fixture(autouse=True)
def waiting_times_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def telegram() -> Iterator[BotApiServer]:
    with BotApiServer(token="1234:test") as server:
        yield server


@pytest.fixture
def user(telegram: BotApiServer) -> User:
    return telegram.user(id=7, language_code="ky", first_name="Айгүл")


@pytest.fixture
async def bot(telegram: BotApiServer) -> AsyncIterator[Bot]:
    # Reading the certificates of the world takes longer than a whole test on loopback.
    requests = [HTTPXRequest(httpx_kwargs={"verify": False}) for _ in range(2)]
    async with Bot(
        telegram.token,
        base_url=telegram.base_url,
        base_file_url=telegram.base_file_url,
        get_updates_request=requests[0],
        request=requests[1],
    ) as bot:
        yield bot
