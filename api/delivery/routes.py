"""The outbox, for channels: they hold the service token."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from api.delivery import actions
from api.delivery.notices import words_of
from api.delivery.schemas import ClaimIn, NoticeOut, OutcomeIn
from api.errors import described
from api.service import ChannelOnly, CurrentGuidance, CurrentService

router = APIRouter(
    prefix="/v1/outgoing",
    tags=["delivery"],
    dependencies=[ChannelOnly],
    responses=described(400, 401, 413, 415, 422, 429, 503),
)
NoticeId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]


@router.post("/claim", summary="Take notices that are due")
def claim_notices(body: ClaimIn, service: CurrentService, guidance: CurrentGuidance) -> list[NoticeOut]:
    """Each is yours for a minute: send it, then say what became of it. Without an answer it is given out again."""
    key, interface = service.inbox.key, guidance.catalogue.interface
    claimed = service.database.run(lambda session: actions.claim(session, key, body.channel, body.limit))
    return [NoticeOut.of(one, words_of(one.notice, interface, service.settings)) for one in claimed]


@router.post("/{notice_id}", status_code=204, response_class=Response, summary="Say what became of a notice")
def settle_notice(notice_id: NoticeId, body: OutcomeIn, service: CurrentService) -> None:
    """Of a claim that has run out, and been made anew by somebody else, this is taken quietly and changes nothing."""
    key, outcome = service.inbox.key, body.as_outcome()
    service.database.run(lambda session: actions.settle(session, key, notice_id, body.claimed_until, outcome))
