"""What we remember of a person between two messages: as little as the conversation needs."""

import json
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

Awaiting = Literal["", "city", "receipt", "draft", "message", "sought"]


@dataclass(frozen=True)
class State:
    """`language` is a guess until `language_chosen`; `country` is an ISO code or None when not said.

    `awaiting` says what typed words mean next: the name of a city, a receipt, an answer for the draft of a report, a
    message to caseworkers, what a section (`about`) did not say, or (empty) a question. `draft`, `thread` and `offered`
    say whether there is something to look up: a report being written, a thread that was opened a moment ago, a question
    that waits for the word that we may keep it.
    """

    language: str | None = None
    language_chosen: bool = False
    country: str | None = None
    awaiting: Awaiting = ""
    draft: bool = False
    thread: bool = False
    offered: bool = False
    about: str = ""

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self), separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "State":
        """Reads what any earlier version wrote: unknown fields are dropped, missing ones take their default."""
        kept: dict[str, Any] = json.loads(data)
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in kept.items() if name in known})
