"""What crosses HTTP of questions without an answer."""

import datetime

from pydantic import BaseModel, Field


class MissedCount(BaseModel):
    """Counts of one topic in one language. `topic` is `none` where no topic was guessed."""

    topic: str
    language: str
    unanswered: int = 0
    not_helpful: int = 0
    helpful: int = 0
    kept: int = Field(0, description="Questions that people allowed us to keep, of the last 90 days.")


class MissedQuestionOut(BaseModel):
    """A question that its person allowed us to keep, with names and numbers covered."""

    id: str
    topic: str
    section: str | None = Field(description="The section that did not help; null where nothing was found.")
    language: str
    question: str
    kept_on: datetime.date


class MissedOut(BaseModel):
    counts: list[MissedCount]
    questions: list[MissedQuestionOut]
