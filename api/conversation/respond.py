"""One step of the conversation: state and event in, state, replies and effects out. No input, no output, no clock."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from api.conversation.context import Context
from api.conversation.events import Choice, Event, Hints, Location, Other, Text
from api.conversation.replies import CountHelpful, Effect, Reply, Wipe
from api.conversation.screens import answers, home, offices, topics
from api.conversation.state import State
from api.guidance.cities import Point
from api.guidance.decision import Decision
from api.guidance.guidance import Guidance

FEW_WORDS = 3  # a guess of the language from fewer words does not switch the language
SURE_LANGUAGE = 0.8


@dataclass(frozen=True)
class Step:
    state: State
    replies: tuple[Reply, ...]
    effects: tuple[Effect, ...] = ()


def respond(guidance: Guidance, state: State, event: Event, hints: Hints = Hints()) -> Step:
    """Answers one event. Whatever comes in, there is an answer and a way home."""
    first = state.language is None
    state = _with_language(guidance, state, hints)
    match event:
        case Text(text):
            return _on_text(guidance, state, text.strip(), first=first)
        case Choice(data):
            return _on_choice(guidance, state, data)
        case Location(lat, lon):
            return _on_location(guidance, state, Point(lat, lon))
        case Other(what):
            ctx = _context(guidance, state)
            return Step(state, (home.unsupported(ctx, what),))


def _with_language(guidance: Guidance, state: State, hints: Hints) -> State:
    """A state that has a language of ours: the one kept, else the one of the phone, else the source language."""
    languages = guidance.catalogue.languages
    if state.language in languages:
        return state
    code = (hints.language or "").split("-")[0].lower()
    suggested = (name for name, language in languages.items() if code in language.telegram)
    return replace(state, language=next(suggested, guidance.catalogue.source_language), language_chosen=False)


def _context(guidance: Guidance, state: State) -> Context:
    return Context(guidance, state.language or guidance.catalogue.source_language, state.country)


def _on_text(guidance: Guidance, state: State, text: str, *, first: bool) -> Step:
    ctx = _context(guidance, state)
    if text.startswith("/"):
        return _on_command(guidance, state, text)
    if not any(character.isalnum() for character in text):
        return Step(state, (home.welcome(ctx) if first else home.unsupported(ctx, "nothing"),))
    if state.awaiting == "city":
        found = guidance.directory.in_city(text)
        if found:
            return Step(replace(state, awaiting=""), offices.found(ctx, found))
    decision = guidance.router.decide(text, state.country)
    if state.awaiting == "city" and not _is_question(decision, text):
        return Step(state, (offices.city_not_found(ctx, text),))
    return _on_question(guidance, replace(state, awaiting=""), text, decision, first=first)


def _is_question(decision: Decision, text: str) -> bool:
    """Whether words typed where a city was asked for are rather a question, or a cry for help."""
    sure = decision.best.intent not in ("none", "greeting") and decision.best.confidence >= answers.SURE
    return decision.danger is not None or (sure and len(text.split()) >= FEW_WORDS)


def _on_question(guidance: Guidance, state: State, text: str, decision: Decision, *, first: bool) -> Step:
    state = _following_typed_language(state, decision, text, first=first)
    ctx = _context(guidance, replace(state, country=decision.country or state.country))
    if first and decision.best.intent == "greeting" and not decision.danger:
        return Step(state, (home.welcome(ctx),))
    return Step(state, answers.answer(ctx, decision))


def _following_typed_language(state: State, decision: Decision, text: str, *, first: bool) -> State:
    """People are answered in the language in which they write, unless they chose another."""
    clear = decision.language_confidence >= SURE_LANGUAGE and (first or len(text.split()) >= FEW_WORDS)
    if state.language_chosen or not clear:
        return state
    return replace(state, language=decision.language)


def _on_location(guidance: Guidance, state: State, point: Point) -> Step:
    ctx = _context(guidance, state)
    if not (-90 <= point.lat <= 90 and -180 <= point.lon <= 180):
        return Step(state, (offices.prompt(ctx),))
    return Step(replace(state, awaiting=""), offices.near(ctx, point))


def _on_command(guidance: Guidance, state: State, text: str) -> Step:
    name, _, argument = text[1:].partition(" ")
    name = name.partition("@")[0].lower()
    state = replace(state, awaiting="")
    if name == "start":
        return _on_start(guidance, state, argument.strip())
    known = {"help", "language", "country", "privacy", "wipe", "topics", "offices", "report", "home"}
    return _on_choice(guidance, state, name if name in known else "help", typed=True)


def _on_start(guidance: Guidance, state: State, payload: str) -> Step:
    """`/start` and deep links: `topic_language` or `topic_section_language`, each part after the first optional."""
    parts = payload.split("_") if payload else []
    if parts and parts[-1] in guidance.catalogue.languages:
        state = replace(state, language=parts.pop(), language_chosen=True)
    ctx = _context(guidance, state)
    shown = None
    if len(parts) == 1:
        shown = topics.topic(ctx, parts[0])
    elif len(parts) == 2:
        shown = topics.section(ctx, parts[0], parts[1]) or topics.topic(ctx, parts[0])
    return Step(state, (shown or home.welcome(ctx),))


def _on_choice(guidance: Guidance, state: State, data: str, *, typed: bool = False) -> Step:
    """A pressed button. One from a menu that no longer exists leads home, never to an error."""
    name, *arguments = data.split("/")
    state = replace(state, awaiting="city" if name == "offices" and not arguments else "")
    step = _CHOICES.get(name, _go_home)(guidance, state, arguments)
    step = step or Step(state, (_gone(_context(guidance, state)),))
    if typed:
        return step
    return replace(step, replies=tuple(reply.replacing() for reply in step.replies[:1]) + step.replies[1:])


def _gone(ctx: Context) -> Reply:
    return Reply(ctx.say("button-is-old"), home.home(ctx).buttons)


Handler = Callable[[Guidance, State, list[str]], Step | None]


def _screen(show: Callable[..., Reply | None], count: int) -> Handler:
    """A handler for a screen that takes `count` arguments from the button and changes nothing."""

    def handle(guidance: Guidance, state: State, arguments: list[str]) -> Step | None:
        if len(arguments) != count:
            return None
        reply = show(_context(guidance, state), *arguments)
        return Step(state, (reply,)) if reply else None

    return handle


def _go_home(guidance: Guidance, state: State, arguments: list[str]) -> Step | None:
    return None


def _choose_language(guidance: Guidance, state: State, arguments: list[str]) -> Step | None:
    match arguments:
        case [code] if code in guidance.catalogue.languages:
            state = replace(state, language=code, language_chosen=True)
            return Step(state, (home.home(_context(guidance, state)),))
        case []:
            return Step(state, (home.languages(_context(guidance, state)),))
    return None


def _choose_country(guidance: Guidance, state: State, arguments: list[str]) -> Step | None:
    ctx = _context(guidance, state)
    match arguments:
        case ["other"]:
            return Step(replace(state, country="other"), (home.home(ctx),))
        case [code] if code in home.guided_countries(ctx):
            return Step(replace(state, country=code), (home.home(ctx),))
        case []:
            return Step(state, (home.countries(ctx),))
    return None


def _offices(guidance: Guidance, state: State, arguments: list[str]) -> Step | None:
    ctx = _context(guidance, state)
    if arguments == ["more"]:
        return Step(state, (offices.all_countries(ctx),))
    return Step(state, (offices.prompt(ctx),)) if not arguments else None


def _helpful(guidance: Guidance, state: State, arguments: list[str]) -> Step | None:
    match arguments:
        case [topic_id, section_id, ("y" | "n") as mark]:
            ctx = _context(guidance, state)
            if topics.section(ctx, topic_id, section_id) is None:
                return None
            count = CountHelpful(topic_id, section_id, ctx.language, mark == "y")
            return Step(state, (topics.helpful(ctx, topic_id, section_id, was=mark == "y"),), (count,))
    return None


def _wipe(guidance: Guidance, state: State, arguments: list[str]) -> Step | None:
    ctx = _context(guidance, state)
    match arguments:
        case ["yes"]:
            return Step(State(), (home.wiped(ctx),), (Wipe(),))
        case []:
            return Step(state, (home.wipe_question(ctx),))
    return None


_CHOICES: dict[str, Handler] = {
    "home": _screen(home.home, 0),
    "topics": _screen(topics.all_topics, 0),
    "t": _screen(topics.topic, 1),
    "s": _screen(topics.section, 2),
    "src": _screen(topics.sources, 2),
    "h": _helpful,
    "language": _choose_language,
    "country": _choose_country,
    "offices": _offices,
    "in": _screen(offices.in_country, 1),
    "o": _screen(offices.office_screen, 1),
    "help": _screen(home.help_, 0),
    "privacy": _screen(home.privacy, 0),
    "report": _screen(home.report, 0),
    "none": _screen(answers.none_of_these, 0),
    "wipe": _wipe,
}
