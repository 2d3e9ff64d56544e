"""The end of a report: everything that was told, to be checked; and what is said once it is sent."""

from collections.abc import Sequence
from dataclasses import replace

from api.conversation.context import Context
from api.conversation.drafts import ReportDraft
from api.conversation.intake import BY_NAME, QUESTIONS, Question, tag
from api.conversation.replies import PAGE, Button, Reply, as_typed, pages, rows
from api.conversation.screens.report_questions import answer

_SHORT_STORY = PAGE // 2  # a longer one has messages of its own


def summary(ctx: Context, draft: ReportDraft, above: Sequence[str] = ()) -> tuple[Reply, ...]:
    """Everything as it will be sent, the receipt to copy, and the button that sends. The last reply has the buttons."""
    story = "\n\n".join(draft.told)
    title = f"__{ctx.say('report-label-story')}__"
    long = len(story) > _SHORT_STORY
    titled = [title, *map(as_typed, pages(story))]
    own = [Reply("\n\n".join(titled[:2])), *map(Reply, titled[2:])] if long else []
    parts = [*above, ctx.say("report-summary"), *(() if long else (title, answer(ctx, draft, BY_NAME["story"])))]
    parts += [_lines(ctx, draft), ctx.say("report-receipt", receipt=draft.receipt), ctx.say("report-not-sent-yet")]
    last = Reply("\n\n".join(parts), _buttons(ctx, draft))
    return (*own, last)


def _lines(ctx: Context, draft: ReportDraft) -> str:
    return "\n".join(f"- {_label(ctx, q)}: {answer(ctx, draft, q)}" for q in _parts(ctx) if q.name != "story")


def _parts(ctx: Context) -> list[Question]:
    """What can be told on this channel, one row each."""
    told_nothing = ReportDraft("", "")
    return [q for q in QUESTIONS if not q.part_of and q.asked(told_nothing, ctx.channel)]


def _label(ctx: Context, asked: Question) -> str:
    return ctx.say(f"report-label-{asked.name}")


def _buttons(ctx: Context, draft: ReportDraft) -> tuple[tuple[Button, ...], ...]:
    return (
        (ctx.button("button-send-report", f"r/send/{tag(draft)}"),),
        (ctx.button("button-change", "r/edit"),),
        *rows(ctx.button("button-later", "r/pause"), ctx.button("button-delete-draft", "r/cancel")),
    )


def parts_to_change(ctx: Context) -> Reply:
    buttons = rows(*(Button(_label(ctx, q), f"r/edit/{q.name}") for q in _parts(ctx)))
    back = rows(ctx.button("button-back", "r/sum"), ctx.button("button-later", "r/pause"))
    return Reply(ctx.say("report-change"), (*buttons, *back))


def sent(ctx: Context, draft: ReportDraft, target: str) -> Reply:
    """Thanks, the receipt again, and what comes next. `target` says when an answer is due. The receipt is not saved."""
    buttons = rows(ctx.button("button-wipe", "wipe"), ctx.home)
    after = ctx.say_here("report-sent-after")
    reachable = ctx.say("report-sent-notice") if draft.reachable else ctx.say("report-sent-no-notice")
    thanks, receipt = ctx.say("report-sent"), ctx.say("report-receipt", receipt=draft.receipt)
    shown = "\n\n".join([thanks, receipt, target, reachable, after])
    return replace(Reply(shown, buttons), kept="\n\n".join([thanks, target, reachable, after]))


def busy(ctx: Context, draft: ReportDraft) -> Reply:
    again = ctx.button("button-send-report", f"r/send/{tag(draft)}")
    return Reply(ctx.say("report-busy"), ((again,), (ctx.button("button-later", "r/pause"),)))
