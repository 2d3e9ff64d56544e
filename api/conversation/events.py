"""What a person did, in the same words for every channel."""

from dataclasses import dataclass, field

from api.guidance.pack.identity import Published


@dataclass(frozen=True)
class Text:
    """Words that the person typed; a command begins with a slash."""

    text: str


@dataclass(frozen=True)
class Choice:
    """A button that the person pressed; `data` is what the button carried, perhaps years ago or forged."""

    data: str


@dataclass(frozen=True)
class Location:
    """Where the person is, in degrees. Used for this answer only; never kept."""

    lat: float
    lon: float


@dataclass(frozen=True)
class File:
    """A file, before its bytes are here: `what` is photo, document, voice, video_note, video, audio. `size` in bytes.

    `caption` are the words that came with it.
    """

    what: str
    name: str = ""
    size: int = 0
    caption: str = ""


@dataclass(frozen=True)
class Other:
    """Something that is neither words nor a place nor a file: `what` is sticker, contact, dice…"""

    what: str


Event = Text | Choice | Location | File | Other


@dataclass(frozen=True)
class Hints:
    """What is known from outside: `language` is a code such as `ky` or `ru-RU`, from phone or browser.

    `published`: how to know this service, and what it has ready for days without internet.
    """

    language: str | None = None
    channel: str = ""
    published: Published = field(default_factory=Published)
