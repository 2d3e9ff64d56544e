"""What is said about a file once its bytes are here, or could not be had."""

from typing import Literal, get_args

from api.conversation.context import Context
from api.conversation.replies import Reply, rows

Reason = Literal["type", "size", "count", "empty", "broken", "not-fetched"]
REASONS: tuple[Reason, ...] = get_args(Reason)


def kept(ctx: Context, count: int, limit: int) -> Reply:
    """The file is kept, as one of `count` of at most `limit`."""
    return _with_menu(ctx, ctx.say("file-kept", count=count, limit=limit))


def refused(ctx: Context, reason: Reason) -> Reply:
    return _with_menu(ctx, ctx.say(f"file-refused-{reason}"))


def _with_menu(ctx: Context, text: str) -> Reply:
    """`r/go` leads to the question of the draft, or to the open thread."""
    return Reply(
        text, rows(ctx.button("button-go-on-after-file", "r/go"), ctx.home), ask_file=ctx.say("button-send-file")
    )
