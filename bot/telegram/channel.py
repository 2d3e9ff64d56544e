"""Puts the Telegram channel together: long polling by default, a webhook when there is a public address."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from typing import Any

from starlette.applications import Starlette
from telegram import Bot, Update
from telegram.error import InvalidToken, TelegramError

from bot.backend import BackendDown, BackendRefused, PushingBackend
from bot.outbox import Outbox
from bot.telegram.delivery import Delivery
from bot.telegram.documents import Documents
from bot.telegram.files import Files
from bot.telegram.lanes import Lanes
from bot.telegram.notices import NoticeSender
from bot.telegram.polling import Polling
from bot.telegram.profile import set_profile
from bot.telegram.reporter import Reporter
from bot.telegram.requests import BotApiRequest, UpdatesRequest
from bot.telegram.updates import ALLOWED, Incoming, read
from bot.telegram.webhook import create_webhook

log = logging.getLogger(__name__)
_CONNECTIONS = 64
_RETRY_SECONDS = 3.0
_REFUSED_SECONDS = 60.0  # a refused token may be mended at @BotFather, or be a fault on the way


class TelegramChannel:
    """`api` is the base address of the Bot API, without `/bot`; `webhook_url` turns polling off."""

    def __init__(
        self,
        backend: PushingBackend,
        *,
        token: str,
        api: str,
        proxy: str | None,
        webhook_url: str | None,
        webhook_secret: str,
    ) -> None:
        self._bot = Bot(
            token,
            base_url=f"{api.rstrip('/')}/bot",
            base_file_url=f"{api.rstrip('/')}/file/bot",
            request=BotApiRequest(proxy, connections=_CONNECTIONS),
            get_updates_request=UpdatesRequest(proxy),
        )
        self._delivery = Delivery(self._bot, Documents(self._bot, backend))
        self._files = Files(self._bot, backend, proxy)
        self._lanes = Lanes(backend, self._delivery, Reporter(backend), self._files)
        self._outbox = Outbox(backend, NoticeSender(self._bot).send)
        self._webhook_url = webhook_url
        self._webhook_secret = webhook_secret
        self._side_tasks: set[asyncio.Task[None]] = set()
        self.webhook: Starlette = create_webhook(self._bot, self._take_once, webhook_secret)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """The bot at work. A Telegram that is away, or a wrong token, is logged and does not stop the service."""
        work = asyncio.create_task(self._work())
        try:
            async with self._outbox.running():
                yield
        finally:
            work.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await work
            for task in self._side_tasks:
                task.cancel()
            await self._files.close()
            with contextlib.suppress(TelegramError):
                await self._bot.shutdown()

    async def _work(self) -> None:
        await _until_telegram_answers(self._bot.initialize)
        self._beside(self._set_profile())
        if self._webhook_url is None:
            await self._poll()
        else:
            await _until_telegram_answers(self._set_webhook)

    async def _poll(self) -> None:
        try:
            await self._bot.delete_webhook(drop_pending_updates=False)
        except TelegramError as error:  # if one is set, polling will hear of it
            log.warning("A webhook could not be removed: %s", type(error).__name__)
        await Polling(self._bot, self._take).run()

    async def _set_webhook(self) -> None:
        await self._bot.set_webhook(
            self._webhook_url or "", secret_token=self._webhook_secret, allowed_updates=ALLOWED, max_connections=40
        )

    async def _set_profile(self) -> None:
        """Fetches the channel's texts when the api is up, then shows commands and descriptions in each language."""
        while not self._lanes.texts:
            try:
                await self._lanes.remember_texts()
            except (BackendDown, BackendRefused):
                await asyncio.sleep(_RETRY_SECONDS)
        await set_profile(self._bot, self._lanes.texts)

    async def _take(self, update: Update, committed: Callable[[], None]) -> None:
        await self._answer(update, committed, insist=True)

    async def _take_once(self, update: Update, committed: Callable[[], None]) -> None:
        await self._answer(update, committed, insist=False)

    async def _answer(self, update: Update, committed: Callable[[], None], *, insist: bool) -> None:
        incoming = read(update)
        if incoming is None:
            committed()
            return
        self._show_activity(incoming)
        await self._lanes.take(incoming, committed, insist=insist)

    def _show_activity(self, incoming: Incoming) -> None:
        if incoming.query_id:
            self._beside(self._delivery.acknowledge(incoming.query_id))
        else:
            self._beside(self._delivery.typing(incoming.chat_id))

    def _beside(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._side_tasks.add(task)
        task.add_done_callback(self._side_tasks.discard)


async def _until_telegram_answers(act: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await act()
            return
        except InvalidToken:
            log.error("Telegram refuses TELEGRAM_TOKEN; trying again in a minute")
            await asyncio.sleep(_REFUSED_SECONDS)
        except TelegramError as error:
            log.warning("Telegram does not answer: %s; trying again", type(error).__name__)
            await asyncio.sleep(_RETRY_SECONDS)
