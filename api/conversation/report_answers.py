"""What an answer writes into the draft of a report: a pressed button, or typed words."""

from dataclasses import replace
from typing import Any

from api.conversation import intake
from api.conversation.context import World
from api.conversation.drafts import ReportDraft
from api.conversation.intake import Question
from api.conversation.typed_dates import month_of
from api.guidance.routing.decision import Decision
from api.guidance.routing.folding import fold


def picked(world: World, draft: ReportDraft, asked: Question, code: str) -> ReportDraft | None:
    """The draft with the answer of a button; None for a code that there is not (any more)."""
    catalogue = world.guidance.catalogue
    if asked.name == "country":
        known = code == "other" or code in catalogue.countries
        return replace(draft, country=code, region="", place="") if known else None
    if asked.name == "shares":
        return _shared(draft, code[:1], code[1:]) if code[1:] in catalogue.intake.shares else None
    codes = catalogue.violations if asked.name == "kind" else [*asked.codes, *intake.listed(catalogue, asked, "en")]
    if code not in codes:
        return None
    if asked.name == "time":
        return intake.with_time(draft, code, world.known.today)
    answer: dict[str, Any] = {asked.fields[0]: code == "yes" if asked.name == "chat" else code}
    return replace(draft, **answer)


def _shared(draft: ReportDraft, sign: str, code: str) -> ReportDraft | None:
    """`+lawyer` ticks, `-lawyer` takes the tick away: pressed twice is pressed once."""
    others = tuple(each for each in draft.shares if each != code)
    if sign not in ("+", "-"):
        return None
    return replace(draft, shares=(*others, code) if sign == "+" else others)


def danger_of(world: World, draft: ReportDraft, answered: str) -> str | None:
    """The emergency card that an answer calls for: somebody is in danger now, or what happened is an emergency."""
    fitting = intake.card_for(draft.violation)
    if answered == "danger" and draft.danger_now == "yes":
        return draft.danger or fitting or "violence"
    kind = world.guidance.catalogue.violations.get(draft.violation)
    if answered == "kind" and kind and kind.urgency == "emergency" and not draft.cards and draft.danger_now != "no":
        return fitting
    return None


def typed(world: World, draft: ReportDraft, asked: Question, text: str, decision: Decision) -> ReportDraft:
    """The draft with a typed place or time."""
    if asked.name == "time":
        return replace(draft, when=text, month=month_of(text, world.known.today))
    if asked.name == "country" and (country := _country(world, text)):
        return replace(draft, country=country, region="", place="")
    within = draft.country if asked.name == "city" and draft.country != "other" else None
    city = world.guidance.gazetteer.find(text, within)
    if city:
        return replace(draft, country=city.country, region=city.name_en, place=text)
    country = draft.country if asked.name == "city" else decision.country or ""
    return replace(draft, country=country, region="", place=text)


def _country(world: World, text: str) -> str | None:
    """The country whose very name was typed."""
    names = world.guidance.catalogue.countries.items()
    return next((code for code, each in names if fold(text) in map(fold, each.name.values())), None)
