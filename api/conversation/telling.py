"""Telling a report: typed words, and files, while it is being told."""

from dataclasses import replace

from api.conversation import intake, report_answers, reporting
from api.conversation.context import World
from api.conversation.drafts import ExpectFile, ReportDraft
from api.conversation.events import File
from api.conversation.intake import BY_NAME, LONGEST_ANSWER, LONGEST_STORY, story_length
from api.conversation.replies import Reply
from api.conversation.screens import report_questions as questions
from api.conversation.state import State
from api.conversation.step import Step
from api.guidance.routing.decision import Decision
from api.reports.private_numbers import private_numbers

_FILE_KINDS = {"photo": "photo", "voice": "voice", "audio": "voice", "video": "video", "video_note": "video"}


def typed(world: World, state: State, draft: ReportDraft, text: str, decision: Decision) -> Step:
    """Words while a question is on the screen: its answer, or something to ask about."""
    asked = BY_NAME.get(draft.asking)
    label = questions.labels(world.context(state), draft, asked).get(text.casefold()) if asked else None
    if label and (step := reporting.press(world, state, label.split("/")[1:])):
        return step
    draft = replace(draft, danger=draft.danger or decision.danger or "")
    draft, cards = reporting.warned(world, state, draft, decision.danger)
    if asked is None or asked.name not in ("story", "country", "city", "time"):
        return _told(world, state, draft, text, cards, stray=True)
    if asked.name == "story":
        return _told(world, state, draft, text, cards)
    if len(text) > LONGEST_ANSWER:
        long = world.context(state).say("report-answer-too-long", limit=LONGEST_ANSWER)
        return reporting.show(world, state, draft, long, cards=cards)
    changed = report_answers.typed(world, draft, asked, text, decision)
    noted = world.context(state).say("report-noted", answer=questions.answer(world.context(state), changed, asked))
    return reporting.show(world, state, intake.after(changed, asked.name, world.channel), noted, cards=cards)


def _told(
    world: World, state: State, draft: ReportDraft, text: str, cards: tuple[Reply, ...], *, stray: bool = False
) -> Step:
    """One more message of the story; a stray one, or one with private numbers, is held back until the person says."""
    ctx = world.context(state)
    left = LONGEST_STORY - story_length(draft)
    if len(text) > left:
        long = ctx.say("report-story-too-long", limit=LONGEST_STORY, left=left, more=len(text) - left)
        return reporting.show(world, state, draft, long, cards=cards)
    numbers = bool(private_numbers(text))
    if numbers or stray:
        draft = replace(draft, pending=(*draft.pending, text))
        return reporting.instead(world, state, draft, questions.pending(ctx, draft, numbers=numbers), cards)
    return reporting.show(world, state, replace(draft, told=(*draft.told, text)), cards=cards)


def located(world: World, state: State, draft: ReportDraft) -> Step:
    """An exact place is more than we want to know."""
    return reporting.show(world, state, draft, world.context(state).say("report-no-location"))


def file_sent(world: World, state: State, draft: ReportDraft, file: File, decision: Decision | None) -> Step:
    """The bytes may come. Words that came along are part of the story; the upload answers, so only danger does here."""
    expect = ExpectFile(draft.report, kind_of(file), file.name)
    state = replace(state, draft=True)
    if decision is None:
        return Step(state, (), (expect,))
    draft = replace(draft, danger=draft.danger or decision.danger or "")
    draft, cards = reporting.warned(world, state, draft, decision.danger)
    text = file.caption.strip()[: max(0, LONGEST_STORY - story_length(draft))]
    if text and private_numbers(text):
        draft = replace(draft, pending=(*draft.pending, text))
    elif text:
        draft = replace(draft, told=(*draft.told, text))
    return Step(state, cards, (expect, *reporting.saved(world, draft)))


def kind_of(file: File) -> str:
    return _FILE_KINDS.get(file.what, "document")
