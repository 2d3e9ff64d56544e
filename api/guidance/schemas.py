"""What crosses HTTP for guidance."""

import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from api.guidance.offices import Confidence, Risk
from api.guidance.routing.decision import Script
from api.guidance.topics import ReviewStatus

LANGUAGE = "^[a-z]{2}(-[A-Z][a-z]{3})?$"  # a language, with the letters where it has two: uz-Cyrl (BCP 47)


class AskIn(BaseModel):
    """A question in the person's own words."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"text": "zarplatany berbei jatat, dogovor jok", "country": "RU"}]},
    )

    text: str = Field(
        min_length=1,
        max_length=4_000,
        description="Kyrgyz, Russian, Uzbek or English, in any script. Never stored or logged.",
    )
    language: str | None = Field(
        None, pattern=LANGUAGE, description="Language of the answer; by default that of the question."
    )
    country: str | None = Field(
        None,
        pattern="^[A-Z]{2}$",
        description="Where the person is (ISO code); by default what the text says, else RU.",
    )


class SourceOut(BaseModel):
    title: str
    date: str | None


class SectionOut(BaseModel):
    """An answer of its own. `text` is Markdown of paragraphs, lists and bold."""

    id: str
    title: str
    text: str
    countries: list[str] = Field(description="ISO codes, or `any`.")
    sources: list[SourceOut] = Field(
        description="By title and date, without links: some publishers are banned in Russia."
    )
    checked: datetime.date
    review_by: datetime.date
    status: ReviewStatus = Field(description="`draft` until a person has signed this text as it stands.")
    warnings: list[str] = Field(
        description="To be shown with the text: its date is over, or a translation is behind the original."
    )


class AnswerOut(SectionOut):
    topic: str
    topic_title: str


class CardOut(BaseModel):
    """What to do in this minute. Show it before anything else."""

    danger: str
    title: str
    text: str
    checked: datetime.date
    warnings: list[str]


class GuessOut(BaseModel):
    intent: str
    section: str | None
    confidence: float


class AskOut(BaseModel):
    language: str
    script: Script
    intent: str = Field(description="A topic id, `report` (wants to report a violation), `greeting`, or `none`.")
    section: str | None
    confidence: float = Field(ge=0, le=1, description="Below about 0.45 ask the person which of the alternatives fits.")
    urgent: bool
    answer: AnswerOut | None
    emergency: CardOut | None
    alternatives: list[GuessOut]


class TopicSummary(BaseModel):
    id: str
    title: str
    summary: str
    countries: list[str]
    sections: list[str]


class TopicOut(BaseModel):
    id: str
    language: str
    title: str
    summary: str
    countries: list[str]
    checked: datetime.date
    review_by: datetime.date
    status: ReviewStatus = Field(description="`reviewed` when every section is.")
    related: list[str]
    sections: list[SectionOut]


class CheckSummary(BaseModel):
    """A guided check: a short tree of questions that ends in steps."""

    id: str
    title: str
    topics: list[str]


class OptionOut(BaseModel):
    label: str
    to: str = Field(description="The id of the question or the ending that follows.")


class QuestionOut(BaseModel):
    ask: str
    options: list[OptionOut]


class EndingOut(BaseModel):
    """What to do. With `danger`, show the emergency card of that kind before anything else."""

    title: str
    text: str
    danger: str | None
    sections: list[str] = Field(description="What to read next, as `topic/section`.")


class CheckOut(CheckSummary):
    language: str
    intro: str
    start: str = Field(description="The id of the first question.")
    questions: dict[str, QuestionOut]
    endings: dict[str, EndingOut]
    checked: datetime.date
    review_by: datetime.date
    warnings: list[str]


class PointOut(BaseModel):
    lat: float
    lon: float


class OfficeOut(BaseModel):
    """A place of help, with only what may be shown of it."""

    id: str
    kind: str
    name: str
    country: str
    city: str | None
    address: str | None
    phones: list[str]
    emergency_phone: str | None
    emergency_phone_owner: Literal["own", "embassy_moscow", "consular_department_bishkek"] | None
    email: str | None
    website: str | None = Field(description="Name of the site. Never make it a link where `risk` is not `none`.")
    point: PointOut | None = Field(description="The place on the map; null where only the city is known.")
    distance_km: float | None = Field(description="From the place asked about, as the crow flies.")
    as_of: str
    check_first: bool = Field(description="The contact is dated: show `as_of`, and the advice to check before going.")
    confidence: Confidence
    confidence_contact: Confidence
    risk: Risk
    warning: str | None = Field(description="To be shown with the contact.")
