"""Guidance for anybody: ask, topics, offices. Public, rate limited; nothing is stored."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.errors import Problem, described, not_found
from api.guidance.answers import answer_to, check_out, office_out, section_out
from api.guidance.cities import Point
from api.guidance.guidance import Guidance
from api.guidance.offices import Found
from api.guidance.schemas import LANGUAGE, AskIn, AskOut, CheckOut, CheckSummary, OfficeOut, TopicOut, TopicSummary
from api.service import CurrentGuidance

router = APIRouter(prefix="/v1", tags=["guidance"], responses=described(422, 429))

LanguageQuery = Annotated[str | None, Query(pattern=LANGUAGE, description="ky, ru, uz, uz-Cyrl or en; by default ru.")]


def known_language(guidance: Guidance, language: str | None) -> str:
    """The language asked for, or the source language. Raises Problem 422 for one that we do not have."""
    languages = guidance.catalogue.languages
    if language is None:
        return guidance.catalogue.source_language
    if language not in languages:
        message = f"unknown language; use one of {', '.join(languages)}"
        raise Problem(422, "The language is not known.", errors=[{"field": "language", "message": message}])
    return language


@router.post("/ask", summary="Ask in your own words", responses=described(400, 413, 415))
async def ask(question: AskIn, guidance: CurrentGuidance) -> AskOut:
    """Routes a question to a checked answer. Urgency is judged first: if `urgent`, show `emergency` before all."""
    if question.language is not None:
        known_language(guidance, question.language)
    return answer_to(guidance, question)


@router.get("/topics", summary="All topics")
async def list_topics(guidance: CurrentGuidance, language: LanguageQuery = None) -> list[TopicSummary]:
    spoken = known_language(guidance, language)
    topics = (translations[spoken] for translations in guidance.catalogue.topics.values())
    return [
        TopicSummary(id=t.id, title=t.title, summary=t.summary, countries=list(t.countries), sections=list(t.sections))
        for t in topics
    ]


@router.get("/topics/{topic_id}", summary="One topic with its sections", responses=described(404))
async def read_topic(
    topic_id: Annotated[str, Path(max_length=64)], guidance: CurrentGuidance, language: LanguageQuery = None
) -> TopicOut:
    topic = guidance.catalogue.topic(topic_id, known_language(guidance, language))
    if topic is None:
        raise not_found("topic")
    return TopicOut(
        id=topic.id,
        language=topic.language,
        title=topic.title,
        summary=topic.summary,
        countries=list(topic.countries),
        checked=topic.checked,
        review_by=topic.review_by,
        status=topic.status,
        related=list(topic.related),
        sections=[section_out(guidance.catalogue, topic, section) for section in topic.sections.values()],
    )


@router.get("/checks", summary="All guided checks")
async def list_checks(guidance: CurrentGuidance, language: LanguageQuery = None) -> list[CheckSummary]:
    spoken = known_language(guidance, language)
    return [
        CheckSummary(id=name, title=check.title[spoken], topics=check.topics)
        for name, check in guidance.catalogue.checks.items()
    ]


@router.get("/checks/{check_id}", summary="One guided check, as a whole tree", responses=described(404))
async def read_check(
    check_id: Annotated[str, Path(max_length=64)], guidance: CurrentGuidance, language: LanguageQuery = None
) -> CheckOut:
    """Every way through it ends in steps. Nothing that is answered comes back here."""
    check = guidance.catalogue.checks.get(check_id)
    if check is None:
        raise not_found("check")
    return check_out(guidance.catalogue, check_id, check, known_language(guidance, language))


@router.get("/offices", summary="Consular offices and other places of help")
async def find_offices(
    guidance: CurrentGuidance,
    city: Annotated[str | None, Query(max_length=100, description="A city in any spelling and script.")] = None,
    near: Annotated[str | None, Query(max_length=60, description="`lat,lon` in degrees, for the nearest.")] = None,
    country: Annotated[str | None, Query(pattern="^[A-Z]{2}$", description="ISO code.")] = None,
    kind: Annotated[str | None, Query(max_length=40, examples=["consulate_general"])] = None,
    language: LanguageQuery = None,
) -> list[OfficeOut]:
    """Rows that nobody has checked are left out. `city` and `near` look for consular offices unless `kind` is given."""
    spoken = known_language(guidance, language)
    directory = guidance.directory
    if kind is not None and kind not in directory.kinds():
        message = f"unknown kind; use one of {', '.join(sorted(directory.kinds()))}"
        raise Problem(422, "The kind is not known.", errors=[{"field": "kind", "message": message}])
    if near is not None:
        found = directory.near(_point(near), kind, country)
    elif city is not None:
        found = directory.in_city(city, kind, country)
    else:
        found = [Found(office) for office in directory.listed(country, kind)]
    return [office_out(guidance.catalogue, each, spoken) for each in found]


def _point(text: str) -> Point:
    message = "write latitude and longitude in degrees, like 55.75,37.62"
    try:
        lat, lon = (float(part) for part in text.split(","))
    except ValueError as error:
        raise Problem(422, "The place is not clear.", errors=[{"field": "near", "message": message}]) from error
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise Problem(422, "The place is not on the globe.", errors=[{"field": "near", "message": message}])
    return Point(lat, lon)
