"""Before and beside the questions of a report: consent, going on later, deleting."""

from api.conversation.context import Context
from api.conversation.drafts import ReportDraft
from api.conversation.intake import tag
from api.conversation.replies import Reply, rows
from api.conversation.screens import home

CLOSED_TOPICS = ("unpaid-wages", "violence-and-police", "forced-labour", "consular-offices")


def enter(ctx: Context) -> Reply:
    """Where somebody comes who wants to report."""
    if ctx.writing:
        return waiting(ctx)
    return consent(ctx) if ctx.takes_reports else closed(ctx)


def closed(ctx: Context) -> Reply:
    """Where to turn with a violation while this service does not take reports itself."""
    topics = [topic_id for topic_id in CLOSED_TOPICS if topic_id in ctx.catalogue.topics]
    return Reply(
        ctx.say("report-closed"), (*rows(*(home.topic_button(ctx, topic_id) for topic_id in topics)), (ctx.home,))
    )


def consent(ctx: Context) -> Reply:
    return Reply(
        ctx.say_here("report-consent", days=ctx.known.kept_days),
        (
            (ctx.button("button-agree", "r/yes"),),
            (ctx.button("button-disagree", "r/no"),),
            *rows(ctx.button("button-receipt", "receipt"), ctx.home),
        ),
    )


def declined(ctx: Context) -> Reply:
    text = ctx.say("report-declined", phone=ctx.value("phone-consular-department"))
    return Reply(
        text, rows(ctx.button("button-all-topics", "topics"), ctx.button("button-offices", "offices"), ctx.home)
    )


def waiting(ctx: Context) -> Reply:
    """A draft exists already: go on, begin anew, delete."""
    return Reply(
        ctx.say("report-waits"),
        (
            (ctx.button("button-go-on", "r/go"),),
            *rows(ctx.button("button-anew", "r/anew"), ctx.button("button-delete-draft", "r/cancel")),
            *rows(ctx.button("button-receipt", "receipt"), ctx.home),
        ),
    )


def anew_question(ctx: Context, draft: ReportDraft) -> Reply:
    yes = ctx.button("button-anew-yes", f"r/anew/{tag(draft)}")
    return Reply(ctx.say("report-anew-question"), ((yes,), (ctx.button("button-go-on", "r/go"),), (ctx.home,)))


def delete_question(ctx: Context, draft: ReportDraft) -> Reply:
    yes = ctx.button("button-delete-yes", f"r/drop/{tag(draft)}")
    return Reply(ctx.say("report-delete-question"), ((yes,), (ctx.button("button-go-on", "r/go"),), (ctx.home,)))


def deleted(ctx: Context) -> Reply:
    return Reply(ctx.say_here("report-deleted"), rows(ctx.button("button-wipe", "wipe"), ctx.home))


def paused(ctx: Context) -> Reply:
    return Reply(ctx.say("report-paused"), home.home(ctx).buttons)


def expired(ctx: Context) -> Reply:
    """The draft's time was over; what was in it is deleted."""
    return Reply(ctx.say("report-expired"), rows(ctx.button("button-tell", "report"), ctx.home))


def gone(ctx: Context) -> Reply:
    """A button of a draft that is here no longer: sent, deleted, or too old."""
    return Reply(
        ctx.say("report-gone"),
        rows(ctx.button("button-receipt", "receipt"), ctx.button("button-tell", "report"), ctx.home),
    )
