"""Telling a report: what each button does to the draft."""

from collections.abc import Callable
from dataclasses import replace

from api.conversation import intake, report_answers
from api.conversation.context import World
from api.conversation.drafts import DropDraft, DropFile, ReportDraft, SaveDraft, SendReport
from api.conversation.intake import BY_NAME, SUMMARY
from api.conversation.replies import Reply
from api.conversation.screens import answers, report_entry, report_summary
from api.conversation.screens import report_questions as questions
from api.conversation.state import State
from api.conversation.step import Step
from api.reports.private_numbers import private_numbers
from api.reports.rules import urgency_of


def enter(world: World, state: State, arguments: list[str]) -> Step | None:
    return None if arguments else Step(state, (report_entry.enter(world.context(state)),))


def press(world: World, state: State, arguments: list[str]) -> Step | None:
    """A button `r/…`. None for what is no such button."""
    verb, *rest = arguments or [""]
    if verb in _BEFORE:
        return _BEFORE[verb](world, state, rest)
    act = _WITH_DRAFT.get(verb)
    if act is None:
        return None
    if world.known.draft is None:
        return without_draft(world, state)
    return act(world, state, world.known.draft, rest)


def without_draft(world: World, state: State) -> Step:
    """The draft that a person goes on with is not there: its time was over just now, or it is sent or deleted."""
    lapsed = state.draft
    state = replace(state, draft=False, awaiting="")
    ctx = world.context(state)
    return Step(state, (report_entry.expired(ctx) if lapsed else report_entry.gone(ctx),))


# Consent


def _agree(world: World, state: State, arguments: list[str]) -> Step | None:
    if arguments:
        return None
    if world.known.draft:
        return show(world, state, world.known.draft)
    ctx = world.context(state)
    if not ctx.takes_reports:
        return Step(state, (report_entry.closed(ctx),))
    agreed = f"{ctx.catalogue.intake.consent_version}/{ctx.language}/{world.known.today}"
    return show(world, state, intake.begun(world.known.new_report, agreed))


def _decline(world: World, state: State, arguments: list[str]) -> Step | None:
    return None if arguments else Step(state, (report_entry.declined(world.context(state)),))


# What is on the screen


def show(world: World, state: State, draft: ReportDraft, *above: str, cards: tuple[Reply, ...] = ()) -> Step:
    """The screen that the draft is at, and the draft saved if it changed."""
    draft = _at_summary(world, draft) if draft.asking == SUMMARY or draft.asking not in BY_NAME else draft
    state = replace(state, draft=True, awaiting="draft")
    ctx = world.context(state)
    replies: tuple[Reply, ...]
    if draft.asking != SUMMARY:
        replies = (questions.question(ctx, draft, above),)
    elif draft.pending:
        replies = (questions.pending(ctx, draft, numbers=bool(private_numbers("\n".join(draft.pending)))),)
    else:
        replies = report_summary.summary(ctx, draft, above)
    return Step(state, (*cards, *replies), saved(world, draft))


def _at_summary(world: World, draft: ReportDraft) -> ReportDraft:
    if not draft.told:
        return replace(draft, asking="story")
    return replace(draft, asking=SUMMARY, editing=True, receipt=draft.receipt or world.known.new_receipt)


def saved(world: World, draft: ReportDraft) -> tuple[SaveDraft, ...]:
    return () if draft == world.known.draft else (SaveDraft(draft),)


def instead(world: World, state: State, draft: ReportDraft, reply: Reply, cards: tuple[Reply, ...] = ()) -> Step:
    """Another screen in the middle of telling; the question stays the same."""
    return Step(replace(state, draft=True, awaiting="draft"), (*cards, reply), saved(world, draft))


def warned(world: World, state: State, draft: ReportDraft, danger: str | None) -> tuple[ReportDraft, tuple[Reply, ...]]:
    """The draft with this kind of danger noted, and its emergency card, once."""
    if not danger or danger in draft.cards:
        return draft, ()
    country = draft.country or state.country
    card = answers.emergency(replace(world.context(state), country=country), danger)
    return replace(draft, cards=(*draft.cards, danger)), (card,)


# Buttons of questions


def _pick(world: World, state: State, draft: ReportDraft, arguments: list[str]) -> Step | None:
    if len(arguments) != 2 or arguments[0] not in BY_NAME:
        return None
    name, code = arguments
    changed = report_answers.picked(world, draft, BY_NAME[name], code) if intake.reached(draft, name) else None
    if changed is None:
        return show(world, state, draft)
    changed, cards = warned(world, state, changed, report_answers.danger_of(world, changed, name))
    if draft.asking == name and not BY_NAME[name].many:
        changed = intake.after(changed, name, world.channel)
    return show(world, state, changed, cards=cards)


def _skip(world: World, state: State, draft: ReportDraft, arguments: list[str]) -> Step | None:
    if len(arguments) != 1 or arguments[0] not in BY_NAME or arguments[0] in ("story", "files"):
        return None
    name = arguments[0]
    if draft.asking != name:
        return show(world, state, draft)
    return show(world, state, intake.after(intake.without(draft, BY_NAME[name]), name, world.channel))


def _forward(world: World, state: State, draft: ReportDraft, arguments: list[str]) -> Step | None:
    """«Done» and «leave as it is». What happened must be told before anything else."""
    if len(arguments) != 1 or arguments[0] not in BY_NAME:
        return None
    name = arguments[0]
    if draft.asking != name or (name == "story" and not draft.told and not draft.pending):
        return show(world, state, draft)
    if draft.pending:
        numbers = bool(private_numbers("\n".join(draft.pending)))
        return instead(world, state, draft, questions.pending(world.context(state), draft, numbers=numbers))
    return show(world, state, intake.after(draft, name, world.channel))


def _back(world: World, state: State, draft: ReportDraft, arguments: list[str]) -> Step | None:
    if len(arguments) != 1 or arguments[0] not in BY_NAME:
        return None
    if draft.asking != arguments[0]:
        return show(world, state, draft)
    earlier = intake.before(draft, draft.asking, world.channel)
    if earlier == draft or (earlier.asking == SUMMARY and not draft.told):
        return Step(state, (report_entry.waiting(world.context(state)),))
    return show(world, state, earlier)


def _kinds(world: World, state: State, draft: ReportDraft, arguments: list[str]) -> Step | None:
    ctx = world.context(state)
    if not intake.reached(draft, "kind"):
        return show(world, state, draft)
    match arguments:
        case []:
            return instead(world, state, draft, questions.families(ctx))
        case [family] if found := questions.kinds(ctx, draft, family):
            return instead(world, state, draft, found)
    return None


def _retell(world: World, state: State, draft: ReportDraft, arguments: list[str]) -> Step | None:
    if arguments:
        return None
    return show(world, state, replace(draft, told=(), pending=()) if draft.asking == "story" else draft)


def _pending(world: World, state: State, draft: ReportDraft, arguments: list[str]) -> Step | None:
    match arguments:
        case ["keep"]:
            return show(world, state, replace(draft, told=draft.told + draft.pending, pending=()))
        case ["drop"]:
            return show(world, state, replace(draft, pending=()))
    return None


def _drop_file(world: World, state: State, draft: ReportDraft, arguments: list[str]) -> Step | None:
    left = tuple(file for file in draft.files if [file.id] != arguments)
    step = show(world, state, replace(draft, files=left))
    if len(left) == len(draft.files):
        return step
    return replace(step, effects=(DropFile(draft.report, arguments[0]), *step.effects))


# Leaving, deleting, sending


def _go_on(world: World, state: State, draft: ReportDraft, arguments: list[str]) -> Step | None:
    return None if arguments else show(world, state, draft)


def _pause(world: World, state: State, draft: ReportDraft, arguments: list[str]) -> Step | None:
    return None if arguments else Step(state, (report_entry.paused(world.context(state)),))


def _cancel(world: World, state: State, draft: ReportDraft, arguments: list[str]) -> Step | None:
    return None if arguments else Step(state, (report_entry.delete_question(world.context(state), draft),))


def _drop(world: World, state: State, draft: ReportDraft, arguments: list[str]) -> Step | None:
    if arguments != [intake.tag(draft)]:
        return show(world, state, draft)
    state = replace(state, draft=False)
    return Step(state, (report_entry.deleted(world.context(state)),), (DropDraft(),))


def _anew(world: World, state: State, draft: ReportDraft, arguments: list[str]) -> Step | None:
    ctx = world.context(state)
    if not arguments:
        return Step(state, (report_entry.anew_question(ctx, draft),))
    if arguments != [intake.tag(draft)]:
        return show(world, state, draft)
    nothing = replace(world, known=replace(world.known, draft=None))
    state = replace(state, draft=False)
    return Step(state, (report_entry.enter(nothing.context(state)),), (DropDraft(),))


def _change(world: World, state: State, draft: ReportDraft, arguments: list[str]) -> Step | None:
    match arguments:
        case _ if not draft.editing:
            return show(world, state, draft)
        case []:
            return instead(world, state, draft, report_summary.parts_to_change(world.context(state)))
        case [name] if name in BY_NAME:
            return show(world, state, replace(draft, asking=name))
    return None


def _summary(world: World, state: State, draft: ReportDraft, arguments: list[str]) -> Step | None:
    if arguments:
        return None
    return show(world, state, replace(draft, asking=SUMMARY) if draft.editing else draft)


def _send(world: World, state: State, draft: ReportDraft, arguments: list[str]) -> Step | None:
    """Only from the summary of this very draft, as it was shown last."""
    complete = draft.told and not draft.pending and draft.receipt
    if arguments != [intake.tag(draft)] or draft.asking != SUMMARY or not complete:
        return show(world, state, draft)
    ctx = world.context(state)
    if world.known.receipt != "ready":
        return Step(replace(state, awaiting="draft"), (report_summary.busy(ctx, draft),))
    state = replace(state, draft=False)
    reply = report_summary.sent(ctx, draft, _target(world, state, draft))
    return Step(state, (reply,), (SendReport(draft, ctx.language),))


def _target(world: World, state: State, draft: ReportDraft) -> str:
    """How soon somebody answers, in words."""
    ctx, targets = world.context(state), world.known.targets
    kind = ctx.catalogue.violations.get(draft.violation)
    urgency = urgency_of(kind.urgency if kind else None, draft.danger_now, draft.danger, draft.wish)
    hours = round(targets.urgent.total_seconds() / 3600)
    return ctx.say(f"report-target-{urgency}", hours=hours, days=targets.routine_working_days)


_BEFORE: dict[str, Callable[[World, State, list[str]], Step | None]] = {"yes": _agree, "no": _decline}
_WITH_DRAFT: dict[str, Callable[[World, State, ReportDraft, list[str]], Step | None]] = {
    "a": _pick,
    "skip": _skip,
    "keep": _forward,
    "done": _forward,
    "back": _back,
    "kinds": _kinds,
    "retell": _retell,
    "pend": _pending,
    "unfile": _drop_file,
    "go": _go_on,
    "pause": _pause,
    "cancel": _cancel,
    "drop": _drop,
    "anew": _anew,
    "edit": _change,
    "sum": _summary,
    "send": _send,
}
