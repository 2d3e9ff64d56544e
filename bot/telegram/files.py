"""Brings a person's file from Telegram to the api, a piece at a time: it is never whole in memory, nor on disk."""

import asyncio
import logging
from collections.abc import AsyncIterator

import httpx
from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.backend import Answer, Backend, BackendDown, Message

log = logging.getLogger(__name__)
_PIECE_BYTES = 64 * 1024
_TIMEOUT = httpx.Timeout(60.0, connect=15.0)
_PAUSES = (1.0, 5.0, 20.0)  # seconds between tries


class _Refused(Exception):
    """Telegram will never give this file: it is larger than bots may fetch, or gone."""


class Files:
    """One bot's way to the files that people send it."""

    def __init__(self, bot: Bot, backend: Backend, proxy: str | None) -> None:
        self._bot = bot
        self._backend = backend
        self._client = httpx.AsyncClient(proxy=proxy, timeout=_TIMEOUT)

    async def bring(self, message: Message, file_id: str) -> Answer:
        """The api's answer to the file, or to its not being there. Raises BackendDown or BackendRefused."""
        for pause in _PAUSES:
            try:
                return await self._backend.bring(message, self._pieces(file_id))
            except _Refused:
                break
            except (BackendDown, TelegramError, httpx.HTTPError) as error:
                log.warning("A file was not brought to the api: %s", type(error).__name__)
                await asyncio.sleep(pause)
        return await self._backend.missed(message)

    async def _pieces(self, file_id: str) -> AsyncIterator[bytes]:
        try:
            file = await self._bot.get_file(file_id)
        except BadRequest as error:
            raise _Refused from error
        async with self._client.stream("GET", file.file_path or "") as response:
            response.raise_for_status()
            async for piece in response.aiter_bytes(_PIECE_BYTES):
                yield piece

    async def close(self) -> None:
        await self._client.aclose()
