"""A person with a telephone, as a test plays one."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.botapi.chats import Action, Json, Message, Person
from tests.botapi.entities import bot_commands
from tests.botapi.state import State

PAUSE = 0.01

Wanted = str | Callable[[Message], bool]


@dataclass
class User:
    """Each act returns the id of the update that it made."""

    state: State
    person: Person
    _since: int = 0

    @property
    def id(self) -> int:
        return self.person.id

    @property
    def messages(self) -> list[Message]:
        with self.state.lock:
            return self.state.chats.of(self.id)

    @property
    def history(self) -> list[Action]:
        """What the bot did in this chat, in order."""
        with self.state.lock:
            return [action for action in self.state.chats.history if action.chat_id == self.id]

    @property
    def answers(self) -> list[str]:
        """Texts of the answers to taps; most are empty."""
        return [action.text for action in self.history if action.kind == "answered"]

    def sends(self, text: str, **extra: Any) -> int:
        """`extra` is laid over the message as Telegram shows it, for instance a `forward_origin`."""
        return self._posts({"text": text, "entities": bot_commands(text)}, extra)

    def sends_location(self, latitude: float, longitude: float) -> int:
        return self._posts({"content": {"location": {"latitude": latitude, "longitude": longitude}}})

    def sends_contact(self, phone_number: str) -> int:
        contact = {"phone_number": phone_number, "first_name": self.person.first_name, "user_id": self.id}
        return self._posts({"content": {"contact": contact}})

    def sends_sticker(self, emoji: str = "👍") -> int:
        shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        sticker = self._keeps(b"RIFF....WEBP", "sticker.webp", "image/webp") | shape | {"emoji": emoji}
        return self._posts({"content": {"sticker": sticker}})

    def sends_voice(self, content: bytes = b"OggS", duration: int = 3) -> int:
        voice = self._keeps(content, "voice.ogg", "audio/ogg") | {"duration": duration, "mime_type": "audio/ogg"}
        return self._posts({"content": {"voice": voice}})

    def sends_photo(self, content: bytes, caption: str | None = None) -> int:
        photo = self._keeps(content, "photo.jpg", "image/jpeg") | {"width": 320, "height": 320}
        return self._posts({"text": caption or "", "content": {"photo": [photo]}})

    def sends_document(self, content: bytes, name: str, mime: str, caption: str | None = None) -> int:
        document = self._keeps(content, name, mime) | {"file_name": name, "mime_type": mime}
        return self._posts({"text": caption or "", "content": {"document": document}})

    def edits(self, message: Message, text: str) -> int:
        with self.state.lock:
            message.text, message.entities = text, bot_commands(text)
            self.state.chats.edited(message)
            return self._acts("edited_message", self.state.shown(message))

    def taps(self, button: str, message: Message | None = None) -> int:
        """Taps an inline button, by label or callback data, on the newest message that has one."""
        with self.state.lock:
            found, data = self._inline_button(button, [message] if message else self.messages[::-1])
            query = {
                "id": self.state.new_query(self.id),
                "from": self.person.as_user(),
                "message": self.state.shown(found),
                "chat_instance": str(self.id),
                "data": data,
            }
            return self._acts("callback_query", query)

    def presses_keyboard(self, button: str, location: tuple[float, float] | None = None) -> int:
        """Presses a key of the reply keyboard on screen; a key that asks for the place sends `location`."""
        keyboards = [message.markup for message in self.messages if message.markup and not message.inline_rows]
        rows = keyboards[-1].get("keyboard", []) if keyboards else []
        keys: dict[str, Json] = {key["text"]: key for row in rows for key in row}
        if button not in keys:
            raise AssertionError(f"no key {button!r} among {list(keys)}")
        if keys[button].get("request_location"):
            assert location, f"the key {button!r} asks for a location"
            return self.sends_location(*location)
        return self.sends_contact("+79990000000") if keys[button].get("request_contact") else self.sends(button)

    def blocks(self) -> int:
        return self._sets_blocking(True)

    def unblocks(self) -> int:
        return self._sets_blocking(False)

    def waits_for(self, wanted: Wanted, timeout: float = 5.0) -> Message:
        """The first message of the bot that fits, sent or edited since the user's last act.

        Blocks the thread: for a bot in another thread or process. In the bot's own event loop await `sees`.
        """
        end = time.monotonic() + timeout
        while (found := self._finds(wanted)) is None:
            self._give_up_after(end, wanted)
            time.sleep(PAUSE)
        return found

    async def sees(self, wanted: Wanted, seconds: float = 5.0) -> Message:
        """`waits_for` for a test that shares its event loop with the bot."""
        end = time.monotonic() + seconds
        while (found := self._finds(wanted)) is None:
            self._give_up_after(end, wanted)
            await asyncio.sleep(PAUSE)
        return found

    def _finds(self, wanted: Wanted) -> Message | None:
        fresh = [message for message in self.messages if message.from_bot and message.tick > self._since]
        fits = wanted if callable(wanted) else lambda message: wanted in message.text
        return next(filter(fits, sorted(fresh, key=lambda message: message.tick)), None)

    def _give_up_after(self, end: float, wanted: Wanted) -> None:
        if time.monotonic() > end:
            shown = "\n".join(map(repr, self.messages[-10:]))
            raise AssertionError(f"nothing like {wanted!r} came; the chat shows:\n{shown}")

    def _inline_button(self, button: str, messages: list[Message]) -> tuple[Message, str]:
        for message in messages:
            for label, data in (pair for row in message.buttons for pair in row):
                if button in {label, data}:
                    return message, self._callback_data(message, label, data)
        raise AssertionError(f"no button {button!r} among {[message.buttons for message in messages]}")

    @staticmethod
    def _callback_data(message: Message, label: str, data: str) -> str:
        known = [key.get("callback_data") for row in message.inline_rows for key in row if key["text"] == label]
        assert data in known, f"the button {label!r} opens a link: the bot hears nothing of it"
        return data

    def _keeps(self, content: bytes, name: str, mime: str) -> Json:
        with self.state.lock:
            return self.state.chats.keep(content, name, mime).as_json()

    def _posts(self, parts: Json, extra: Json | None = None) -> int:
        with self.state.lock:
            message = self.state.chats.add(self.id, from_bot=False, **parts)
            return self._acts("message", self.state.shown(message) | (extra or {}))

    def _acts(self, kind: str, payload: Json) -> int:
        assert not self.person.is_blocking, "who blocks the bot cannot write to it"
        self._since = self.state.chats.tick()
        return self.state.updates.add(kind, payload)

    def _sets_blocking(self, is_blocking: bool) -> int:
        with self.state.lock:
            self.person.is_blocking = is_blocking
            before, after = ("member", "kicked") if is_blocking else ("kicked", "member")
            change = {
                "chat": self.person.as_chat(),
                "from": self.person.as_user(),
                "date": self.state.chats.now(),
                "old_chat_member": self._membership(before),
                "new_chat_member": self._membership(after),
            }
            return self.state.updates.add("my_chat_member", change)

    def _membership(self, status: str) -> Json:
        until = {"until_date": 0} if status == "kicked" else {}
        return {"user": self.state.bot, "status": status, **until}
