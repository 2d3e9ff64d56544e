"""Sends replies to a chat and obeys what the Bot API answers: wait, blocked, gone."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import timedelta
from typing import TypeVar

from telegram import Bot, InlineKeyboardMarkup, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.backend import Answer, BackendDown, BackendRefused, Document, Place, Reply
from bot.telegram.documents import Documents
from bot.telegram.rendering import keyboard, location_keyboard, parts
from bot.telegram.updates import Incoming

log = logging.getLogger(__name__)
T = TypeVar("T")
_PAUSES = (0.5, 1, 2, 5, 10, *[20] * 180)  # seconds between tries while Telegram does not answer: an hour in all
_SWEPT = 100  # neighbouring message numbers that `/wipe` tries too, in case one was not noted before a crash
_AT_ONCE = 100  # messages that deleteMessages takes


class Blocked(Exception):
    """The person blocked the bot or deleted the account: there is nobody to send to."""


class Delivery:
    """One bot's way out. Calls of one chat must come one after the other; those of different chats need not."""

    def __init__(self, bot: Bot, documents: Documents) -> None:
        self._bot = bot
        self._documents = documents

    async def deliver(self, incoming: Incoming, answer: Answer) -> tuple[int, ...]:
        """Sends the replies in order; gives the numbers of the new messages. Raises TelegramError after all tries."""
        sent: list[int] = []
        try:
            if answer.wipe is not None:
                await self._wipe(incoming, answer.wipe)
            for number, reply in enumerate(answer.replies):
                in_place = number == 0 and reply.in_place and answer.wipe is None
                sent += await self._reply(incoming.chat_id, reply, incoming.pressed_id if in_place else None)
        except Blocked:
            log.info("A person has blocked the bot")
        return tuple(sent)

    async def say(self, chat_id: int, text: str) -> None:
        """One plain message, tried once; a failure is logged only."""
        try:
            await self._bot.send_message(chat_id, text)
        except TelegramError as error:
            log.warning("A message could not be sent: %s", type(error).__name__)

    async def acknowledge(self, query_id: str) -> None:
        """Stops the waiting sign on a pressed button. One that is too old needs none."""
        try:
            await self._bot.answer_callback_query(query_id)
        except TelegramError as error:
            log.debug("A button press was not acknowledged: %s", type(error).__name__)

    async def typing(self, chat_id: int) -> None:
        try:
            await self._bot.send_chat_action(chat_id, "typing")
        except TelegramError as error:
            log.debug("The typing sign was not shown: %s", type(error).__name__)

    async def _reply(self, chat_id: int, reply: Reply, replaces: int | None) -> list[int]:
        texts = parts(reply.text)
        sent: list[int] = []
        for document in reply.documents:
            sent += await self._bring(chat_id, document)
        for number, html in enumerate(texts):
            markup = keyboard(reply) if number == len(texts) - 1 else None
            if number == 0 and replaces is not None and await self._edit(chat_id, replaces, html, markup):
                continue
            message = await self._persist(
                lambda html=html, markup=markup: self._bot.send_message(  # type: ignore[misc]  # a lambda with defaults
                    chat_id, html, parse_mode=ParseMode.HTML, reply_markup=markup
                )
            )
            sent += _numbers(message)
        if place := reply.place:
            sent += _numbers(await self._persist(lambda: self._pin(chat_id, place)))
        if reply.ask_location:
            label = reply.ask_location
            offer = location_keyboard(label)
            message = await self._persist(lambda: self._bot.send_message(chat_id, label, reply_markup=offer))
            sent += _numbers(message)
        return sent

    async def _bring(self, chat_id: int, document: Document) -> list[int]:
        """Sends a file, or says that it cannot be brought now."""
        try:
            message = await self._persist(lambda: self._documents.send(chat_id, document))
        except (BackendDown, BackendRefused) as error:
            log.warning("The api gave no file: %s", error)
            message = None
        if message is None:
            message = await self._persist(lambda: self._bot.send_message(chat_id, document.instead))
        return _numbers(message)

    async def _edit(self, chat_id: int, message_id: int, html: str, markup: InlineKeyboardMarkup | None) -> bool:
        """False if the message cannot be edited any more, so that a new one must be sent."""
        try:
            await self._persist(
                lambda: self._bot.edit_message_text(
                    html, chat_id, message_id, parse_mode=ParseMode.HTML, reply_markup=markup
                ),
                give_up_on_refusal=False,
            )
        except BadRequest as error:
            return "not modified" in error.message.lower()
        return True

    def _pin(self, chat_id: int, place: Place) -> Awaitable[Message]:
        if place.address:
            return self._bot.send_venue(chat_id, place.lat, place.lon, title=place.title, address=place.address)
        return self._bot.send_location(chat_id, place.lat, place.lon)

    async def _wipe(self, incoming: Incoming, noted: Iterable[int]) -> None:
        """Deletes what was noted, and the neighbours of the newest message in case one was not."""
        newest = max(filter(None, (incoming.message.message_id, incoming.pressed_id)), default=0)
        numbers = set(noted) | set(range(max(1, newest - _SWEPT), newest + 1) if newest else ())
        ordered = sorted(numbers)
        for first in range(0, len(ordered), _AT_ONCE):
            chosen = ordered[first : first + _AT_ONCE]
            await self._delete(incoming.chat_id, chosen)

    async def _delete(self, chat_id: int, numbers: Sequence[int]) -> None:
        """Telegram refuses a whole list for one message older than 48 hours: then its halves are tried."""
        try:
            await self._persist(lambda: self._bot.delete_messages(chat_id, numbers), give_up_on_refusal=False)
        except BadRequest:
            half = len(numbers) // 2
            for some in (numbers[half:], numbers[:half]) if half else ():
                await self._delete(chat_id, some)

    async def _persist(self, call: Callable[[], Awaitable[T]], *, give_up_on_refusal: bool = True) -> T | None:
        """Calls until Telegram takes it or refuses for good; None when it refused. Raises Blocked or TelegramError."""
        pauses = iter(_PAUSES)
        while True:
            try:
                return await call()
            except RetryAfter as error:
                await asyncio.sleep(seconds(error.retry_after))
            except Forbidden as error:
                raise Blocked from error
            except BadRequest as error:
                if not give_up_on_refusal:
                    raise
                log.error("Telegram refused a message: %s", error.message[:80])
                return None
            except NetworkError:
                pause = next(pauses, None)
                if pause is None:
                    raise
                await asyncio.sleep(pause)


def seconds(wait: timedelta | int) -> float:
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _numbers(message: Message | None) -> list[int]:
    return [message.message_id] if message else []
