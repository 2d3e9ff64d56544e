"""Talking to the conversation as a person would, and a router that decides as told."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from api.conversation.events import Choice, Event, Hints, Location, Other, Text
from api.conversation.replies import Button, Effect, Reply
from api.conversation.respond import respond
from api.conversation.state import State
from api.guidance.decision import Decision, Guess
from api.guidance.guidance import Guidance
from api.guidance.router import Router


@dataclass
class Person:
    """Someone in a chat; remembers the state, the last replies and all effects."""

    guidance: Guidance
    phone: str | None = None
    state: State = field(default_factory=State)
    replies: tuple[Reply, ...] = ()
    effects: list[Effect] = field(default_factory=list)

    def does(self, event: Event) -> tuple[Reply, ...]:
        step = respond(self.guidance, self.state, event, Hints(self.phone))
        self.state, self.replies = step.state, step.replies
        self.effects += step.effects
        return step.replies

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
