"""What Telegram shows of the bot: commands and descriptions, in each language."""

import logging
from collections.abc import Mapping

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from bot.backend import Texts

log = logging.getLogger(__name__)
COMMANDS = (
    *("start", "topics", "check", "offices", "report", "receipt", "offline", "verify"),
    *("language", "country", "help", "privacy", "wipe"),
)
TWO_LETTERS = 2  # Telegram knows languages by ISO 639-1: no variant in other letters
DEFAULT_LANGUAGE = "ru"  # for phones in a language that we do not have


async def set_profile(bot: Bot, texts: Texts) -> None:
    """Sets what differs from what Telegram has. A failure is logged: the bot works without."""
    known = (code for code in texts if len(code) == TWO_LETTERS)
    languages: list[tuple[str | None, str]] = [(None, DEFAULT_LANGUAGE), *((code, code) for code in known)]
    for code, spoken in languages:
        try:
            await _set(bot, code, texts[spoken])
        except TelegramError as error:
            log.warning("The bot's profile was not set for %s: %s", code or "default", type(error).__name__)


async def _set(bot: Bot, code: str | None, texts: Mapping[str, str]) -> None:
    commands = [BotCommand(name, texts[f"command-{name}"]) for name in COMMANDS]
    if list(await bot.get_my_commands(language_code=code)) != commands:
        await bot.set_my_commands(commands, language_code=code)
    if (await bot.get_my_description(language_code=code)).description != texts["bot-description"]:
        await bot.set_my_description(texts["bot-description"], language_code=code)
    if (await bot.get_my_short_description(language_code=code)).short_description != texts["bot-short-description"]:
        await bot.set_my_short_description(texts["bot-short-description"], language_code=code)
