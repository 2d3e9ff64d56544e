"""Browsing guidance: all topics, one topic, one section with its sources."""

import datetime

from api.conversation.context import Context
from api.conversation.replies import Button, Reply, escaped, rows
from api.conversation.screens.home import country_name, topic_button
from api.guidance.answers import day, warnings
from api.guidance.catalogue import ANY_COUNTRY
from api.guidance.routing.mentions import HOME
from api.guidance.topics import Section, Topic

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
            *((button,) for button in _checks(ctx, topic_id)),
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
    return Reply(section_text(ctx, found.sections[section_id]), _section_buttons(ctx, found, section_id))


def section_text(ctx: Context, shown: Section) -> str:
    """Warnings stand above the text: who stops reading half-way has read them."""
    above = [] if applies(shown, ctx.country) else [_other_country(ctx, shown)]
    above += warnings(ctx.catalogue, shown, ctx.language)
    return "\n\n".join([f"**{shown.title}**", *above, shown.text, ctx.say("checked", date=day(shown.checked))])


def overdue(ctx: Context, review_by: datetime.date) -> str:
    """The warning above what should have been checked again by a day."""
    return ctx.say("section-overdue", date=day(review_by), phone=ctx.value("phone-consular-department"))


def not_for_here(ctx: Context, topic_id: str, section_id: str) -> Reply | None:
    """Instead of a section for another country: that there is none for this one, whom to ask, and what may still help.

    None where the section is for this country, or holds everywhere.
    """
    found = ctx.catalogue.topic(topic_id, ctx.language)
    if found is None or applies(found.sections[section_id], ctx.country):
        return None
    shown = found.sections[section_id]
    known = ctx.country if ctx.country in ctx.catalogue.countries else None
    country = country_name(ctx, known) if known else ctx.say("your-country")
    near = [Button(ctx.say("offices-of", country=country), f"in/{known}")] if _has_offices(ctx) else []
    useful = [section for section in found.sections.values() if applies(section, ctx.country)][:FOLLOW_UPS]
    names = ", ".join(country_name(ctx, code) for code in shown.countries)
    elsewhere = Button(ctx.say("button-answer-elsewhere", countries=names), f"s/{topic_id}/{section_id}")
    return Reply(
        ctx.say("no-guidance-here", country=country, topic=found.title, phone=ctx.value("phone-consular-department")),
        (
            *((button,) for button in near),
            *((section_button(found, section),) for section in useful),
            (elsewhere,),
            rows(ctx.button("button-all-topics", "topics"), ctx.home)[0],
        ),
    )


def _has_offices(ctx: Context) -> bool:
    return ctx.country is not None and bool(ctx.guidance.directory.listed(ctx.country))


def _other_country(ctx: Context, shown: Section) -> str:
    names = ", ".join(country_name(ctx, code) for code in shown.countries)
    return ctx.say("for-other-country", countries=names)


def applies(section: Section, country: str | None) -> bool:
    """Whether a section is for a country. Someone who has not said where they are is taken to be in Russia.

    What is to be done at home, in Kyrgyzstan, concerns its citizens everywhere.
    """
    return bool({ANY_COUNTRY, HOME, country or "RU"} & set(section.countries))


def _section_buttons(ctx: Context, found: Topic, section_id: str) -> tuple[tuple[Button, ...], ...]:
    follow_ups = [section_button(found, s) for s in next_sections(found, section_id, ctx.country)]
    where = f"{found.id}/{section_id}"
    return (
        *((button,) for button in follow_ups),
        *((button,) for button in _checks(ctx, found.id)),
        (Button(ctx.say("button-topic", topic=found.title), f"t/{found.id}"),),
        *(((ctx.button("button-report", "report"),),) if may_be_reported(ctx, found.id) else ()),
        *rows(ctx.button("button-helpful", f"h/{where}/y"), ctx.button("button-not-helpful", f"h/{where}/n")),
        rows(ctx.button("button-sources", f"src/{where}"), ctx.home)[0],
    )


def _checks(ctx: Context, topic_id: str) -> list[Button]:
    """The guided checks that are offered with a topic."""
    return [
        ctx.button("button-check", f"g/{check_id}", title=check.title[ctx.language])
        for check_id, check in ctx.catalogue.checks.items()
        if topic_id in check.topics
    ]


def linked_section(ctx: Context, place: str) -> Button | None:
    """The button to `topic/section`; None if that is no longer there."""
    topic_id, _, section_id = place.partition("/")
    found = ctx.catalogue.topic(topic_id, ctx.language)
    return section_button(found, found.sections[section_id]) if found and section_id in found.sections else None


def may_be_reported(ctx: Context, topic_id: str) -> bool:
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
