"""Steps about questions that found no answer, or one that did not help."""

from dataclasses import replace

from api.conversation.context import Context, World
from api.conversation.missed import CountUnanswered, DropOffered, KeepOffered, Missed, OfferToKeep
from api.conversation.replies import Effect, Reply
from api.conversation.screens import answers, home, missed, topics
from api.conversation.state import State
from api.conversation.step import Step
from api.guidance.routing.decision import Decision

NO_TOPIC = "none"


def offer_to_keep(ctx: Context, step: Step, text: str, decision: Decision) -> Step:
    """The step, where nothing was found, with the question held and the offer to keep it; else as it is."""
    fate = answers.fate(decision)
    if fate == "answered" or decision.danger:
        return step
    guessed = NO_TOPIC if fate == "nothing" else decision.best.intent
    held = Missed(ctx.guidance.masker.masked(text), guessed, "", ctx.language)
    effects: tuple[Effect, ...] = (*step.effects, OfferToKeep(held))
    replies = step.replies
    if fate == "nothing":
        effects = (CountUnanswered(NO_TOPIC, ctx.language), *effects)
        replies = (*replies[:-1], missed.with_offer(ctx, replies[-1], held.words))
    return Step(replace(step.state, offered=True), replies, effects)


def none_fits(world: World, state: State, arguments: list[str]) -> Step | None:
    """None of the choices was meant: counted, and the question may be kept."""
    ctx = world.context(state)
    if len(arguments) > 1:
        return None
    topic = arguments[0] if arguments and arguments[0] in ctx.catalogue.topics else NO_TOPIC
    reply = answers.none_of_these(ctx)
    held = world.known.offered
    if held:
        reply = missed.with_offer(ctx, reply, held.words)
    return Step(state, (reply,), (CountUnanswered(topic, ctx.language),))


def press(world: World, state: State, arguments: list[str]) -> Step | None:
    """`q/yes` and `q/no` about the question that is held; `q/topic/section`: what did this section not say?"""
    ctx = world.context(state)
    held = world.known.offered
    match arguments:
        case ["yes"] if held:
            return Step(replace(state, offered=False), (missed.kept(ctx),), (KeepOffered(held),))
        case ["yes"]:
            return Step(replace(state, offered=False), (missed.gone(ctx),))
        case ["no"]:
            return Step(replace(state, offered=False), (missed.not_kept(ctx),), (DropOffered(),))
        case [topic_id, section_id] if topics.section(ctx, topic_id, section_id):
            return Step(replace(state, awaiting="sought", about=f"{topic_id}/{section_id}"), (missed.ask_words(ctx),))
    return None


def typed(world: World, state: State, text: str) -> Step:
    """What somebody was looking for, shown as it would be kept. A cry for help is heard first."""
    ctx = world.context(state)
    if not any(character.isalpha() for character in text):
        return Step(state, (home.unsupported(ctx, "nothing"),))
    decision = world.guidance.router.decide(text, state.country)
    topic_id, _, section_id = state.about.partition("/")
    state = replace(state, awaiting="", about="")
    if decision.danger:
        return Step(state, (answers.emergency(ctx, decision.danger),))
    held = Missed(ctx.guidance.masker.masked(text), topic_id, section_id, ctx.language)
    return Step(replace(state, offered=True), (missed.offered(ctx, held),), (OfferToKeep(held),))


def not_helpful(ctx: Context, topic_id: str, section_id: str) -> Reply:
    """After «did not help»: where else to look, and the way to tell the editors."""
    reply = topics.helpful(ctx, topic_id, section_id, was=False)
    tell = ctx.button("button-tell-editors", f"q/{topic_id}/{section_id}")
    return replace(reply, buttons=((tell,), *reply.buttons))
