"""What each button does. A button's data is a name and arguments, parted by slashes: `s/unpaid-wages/first-steps`."""

from collections.abc import Callable
from dataclasses import replace

from api.conversation import reporting, unanswered, visiting
from api.conversation.context import Context, World
from api.conversation.replies import CountHelpful, MakePack, Reply, Wipe
from api.conversation.screens import guided, home, offices, offline, topics
from api.conversation.state import State
from api.conversation.step import Step


def choose(world: World, state: State, data: str) -> Step:
    """The step for a pressed button. One from a menu that no longer exists leads home, never to an error."""
    name, *arguments = data.split("/")
    state = replace(state, awaiting="city" if name == "offices" and not arguments else "")
    handler = CHOICES.get(name)
    step = handler(world, state, arguments) if handler else None
    return step or Step(state, (_gone(world.context(state)),))


def _gone(ctx: Context) -> Reply:
    return Reply(ctx.say("button-is-old"), home.home(ctx).buttons)


Handler = Callable[[World, State, list[str]], Step | None]


def _screen(show: Callable[..., Reply | None], count: int) -> Handler:
    """A handler for a screen that takes `count` arguments from the button and changes nothing."""

    def handle(world: World, state: State, arguments: list[str]) -> Step | None:
        if len(arguments) != count:
            return None
        reply = show(world.context(state), *arguments)
        return Step(state, (reply,)) if reply else None

    return handle


def _choose_language(world: World, state: State, arguments: list[str]) -> Step | None:
    match arguments:
        case [code] if code in world.guidance.catalogue.languages:
            state = replace(state, language=code, language_chosen=True)
            return Step(state, (home.home(world.context(state)),))
        case []:
            return Step(state, (home.languages(world.context(state)),))
    return None


def _choose_country(world: World, state: State, arguments: list[str]) -> Step | None:
    ctx = world.context(state)
    match arguments:
        case ["other"]:
            return Step(replace(state, country="other"), (home.home(ctx),))
        case [code] if code in home.guided_countries(ctx):
            return Step(replace(state, country=code), (home.home(ctx),))
        case []:
            return Step(state, (home.countries(ctx),))
    return None


def _offices(world: World, state: State, arguments: list[str]) -> Step | None:
    ctx = world.context(state)
    if arguments == ["more"]:
        return Step(state, (offices.all_countries(ctx),))
    return Step(state, (offices.prompt(ctx),)) if not arguments else None


def _guided(world: World, state: State, arguments: list[str]) -> Step | None:
    """All guided checks, the beginning of one, or a step in it."""
    ctx = world.context(state)
    shown: tuple[Reply, ...] | None = None
    match arguments:
        case []:
            shown = (guided.all_checks(ctx),)
        case [check_id]:
            shown = guided.begin(ctx, check_id)
        case [check_id, step_id]:
            shown = guided.step(ctx, check_id, step_id)
    return Step(state, shown) if shown else None


def _helpful(world: World, state: State, arguments: list[str]) -> Step | None:
    match arguments:
        case [topic_id, section_id, ("y" | "n") as mark]:
            ctx = world.context(state)
            if topics.section(ctx, topic_id, section_id) is None:
                return None
            count = CountHelpful(topic_id, section_id, ctx.language, mark == "y")
            if mark == "n":
                return Step(state, (unanswered.not_helpful(ctx, topic_id, section_id),), (count,))
            return Step(state, (topics.helpful(ctx, topic_id, section_id, was=True),), (count,))
    return None


def _offline(world: World, state: State, arguments: list[str]) -> Step | None:
    """The offline pack. One that is missing is asked for by whoever wants it."""
    ctx = world.context(state)
    match arguments:
        case []:
            reply = offline.menu(ctx, ctx.language)
        case [language]:
            reply = offline.menu(ctx, language)
        case [language, what]:
            reply = offline.files(ctx, language, what)
        case _:
            return None
    missing = () if ctx.published.pack else (MakePack(),)
    return Step(state, (reply,), missing) if reply else None


def _sms(world: World, state: State, arguments: list[str]) -> Step | None:
    ctx = world.context(state)
    match arguments:
        case [topic_id]:
            card = offline.sms(ctx, topic_id)
            return Step(state, (card,)) if card else None
        case []:
            return Step(state, (offline.sms_topics(ctx),))
    return None


def _wipe(world: World, state: State, arguments: list[str]) -> Step | None:
    ctx = world.context(state)
    match arguments:
        case ["yes"]:
            return Step(State(), (home.wiped(ctx),), (Wipe(),))
        case []:
            return Step(state, (home.wipe_question(ctx),))
    return None


def _report(world: World, state: State, arguments: list[str]) -> Step | None:
    """A button of a report. After a file, «go on» leads to the thread where that is what was written to."""
    if arguments == ["go"] and world.known.draft is None and world.known.thread:
        return visiting.go_on(world, state)
    return reporting.press(world, state, arguments)


CHOICES: dict[str, Handler] = {
    "home": _screen(home.home, 0),
    "topics": _screen(topics.all_topics, 0),
    "t": _screen(topics.topic, 1),
    "s": _screen(topics.section, 2),
    "src": _screen(topics.sources, 2),
    "g": _guided,
    "h": _helpful,
    "language": _choose_language,
    "country": _choose_country,
    "offices": _offices,
    "in": _screen(offices.in_country, 1),
    "o": _screen(offices.office_screen, 1),
    "help": _screen(home.help_, 0),
    "privacy": _screen(home.privacy, 0),
    "report": reporting.enter,
    "r": _report,
    "receipt": visiting.ask,
    "rc": visiting.press,
    "none": unanswered.none_fits,
    "q": unanswered.press,
    "offline": _offline,
    "sms": _sms,
    "verify": _screen(offline.verify, 0),
    "wipe": _wipe,
}
