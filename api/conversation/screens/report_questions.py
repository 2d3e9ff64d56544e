"""One screen for each question of a report."""

from collections.abc import Callable, Sequence
from itertools import chain

from api.conversation.context import Context
from api.conversation.drafts import KeptFile, ReportDraft
from api.conversation.intake import BY_NAME, LONGEST_STORY, Question, answered, listed, progress, story_length
from api.conversation.replies import Button, Reply, as_typed, escaped, rows
from api.conversation.screens.home import country_name, guided_countries

Rows = tuple[tuple[Button, ...], ...]
SUGGESTIONS = 3
_FILE_NAME = 24  # characters of a file's name on a button


def question(ctx: Context, draft: ReportDraft, above: Sequence[str] = ()) -> Reply:
    """The question that the draft is at; `above` it stands what was just noted."""
    asked = BY_NAME[draft.asking]
    number, total = progress(asked.name, ctx.channel)
    step = ctx.say("report-step", number=number, total=total)
    text = _text(ctx, draft, asked)
    reply = Reply(
        "\n\n".join([*above, f"{step}\n\n{text}"]), (*_answers(ctx, draft, asked), *_controls(ctx, draft, asked))
    )
    if asked.name == "files":
        return Reply(reply.text, reply.buttons, ask_file=ctx.say("button-send-file"))
    return reply


def _text(ctx: Context, draft: ReportDraft, asked: Question) -> str:
    if asked.name == "story" and draft.told:
        left = LONGEST_STORY - story_length(draft)
        return ctx.say("report-ask-story-more", messages=len(draft.told), left=left)
    text = ctx.say_here(f"report-ask-{asked.name}")
    if asked.name in ("kind", "country", "city", "time") and answered(draft, asked):
        return f"{text}\n\n{ctx.say('report-now', answer=answer(ctx, draft, asked))}"
    return text


def answer(ctx: Context, draft: ReportDraft, asked: Question) -> str:
    """What was answered, in the person's words; «not said» for nothing. Safe to stand in Markdown."""
    special = _ANSWERS.get(asked.name)
    if special:
        return special(ctx, draft) or ctx.say("report-not-said")
    code = getattr(draft, asked.fields[0])
    if code in asked.codes:
        return ctx.say(f"report-{asked.name}-{code}")
    return _on_one_line(listed(ctx.catalogue, asked, ctx.language).get(code, code)) or ctx.say("report-not-said")


def _place(ctx: Context, draft: ReportDraft) -> str:
    return ", ".join(filter(None, [_on_one_line(draft.place), _country(ctx, draft.country)]))


def _shares(ctx: Context, draft: ReportDraft) -> str:
    labels = listed(ctx.catalogue, BY_NAME["shares"], ctx.language)
    return ", ".join(labels.get(code, code) for code in draft.shares) or ctx.say("report-shares-nobody")


_ANSWERS: dict[str, Callable[[Context, ReportDraft], str]] = {
    "story": lambda _, draft: "\n\n".join(map(as_typed, draft.told)),
    "kind": lambda ctx, draft: kind_label(ctx, draft.violation),
    "country": _place,
    "city": _place,
    "shares": _shares,
    "files": lambda ctx, draft: ctx.say("report-files", count=len(draft.files)),
    "chat": lambda ctx, draft: ctx.say("report-chat-yes" if draft.reachable else "report-chat-no"),
}


def _on_one_line(text: str) -> str:
    return escaped(" ".join(text.split()))


def _country(ctx: Context, code: str) -> str:
    return ctx.say("button-other-country") if code == "other" else country_name(ctx, code) if code else ""


def kind_label(ctx: Context, code: str) -> str:
    if not code:
        return ctx.say("report-kind-unsorted")
    found = ctx.catalogue.violations.get(code)
    return found.label[ctx.language] if found else code


# Answers as buttons


def _answers(ctx: Context, draft: ReportDraft, asked: Question) -> Rows:
    match asked.name:
        case "story":
            return _story_buttons(ctx, draft)
        case "kind":
            return _kind_buttons(ctx, draft)
        case "country":
            return rows(*_country_buttons(ctx))
        case "files":
            removing = (Button(f"✕ {_short_name(ctx, file)}", f"r/unfile/{file.id}") for file in draft.files)
            done = ctx.button("button-done" if draft.files else "button-no-files", "r/done/files")
            return (*((button,) for button in removing), (done,))
        case "shares":
            done = ctx.button("button-done" if draft.shares else "button-nobody", "r/done/shares")
            return (*((button,) for button in _ticks(ctx, draft, asked)), (done,))
    labels = {code: ctx.say(f"report-{asked.name}-{code}") for code in asked.codes}
    labels |= listed(ctx.catalogue, asked, ctx.language)
    now = getattr(draft, asked.fields[0])
    marked = (
        Button(("✓ " if code == now else "") + label, f"r/a/{asked.name}/{code}") for code, label in labels.items()
    )
    return rows(*marked)


def _story_buttons(ctx: Context, draft: ReportDraft) -> Rows:
    if not draft.told:
        return ()
    return ((ctx.button("button-done", "r/done/story"),), (ctx.button("button-retell", "r/retell"),))


def _kind_buttons(ctx: Context, draft: ReportDraft) -> Rows:
    """What the words suggest, surest first; a kind that was chosen stands at the top."""
    suggested = ctx.guidance.suggester.suggest("\n".join(draft.told))[:SUGGESTIONS]
    codes = dict.fromkeys([draft.violation, *suggested])
    buttons = [_kind_button(ctx, draft, code) for code in codes if code in ctx.catalogue.violations]
    return (*((button,) for button in buttons), (ctx.button("button-other-kind", "r/kinds"),))


def _kind_button(ctx: Context, draft: ReportDraft, code: str) -> Button:
    return Button(("✓ " if code == draft.violation else "") + kind_label(ctx, code), f"r/a/kind/{code}")


def _country_buttons(ctx: Context) -> list[Button]:
    found = [Button(country_name(ctx, code), f"r/a/country/{code}") for code in guided_countries(ctx)]
    return [*found, ctx.button("button-other-country", "r/a/country/other")]


def _ticks(ctx: Context, draft: ReportDraft, asked: Question) -> list[Button]:
    """Each choice with its tick; the button says what it sets, so that pressing it twice is pressing it once."""
    return [
        Button(f"☑ {label}", f"r/a/shares/-{code}")
        if code in draft.shares
        else Button(f"☐ {label}", f"r/a/shares/+{code}")
        for code, label in listed(ctx.catalogue, asked, ctx.language).items()
    ]


def _short_name(ctx: Context, file: KeptFile) -> str:
    name = file.name or ctx.say(f"file-kind-{file.kind}")
    return name if len(name) <= _FILE_NAME else f"{name[: _FILE_NAME - 1]}…"


def _controls(ctx: Context, draft: ReportDraft, asked: Question) -> Rows:
    """Back, skip, later, delete: on every question; only what happened cannot be skipped."""
    back = ctx.button("button-back", f"r/back/{asked.name}")
    if asked.name in ("story", "files", "shares"):  # their «done» may follow upon nothing, or must not
        return ((back,), *_later(ctx))
    if not answered(draft, asked):
        label = "button-not-sure" if asked.name == "kind" else "button-skip"
        return (*rows(back, ctx.button(label, f"r/skip/{asked.name}")), *_later(ctx))
    keep = ctx.button("button-leave", f"r/keep/{asked.name}")
    return (*rows(back, keep, ctx.button("button-clear", f"r/skip/{asked.name}")), *_later(ctx))


def _later(ctx: Context) -> Rows:
    return rows(ctx.button("button-later", "r/pause"), ctx.button("button-delete-draft", "r/cancel"))


# Kinds of violation, all of them


def families(ctx: Context) -> Reply:
    found = (Button(words[ctx.language], f"r/kinds/{code}") for code, words in ctx.catalogue.families.items())
    back = ctx.button("button-back", "r/go")
    return Reply(
        ctx.say("report-families"),
        (*((b,) for b in found), *rows(back, ctx.button("button-not-sure", "r/skip/kind")), *_later(ctx)),
    )


def kinds(ctx: Context, draft: ReportDraft, family: str) -> Reply | None:
    """The kinds of one family; None if there is no such family."""
    if family not in ctx.catalogue.families:
        return None
    codes = [code for code, violation in ctx.catalogue.violations.items() if violation.family == family]
    title = ctx.catalogue.families[family][ctx.language]
    back = ctx.button("button-back", "r/kinds")
    buttons = (*((_kind_button(ctx, draft, code),) for code in codes), (back,), *_later(ctx))
    return Reply(ctx.say("report-kinds", family=title), buttons)


# Words about which the person is asked first


def pending(ctx: Context, draft: ReportDraft, *, numbers: bool) -> Reply:
    """Whether to keep typed words: because they hold private `numbers`, or were typed where a button was expected."""
    text = ctx.say("report-private-numbers" if numbers else "report-stray-words")
    keep = ctx.button("button-keep-numbers" if numbers else "button-add-to-story", "r/pend/keep")
    drop = ctx.button("button-write-anew" if numbers else "button-do-not-add", "r/pend/drop")
    return Reply(text, ((keep,), (drop,), *_later(ctx)))


def labels(ctx: Context, draft: ReportDraft, asked: Question) -> dict[str, str]:
    """The buttons that answer a question, by what stands on them in small letters: some people type them instead."""
    shown = chain.from_iterable(_answers(ctx, draft, asked))
    return {button.label.strip("✓☐☑ ").casefold(): button.choice for button in shown}
