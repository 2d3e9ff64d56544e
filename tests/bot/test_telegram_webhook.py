import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
import uvicorn
from pydantic import ValidationError
from starlette.applications import Starlette
from telegram import Bot, Update

from api.settings import Settings
from bot.backend import BackendDown
from bot.telegram.channel import TelegramChannel
from bot.telegram.polling import Take
from bot.telegram.updates import ALLOWED
from bot.telegram.webhook import SECRET_HEADER, create_webhook
from tests.bot.telegram_stand_ins import SECRET, FakeApi, texts_from_bot, until
from tests.botapi.server import BotApiServer
from tests.botapi.users import User

MESSAGE = {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "text": "салам"}
UPDATE = {"update_id": 1, "message": MESSAGE}


class Taker:
    """Notes updates; `trouble` is raised, before or after the commit."""

    def __init__(self, trouble: Exception | None = None, *, commits: bool = True, seconds: float = 0) -> None:
        self.taken: list[int] = []
        self.trouble = trouble
        self.commits = commits
        self.seconds = seconds

    async def take(self, update: Update, committed: Callable[[], None]) -> None:
        self.taken.append(update.update_id)
        if self.commits:
            committed()
        await asyncio.sleep(self.seconds)
        if self.trouble:
            raise self.trouble


async def post(bot: Bot, take: Take, content: Any = UPDATE, *, secret: str = SECRET, method: str = "POST") -> int:
    """The status of the webhook's answer."""
    transport = httpx.ASGITransport(create_webhook(bot, take, SECRET))
    async with httpx.AsyncClient(transport=transport, base_url="https://jardam.test") as client:
        body = {"content": content} if isinstance(content, bytes) else {"json": content}
        response = await client.request(method, "/", headers={SECRET_HEADER.encode(): secret.encode()}, **body)
    return response.status_code


async def test_an_update_with_the_right_secret_is_taken(bot: Bot) -> None:
    taker = Taker()
    assert await post(bot, taker.take) == 200
    assert taker.taken == [1]


@pytest.mark.parametrize("secret", ["", "wrong", SECRET.upper(), f"{SECRET} x", "s3cr\xe9t"])
async def test_nobody_without_the_secret_is_heard(bot: Bot, secret: str) -> None:
    taker = Taker()
    assert await post(bot, taker.take, secret=secret) == 403
    assert await post(bot, taker.take, b"{", secret=secret) == 403
    assert taker.taken == []


@pytest.mark.parametrize(
    "content",
    [b"{", b"", b"[]", b"null", b"\xff\xfe", b"{}", b'{"message": {}}', b'{"update_id": 1, "message": {"x": 1}}'],
)
async def test_what_is_no_update_is_refused(bot: Bot, content: bytes) -> None:
    taker = Taker()
    assert await post(bot, taker.take, content) == 400
    assert taker.taken == []


async def test_a_body_too_large_for_an_update_is_refused(bot: Bot) -> None:
    assert await post(bot, Taker().take, UPDATE | {"filler": "x" * 1_000_000}) == 400


async def test_only_posts_are_taken(bot: Bot) -> None:
    assert await post(bot, Taker().take, method="GET") == 405


async def test_telegram_is_asked_to_come_again_while_the_api_is_away(bot: Bot) -> None:
    assert await post(bot, Taker(BackendDown("away"), commits=False).take) == 503


async def test_a_fault_of_ours_is_not_repeated_for_ever(bot: Bot, caplog: pytest.LogCaptureFixture) -> None:
    assert await post(bot, Taker(ValueError("a fault")).take) == 200
    assert "An update could not be handled" in caplog.text


async def test_a_committed_update_does_not_wait_for_a_slow_send(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.telegram.webhook._PATIENCE_SECONDS", 0.05)
    assert await post(bot, Taker(seconds=0.2).take) == 200
    assert await post(bot, Taker(seconds=0.2, commits=False).take) == 503
    await asyncio.sleep(0.25)


@pytest.mark.parametrize("address", ["http://jardam.test", "jardam.test", "ftp://jardam.test"])
def test_a_public_address_must_be_encrypted(address: str) -> None:
    with pytest.raises(ValidationError, match="https"):
        Settings(_env_file=None, public_url=address)


# The whole channel behind an address that Telegram posts to


@asynccontextmanager
async def serving(app: Starlette, listening: socket.socket) -> AsyncIterator[None]:
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, ws="none", lifespan="off"))
    task = asyncio.create_task(server.serve(sockets=[listening]))
    await until(lambda: server.started)
    yield
    server.should_exit = True
    await task


@asynccontextmanager
async def channel_at_an_address(telegram: BotApiServer, api: FakeApi) -> AsyncIterator[None]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        channel = TelegramChannel(
            api, token=telegram.token, api=telegram.address, proxy=None, webhook_url=address, webhook_secret=SECRET
        )
        async with serving(channel.webhook, listening), channel.running():
            await until(lambda: bool(telegram.calls_of("setMyCommands")))
            yield


async def test_telegram_is_given_the_address_and_the_secret(telegram: BotApiServer) -> None:
    async with channel_at_an_address(telegram, FakeApi()):
        (call,) = telegram.calls_of("setWebhook")
    assert call["secret_token"] == SECRET
    assert tuple(call["allowed_updates"]) == ALLOWED
    assert telegram.calls_of("getUpdates") == []


async def test_updates_that_are_posted_are_answered_in_order(
    telegram: BotApiServer, nurlan: User, saltanat: User
) -> None:
    async with channel_at_an_address(telegram, FakeApi()):
        for said in ("one", "two", "three"):
            nurlan.sends(said)
        saltanat.sends("four")
        await nurlan.sees("re: three")
        await saltanat.sees("re: four")
        await until(lambda: not telegram.waiting_updates)
    assert texts_from_bot(nurlan) == ["re: one", "re: two", "re: three"]


@pytest.mark.usefixtures("short_waits")
async def test_a_person_is_told_of_trouble_once_however_often_telegram_posts(
    telegram: BotApiServer, nurlan: User
) -> None:
    api = FakeApi()
    async with channel_at_an_address(telegram, api):
        api.error = BackendDown("away")
        held = nurlan.sends("one")
        await nurlan.sees("ky:trouble")
        await until(lambda: len(api.taken) > 8)
        assert telegram.waiting_updates == [held]
        api.error = None
        await nurlan.sees("re: one")
        await until(lambda: not telegram.waiting_updates)
    assert texts_from_bot(nurlan) == ["ky:trouble", "re: one"]
