"""What crosses HTTP for those who report."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from api.conversation.drafts import Thread
from api.guidance.reading.content_rows import Urgency
from api.guidance.schemas import LANGUAGE

LONGEST_TEXT = 20_000
_LONGEST_ANSWER = 500


def _says_something(text: str) -> str:
    if not any(character.isalnum() for character in text):
        raise ValueError("must hold words")
    return text


_NO_NUL = r"^[^\x00]*$"
Words = Annotated[
    str,
    StringConstraints(max_length=LONGEST_TEXT, pattern=_NO_NUL, strip_whitespace=True),
    AfterValidator(_says_something),
]
Answer = Annotated[str, StringConstraints(max_length=_LONGEST_ANSWER, pattern=_NO_NUL, strip_whitespace=True)]
Code = Annotated[str, StringConstraints(max_length=32, pattern=r"^[A-Za-z0-9-]*$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ReportIn(_Strict):
    """A report. Only `told`, `language` and `consent` must be there; leave out what the person did not want to say.

    Do not ask for a diagnosis, an immigration status, numbers of papers or cards, or an exact address.
    """

    told: Words = Field(description="What happened, in the person's own words.")
    language: str = Field(pattern=LANGUAGE, description="In which the person wants to be answered.")
    consent: Literal[True] = Field(description="The person agreed that the report is kept and read by caseworkers.")
    violation: Code = Field("", examples=["WAG-01"])
    country: Code = Field("", description="ISO code, or `other`.", examples=["RU"])
    region: Annotated[str, StringConstraints(max_length=64, pattern=_NO_NUL)] = Field(
        "", description="A larger city, by its English name: it is kept in clear, so nothing more exact is taken."
    )
    place: Answer = Field("", description="Where, in the person's own words; sealed.")
    when: Answer = Field("", description="When, in the person's own words; sealed.")
    month: str = Field("", pattern=r"^(\d{4}-(0[1-9]|1[0-2]))?$", examples=["2026-11"])
    sector: Code = ""
    for_whom: Code = ""
    gender: Code = ""
    age_band: Code = ""
    wish: Code = ""
    shares: list[Code] = Field(default=[], max_length=8, description="With whom it may be shared, each agreed to.")
    danger_now: Literal["", "yes", "no", "unknown"] = ""


class ReportSentOut(BaseModel):
    """Show the receipt to the person at once: it is not kept anywhere, and is the only way back to the report."""

    receipt: str = Field(examples=["7KQ2MX-D9RTHA-W4CEJN"])
    status: str
    urgency: Urgency
    warnings: list[str] = Field(
        description="Kinds of private numbers that seem to stand in the text. It was kept as it is; tell the person."
    )


class ThreadMessageOut(BaseModel):
    direction: Literal["person", "staff"]
    text: str
    day: date
    files: int = Field(description="How many files came with it.")


class ThreadOut(BaseModel):
    """A report as its receipt shows it."""

    status: str
    outcome: str
    received: date
    expires_on: date | None = Field(description="When it will be deleted; known once it is closed.")
    messages: list[ThreadMessageOut]

    @classmethod
    def of(cls, thread: Thread) -> "ThreadOut":
        messages = [
            ThreadMessageOut(direction=m.direction, text=m.text, day=m.day, files=m.files) for m in thread.messages
        ]
        return cls(
            status=thread.status,
            outcome=thread.outcome,
            received=thread.received,
            expires_on=thread.expires_on,
            messages=messages,
        )


class MessageIn(_Strict):
    """A message to the caseworkers."""

    text: Words


class MessageOut(BaseModel):
    number: int
