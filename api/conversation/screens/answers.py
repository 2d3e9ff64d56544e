"""Answers to what a person typed: guidance, «did you mean», greeting, out of scope, danger."""

from typing import Literal

from api.conversation.context import Context
from api.conversation.replies import Button, Reply, rows
from api.conversation.screens import home, report_entry, topics
from api.guidance.answers import warnings
from api.guidance.routing.decision import Decision, Guess

SURE = 0.45  # from here on the section is shown at once; below, the person is asked which was meant
CHOICES = 3


Fate = Literal["answered", "unsure", "nothing"]


def fate(decision: Decision) -> Fate:
    """What becomes of a message: an answer, «did you mean», or the word that we have nothing on it."""
    best = decision.best
    if best.intent == "none" and best.confidence >= SURE:
        return "nothing"
    known = best.intent in ("greeting", "report") or (best.confidence >= SURE and best.section is not None)
    return "answered" if known else "unsure"


def answer(ctx: Context, decision: Decision, *, one_word: bool = False) -> tuple[Reply, ...]:
    """Replies to a routed message. The emergency card, where needed, stands before all else.

    `one_word`: a bare «консульство» asks for a topic, not for one section of it.
    """
    card = (emergency(ctx, decision.danger),) if decision.danger else ()
    if one_word and not card and decision.best.confidence >= SURE:
        topic = topics.topic(ctx, decision.best.intent)
        if topic:
            return (topic,)
    return (*card, *_guidance(ctx, decision))


def _guidance(ctx: Context, decision: Decision) -> tuple[Reply, ...]:
    best = decision.best
    if best.intent in ("greeting", "none", "report") and decision.danger:
        return ()
    if best.intent == "greeting":
        return (Reply(ctx.say("greeting"), home.home(ctx).buttons),)
    if best.intent == "report":
        return (report_entry.enter(ctx),)
    if best.intent == "none" and best.confidence >= SURE:
        return (_out_of_scope(ctx, decision),)
    if best.confidence >= SURE and best.section:
        shown = topics.not_for_here(ctx, best.intent, best.section) or topics.section(ctx, best.intent, best.section)
        return (shown,) if shown else (_did_you_mean(ctx, decision),)
    return (_did_you_mean(ctx, decision),)


def emergency(ctx: Context, danger: str) -> Reply:
    _, card = ctx.catalogue.card(danger, ctx.country or "RU", ctx.language)
    told = [f"**{card.title}**", card.text, *warnings(ctx.catalogue, card, ctx.language)]
    text = "\n\n".join([*told, ctx.say("not-an-emergency-service")])
    menu = rows(ctx.button("button-offices", "offices"), ctx.home)
    if ctx.writing:
        menu = (*menu, (ctx.button("button-go-on", "r/go"),))
    elif ctx.takes_reports:
        menu = (*menu, (ctx.button("button-report", "report"),))
    return Reply(text, menu, kind="emergency")


def _did_you_mean(ctx: Context, decision: Decision) -> Reply:
    buttons = [_guess_button(ctx, guess) for guess in (decision.best, *decision.alternatives)]
    shown = list(dict.fromkeys(filter(None, buttons)))[:CHOICES]
    none = ctx.button("button-none-of-these", f"none/{decision.best.intent}")
    return Reply(ctx.say("did-you-mean"), (*((button,) for button in shown), (none,), (ctx.home,)))


def _guess_button(ctx: Context, guess: Guess) -> Button | None:
    if guess.intent == "report":
        return ctx.button("button-report", "report")
    topic = ctx.catalogue.topic(guess.intent, ctx.language)
    if topic is None:
        return None
    if guess.section in topic.sections:
        return topics.section_button(topic, topic.sections[guess.section])
    return home.topic_button(ctx, guess.intent)


def _out_of_scope(ctx: Context, decision: Decision) -> Reply:
    maybe = [_guess_button(ctx, guess) for guess in decision.alternatives[:2]]
    buttons = ((button,) for button in maybe if button)
    return Reply(ctx.say("out-of-scope"), (*buttons, (ctx.button("button-all-topics", "topics"),), (ctx.home,)))


def none_of_these(ctx: Context) -> Reply:
    """Nothing fitted: all topics, and a human to call."""
    menu = rows(ctx.button("button-all-topics", "topics"), ctx.button("button-offices", "offices"), ctx.home)
    phone = ctx.value("phone-consular-department")
    return Reply(ctx.say("none-of-these", phone=phone), menu)
