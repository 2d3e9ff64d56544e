"""One step of the conversation: state and event in, state, replies and effects out. No input, no output, no clock."""

from dataclasses import replace

from api.conversation.choices import choose
from api.conversation.context import World
from api.conversation.events import Choice, Event, Hints, Location, Other, Text
from api.conversation.screens import answers, home, offices, topics
from api.conversation.state import State
from api.conversation.step import Step
from api.guidance.cities import Point
from api.guidance.decision import Decision
from api.guidance.guidance import Guidance

FEW_WORDS = 3  # a guess of the language from fewer words does not switch the language
SURE_LANGUAGE = 0.8
NO_HINTS = Hints()


def respond(guidance: Guidance, state: State, event: Event, hints: Hints = NO_HINTS) -> Step:
    """Answers one event. Whatever comes in, there is an answer and a way home."""
    first = state.language is None
    world = World(guidance, hints.channel)
    state = _with_language(guidance, state, hints)
    match event:
        case Text(text):
            return _on_text(world, state, text.strip(), first=first)
        case Choice(data):
            return _in_place(choose(world, state, data))
        case Location(lat, lon):
            return _on_location(world, state, Point(lat, lon))
        case Other(what):
            ctx = world.context(state)
            return Step(state, (home.unsupported(ctx, what),))


def _with_language(guidance: Guidance, state: State, hints: Hints) -> State:
    """A state that has a language of ours: the one kept, else the one of the phone, else the source language."""
    languages = guidance.catalogue.languages
    if state.language in languages:
        return state
    code = (hints.language or "").split("-")[0].lower()
    suggested = (name for name, language in languages.items() if code in language.telegram)
    return replace(state, language=next(suggested, guidance.catalogue.source_language), language_chosen=False)


def _on_text(world: World, state: State, text: str, *, first: bool) -> Step:
    ctx = world.context(state)
    if text.startswith("/"):
        return _on_command(world, state, text)
    if not any(character.isalnum() for character in text):
        return Step(state, (home.welcome(ctx) if first else home.unsupported(ctx, "nothing"),))
    if state.awaiting == "city":
        found = world.guidance.directory.in_city(text)
        if found:
            return Step(replace(state, awaiting=""), offices.found(ctx, found))
    decision = world.guidance.router.decide(text, state.country)
    if state.awaiting == "city" and not _is_question(decision, text):
        return Step(state, (offices.city_not_found(ctx, text),))
    return _on_question(world, replace(state, awaiting=""), text, decision, first=first)


def _is_question(decision: Decision, text: str) -> bool:
    """Whether words typed where a city was asked for are rather a question, or a cry for help."""
    sure = decision.best.intent not in ("none", "greeting") and decision.best.confidence >= answers.SURE
    return decision.danger is not None or (sure and len(text.split()) >= FEW_WORDS)


def _on_question(world: World, state: State, text: str, decision: Decision, *, first: bool) -> Step:
    state = _following_typed_language(state, decision, text, first=first)
    ctx = world.context(replace(state, country=decision.country or state.country))
    if first and decision.best.intent == "greeting" and not decision.danger:
        return Step(state, (home.welcome(ctx),))
    return Step(state, answers.answer(ctx, decision, one_word=len(text.split()) == 1))


def _following_typed_language(state: State, decision: Decision, text: str, *, first: bool) -> State:
    """People are answered in the language in which they write, unless they chose another."""
    enough = FEW_WORDS - 1 if first else FEW_WORDS
    clear = decision.language_confidence >= SURE_LANGUAGE and len(text.split()) >= enough
    if state.language_chosen or not clear:
        return state
    return replace(state, language=decision.language)


def _on_location(world: World, state: State, point: Point) -> Step:
    ctx = world.context(state)
    if not (-90 <= point.lat <= 90 and -180 <= point.lon <= 180):
        return Step(replace(state, awaiting="city"), (offices.prompt(ctx),))
    return Step(replace(state, awaiting=""), offices.near(ctx, point))


def _on_command(world: World, state: State, text: str) -> Step:
    name, _, argument = text[1:].partition(" ")
    name = name.partition("@")[0].lower()
    state = replace(state, awaiting="")
    if name == "start":
        return _on_start(world, state, argument.strip())
    known = {"help", "language", "country", "privacy", "wipe", "topics", "offices", "report", "home"}
    return choose(world, state, name if name in known else "help")


def _on_start(world: World, state: State, payload: str) -> Step:
    """`/start` and deep links: `topic_language` or `topic_section_language`, each part after the first optional."""
    parts = payload.split("_") if payload else []
    if parts and parts[-1] in world.guidance.catalogue.languages:
        state = replace(state, language=parts.pop(), language_chosen=True)
    ctx = world.context(state)
    shown = None
    if len(parts) == 1:
        shown = topics.topic(ctx, parts[0])
    elif len(parts) == 2:
        shown = topics.section(ctx, parts[0], parts[1]) or topics.topic(ctx, parts[0])
    return Step(state, (shown or home.welcome(ctx),))


def _in_place(step: Step) -> Step:
    """A pressed button's answer may replace the message that held the button."""
    return replace(step, replies=tuple(reply.replacing() for reply in step.replies[:1]) + step.replies[1:])
