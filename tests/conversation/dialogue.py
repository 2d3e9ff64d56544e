"""Talking to the conversation as a person would, and a router that decides as told."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, cast

from sqlalchemy import Connection

from api.conversation.context import World
from api.conversation.drafts import NOTHING_KNOWN, Known, ReportDraft
from api.conversation.events import Choice, Event, File, Hints, Location, Other, Text
from api.conversation.missed import CountUnanswered, DropOffered, KeepOffered, Missed, OfferToKeep
from api.conversation.reception import Address, Prepared
from api.conversation.replies import Button, CountHelpful, Effect, MakePack, Reply, Wipe
from api.conversation.respond import respond
from api.conversation.screens import files
from api.conversation.state import State
from api.guidance.guidance import Guidance
from api.guidance.routing.decision import Decision, Guess
from api.guidance.routing.router import Router
from tests.conversation.fake_reception import FakeReception


@dataclass
class Person:
    """Someone in a chat; remembers the state, the last replies and all effects."""

    guidance: Guidance
    phone: str | None = None
    state: State = field(default_factory=State)
    replies: tuple[Reply, ...] = ()
    effects: list[Effect] = field(default_factory=list)
    offered: Missed | None = None
    kept: list[Missed] = field(default_factory=list)

    def does(self, event: Event) -> tuple[Reply, ...]:
        return self._does(event, None)

    def _does(self, event: Event, known: Known | None, channel: str = "") -> tuple[Reply, ...]:
        known = replace(known or NOTHING_KNOWN, offered=self.offered if self.state.offered else None)
        step = respond(self.guidance, self.state, event, Hints(self.phone, channel), known)
        self.state, self.replies = step.state, step.replies
        self.effects += step.effects
        for effect in step.effects:
            self._decides(effect)
        return step.replies

    def _decides(self, effect: Effect) -> None:
        """What the inbox does about a question that may be kept."""
        match effect:
            case OfferToKeep(missed):
                self.offered = missed
            case KeepOffered(missed):
                self.kept.append(missed)
                self.offered = None
            case DropOffered():
                self.offered = None

    def says(self, words: str) -> Reply:
        return self.does(Text(words))[-1]

    def presses(self, choice: str) -> Reply:
        return self.does(Choice(choice))[-1]

    def is_at(self, lat: float, lon: float) -> Reply:
        return self.does(Location(lat, lon))[-1]

    def sends(self, what: str) -> Reply:
        return self.does(Other(what))[-1]

    def hears(self, text_id: str, language: str, **arguments: Any) -> bool:
        """Whether the last reply has this text of the interface in it."""
        return self.guidance.catalogue.interface.say(language, text_id, **arguments) in self.replies[-1].text


NO_CONNECTION = cast(Connection, None)


@dataclass
class Reporter(Person):
    """Someone in a chat of a service that takes reports. `name` tells people of one reception apart."""

    reception: FakeReception = field(default_factory=FakeReception)
    channel: str = "telegram"
    name: bytes = b"aigul"

    def does(self, event: Event) -> tuple[Reply, ...]:
        prepared = self.reception.prepare(self.name, event)
        known = self.reception.look_up(NO_CONNECTION, self.name, self.state, prepared)
        done = len(self.effects)
        replies = self._does(event, known, self.channel)
        for effect in self.effects[done:]:
            self._run(effect, prepared)
        return replies

    def _run(self, effect: Effect, prepared: Prepared) -> None:
        address = Address(self.channel, self.name.decode(), self.state.language or "", "1")
        match effect:
            case Wipe():
                self.reception.forget(NO_CONNECTION, self.name, address)
            case CountHelpful() | MakePack() | CountUnanswered() | OfferToKeep() | KeepOffered() | DropOffered():
                pass
            case _:
                self.reception.run(NO_CONNECTION, self.name, address, effect, prepared)

    def brings(self, what: str, name: str = "", caption: str = "") -> Reply:
        """Sends a file whose bytes arrive at once, if they are awaited."""
        self.does(File(what, name, 1000, caption))
        if self.name not in self.reception.expected:
            return self.replies[-1]
        count = self.reception.arrives(self.name)
        ctx = World(self.guidance, self.channel).context(self.state)
        self.replies = (*self.replies, files.kept(ctx, count, 10))
        return self.replies[-1]

    @property
    def draft(self) -> ReportDraft:
        """What is kept of the report being written."""
        return self.reception.drafts[self.name]

    def told(self) -> tuple[str, ...]:
        return self.draft.told

    def files(self) -> tuple[str, ...]:
        """The kinds of the files of the draft."""
        return tuple(file.kind for file in self.draft.files)


def buttons(reply: Reply) -> Iterator[Button]:
    for row in reply.buttons:
        yield from row


def choices(reply: Reply) -> list[str]:
    return [button.choice for button in buttons(reply)]


class FixedRouter(Router):
    """Decides what it was told to decide."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision

    def decide(self, text: str, country: str | None = None) -> Decision:
        return self.decision


def deciding(guidance: Guidance, *guesses: Guess, **more: Any) -> Guidance:
    """Guidance whose router makes these guesses, surest first."""
    decision = Decision(
        language="ru",
        language_confidence=0.0,
        script="cyrl",
        best=guesses[0],
        alternatives=guesses[1:],
        danger=None,
        country=None,
    )
    return replace(guidance, router=FixedRouter(replace(decision, **more)))
