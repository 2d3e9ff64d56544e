"""What we answer, in the same shapes for every channel. Texts are Markdown of paragraphs, lists, bold and `code`."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from api.guidance.cities import Point

_MARKDOWN = re.compile(r"([\\`*_\[\]<>#&~])")


@dataclass(frozen=True)
class Button:
    """`choice` comes back as a Choice event; at most 64 bytes, Telegram's limit for callback data."""

    label: str
    choice: str


@dataclass(frozen=True)
class Place:
    """A point for the map, with what stands there."""

    point: Point
    title: str
    address: str


@dataclass(frozen=True)
class Reply:
    """One message.

    `in_place`: it may replace the message whose button was pressed. `ask_location`: offer to share the location, with
    this label on the button. `kind` marks the emergency card, which a channel shows before all else and never folds.
    """

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    place: Place | None = None
    ask_location: str | None = None
    in_place: bool = False
    kind: Literal["message", "emergency"] = "message"

    def replacing(self) -> "Reply":
        return replace(self, in_place=True)


@dataclass(frozen=True)
class Wipe:
    """Delete what is kept of this person, and the messages of the last 48 hours in the chat."""


@dataclass(frozen=True)
class CountHelpful:
    """Count one answer to «was this helpful?», without the person."""

    topic: str
    section: str
    language: str
    helpful: bool


Effect = Wipe | CountHelpful


def escaped(text: str) -> str:
    """Foreign text made safe to stand in Markdown."""
    return _MARKDOWN.sub(r"\\\1", text)


def rows(*buttons: Button, wide: int = 30) -> tuple[tuple[Button, ...], ...]:
    """Buttons in rows: two short ones side by side (together at most `wide` characters), a long one alone."""
    result: list[tuple[Button, ...]] = []
    for button in buttons:
        last = result[-1] if result else ()
        if len(last) == 1 and len(last[0].label) + len(button.label) <= wide:
            result[-1] = (last[0], button)
        else:
            result.append((button,))
    return tuple(result)
