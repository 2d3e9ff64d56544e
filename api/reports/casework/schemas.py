"""What crosses HTTP for those who work on cases."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy import Row

from api.database import now
from api.guidance.reading.content_rows import CaseMessage, Urgency
from api.people.models import Account
from api.reports.casework.duplicates import Candidate
from api.reports.casework.listing import Filters
from api.reports.casework.messages import LONGEST_MESSAGE, Composed
from api.reports.casework.opening import Opened
from api.reports.casework.rules import Status
from api.reports.documents import Direction
from api.reports.models import Referral, Report
from api.reports.rules import is_overdue
from api.reports.schemas import Answer, Code, Words

Id = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Line = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]*$", max_length=64)]
Name = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]*$", max_length=120, strip_whitespace=True)]
Month = Annotated[str, StringConstraints(pattern=r"^([0-9]{4}-(0[1-9]|1[0-2]))?$")]
Cursor = Annotated[str, StringConstraints(max_length=64, pattern=r"^[\w=-]*$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class FiltersIn(_Strict):
    """What a list is narrowed to; several at once are all met."""

    status: Status | None = None
    urgency: Urgency | None = None
    violation: Code = Field("", examples=["WAG-01"])
    country: Code = ""
    region: Line = ""
    month: Month = Field("", examples=["2026-11"])
    assignee: str = Field("", pattern=r"^(me|none|[0-9a-f]{32})?$", description="An account's id, `me` or `none`.")
    overdue: bool | None = None
    tag: Code = ""
    group: Line | None = None
    has_news: bool | None = Field(None, description="Whether the person wrote and nobody has answered yet.")

    def filters(self) -> Filters:
        given = {name: getattr(self, name) for name in Filters.__dataclass_fields__}
        return Filters(**(given | {"status": self.status or "", "urgency": self.urgency or ""}))


class ListIn(FiltersIn):
    cursor: Cursor = Field("", description="`next` of the page before.")
    limit: int = Field(50, ge=1, le=100)


class SearchIn(FiltersIn):
    """In the body, and not in the address: browsers and proxies keep addresses."""

    q: str = Field(min_length=1, max_length=200, description="Words, or beginnings of words, in any script.")
    cursor: Cursor = Field("", description="`next` of the page before.")
    limit: int = Field(20, ge=1, le=100)


class CoarseOut(BaseModel):
    """What lists show: nothing of it was sealed. Moments are whole hours. Codes that are not known are empty."""

    id: str
    received_at: datetime
    status: Status
    urgency: Urgency
    violations: list[str] = Field(description="The main one first.")
    tags: list[str]
    language: str
    country: str
    region: str
    month: str
    sector: str
    gender: str
    age_band: str
    group: str
    assignee: str | None = Field(description="An account's id.")
    has_news: bool
    due_at: datetime | None = Field(description="By when somebody should be in contact; null when nobody waits for it.")
    overdue: bool
    first_reply_at: datetime | None
    outcome: str
    closed_on: date | None
    expires_on: date | None = Field(description="The day on which a closed case is deleted.")
    person_wrote_on: date
    version: int

    @classmethod
    def of(cls, row: Report | Row[Any], labels: dict[str, list[str]]) -> "CoarseOut":
        """`row` has the COARSE columns of the list."""
        return cls(**_coarse(row, labels))


def _coarse(row: Report | Row[Any], labels: dict[str, list[str]]) -> dict[str, Any]:
    further = [code for code in labels["violation"] if code != row.violation]
    made = {
        "violations": [code for code in (row.violation, *further) if code],
        "tags": labels["tag"],
        "overdue": is_overdue(row.due_at, now()),
    }
    return made | {name: getattr(row, name) for name in CoarseOut.model_fields.keys() - made.keys()}


class ListOut(BaseModel):
    """A page may hold fewer than `limit`, even none, while there is more: go on until `next` is null."""

    reports: list[CoarseOut]
    next: str | None


class SearchOut(ListOut):
    opened: int = Field(description="How many reports were looked into for this page.")


class DetailsOut(BaseModel):
    """What the person told, in their own words."""

    told: list[str]
    received_at: datetime
    place: str
    when: str
    for_whom: str
    wish: str
    danger_now: str
    consent: str
    shares: list[str]
    reachable: str = Field(description="The channel through which a notice reaches the person; empty: by receipt only.")


class EntryOut(BaseModel):
    number: int
    direction: Direction
    text: str | None = Field(description="Null for one that was damaged and does not open.")
    at: datetime | None
    author: str = Field(description="An account's id; empty for the person.")


class ReferralOut(BaseModel):
    id: str
    partner: str
    by: str
    fields: list[str]
    created_at: datetime


class CaseOut(CoarseOut):
    details: DetailsOut
    employer: str
    shares_later: dict[str, str] = Field(description="Consents that the person gave later, and where.")
    shares_withdrawn: dict[str, str] = Field(description="Consents that the person took back, and where.")
    urgency_reason: str
    entries: list[EntryOut]
    referrals: list[ReferralOut]

    @classmethod
    def opened(cls, report: Report, labels: dict[str, list[str]], case: Opened, referrals: list[Referral]) -> "CaseOut":
        told = case.details.model_dump(include=DetailsOut.model_fields.keys() - {"reachable"})
        return cls(
            **_coarse(report, labels),
            details=DetailsOut(**told, reachable=case.details.contact.channel if case.details.contact else ""),
            employer=case.casework.employer,
            shares_later=case.casework.shares,
            shares_withdrawn=case.casework.withdrawn,
            urgency_reason=case.casework.urgency_reason,
            entries=[
                EntryOut(
                    number=number,
                    direction=direction,
                    text=entry and entry.text,
                    at=entry and entry.at,
                    author=entry.author if entry else "",
                )
                for number, direction, entry in case.entries
            ],
            referrals=[
                ReferralOut(**one.model_dump(include={"id", "partner", "by", "created_at"}), fields=one.fields.split())
                for one in referrals
            ],
        )


class CorrectionIn(_Strict):
    """Only the fields that are sent are changed. An empty code: it is not known."""

    violations: list[Code] = Field([], min_length=1, max_length=3, description="The main one first.")
    country: Code = ""
    region: Line = ""
    month: Month = ""
    sector: Code = ""
    gender: Code = ""
    age_band: Code = ""
    urgency: Urgency = "routine"
    urgency_reason: Answer = Field("", description="Goes with `urgency`; it is sealed.")
    tags: list[Code] = Field([], max_length=32)
    due_at: AwareDatetime | None = Field(None, description="The hour of it is kept.")
    has_news: Literal[False] = Field(False, description="What the person wrote needs no answer.")
    employer: Name = Field("", description="Sealed; empty takes it away.")

    def fields(self) -> dict[str, Any]:
        """Those that were sent, each code of a list once."""
        sent: dict[str, Any] = self.model_dump(exclude_unset=True)
        return {name: list(dict.fromkeys(value)) if isinstance(value, list) else value for name, value in sent.items()}


class StatusIn(_Strict):
    status: Status
    outcome: Code = Field("", description="To close a case, and only then.")


class AssigneeIn(_Strict):
    account: Id | None = Field(description="Null: nobody.")
    group: Line | None = Field(None, description="Another group, by a supervisor.")


class AssignedOut(BaseModel):
    """You may not see the case any more."""

    id: str
    assignee: str | None
    version: int


class ColleagueOut(BaseModel):
    id: str
    login: str
    group: str

    @classmethod
    def of(cls, account: Account) -> "ColleagueOut":
        return cls(id=account.id, login=account.login, group=account.group)


class NoteIn(_Strict):
    text: Words


class MessageIn(_Strict):
    """Either `text`, or a `template` with its `values`."""

    text: Annotated[
        str, StringConstraints(max_length=LONGEST_MESSAGE, pattern=r"^[^\x00]*$", strip_whitespace=True)
    ] = ""
    template: Code = ""
    values: dict[Annotated[str, StringConstraints(max_length=32)], Answer] = Field({}, max_length=16)
    language: str = Field(
        "", pattern=r"^([a-z]{2}(-[A-Z][a-z]{3})?)?$", description="Of the template; else the report's."
    )
    waiting: bool = Field(False, description="The case waits for the person's answer then.")

    def composed(self, language: str) -> Composed:
        """`language` is the report's."""
        return Composed(self.text, self.template, self.values, self.language or language)


class WrittenOut(BaseModel):
    number: int
    version: int


class MessageTemplateOut(BaseModel):
    id: str
    title: str
    placeholders: list[str]
    text: str = Field(description="`{name}` stands for what is filled in.")

    @classmethod
    def of(cls, key: str, message: CaseMessage, language: str) -> "MessageTemplateOut":
        return cls(
            id=key, title=message.title[language], placeholders=message.placeholders, text=message.text[language]
        )


class DuplicateOut(CoarseOut):
    score: float = Field(description="0 to 1.")
    reasons: list[Literal["contact", "employer", "story"]]

    @classmethod
    def like(cls, candidate: Candidate, coarse: CoarseOut) -> "DuplicateOut":
        return cls(**coarse.model_dump(), score=candidate.score, reasons=candidate.reasons)
