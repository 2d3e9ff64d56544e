"""What stands inside the seal of a waiting notice, and the words that it becomes."""

import json
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from hashlib import blake2b
from typing import Any

from api.guidance.reading.interface import Interface
from api.server_key import ServerKey
from api.settings import Settings

PERSON_TEXT = "notice-message"
STAFF_TEXTS = {"urgent": "staff-notice-urgent", "emergency": "staff-notice-emergency"}
STAFF_QUIET = timedelta(minutes=5)  # many urgent reports are one message in so long
_BUTTONS = {PERSON_TEXT: (("button-receipt", "receipt"), ("button-home", "home"))}
_SEALED_BYTES = 512  # every notice is as long as any other


@dataclass(frozen=True)
class Notice:
    """`text` is the id of an interface text."""

    channel: str
    address: str
    text: str
    language: str

    @property
    def is_for_staff(self) -> bool:
        return self.text in STAFF_TEXTS.values()

    @property
    def quiet(self) -> timedelta:
        """How long after this notice the same one does not come again."""
        return STAFF_QUIET if self.is_for_staff else timedelta(0)

    def row_id(self, key: ServerKey, today: date) -> str:
        """The same for the same notice, so that it waits once. Those to people have another one every day, so that two
        stolen copies of the database do not show that somebody was written to again."""
        return row_id(key, self.channel, self.address, self.text, None if self.is_for_staff else today)

    def seal(self, key: ServerKey, row_id: str) -> bytes:
        plain = json.dumps(asdict(self), ensure_ascii=False).encode().ljust(_SEALED_BYTES)
        return key.seal(plain, "notice", self.channel.encode(), row_id)

    @classmethod
    def open(cls, key: ServerKey, sealed: bytes, channel: str, row_id: str) -> "Notice":
        """Raises Unreadable."""
        kept: dict[str, Any] = json.loads(key.open(sealed, "notice", channel.encode(), row_id))
        return cls(**kept)


def row_id(key: ServerKey, channel: str, address: str, text: str, day: date | None) -> str:
    name = "\0".join([channel, address, text, day.isoformat() if day else ""])
    return blake2b(key.person("waiting notice", name), digest_size=16).hexdigest()


@dataclass(frozen=True)
class Words:
    """A notice as it is sent. `text` is Markdown; each button is a label and the choice that it sends."""

    text: str
    buttons: tuple[tuple[str, str], ...]


def words_of(notice: Notice, interface: Interface, settings: Settings) -> Words:
    """Neutral: that there is something, never what. Staff are told where to look, if there is a public address."""
    text = interface.say(notice.language, notice.text)
    if notice.is_for_staff and settings.public_url:
        text = f"{text}\n\n{settings.public_url}"
    buttons = _BUTTONS.get(notice.text, ())
    return Words(text, tuple((interface.say(notice.language, label), choice) for label, choice in buttons))
