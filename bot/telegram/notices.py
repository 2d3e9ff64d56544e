"""Sends one notice to a chat, tried once: the api has it tried again.

Answers to people wait for Telegram as long as it takes (see delivery.py); a notice must not be held longer than it is
claimed, or another process would send it too.
"""

import logging

from telegram import Bot, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.backend import Notice, Outcome, Reply
from bot.telegram.delivery import seconds
from bot.telegram.rendering import keyboard, parts

log = logging.getLogger(__name__)
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class NoticeSender:
    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def send(self, notice: Notice) -> Outcome:
        """What became of it. Whoever blocked the bot, or is no more, is gone for good."""
        try:
            return Outcome("sent", await self._send(int(notice.address), notice.reply))
        except RetryAfter as error:
            return Outcome("later", retry_after=seconds(error.retry_after))
        except (Forbidden, BadRequest, ValueError) as error:
            log.info("A notice has nobody to go to: %s", type(error).__name__)
            return Outcome("gone")
        except TelegramError as error:
            log.warning("A notice could not be sent, trying again later: %s", type(error).__name__)
            return Outcome("later")

    async def _send(self, chat_id: int, reply: Reply) -> tuple[int, ...]:
        try:
            return await self._post(chat_id, reply)
        except ChatMigrated as error:  # a group that became a supergroup
            log.warning("The staff's Telegram group has a new id; STAFF_TELEGRAM_GROUP still is the old one")
            return await self._post(error.new_chat_id, reply)

    async def _post(self, chat_id: int, reply: Reply) -> tuple[int, ...]:
        """The numbers of the new messages. Raises TelegramError."""
        texts = parts(reply.text)
        sent = []
        for number, html in enumerate(texts, 1):
            message = await self._bot.send_message(
                chat_id,
                html,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard(reply) if number == len(texts) else None,
                link_preview_options=_NO_PREVIEW,  # Telegram would visit the address
            )
            sent.append(message.message_id)
        return tuple(sent)
