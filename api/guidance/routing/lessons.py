"""What the router is taught: texts with what they are about."""

from collections.abc import Sequence
from dataclasses import dataclass

ASKED = 1.0  # weight of words that people type
WRITTEN = 0.3  # of words that editors write: people do not type as guidance is written


@dataclass(frozen=True)
class Example:
    """A text with its intent and, for topics, its section."""

    text: str
    language: str
    intent: str
    section: str | None
    weight: float = ASKED


@dataclass(frozen=True)
class Lessons:
    """All that training depends on. `urgent`: texts of people in danger, and its kind; `calm` only sound alike."""

    examples: list[Example]
    urgent: Sequence[tuple[str, str]]
    calm: list[str]
