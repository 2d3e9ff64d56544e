"""Coming back with a receipt: what its buttons and typed words do."""

from dataclasses import replace

from api.conversation.context import World
from api.conversation.drafts import CloseThread, ExpectFile, OpenThread, SendMessage, WithdrawReport
from api.conversation.events import File
from api.conversation.replies import Effect, Reply
from api.conversation.screens import answers
from api.conversation.screens import thread as screens
from api.conversation.state import State
from api.conversation.step import Step
from api.conversation.telling import kind_of
from api.guidance.routing.decision import Decision
from api.reports.receipts import Mistyped

LONGEST_MESSAGE = 4_000  # characters


def ask(world: World, state: State, arguments: list[str]) -> Step | None:
    if arguments:
        return None
    return Step(replace(state, awaiting="receipt"), (screens.ask(world.context(state)),))


def receipt_typed(world: World, state: State) -> Step:
    """A well-formed receipt, and what the look-up made of it. Wrong and unknown ones are answered alike."""
    ctx, known = world.context(state), world.known
    if known.receipt == "opened" and known.opened:
        state = replace(state, thread=True, awaiting="message")
        return Step(state, screens.opened(ctx, known.opened), (OpenThread(known.opened.report),))
    fate = known.receipt if known.receipt in ("unknown", "wait") else "busy"
    return Step(replace(state, awaiting="receipt"), (screens.failed(ctx, fate),))


def mistyped(world: World, state: State, error: Mistyped) -> Step:
    return Step(replace(state, awaiting="receipt"), (screens.mistyped(world.context(state), error),))


def press(world: World, state: State, arguments: list[str]) -> Step | None:
    """A button `rc/…`. None for what is no such button."""
    ctx, report = world.context(state), world.known.thread
    match arguments:
        case ["lost"]:
            return Step(state, (screens.lost(ctx),))
        case ["write"] | ["withdraw", *_] if report is None:
            return lapsed(world, state)
        case ["write"]:
            return Step(replace(state, awaiting="message"), (screens.write(ctx),))
        case ["close"]:
            return Step(replace(state, thread=False), (screens.closed(ctx),), (CloseThread(),))
        case ["withdraw", *tag] if report:
            return _withdraw(world, state, report, tag)
    return None


def _withdraw(world: World, state: State, report: str, tag: list[str]) -> Step:
    """`tag` stands in the button that was asked with, so that one from another report deletes nothing."""
    ctx = world.context(state)
    if tag != [report[:8]]:
        return Step(state, (screens.withdraw_question(ctx, report[:8]),))
    state = replace(state, thread=False)
    return Step(state, (screens.withdrawn(ctx),), (WithdrawReport(report), CloseThread()))


def lapsed(world: World, state: State, cards: tuple[Reply, ...] = ()) -> Step:
    """No thread is open any more; what was typed is not kept."""
    state = replace(state, thread=False, awaiting="receipt")
    return Step(state, (*cards, screens.lapsed(world.context(state))))


def go_on(world: World, state: State) -> Step:
    """To the open thread, after a file."""
    return Step(replace(state, awaiting="message"), (screens.write(world.context(state)),))


def message(world: World, state: State, text: str, decision: Decision) -> Step:
    """Words for the caseworkers."""
    ctx = world.context(state)
    cards = (answers.emergency(ctx, decision.danger),) if decision.danger else ()
    if world.known.thread is None:
        return lapsed(world, state, cards)
    if len(text) > LONGEST_MESSAGE:
        return Step(state, (*cards, screens.too_long(ctx, LONGEST_MESSAGE)))
    return Step(state, (*cards, screens.written(ctx)), (SendMessage(world.known.thread, text),))


def file_sent(world: World, state: State, report: str, file: File, decision: Decision | None) -> Step:
    """The bytes may come; the upload answers. Words that came along are a message."""
    effects: tuple[Effect, ...] = (ExpectFile(report, kind_of(file), file.name),)
    if decision is None:
        return Step(state, (), effects)
    said = SendMessage(report, file.caption.strip()[:LONGEST_MESSAGE])
    cards = (answers.emergency(world.context(state), decision.danger),) if decision.danger else ()
    return Step(state, cards, (said, *effects))
