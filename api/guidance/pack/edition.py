"""One edition of the pack: everything that it holds in one language and script, before it becomes a page or a print."""

import datetime

from api.guidance.pack.identity import Identity
from api.guidance.reading.content_rows import Strict

VERSION = "{version}"  # stands in texts for the version, which is known only when all editions are


class Passage(Strict):
    """A titled text. `place` is its anchor; `notes` are one line each: for whom, warnings, the day of the check."""

    place: str
    title: str
    text: str
    notes: tuple[str, ...] = ()


class Group(Strict):
    """Passages under one heading: the emergency cards of a country, or the sections of a topic."""

    place: str
    title: str
    summary: str
    passages: tuple[Passage, ...]


class Way(Strict):
    """An answer to a question of a guided check, and the anchor to which it leads."""

    label: str
    place: str


class Step(Strict):
    """A question with its ways, or an ending with the sections to read on."""

    place: str
    title: str
    text: str
    ways: tuple[Way, ...]


class Check(Strict):
    place: str
    title: str
    intro: str
    notes: tuple[str, ...]
    steps: tuple[Step, ...]


class Edition(Strict):
    """`code` is that of the language, `name` what its readers call it. `words` are texts of the interface."""

    code: str
    name: str
    date: datetime.date
    identity: Identity
    words: dict[str, str]
    emergency: tuple[Group, ...]
    sms: tuple[Passage, ...]
    checks: tuple[Check, ...]
    topics: tuple[Group, ...]
