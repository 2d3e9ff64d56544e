"""What we answer, in the same shapes for every channel. Texts are Markdown of paragraphs, lists, bold and `code`."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from api.conversation.drafts import ReportEffect
from api.conversation.missed import MissedEffect
from api.guidance.cities import Point

PAGE = 3_000  # UTF-16 units of foreign text in one message; Telegram takes 4,096
_LIST_MARK = re.compile(r"^(\s*\d*)([-+.)])", re.MULTILINE)
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
class Document:
    """A file to bring: where the api gives it, the name to save it under, words to send with it.

    `instead` is said where it cannot be brought.
    """

    path: str
    name: str
    caption: str
    instead: str


@dataclass(frozen=True)
class Reply:
    """One message.

    `in_place`: it may replace the message whose button was pressed. `ask_location`: offer to share the location, with
    this label on the button; `ask_file` the same for a file. `kind` marks the emergency card, which a channel shows
    before all else and never folds. `kept` is saved for a repeated delivery instead of the text, which then is shown
    once and never again; empty: nothing is. `documents` come before the text.
    """

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    place: Place | None = None
    ask_location: str | None = None
    ask_file: str | None = None
    in_place: bool = False
    kind: Literal["message", "emergency"] = "message"
    kept: str | None = None
    documents: tuple[Document, ...] = ()

    def replacing(self) -> "Reply":
        """The same in the place of another message; what brings files stands below them instead."""
        return self if self.documents else replace(self, in_place=True)


@dataclass(frozen=True)
class Wipe:
    """Delete what is kept of this person, and the messages of the last 48 hours in the chat."""


@dataclass(frozen=True)
class MakePack:
    """Have the offline pack built, if it is missing."""


@dataclass(frozen=True)
class CountHelpful:
    """Count one answer to «was this helpful?», without the person."""

    topic: str
    section: str
    language: str
    helpful: bool


Effect = Wipe | CountHelpful | MissedEffect | ReportEffect | MakePack


def escaped(text: str) -> str:
    """Foreign text made safe to stand in Markdown."""
    return _MARKDOWN.sub(r"\\\1", text)


def as_typed(text: str) -> str:
    """What a person wrote, safe to stand in Markdown, line for line: no line becomes a list."""
    return _LIST_MARK.sub(r"\1\\\2", escaped(text))


def pages(text: str) -> list[str]:
    """A text in pieces that each fit into one message with room to spare, cut between lines, else between words."""
    pieces, rest = [], text.strip()
    while rest:
        fits = rest.encode("utf-16-le")[: 2 * PAGE].decode("utf-16-le", "ignore")
        cut = len(fits) if fits == rest else _end_of_line(fits)
        pieces.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    return pieces


def _end_of_line(text: str) -> int:
    """Where to cut a text: after its last line if that is in the second half, else after its last word."""
    line, word = text.rfind("\n"), text.rfind(" ")
    cut = line if line > len(text) // 2 else word
    return cut if cut > 0 else len(text)


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
