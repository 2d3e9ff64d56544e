"""What the router decided about a message."""

from dataclasses import dataclass
from typing import Literal

Script = Literal["cyrl", "latn"]


@dataclass(frozen=True)
class Guess:
    """`intent` is a topic id, `report`, `greeting` or `none`; `section` is set for topics; confidence from 0 to 1."""

    intent: str
    section: str | None
    confidence: float


@dataclass(frozen=True)
class Decision:
    """`danger` is the kind of emergency card to show before all else, or None. `country` is one that the text names."""

    language: str
    language_confidence: float
    script: Script
    best: Guess
    alternatives: tuple[Guess, ...]
    danger: str | None
    country: str | None
