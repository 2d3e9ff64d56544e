"""The order in which a report is asked for. To add a question: a row here, its texts, and a field of the draft."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from api.conversation.drafts import ReportDraft
from api.guidance.catalogue import Catalogue

SUMMARY = "summary"
PUSHING = frozenset({"telegram"})  # channels that can bring a message to a person who is not there
LONGEST_STORY = 8_000  # characters, all messages together
LONGEST_ANSWER = 200


def _always(_draft: ReportDraft, _channel: str) -> bool:
    return True


def _city_is_open(draft: ReportDraft, _channel: str) -> bool:
    return bool(draft.country) and not draft.place


def _can_be_reached(_draft: ReportDraft, channel: str) -> bool:
    return channel in PUSHING


@dataclass(frozen=True)
class Question:
    """`fields` of the draft are its answer, the first one a code or text; all are emptied when it is skipped.

    `codes`: its fixed answers, whose texts are `report-<name>-<code>`; `listed`: a closed list of content/intake.yaml
    has them. `many`: several may be chosen. `part_of` names the question on whose step it stands.
    """

    name: str
    fields: tuple[str, ...]
    codes: tuple[str, ...] = ()
    listed: str = ""
    many: bool = False
    part_of: str = ""
    asked: Callable[[ReportDraft, str], bool] = _always


QUESTIONS = (
    Question("story", ("told",)),
    Question("kind", ("violation",)),
    Question("danger", ("danger_now",), codes=("yes", "no", "unknown")),
    Question("country", ("country", "region", "place")),
    Question("city", ("place", "region"), part_of="country", asked=_city_is_open),
    Question("time", ("when", "month"), codes=("ongoing", "this-month", "last-month", "earlier")),
    Question("sector", ("sector",), listed="sectors"),
    Question("whom", ("for_whom",), listed="for_whom"),
    Question("gender", ("gender",), listed="genders"),
    Question("age", ("age_band",), listed="age_bands"),
    Question("wish", ("wish",), listed="wishes"),
    Question("shares", ("shares",), listed="shares", many=True),
    Question("files", ("files",)),
    Question("chat", ("reachable",), codes=("yes", "no"), asked=_can_be_reached),
)
BY_NAME = {question.name: question for question in QUESTIONS}
_ORDER = {name: number for number, name in enumerate([*BY_NAME, SUMMARY])}


def begun(report: str, consent: str) -> ReportDraft:
    """A draft in which nothing was told yet."""
    return ReportDraft(report, QUESTIONS[0].name, consent=consent)


def tag(draft: ReportDraft) -> str:
    """Stands in buttons that send or delete, so that one from an earlier report does nothing to this one."""
    return draft.report[:8]


def reached(draft: ReportDraft, name: str) -> bool:
    """Whether a question was on the screen already; a button of a later one is from another report."""
    return draft.editing or _ORDER[name] <= _ORDER.get(draft.asking, 0)


def after(draft: ReportDraft, name: str, channel: str) -> ReportDraft:
    """The draft at the question that follows `name`; at the summary when that was reached before."""
    following = [q for q in QUESTIONS if _ORDER[q.name] > _ORDER[name] and q.asked(draft, channel)]
    if draft.editing:
        following = [q for q in following if q.part_of == name]
    return replace(draft, asking=following[0].name if following else SUMMARY)


def before(draft: ReportDraft, name: str, channel: str) -> ReportDraft:
    """The draft at the question before `name`; the same draft at the first one."""
    if draft.editing:
        return replace(draft, asking=SUMMARY)
    earlier = [q for q in QUESTIONS if _ORDER[q.name] < _ORDER[name] and q.asked(draft, channel)]
    return replace(draft, asking=earlier[-1].name) if earlier else draft


def progress(name: str, channel: str) -> tuple[int, int]:
    """The step on which a question stands, and how many there are."""
    steps = [q.name for q in QUESTIONS if not q.part_of and (q.asked is not _can_be_reached or channel in PUSHING)]
    return steps.index(BY_NAME[name].part_of or name) + 1, len(steps)


def answered(draft: ReportDraft, question: Question) -> bool:
    return bool(getattr(draft, question.fields[0]))


def without(draft: ReportDraft, question: Question) -> ReportDraft:
    """The draft as if the question had been skipped."""
    empty: dict[str, Any] = {name: type(getattr(draft, name))() for name in question.fields}
    return replace(draft, **empty)


def listed(catalogue: Catalogue, question: Question, language: str) -> dict[str, str]:
    """The words of a closed list by their code."""
    found = getattr(catalogue.intake, question.listed) if question.listed else {}
    return {code: words[language] for code, words in found.items()}


def with_time(draft: ReportDraft, code: str, today: date) -> ReportDraft:
    """When it happened, by one of the fixed answers."""
    last_month = today.replace(day=1) - timedelta(days=1)
    months = {"ongoing": today, "this-month": today, "last-month": last_month}
    month = months[code].strftime("%Y-%m") if code in months else ""
    return replace(draft, when=code, month=month)


def story_length(draft: ReportDraft) -> int:
    return sum(map(len, (*draft.told, *draft.pending)))


# Which emergency card fits a type of violation: the longest beginning of its code decides.
_CARDS = {"LAB": "trafficking", "LAB-01": "medical", "DET": "held", "COE-01": "violence", "COE-02": "held",
          "COE-04": "army", "HLT": "medical", "CHD": "child", "CHD-02": "held", "VIO": "violence",
          "GEN": "violence"}  # fmt: skip


def card_for(violation: str) -> str:
    """The kind of danger whose card fits a type of violation; empty when none does."""
    fitting = [code for code in _CARDS if violation.startswith(code)]
    return _CARDS[max(fitting, key=len)] if fitting else ""
