import itertools
from collections.abc import AsyncIterator, Iterator

import pytest
from telegram import Bot

from bot.telegram.requests import BotApiRequest, UpdatesRequest
from tests.bot.notice_office import NoticeOffice
from tests.bot.service_process import ServiceProcess
from tests.botapi.server import BotApiServer
from tests.botapi.users import User

_IDS = itertools.count(5_310_442_001)


@pytest.fixture(scope="session")
def service_of_the_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceProcess]:
    with BotApiServer(token="1234567:the-token-of-the-bot") as telegram:
        service = ServiceProcess(tmp_path_factory.mktemp("service") / "data", telegram)
        yield service
        service.kill()


@pytest.fixture
def service(service_of_the_session: ServiceProcess) -> ServiceProcess:
    """The running service, one for all tests of a worker: each test brings its own people."""
    service_of_the_session.start()
    return service_of_the_session


@pytest.fixture
def aigul(service: ServiceProcess) -> User:
    return service.telegram.user(next(_IDS), "ky", "Айгүл")


@pytest.fixture
def bakyt(service: ServiceProcess) -> User:
    return service.telegram.user(next(_IDS), "ru", "Бакыт")


@pytest.fixture
def john(service: ServiceProcess) -> User:
    return service.telegram.user(next(_IDS), "en", "John")


@pytest.fixture
def office(service: ServiceProcess) -> Iterator[NoticeOffice]:
    office = NoticeOffice(service)
    yield office
    service.telegram.delay("sendMessage", 0)
    office.close()


@pytest.fixture
def telegram() -> Iterator[BotApiServer]:
    """A Bot API for tests that have the channel in their own event loop."""
    with BotApiServer() as telegram:
        yield telegram


@pytest.fixture
def nurlan(telegram: BotApiServer) -> User:
    return telegram.user(next(_IDS), "ky", "Нурлан")


@pytest.fixture
def saltanat(telegram: BotApiServer) -> User:
    return telegram.user(next(_IDS), "ru", "Салтанат")


@pytest.fixture
async def bot(telegram: BotApiServer) -> AsyncIterator[Bot]:
    # Reading the certificates of the world takes longer than a whole test on loopback.
    async with Bot(
        telegram.token,
        base_url=telegram.base_url,
        request=BotApiRequest(connections=16, verify=False),
        get_updates_request=UpdatesRequest(verify=False),
    ) as bot:
        yield bot


@pytest.fixture
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits seconds for a service that is away waits hundredths."""
    monkeypatch.setattr("bot.telegram.lanes._PAUSES", (0.02,))
    monkeypatch.setattr("bot.telegram.delivery._PAUSES", [0.02] * 100)
    monkeypatch.setattr("bot.telegram.polling._PAUSE_SECONDS", 0.02)
    monkeypatch.setattr("bot.telegram.channel._RETRY_SECONDS", 0.02)
