"""Turns a reply into the messages that Telegram takes: HTML, at most 4,096 characters each."""

import re
from html import escape, unescape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup

from bot.backend import Button, Reply
from bot.markup import telegram_blocks

LIMIT = 4_000  # of 4,096 UTF-16 units: some room for how Telegram counts
_TAG = re.compile(r"<[^>]*>")


def keyboard(reply: Reply) -> InlineKeyboardMarkup | None:
    """Rows of buttons under the message."""
    if not reply.buttons:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in reply.buttons])


def _button(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(button.label, callback_data=button.choice)


def location_keyboard(label: str) -> ReplyKeyboardMarkup:
    return ReplyKeyboardMarkup(
        [[KeyboardButton(label, request_location=True)]], resize_keyboard=True, one_time_keyboard=True
    )


def parts(text: str) -> list[str]:
    """The text as HTML in as few messages as fit, split between paragraphs, else between words."""
    messages: list[str] = []
    for block in _pieces(text):
        if messages and length(messages[-1]) + length(block) + 2 <= LIMIT:
            messages[-1] += f"\n\n{block}"
        else:
            messages.append(block)
    return messages or ["…"]


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for block in telegram_blocks(text):
        pieces += [block] if length(block) <= LIMIT else _cut(block)
    return pieces


def _cut(block: str) -> list[str]:
    """A block that is too long, in pieces. It loses its bold, so that no tag is left open."""
    pieces, rest = [], unescape(_TAG.sub("", block))
    while rest:
        piece = _beginning(rest)
        pieces.append(escape(piece.strip(), quote=False))
        rest = rest[len(piece) :].strip()
    return pieces


def _beginning(text: str) -> str:
    """As much of a text as fits in a message, up to the end of a word where there is one."""
    fits = text.encode("utf-16-le")[: 2 * LIMIT].decode("utf-16-le", "ignore")
    end = len(fits) if fits == text else max(fits.rfind("\n"), fits.rfind(" "))
    return fits[:end] if end > 0 else fits


def length(html: str) -> int:
    """How long Telegram counts a text: UTF-16 units after tags and entities are read."""
    return len(unescape(_TAG.sub("", html)).encode("utf-16-le")) // 2
