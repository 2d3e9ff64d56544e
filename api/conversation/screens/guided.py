"""Guided checks: one question after another with buttons, then what to do. Nothing that is pressed is kept."""

from api.conversation.context import Context
from api.conversation.replies import Button, Reply, rows
from api.conversation.screens import answers, topics
from api.guidance.answers import day
from api.guidance.reading.guided_checks import CheckQuestion, Ending, GuidedCheck


def all_checks(ctx: Context) -> Reply:
    """Every check by its title."""
    buttons = (check_button(ctx, check_id) for check_id in ctx.catalogue.checks)
    return Reply(ctx.say("checks"), (*((button,) for button in buttons), (ctx.home,)))


def check_button(ctx: Context, check_id: str) -> Button:
    title = ctx.catalogue.checks[check_id].title[ctx.language]
    return ctx.button("button-check", f"g/{check_id}", title=title)


def begin(ctx: Context, check_id: str) -> tuple[Reply, ...] | None:
    """The first question under the check's title; None if there is no such check."""
    check = ctx.catalogue.checks.get(check_id)
    return step(ctx, check_id, check.start) if check else None


def step(ctx: Context, check_id: str, step_id: str) -> tuple[Reply, ...] | None:
    """A question, or an ending, with the emergency card before it where needed; None if there is no such step."""
    check = ctx.catalogue.checks.get(check_id)
    if check is None:
        return None
    if step_id in check.questions:
        return (_question(ctx, check_id, check, step_id),)
    if step_id in check.endings:
        ending = check.endings[step_id]
        card = (answers.emergency(ctx, ending.danger),) if ending.danger else ()
        return (*card, _ending(ctx, check_id, check, step_id))
    return None


def _question(ctx: Context, check_id: str, check: GuidedCheck, step_id: str) -> Reply:
    asked: CheckQuestion = check.questions[step_id]
    parts = [f"**{asked.ask[ctx.language]}**"]
    if step_id == check.start:
        parts = [f"**{check.title[ctx.language]}**", check.intro[ctx.language], *parts]
    options = ((Button(option.label[ctx.language], f"g/{check_id}/{option.to}"),) for option in asked.options)
    return Reply("\n\n".join(parts), (*options, *_way_back(ctx, check_id, check, step_id)))


def _ending(ctx: Context, check_id: str, check: GuidedCheck, step_id: str) -> Reply:
    ending: Ending = check.endings[step_id]
    warning = [topics.overdue(ctx, check.review_by)] if check.overdue else []
    text = [f"**{ending.title[ctx.language]}**", *warning, ending.text[ctx.language]]
    read_on = (topics.linked_section(ctx, place) for place in ending.sections)
    report = [ctx.button("button-report", "report")] if _may_be_reported(ctx, check) else []
    return Reply(
        "\n\n".join([*text, ctx.say("checked", date=day(check.checked))]),
        (
            *((button,) for button in read_on if button),
            *rows(ctx.button("button-offices", "offices"), *report),
            *_way_back(ctx, check_id, check, step_id),
        ),
    )


def _may_be_reported(ctx: Context, check: GuidedCheck) -> bool:
    return any(topics.may_be_reported(ctx, topic_id) for topic_id in check.topics)


def _way_back(ctx: Context, check_id: str, check: GuidedCheck, step_id: str) -> tuple[tuple[Button, ...], ...]:
    """One step back where only one question leads here, the beginning, and home."""
    if step_id == check.start:
        return rows(ctx.button("button-checks", "g"), ctx.home)
    from_here = [
        name for name, question in check.questions.items() if step_id in {option.to for option in question.options}
    ]
    back = [ctx.button("button-back", f"g/{check_id}/{from_here[0]}")] if len(from_here) == 1 else []
    return rows(*back, ctx.button("button-start-over", f"g/{check_id}"), ctx.home, wide=40)
