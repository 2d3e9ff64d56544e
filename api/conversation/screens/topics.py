"""Browsing guidance: all topics, one topic, one section with its sources."""

import datetime

from api.conversation.context import Context
from api.conversation.replies import Button, Reply, escaped, rows
from api.conversation.screens.home import country_name, topic_button
from api.guidance.catalogue import ANY_COUNTRY
from api.guidance.topic_files import Section, Topic

FOLLOW_UPS = 3


def all_topics(ctx: Context) -> Reply:
    return Reply(ctx.say("topics"), (*rows(*(topic_button(ctx, t) for t in ctx.catalogue.topics)), (ctx.home,)))


def topic(ctx: Context, topic_id: str) -> Reply | None:
    """The sections of a topic, those for the person's country first; None if there is no such topic."""
    found = ctx.catalogue.topic(topic_id, ctx.language)
    if found is None:
        return None
    sections = sorted(found.sections.values(), key=lambda s: not applies(s, ctx.country))
    related = [topic_button(ctx, name) for name in found.related if name in ctx.catalogue.topics]
    return Reply(
        f"**{found.title}**\n\n{found.summary}",
        (
            *((section_button(found, section),) for section in sections),
            *rows(*related),
            rows(ctx.button("button-all-topics", "topics"), ctx.home)[0],
        ),
    )


def section(ctx: Context, topic_id: str, section_id: str) -> Reply | None:
    """One answer: the text, when it was checked, and where to go next."""
    found = ctx.catalogue.topic(topic_id, ctx.language)
    if found is None or section_id not in found.sections:
        return None
    return Reply(section_text(ctx, found, found.sections[section_id]), _section_buttons(ctx, found, section_id))


def section_text(ctx: Context, found: Topic, shown: Section) -> str:
    parts = [f"**{shown.title}**", shown.text, ctx.say("checked", date=day(found.checked))]
    if not applies(shown, ctx.country):
        parts.insert(1, _other_country(ctx, shown))
    return "\n\n".join(parts)


def _other_country(ctx: Context, shown: Section) -> str:
    names = ", ".join(country_name(ctx, code) for code in shown.countries)
    return ctx.say("for-other-country", countries=names)


def applies(section: Section, country: str | None) -> bool:
    """Whether a section is for a country. Someone who has not said where they are is taken to be in Russia."""
    return bool({ANY_COUNTRY, country or "RU"} & set(section.countries))


def _section_buttons(ctx: Context, found: Topic, section_id: str) -> tuple[tuple[Button, ...], ...]:
    follow_ups = [section_button(found, s) for s in next_sections(found, section_id, ctx.country)]
    where = f"{found.id}/{section_id}"
    return (
        *((button,) for button in follow_ups),
        (Button(ctx.say("button-topic", topic=found.title), f"t/{found.id}"),),
        *(((ctx.button("button-report", "report"),),) if _may_be_reported(ctx, found.id) else ()),
        *rows(ctx.button("button-helpful", f"h/{where}/y"), ctx.button("button-not-helpful", f"h/{where}/n")),
        rows(ctx.button("button-sources", f"src/{where}"), ctx.home)[0],
    )


def _may_be_reported(ctx: Context, topic_id: str) -> bool:
    """Whether a topic speaks of what is a violation, and reports are taken here."""
    return ctx.takes_reports and any(topic_id in each.topics for each in ctx.catalogue.violations.values())


def section_button(found: Topic, section: Section) -> Button:
    return Button(section.title, f"s/{found.id}/{section.id}")


def next_sections(found: Topic, section_id: str, country: str | None) -> list[Section]:
    """The sections to offer next: those that follow in the file, then from its beginning, for the person's country."""
    ids = list(found.sections)
    at = ids.index(section_id)
    ordered = [found.sections[name] for name in ids[at + 1 :] + ids[:at]]
    return [s for s in ordered if applies(s, country)][:FOLLOW_UPS]


def sources(ctx: Context, topic_id: str, section_id: str) -> Reply | None:
    """Sources by title and date, never as links; publishers that are dangerous to read in Russia are not named."""
    found = ctx.catalogue.topic(topic_id, ctx.language)
    if found is None or section_id not in found.sections:
        return None
    lines = source_titles(ctx, found.sections[section_id].sources or found.sources)
    shown = "\n".join(f"- {escaped(line)}" for line in lines) or ctx.say("sources-not-shown")
    back = ctx.button("button-back", f"s/{topic_id}/{section_id}")
    return Reply(f"{ctx.say('sources')}\n\n{shown}", rows(back, ctx.home))


def source_titles(ctx: Context, source_ids: tuple[str, ...]) -> list[str]:
    known = [ctx.catalogue.sources[name] for name in source_ids]
    return [f"{s.title}, {day(s.date)}" if s.date else s.title for s in known if s.risk == "none"]


def helpful(ctx: Context, topic_id: str, section_id: str, *, was: bool) -> Reply:
    back = ctx.button("button-back", f"s/{topic_id}/{section_id}")
    if was:
        return Reply(ctx.say("thanks-helpful"), rows(back, ctx.home))
    more = ctx.button("button-all-topics", "topics")
    return Reply(ctx.say("sorry-not-helpful"), rows(ctx.button("button-offices", "offices"), more, back, ctx.home))


def day(date: datetime.date | int | str | None) -> str:
    """A date as people write it in all four languages: 22.11.2026. Years and months stay as they are."""
    return date.strftime("%d.%m.%Y") if isinstance(date, datetime.date) else str(date)
