"""Turns of the conversation, for channels: they hold the service token."""

from fastapi import APIRouter, Response

from api.conversation.schemas import SentIn, TurnIn, TurnOut
from api.errors import described
from api.service import ChannelOnly, CurrentGuidance, CurrentService

router = APIRouter(prefix="/v1", tags=["conversation"], dependencies=[ChannelOnly], responses=described(401, 429))
_SAVES = described(400, 413, 415, 422, 503)

_CHANNEL_TEXTS = ("bot-", "command-", "web-", "terminal-", "trouble", "cannot-read")


@router.post("/turns", summary="Answer one message of one person", responses=_SAVES)
def take_turn(turn: TurnIn, service: CurrentService, guidance: CurrentGuidance) -> TurnOut:
    """State, key and answer are saved before this returns. On 503 nothing was done: send the same key again."""
    return service.inbox.take(guidance, turn)


@router.post(
    "/turns/sent",
    status_code=204,
    response_class=Response,
    summary="Note the numbers of sent messages",
    responses=_SAVES,
)
def note_sent(reports: list[SentIn], service: CurrentService) -> None:
    """So that `/wipe` can delete them later. Reports of many chats may come in one call."""
    service.inbox.sent(reports)


@router.get("/channel-texts", summary="Texts that a channel itself shows, by language")
async def channel_texts(guidance: CurrentGuidance) -> dict[str, dict[str, str]]:
    """Names of commands, descriptions of the bot, labels of the web chat, and what to say when the api is away."""
    interface = guidance.catalogue.interface
    phone = {
        language: guidance.catalogue.value("phone-consular-department", language)
        for language in guidance.catalogue.languages
    }
    return {
        language: {
            name: interface.say(language, name, phone=phone[language], limit="{limit}")
            for name in interface.names
            if name.startswith(_CHANNEL_TEXTS)
        }
        for language in guidance.catalogue.languages
    }
