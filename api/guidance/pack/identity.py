"""How people know the real service, and what it has ready for days without internet."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

Kind = Literal["html", "pdf"]


@dataclass(frozen=True)
class Identity:
    """`bot` is the bot's name in Telegram, without @; `addresses` are those of the web chat, the first the main one."""

    bot: str = ""
    addresses: tuple[str, ...] = ()
    public_key: str = ""


@dataclass(frozen=True)
class PackFile:
    """A finished file: `name` is under which people save it; `size` in bytes."""

    name: str
    size: int


@dataclass(frozen=True)
class Pack:
    """A finished pack: its files by edition (`ky`, `uz-Cyrl`) and kind. `version` begins with the date."""

    version: str
    date: datetime.date
    files: Mapping[str, Mapping[Kind, PackFile]]


@dataclass(frozen=True)
class Published:
    """`pack` is None while none is finished."""

    identity: Identity = field(default_factory=Identity)
    pack: Pack | None = None


class Packs(Protocol):
    """Where the conversation learns what is published."""

    def published(self) -> Published:
        """How to know the service, and its finished pack."""

    def make(self) -> None:
        """Have the pack built, if it is missing; returns at once."""


class NoPacks:
    """A service that has none and builds none."""

    def published(self) -> Published:
        return Published()

    def make(self) -> None:
        """Nothing."""
