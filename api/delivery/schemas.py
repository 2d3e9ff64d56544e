"""What crosses HTTP between the outbox and the channels."""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from api.conversation.schemas import ButtonOut
from api.delivery.actions import Claimed, Outcome, Result
from api.delivery.notices import Words

MOST_AT_ONCE = 50
_DAY_SECONDS = 24 * 3600


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class ClaimIn(_Strict):
    channel: Literal["telegram"]
    limit: int = Field(20, ge=1, le=MOST_AT_ONCE)


class NoticeOut(BaseModel):
    """A notice to send now. The text is Markdown, as in replies."""

    id: str
    claimed_until: AwareDatetime = Field(description="Until then it is yours. Send it back with the outcome.")
    address: str
    language: str
    text: str
    buttons: list[list[ButtonOut]]

    @classmethod
    def of(cls, claimed: Claimed, words: Words) -> "NoticeOut":
        return cls(
            id=claimed.id,
            claimed_until=claimed.claimed_until,
            address=claimed.notice.address,
            language=claimed.notice.language,
            text=words.text,
            buttons=[[ButtonOut(label=label, choice=choice)] for label, choice in words.buttons],
        )


class OutcomeIn(_Strict):
    """`gone`: the person has blocked the channel or left it. `later`: it could not be sent now."""

    outcome: Result
    claimed_until: AwareDatetime
    message_ids: list[Annotated[int, Field(ge=0, lt=2**63)]] = Field(
        [], max_length=50, description="Numbers of what was sent, so that `/wipe` can delete it."
    )
    retry_after: float = Field(0, ge=0, le=_DAY_SECONDS, description="Seconds for which the messenger asked.")

    def as_outcome(self) -> Outcome:
        return Outcome(self.outcome, tuple(self.message_ids), timedelta(seconds=self.retry_after))
