"""Puts decisions, sections and offices into the shapes that cross HTTP."""

import datetime

from api.guidance.catalogue import Catalogue
from api.guidance.guidance import Guidance
from api.guidance.offices import Found
from api.guidance.reading.guided_checks import GuidedCheck
from api.guidance.routing.decision import Decision
from api.guidance.schemas import (
    AnswerOut,
    AskIn,
    AskOut,
    CardOut,
    CheckOut,
    EndingOut,
    GuessOut,
    OfficeOut,
    OptionOut,
    PointOut,
    QuestionOut,
    SectionOut,
    SourceOut,
)
from api.guidance.topics import Section, Topic


def answer_to(guidance: Guidance, question: AskIn) -> AskOut:
    decision = guidance.router.decide(question.text, question.country)
    language = question.language or guidance.catalogue.language_in(decision.language, decision.script)
    country = decision.country or question.country or "RU"
    best = decision.best
    return AskOut(
        language=question.language or decision.language,
        script=decision.script,
        intent=best.intent,
        section=best.section,
        confidence=best.confidence,
        urgent=decision.danger is not None,
        answer=_answer(guidance.catalogue, decision, language),
        emergency=_card(guidance.catalogue, decision, language, country),
        alternatives=[
            GuessOut(intent=guess.intent, section=guess.section, confidence=guess.confidence)
            for guess in decision.alternatives
        ],
    )


def _answer(catalogue: Catalogue, decision: Decision, language: str) -> AnswerOut | None:
    topic = catalogue.topic(decision.best.intent, language)
    if topic is None or decision.best.section is None:
        return None
    section = section_out(catalogue, topic, topic.sections[decision.best.section])
    return AnswerOut(**vars(section), topic=topic.id, topic_title=topic.title)


def _card(catalogue: Catalogue, decision: Decision, language: str, country: str) -> CardOut | None:
    if decision.danger is None:
        return None
    _, card = catalogue.card(decision.danger, country, language)
    return CardOut(
        danger=decision.danger,
        title=card.title,
        text=card.text,
        checked=card.checked,
        warnings=warnings(catalogue, card, language),
    )


def section_out(catalogue: Catalogue, topic: Topic, section: Section) -> SectionOut:
    return SectionOut(
        id=section.id,
        title=section.title,
        text=section.text,
        countries=list(section.countries),
        sources=shown_sources(catalogue, section.sources or topic.sources),
        checked=section.checked,
        review_by=section.review_by,
        status=section.status,
        warnings=warnings(catalogue, section, topic.language),
    )


def warnings(catalogue: Catalogue, section: Section, language: str) -> list[str]:
    """What a reader must be told before relying on a section: that its time is over, that the original is newer."""
    phone = catalogue.value("phone-consular-department", language)
    say = catalogue.interface.say
    overdue = [say(language, "section-overdue", date=day(section.review_by), phone=phone)] if section.overdue else []
    return overdue + ([say(language, "section-stale", phone=phone)] if section.stale else [])


def check_out(catalogue: Catalogue, check_id: str, check: GuidedCheck, language: str) -> CheckOut:
    phone = catalogue.value("phone-consular-department", language)
    overdue = catalogue.interface.say(language, "section-overdue", date=day(check.review_by), phone=phone)
    return CheckOut(
        id=check_id,
        language=language,
        title=check.title[language],
        topics=check.topics,
        intro=check.intro[language],
        start=check.start,
        questions={
            name: QuestionOut(
                ask=question.ask[language],
                options=[OptionOut(label=option.label[language], to=option.to) for option in question.options],
            )
            for name, question in check.questions.items()
        },
        endings={
            name: EndingOut(
                title=ending.title[language],
                text=ending.text[language],
                danger=ending.danger,
                sections=ending.sections,
            )
            for name, ending in check.endings.items()
        },
        checked=check.checked,
        review_by=check.review_by,
        warnings=[overdue] if check.overdue else [],
    )


def day(date: datetime.date | int | str | None) -> str:
    """A date as people write it in all four languages: 22.11.2026. Years and months stay as they are."""
    return date.strftime("%d.%m.%Y") if isinstance(date, datetime.date) else str(date)


def shown_sources(catalogue: Catalogue, ids: tuple[str, ...]) -> list[SourceOut]:
    """Sources by title and date; publishers that are dangerous to read in Russia are not named."""
    known = (catalogue.sources[name] for name in ids)
    return [SourceOut(title=s.title, date=str(s.date) if s.date else None) for s in known if s.risk == "none"]


def localised(texts: dict[str, str] | dict[str, str | None] | None, language: str) -> str | None:
    """A text in the language, else in one written in the same letters, else in any."""
    others = ("en", "ru") if language == "uz" else ("ru", "en")
    return next(filter(None, map((texts or {}).get, (language, *others))), None)


def office_out(catalogue: Catalogue, found: Found, language: str) -> OfficeOut:
    office = found.office
    pin = office.pin
    warning = f"risk-{office.risk}"
    return OfficeOut(
        id=office.id,
        kind=office.kind,
        name=localised(office.name, language) or office.id,
        country=office.country,
        city=localised(office.city, language),
        address=localised(office.address, language),
        phones=office.phones,
        emergency_phone=office.emergency_phone,
        emergency_phone_owner=office.emergency_phone_owner,
        email=office.email,
        website=office.website and office.website.removeprefix("https://").removeprefix("http://").strip("/"),
        point=PointOut(lat=pin.lat, lon=pin.lon) if pin else None,
        distance_km=found.distance_km,
        as_of=office.as_of,
        check_first=office.dated,
        confidence=office.confidence,
        confidence_contact=office.confidence_contact,
        risk=office.risk,
        warning=catalogue.interface.say(language, warning) if catalogue.interface.has(warning) else None,
    )
