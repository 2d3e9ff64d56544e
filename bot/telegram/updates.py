"""Reads a Telegram update into the channel-neutral message."""

from dataclasses import dataclass

from telegram import Audio, CallbackQuery, Document, PhotoSize, Update, User, Video, VideoNote, Voice
from telegram import Message as TelegramMessage
from telegram.constants import ChatType
from telegram.helpers import effective_message_type

from bot.backend import Message

ALLOWED = ("message", "callback_query")
NAME_LENGTH = 200
File = PhotoSize | Document | Voice | VideoNote | Video | Audio


@dataclass(frozen=True)
class Incoming:
    """A message for the api, with what the answer needs: the chat, the message whose button was pressed, the file."""

    chat_id: int
    message: Message
    pressed_id: int | None = None
    query_id: str | None = None
    file_id: str | None = None


def read(update: Update) -> Incoming | None:
    """None for what is not ours to answer: groups, channels, edits, and kinds of update we do not know."""
    if update.callback_query:
        return _pressed(update.update_id, update.callback_query)
    message = update.message
    if message is None or message.chat.type != ChatType.PRIVATE:
        return None
    file = _file(message)
    event = _file_event(message, file) if file else _event(message)
    key = f"{update.update_id}-{message.message_id}-{message.date.timestamp():.0f}"  # ids begin anew with another bot
    sent = Message(str(message.chat.id), key, event, message.message_id, _language(message.from_user))
    return Incoming(message.chat.id, sent, file_id=file.file_id if file else None)


def _pressed(update_id: int, query: CallbackQuery) -> Incoming | None:
    """A private chat's id is its person's id, so that an old button is answered even when its message is gone."""
    message = query.message
    if query.data is None or (message is not None and message.chat.type != ChatType.PRIVATE):
        return None
    event = {"type": "choice", "choice": query.data[:200]}
    chat_id = message.chat.id if message else query.from_user.id
    sent = Message(str(chat_id), f"{update_id}-{query.id}"[:128], event, language_hint=_language(query.from_user))
    return Incoming(chat_id, sent, message.message_id if message else None, query.id)


def _file(message: TelegramMessage) -> File | None:
    """The one file of a message; of a photo its largest size."""
    if message.photo:
        return message.photo[-1]
    return message.document or message.voice or message.video_note or message.video or message.audio


def _file_event(message: TelegramMessage, file: File) -> dict[str, object]:
    return {
        "type": "file",
        "what": str(effective_message_type(message)),
        "name": (getattr(file, "file_name", None) or "")[:NAME_LENGTH],
        "size": file.file_size or 0,
        "caption": message.caption or "",
    }


def _event(message: TelegramMessage) -> dict[str, object]:
    if message.text:
        return {"type": "text", "text": message.text}
    location = message.venue.location if message.venue else message.location
    if location:
        return {"type": "location", "lat": location.latitude, "lon": location.longitude}
    return {"type": "other", "what": str(effective_message_type(message) or "unknown")[:32]}


def _language(user: User | None) -> str | None:
    return user.language_code[:35] if user and user.language_code else None
