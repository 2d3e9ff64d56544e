"""One Telegram update from end to end with durable state, against a bare echo bot on the same Bot API server."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter, sleep

import httpx
from fastapi import FastAPI
from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters

from api.main import create_app
from bot.backend import HttpBackend
from bot.telegram.channel import TelegramChannel
from tests.benchmarks.service import TOKEN, beside, questions, settings_in
from tests.benchmarks.timing import Figure, Figures, alternate, one_core, runner
from tests.botapi.server import BotApiServer

FLOOR = "a python-telegram-bot Application that echoes as many letters, updates taken side by side too"
ROUNDS = 3
_UPDATES = 150  # a round, each of another person
_AT_ONCE = 64
_PATIENCE_SECONDS = 60


def measure(folder: Path) -> Figures:
    with beside(_telegram) as pipe, one_core(), runner() as loop:
        ours, theirs = pipe.recv()
        app = create_app(settings_in(folder, "telegram"))
        length = 0

        def subject() -> float:
            nonlocal length
            seconds, length = loop.run(_round(pipe, 0))
            return _UPDATES / seconds

        def floor() -> float:
            return _UPDATES / loop.run(_round(pipe, 1))[0]

        stack = contextlib.AsyncExitStack()
        loop.run(stack.enter_async_context(_channel(app, ours)))
        loop.run(stack.enter_async_context(_echo(theirs, lambda: length)))
        subject()  # tells how long the echo must be
        floor()
        echoed, answered = alternate(ROUNDS, floor, subject)
        loop.run(stack.aclose())
        app.state.service.database.close()
    lines = [Figure("updates answered", "/s", answered, echoed)]
    return Figures("Telegram, bot and api in one process on one core, long polling, on loopback", FLOOR, lines)


async def _round(pipe: Connection, bot: int) -> tuple[float, int]:
    pipe.send(bot)
    found: tuple[float, int] = await asyncio.to_thread(pipe.recv)
    return found


@contextlib.asynccontextmanager
async def _channel(app: FastAPI, address: str) -> AsyncIterator[None]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://api") as client:
        channel = TelegramChannel(
            HttpBackend(client, "telegram", TOKEN),
            token="1234:test",
            api=address,
            proxy=None,
            webhook_url=None,
            webhook_secret="unused",
        )
        async with channel.running():
            yield


@contextlib.asynccontextmanager
async def _echo(address: str, length: Callable[[], int]) -> AsyncIterator[None]:
    async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message
        await update.message.reply_text("ж" * length())

    builder = ApplicationBuilder().token("1234:test").base_url(f"{address}/bot").concurrent_updates(_AT_ONCE)
    application = builder.connection_pool_size(_AT_ONCE).pool_timeout(_PATIENCE_SECONDS).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    assert application.updater
    async with application:
        await application.updater.start_polling()
        await application.start()
        yield
        await application.updater.stop()
        await application.stop()


def _telegram(pipe: Connection) -> None:
    """Two Bot API servers in a process of their own; a number asks one for a round, the answer is how it went."""
    texts = questions()
    with one_core(1), BotApiServer() as ours, BotApiServer() as theirs:
        servers = (ours, theirs)
        pipe.send([server.address for server in servers])
        while True:
            pipe.send(_play(servers[pipe.recv()], texts))


def _play(server: BotApiServer, texts: list[str]) -> tuple[float, int]:
    """Seconds until each of so many people has an answer to a question, and the mean length of an answer."""
    first = len(server.state.chats.people)
    seen = len(server.calls)
    with server.state.lock:
        for number in range(_UPDATES):
            server.user(first + number).sends(texts[number % len(texts)])
    began = perf_counter()
    lengths: dict[int, int] = {}
    while len(lengths) < _UPDATES:
        assert perf_counter() - began < _PATIENCE_SECONDS, f"only {len(lengths)} people were answered"
        sleep(0.002)
        with server.state.lock:
            calls = server.state.calls[seen:]
        seen += len(calls)
        sent = (parameters for method, parameters in calls if method == "sendMessage")
        lengths.update((int(parameters["chat_id"]), len(str(parameters["text"]))) for parameters in sent)
    return perf_counter() - began, sum(lengths.values()) // _UPDATES
