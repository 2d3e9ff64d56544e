"""What crosses HTTP of partners, consents, referrals and exports."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints

from api.guidance.reading.content_rows import Urgency
from api.reports.casework.rules import Status
from api.reports.casework.schemas import Month
from api.reports.models import Partner
from api.reports.referral import partner_keys, rules
from api.reports.referral.cases import Attached
from api.reports.referral.export import Wanted
from api.reports.schemas import Answer, Code

Line = Annotated[
    str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]*$", min_length=1, max_length=120, strip_whitespace=True)
]
Note = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=4_000, strip_whitespace=True)]
Said = Annotated[Answer, StringConstraints(min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class PartnerIn(_Strict):
    name: Line
    kind: Code = Field(description="A consent to share: whoever agreed to it agreed to this partner.")
    public_key: str = Field(max_length=200, description="As `jardam partner keys` shows it, or in base64.")


class PartnerOut(BaseModel):
    id: str
    name: str
    kind: str
    public_key: str = Field(description="As it is printed: compare it with the partner by voice.")
    created_at: datetime

    @classmethod
    def of(cls, partner: Partner) -> "PartnerOut":
        return cls(
            id=partner.id,
            name=partner.name,
            kind=partner.kind,
            public_key=partner_keys.printed(partner.public_key),
            created_at=partner.created_at,
        )


class ConsentIn(_Strict):
    share: Code = Field(description="With whom: a code of the list of consents.")
    given: bool = Field(True, description="False: the person took it back, be it from later or from the report.")
    given_how: Said = Field(description="Where and when the person said so. It is sealed.")


class ConsentsOut(BaseModel):
    shares_later: dict[str, str] = Field(description="Consents that the person gave later, and where.")
    shares_withdrawn: dict[str, str] = Field(description="Consents that the person took back, and where.")


class ReferralIn(_Strict):
    partner: Id
    fields: list[rules.Field] = Field(min_length=1, max_length=len(rules.Field))
    note: Note = Field("", description="To the partner; it is locked in the package.")
    answer_to: Line | None = Field(None, description="Whom the partner answers; by default your login.")
    language: str = Field("ru", pattern=r"^[a-z]{2}$", description="Of the letter, and of words beside codes.")
    status_referred: bool = Field(False, description="The case's status becomes `referred`.")


class ReferredOut(BaseModel):
    id: str
    partner: str
    fields: list[rules.Field]
    created_at: datetime
    cover: str = Field(description="A letter in Markdown. It is not locked, and tells nothing of the story.")
    package: str | None = Field(description="The locked package in base64; null when files are in it.")
    package_url: str = Field(description="Where the package is streamed from, files and all.")


class ExportIn(_Strict):
    """Which cases; filters that are given are all met."""

    password: SecretStr = Field(
        min_length=1, max_length=200, description="Opens the package. It is not kept: tell it in another way."
    )
    status: Status | None = None
    urgency: Urgency | None = None
    violation: Code = ""
    country: Code = ""
    first_month: Month = Field("", description="Of those in which it happened, both included.")
    last_month: Month = ""
    notes: bool = Field(False, description="With the notes of caseworkers.")
    attachments: Attached = Attached.NONE

    def wanted(self) -> Wanted:
        given = {name: getattr(self, name) for name in Wanted.__dataclass_fields__}
        return Wanted(**(given | {"status": self.status or "", "urgency": self.urgency or ""}))
