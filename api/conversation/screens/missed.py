"""When nothing was found or it did not help: may we keep the question, without names and numbers, for the editors?"""

from dataclasses import replace

from api.conversation.context import Context
from api.conversation.missed import Missed
from api.conversation.replies import Button, Reply, escaped, rows


def offer(ctx: Context, words: str) -> str:
    """The question for consent, with the words as they would be kept."""
    return ctx.say("missed-offer", question=escaped(words))


def with_offer(ctx: Context, reply: Reply, words: str) -> Reply:
    """The reply with the question for consent below, and the button that gives it above the way home."""
    *others, last = reply.buttons
    return replace(reply, text=f"{reply.text}\n\n{offer(ctx, words)}", buttons=(*others, (yes(ctx),), last))


def yes(ctx: Context) -> Button:
    return ctx.button("button-keep-question", "q/yes")


def ask_words(ctx: Context) -> Reply:
    """Asks what somebody was looking for."""
    return Reply(ctx.say("missed-ask"), rows(ctx.button("button-no-thanks", "q/no"), ctx.home))


def offered(ctx: Context, missed: Missed) -> Reply:
    """Shows what was typed as it would be kept."""
    return Reply(offer(ctx, missed.words), rows(yes(ctx), ctx.button("button-no-thanks", "q/no"), ctx.home))


def kept(ctx: Context) -> Reply:
    return Reply(ctx.say("missed-kept"), rows(ctx.button("button-all-topics", "topics"), ctx.home))


def not_kept(ctx: Context) -> Reply:
    return Reply(ctx.say("missed-not-kept"), rows(ctx.button("button-all-topics", "topics"), ctx.home))


def gone(ctx: Context) -> Reply:
    """The question is not held any more: the hour is over, or it was decided about."""
    return Reply(ctx.say("missed-gone"), rows(ctx.button("button-all-topics", "topics"), ctx.home))
