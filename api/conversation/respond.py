"""One step of the conversation: state and event in, state, replies and effects out. No input, no output, no clock."""

from dataclasses import replace

from api.conversation import telling, unanswered, visiting
from api.conversation.choices import choose
from api.conversation.context import World
from api.conversation.drafts import NOTHING_KNOWN, Known, OpenThread
from api.conversation.events import Choice, Event, File, Hints, Location, Other, Text
from api.conversation.screens import answers, home, offices, report_entry, topics
from api.conversation.state import State
from api.conversation.step import Step
from api.conversation.typed_receipt import mistyped, receipt_in
from api.guidance.catalogue import Catalogue
from api.guidance.cities import Point
from api.guidance.guidance import Guidance
from api.guidance.routing.decision import Decision
from api.guidance.routing.mentions import HOME

FEW_WORDS = 3  # a guess of the language from fewer words does not switch the language
SURE_LANGUAGE = 0.8
NO_HINTS = Hints()
_COMMANDS = (
    *("help", "language", "country", "privacy", "wipe", "topics", "offices", "report", "receipt", "home"),
    *("offline", "verify"),
)


def respond(
    guidance: Guidance, state: State, event: Event, hints: Hints = NO_HINTS, known: Known = NOTHING_KNOWN
) -> Step:
    """Answers one event. Whatever comes in, there is an answer and a way home.

    The one step without a reply is that of a file whose bytes shall come: the answer is given when they are here.
    """
    first = state.language is None
    world = World(guidance, hints.channel, known, hints.published)
    step = _answer(world, _with_language(guidance, state, hints), event, first=first)
    return replace(step, state=_in_step(state, step, known))


def _in_step(before: State, step: Step, known: Known) -> State:
    """What was looked up in vain is not looked up again."""
    state = step.state
    if before.draft and state.draft and known.draft is None and not step.effects:
        state = replace(state, draft=False)
    if before.offered and state.offered and known.offered is None and not step.effects:
        state = replace(state, offered=False)
    opened = any(isinstance(effect, OpenThread) for effect in step.effects)
    return replace(state, thread=False) if state.thread and known.thread is None and not opened else state


def _answer(world: World, state: State, event: Event, *, first: bool) -> Step:
    match event:
        case Text(text):
            return _on_text(world, state, text.strip(), first=first)
        case Choice(data):
            return _in_place(choose(world, state, data))
        case Location(lat, lon):
            return _on_location(world, state, Point(lat, lon))
        case File():
            return _on_file(world, state, event, first=first)
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
    if text.startswith("/"):
        return _on_command(world, state, text)
    if receipt_in(text):
        return visiting.receipt_typed(world, state)
    if state.awaiting == "sought":
        return unanswered.typed(world, state, text)
    if state.awaiting in ("draft", "message"):
        return _on_answer(world, state, text)
    return _on_open_words(world, state, text, first=first)


def _on_open_words(world: World, state: State, text: str, *, first: bool) -> Step:
    """Words that nobody asked for, or a city or receipt that was asked for."""
    ctx = world.context(state)
    if not any(character.isalnum() for character in text):
        return Step(state, (home.welcome(ctx) if first else home.unsupported(ctx, "nothing"),))
    if state.awaiting == "city":
        found = world.guidance.directory.in_city(text)
        if found:
            return Step(replace(state, awaiting=""), offices.found(ctx, found))
    decision = world.guidance.router.decide(text, state.country)
    if state.awaiting == "city" and not _is_question(decision, text):
        return Step(state, (offices.city_not_found(ctx, text),))
    wrong = mistyped(text, asked=state.awaiting == "receipt")
    if wrong and not _is_question(decision, text):
        return visiting.mistyped(world, state, wrong)
    return _on_question(world, replace(state, awaiting=""), text, decision, first=first)


def _on_answer(world: World, state: State, text: str) -> Step:
    """Words for the draft of a report, or for the caseworkers."""
    if not text:
        return Step(state, (home.unsupported(world.context(state), "nothing"),))
    decision = world.guidance.router.decide(text, state.country)
    if state.awaiting == "message":
        return visiting.message(world, state, text, decision)
    if world.known.draft is None:
        return _on_lapsed_draft(world, state, text, decision)
    state = _following_typed_language(world.guidance.catalogue, state, decision, text, first=False)
    return telling.typed(world, state, world.known.draft, text, decision)


def _on_lapsed_draft(world: World, state: State, text: str, decision: Decision) -> Step:
    """Words for a draft whose time was over, so rather a question by now."""
    step = _on_question(world, replace(state, awaiting="", draft=False), text, decision, first=False)
    told = report_entry.expired(world.context(step.state))
    cards = tuple(reply for reply in step.replies if reply.kind == "emergency")
    return replace(step, replies=(*cards, told, *step.replies[len(cards) :]))


def _is_question(decision: Decision, text: str) -> bool:
    """Whether words typed where a city was asked for are rather a question, or a cry for help."""
    sure = decision.best.intent not in ("none", "greeting") and decision.best.confidence >= answers.SURE
    return decision.danger is not None or (sure and len(text.split()) >= FEW_WORDS)


def _on_question(world: World, state: State, text: str, decision: Decision, *, first: bool) -> Step:
    state = _following_typed_language(world.guidance.catalogue, state, decision, text, first=first)
    named = None if decision.country == HOME else decision.country
    ctx = world.context(replace(state, country=named or state.country))
    if first and decision.best.intent == "greeting" and not decision.danger:
        return Step(state, (home.welcome(ctx),))
    step = Step(state, answers.answer(ctx, decision, one_word=len(text.split()) == 1))
    return unanswered.offer_to_keep(ctx, step, text, decision)


def _following_typed_language(
    catalogue: Catalogue, state: State, decision: Decision, text: str, *, first: bool
) -> State:
    """People are answered in the language in which they write, unless they chose another."""
    enough = FEW_WORDS - 1 if first else FEW_WORDS
    clear = decision.language_confidence >= SURE_LANGUAGE and len(text.split()) >= enough
    if state.language_chosen or not clear:
        return state
    return replace(state, language=catalogue.language_in(decision.language, decision.script))


def _on_file(world: World, state: State, file: File, *, first: bool) -> Step:
    """A file is for the thread that is written to, else for the draft, else for the open thread."""
    known, caption = world.known, file.caption.strip()
    decision = world.guidance.router.decide(caption, state.country) if caption else None
    if known.thread and (state.awaiting == "message" or known.draft is None):
        return visiting.file_sent(world, state, known.thread, file, decision)
    if known.draft:
        return telling.file_sent(world, state, known.draft, file, decision)
    if state.awaiting == "message":
        return visiting.lapsed(world, state)
    if caption:
        return _on_text(world, state, caption, first=first)
    return Step(state, (home.no_file(world.context(state), file.what),))


def _on_location(world: World, state: State, point: Point) -> Step:
    if state.awaiting == "draft" and world.known.draft:
        return telling.located(world, state, world.known.draft)
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
    if name in ("check", "checks"):
        return choose(world, state, "g")
    return choose(world, state, name if name in _COMMANDS else "help")


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
