"""People, their private chats with the bot, messages and files."""

import itertools
import time
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.entities import Entity, as_html

Json = dict[str, Any]

PHOTO_SIDE = 320


@dataclass
class Person:
    id: int
    first_name: str
    language_code: str
    username: str = ""
    is_blocking: bool = False

    def as_user(self) -> Json:
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        return user | self._optional(username=self.username, language_code=self.language_code)

    def as_chat(self) -> Json:
        chat: Json = {"id": self.id, "type": "private", "first_name": self.first_name}
        return chat | self._optional(username=self.username)

    @staticmethod
    def _optional(**values: str) -> Json:
        return {name: value for name, value in values.items() if value}


@dataclass(frozen=True)
class StoredFile:
    file_id: str
    name: str
    mime: str
    content: bytes

    @property
    def path(self) -> str:
        return f"documents/{self.file_id}"

    def as_json(self) -> Json:
        return {"file_id": self.file_id, "file_unique_id": self.file_id[::-1], "file_size": len(self.content)}

    def as_document(self) -> Json:
        return self.as_json() | {"file_name": self.name, "mime_type": self.mime}

    def as_photo(self) -> list[Json]:
        return [self.as_json() | {"width": PHOTO_SIDE, "height": PHOTO_SIDE}]


@dataclass(eq=False)
class Message:
    """A message as it stands now; `text` is plain (or the caption), `html` is what its author wrote."""

    message_id: int
    chat_id: int
    from_bot: bool
    date: int
    text: str = ""
    html: str = ""
    entities: list[Entity] = field(default_factory=list)
    content: Json = field(default_factory=dict)
    markup: Json | None = None
    reply_to: "Message | None" = None
    parameters: Json = field(default_factory=dict)
    edits: int = 0
    edit_date: int = 0
    is_deleted: bool = False
    tick: int = 0

    @property
    def inline_rows(self) -> list[list[Json]]:
        rows: list[list[Json]] = (self.markup or {}).get("inline_keyboard", [])
        return rows

    @property
    def buttons(self) -> list[list[tuple[str, str]]]:
        """Inline buttons, row by row, as (label, callback data or address)."""
        return [[(button["text"], _target(button)) for button in row] for row in self.inline_rows]

    @property
    def keyboard(self) -> list[list[Json]]:
        rows: list[list[Json]] = (self.markup or {}).get("keyboard", [])
        return rows

    def as_json(self, person: Person, bot: Json) -> Json:
        body: Json = {
            "message_id": self.message_id,
            "from": bot if self.from_bot else person.as_user(),
            "chat": person.as_chat(),
            "date": self.date,
            **self.content,
        }
        if self.reply_to:
            body["reply_to_message"] = self.reply_to.as_json(person, bot)
        if self.inline_rows:
            body["reply_markup"] = self.markup
        if self.edit_date:
            body["edit_date"] = self.edit_date
        return body | self._words()

    def _words(self) -> Json:
        if not self.text:
            return {}
        text, entities = ("caption", "caption_entities") if self.content else ("text", "entities")
        return {text: self.text} | ({entities: self.entities} if self.entities else {})

    def __repr__(self) -> str:
        author = "bot" if self.from_bot else "user"
        return f"<{author} {self.message_id}: {self.text!r} {self.buttons or ''}>"


def _target(button: Json) -> str:
    return str(button.get("callback_data") or button.get("url") or "")


@dataclass(frozen=True)
class Action:
    """One thing the bot did in a chat: sent, edited, deleted, answered, or a chat action such as typing."""

    kind: str
    chat_id: int
    text: str = ""
    message: Message | None = None


class Chats:
    """Every chat; whoever calls holds the lock of the state."""

    def __init__(self) -> None:
        self.people: dict[int, Person] = {}
        self.messages: dict[int, Message] = {}
        self.files: dict[str, StoredFile] = {}
        self.history: list[Action] = []
        self.elapsed = 0.0
        self._message_ids = itertools.count(1)
        self._file_ids = itertools.count(1)
        self._ticks = itertools.count(1)

    def now(self) -> int:
        return int(time.time() + self.elapsed)

    def tick(self) -> int:
        return next(self._ticks)

    def add(self, chat_id: int, *, from_bot: bool, text: str = "", html: str | None = None, **rest: Any) -> Message:
        message = Message(
            message_id=next(self._message_ids),
            chat_id=chat_id,
            from_bot=from_bot,
            date=self.now(),
            text=text,
            html=as_html(text) if html is None else html,
            tick=self.tick(),
            **rest,
        )
        self.messages[message.message_id] = message
        if from_bot:
            self.note("sent", message)
        return message

    def find(self, chat_id: int, message_id: int) -> Message | None:
        message = self.messages.get(message_id)
        return message if message and message.chat_id == chat_id and not message.is_deleted else None

    def of(self, chat_id: int) -> list[Message]:
        return [message for message in self.messages.values() if message.chat_id == chat_id and not message.is_deleted]

    def edited(self, message: Message) -> None:
        message.edits += 1
        message.edit_date = self.now()
        message.tick = self.tick()
        if message.from_bot:
            self.note("edited", message)

    def delete(self, message: Message) -> None:
        message.is_deleted = True
        self.note("deleted", message)

    def note(self, kind: str, message: Message) -> None:
        self.history.append(Action(kind, message.chat_id, message.text, message))

    def act(self, kind: str, chat_id: int, text: str) -> None:
        self.history.append(Action(kind, chat_id, text))

    def keep(self, content: bytes, name: str, mime: str) -> StoredFile:
        stored = StoredFile(f"file{next(self._file_ids):08d}", name, mime, content)
        self.files[stored.file_id] = stored
        return stored
