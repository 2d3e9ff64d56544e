"""Coming back with a receipt: the status, the messages, writing, withdrawing."""

from collections.abc import Iterator
from dataclasses import replace

from api.conversation.context import Context
from api.conversation.drafts import Thread, ThreadMessage
from api.conversation.replies import PAGE, Button, Reply, as_typed, pages, rows
from api.guidance.answers import day
from api.reports.receipts import Mistyped

STATUSES = ("new", "in_review", "in_progress", "waiting", "referred", "closed")


def ask(ctx: Context) -> Reply:
    return Reply(ctx.say("receipt-ask"), rows(ctx.button("button-lost-receipt", "rc/lost"), ctx.home))


def lost(ctx: Context) -> Reply:
    return Reply(ctx.say("receipt-lost"), rows(ctx.button("button-report", "report"), ctx.home))


def mistyped(ctx: Context, error: Mistyped) -> Reply:
    symbol = as_typed(error.symbol)
    return Reply(ctx.say(f"receipt-{error.kind}", symbol=symbol), _after_wrong(ctx))


def failed(ctx: Context, fate: str) -> Reply:
    """`fate` is unknown, busy or wait."""
    return Reply(ctx.say(f"receipt-{fate}"), _after_wrong(ctx))


def _after_wrong(ctx: Context) -> tuple[tuple[Button, ...], ...]:
    return rows(ctx.button("button-receipt-again", "receipt"), ctx.button("button-lost-receipt", "rc/lost"), ctx.home)


def opened(ctx: Context, thread: Thread) -> tuple[Reply, ...]:
    """The status and all messages, the newest last. Shown once: a repeated delivery asks for the receipt again."""
    blocks = [_status(ctx, thread), *_messages(ctx, thread), ctx.say("thread-write-here")]
    texts = _packed(blocks)
    last = Reply(texts[-1], menu_buttons(ctx), ask_file=ctx.say("button-send-file"))
    replies = (*(Reply(text) for text in texts[:-1]), last)
    return tuple(replace(r, kept=ctx.say("thread-shown-once") if r is last else "") for r in replies)


def _status(ctx: Context, thread: Thread) -> str:
    status = thread.status.replace("_", "-") if thread.status in STATUSES else "in-progress"
    lines = [ctx.say("thread-title", date=day(thread.received)), ctx.say(f"thread-status-{status}")]
    if thread.expires_on:
        lines.append(ctx.say("thread-expires", date=day(thread.expires_on)))
    if not thread.messages:
        lines.append(ctx.say("thread-no-messages"))
    return "\n\n".join(lines)


def _messages(ctx: Context, thread: Thread) -> Iterator[str]:
    for message in thread.messages:
        yield from _message(ctx, message)


def _message(ctx: Context, message: ThreadMessage) -> Iterator[str]:
    """One message, in several blocks if it is long."""
    head = f"__{ctx.say(f'thread-from-{message.direction}', date=day(message.day))}__"
    for text in pages(message.text) or [""]:
        yield "\n\n".join(filter(None, [head, as_typed(text)]))
        head = ""
    if message.files:
        yield ctx.say("thread-files", count=message.files)


def _packed(blocks: list[str]) -> list[str]:
    """Blocks put together as long as they fit into one message."""
    texts: list[str] = []
    for block in blocks:
        if texts and len((texts[-1] + block).encode("utf-16-le")) // 2 < PAGE:
            texts[-1] += f"\n\n{block}"
        else:
            texts.append(block)
    return texts


def menu_buttons(ctx: Context) -> tuple[tuple[Button, ...], ...]:
    return (
        (ctx.button("button-write", "rc/write"),),
        (ctx.button("button-withdraw", "rc/withdraw"),),
        *rows(ctx.button("button-close-thread", "rc/close"), ctx.home),
    )


def write(ctx: Context) -> Reply:
    return Reply(
        ctx.say("thread-write"),
        rows(ctx.button("button-close-thread", "rc/close"), ctx.home),
        ask_file=ctx.say("button-send-file"),
    )


def written(ctx: Context) -> Reply:
    return Reply(ctx.say("thread-written"), menu_buttons(ctx), ask_file=ctx.say("button-send-file"))


def too_long(ctx: Context, limit: int) -> Reply:
    return Reply(ctx.say("thread-too-long", limit=limit), menu_buttons(ctx))


def lapsed(ctx: Context) -> Reply:
    """More than half an hour since the receipt was typed."""
    return Reply(ctx.say("thread-lapsed"), rows(ctx.button("button-receipt-again", "receipt"), ctx.home))


def withdraw_question(ctx: Context, tag: str) -> Reply:
    yes = ctx.button("button-withdraw-yes", f"rc/withdraw/{tag}")
    return Reply(
        ctx.say("thread-withdraw-question"), ((yes,), (ctx.button("button-do-not-withdraw", "rc/write"),), (ctx.home,))
    )


def withdrawn(ctx: Context) -> Reply:
    return Reply(ctx.say("thread-withdrawn"), rows(ctx.button("button-wipe", "wipe"), ctx.home))


def closed(ctx: Context) -> Reply:
    return Reply(ctx.say("thread-closed"), rows(ctx.button("button-wipe", "wipe"), ctx.home))
