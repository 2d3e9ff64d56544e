"""What people see while the api is away, and that nothing of theirs is lost."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from bot.backend import Answer, BackendBroke, BackendDown, BackendRefused, HttpBackend, Message
from bot.telegram.channel import TelegramChannel
from tests.bot.telegram_stand_ins import SECRET, FakeApi, echo, texts_from_bot, until, words
from tests.botapi.server import BotApiServer
from tests.botapi.users import User

MESSAGE = Message("42", "key", {"type": "text", "text": "салам"})
ANSWER: dict[str, Any] = {"replies": [], "language": "ky", "wipe": None, "repeated": False, "upload": False}


@pytest.fixture
def api() -> FakeApi:
    return FakeApi()


@asynccontextmanager
async def channel(telegram: BotApiServer, api: FakeApi) -> AsyncIterator[TelegramChannel]:
    """The bot at work, once it knows the words for when the api is away."""
    found = TelegramChannel(
        api, token=telegram.token, api=telegram.address, proxy=None, webhook_url=None, webhook_secret=SECRET
    )
    async with found.running():
        await until(lambda: bool(telegram.calls_of("setMyCommands")))
        yield found


@pytest.mark.usefixtures("short_waits")
async def test_a_person_is_told_once_and_answered_later(
    telegram: BotApiServer, api: FakeApi, nurlan: User, saltanat: User
) -> None:
    async with channel(telegram, api):
        api.error = BackendDown("away")
        written = [nurlan.sends("one"), nurlan.sends("two"), saltanat.sends("three")]
        await nurlan.sees("ky:trouble")
        await saltanat.sees("ru:trouble")
        await until(lambda: len(api.taken) > 20)
        assert telegram.waiting_updates == written
        api.error = None
        await nurlan.sees("re: two")
        await saltanat.sees("re: three")
    assert texts_from_bot(nurlan) == ["ky:trouble", "re: one", "re: two"]
    assert texts_from_bot(saltanat) == ["ru:trouble", "re: three"]
    assert telegram.waiting_updates == []


@pytest.mark.usefixtures("short_waits")
async def test_a_short_pause_of_the_api_goes_unnoticed(telegram: BotApiServer, api: FakeApi, nurlan: User) -> None:
    async with channel(telegram, api):
        api.errors = [BackendDown("restarting")] * 2
        nurlan.sends("one")
        await nurlan.sees("re: one")
    assert texts_from_bot(nurlan) == ["re: one"]
    assert len({message.key for message in api.taken}) == 1


@pytest.mark.usefixtures("short_waits")
async def test_a_message_that_breaks_the_api_is_given_up_for_the_sake_of_the_others(
    telegram: BotApiServer, nurlan: User, saltanat: User
) -> None:
    def breaks_at_one(message: Message) -> Answer:
        if words(message) == "one":
            raise BackendBroke("status 500")
        return echo(message)

    async with channel(telegram, FakeApi(breaks_at_one)):
        nurlan.sends("one")
        nurlan.sends("two")
        saltanat.sends("three")
        await saltanat.sees("re: three")
        await nurlan.sees("re: two")
        await until(lambda: not telegram.waiting_updates)
    assert texts_from_bot(nurlan) == ["ky:trouble", "re: two"]


async def test_a_refused_message_is_not_repeated(telegram: BotApiServer, api: FakeApi, nurlan: User) -> None:
    async with channel(telegram, api):
        api.errors = [BackendRefused("status 422")]
        nurlan.sends("one")
        nurlan.sends("two")
        await nurlan.sees("re: two")
    assert [words(message) for message in api.taken] == ["one", "two"]
    assert texts_from_bot(nurlan) == ["ky:trouble", "re: two"]


async def test_numbers_of_sent_messages_are_noted(telegram: BotApiServer, api: FakeApi, nurlan: User) -> None:
    async with channel(telegram, api):
        update = nurlan.sends("one")
        await nurlan.sees("re: one")
        await until(lambda: bool(api.noted))
    (report,) = api.noted
    assert report.address == str(nurlan.id)
    assert report.key.startswith(f"{update}-")
    assert report.message_ids == (nurlan.messages[-1].message_id,)


@pytest.mark.usefixtures("short_waits")
async def test_the_bot_starts_when_telegram_comes_back(telegram: BotApiServer, api: FakeApi, nurlan: User) -> None:
    telegram.down(refuse=True)
    nurlan.sends("one")
    asyncio.get_running_loop().call_later(0.2, telegram.up)
    async with channel(telegram, api):
        await nurlan.sees("re: one")


async def test_a_wrong_token_is_logged_without_it_and_stops_nothing_else(
    telegram: BotApiServer, api: FakeApi, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = TelegramChannel(
        api, token="1234:wrong", api=telegram.address, proxy=None, webhook_url=None, webhook_secret=SECRET
    )
    async with wrong.running():
        await until(lambda: "Telegram refuses TELEGRAM_TOKEN" in caplog.text)
    assert "1234:wrong" not in caplog.text


# What the api's statuses mean


def backend_that_meets(answer: Callable[[httpx.Request], httpx.Response]) -> HttpBackend:
    client = httpx.AsyncClient(transport=httpx.MockTransport(answer), base_url="http://api")
    return HttpBackend(client, "telegram", "the-token")


@pytest.mark.parametrize("status", [400, 413, 415, 422])
async def test_the_message_is_at_fault(status: int) -> None:
    with pytest.raises(BackendRefused):
        await backend_that_meets(lambda _: httpx.Response(status)).take(MESSAGE)


@pytest.mark.parametrize("status", [301, 401, 403, 404, 429, 500, 502, 503, 504])
async def test_the_api_or_the_way_to_it_is_at_fault(status: int) -> None:
    with pytest.raises(BackendDown):
        await backend_that_meets(lambda _: httpx.Response(status)).take(MESSAGE)


async def test_a_broken_message_is_told_from_a_broken_api() -> None:
    with pytest.raises(BackendBroke):
        await backend_that_meets(lambda _: httpx.Response(500)).take(MESSAGE)


@pytest.mark.parametrize("body", [b"<html>A proxy</html>", b"[]", b"{}", b'{"replies": [{}], "language": "ky"}'])
async def test_an_answer_that_is_not_the_apis_counts_as_none(body: bytes) -> None:
    with pytest.raises(BackendDown):
        await backend_that_meets(lambda _: httpx.Response(200, content=body)).take(MESSAGE)


async def test_a_call_carries_the_token_and_the_channel() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json=ANSWER)

    assert (await backend_that_meets(answer).take(MESSAGE)).language == "ky"
    assert seen[0].headers["Authorization"] == "Bearer the-token"
    assert b'"channel":"telegram"' in seen[0].content
