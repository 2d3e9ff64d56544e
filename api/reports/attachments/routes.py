"""Files for staff who may read the report, and files that a channel brings for a person."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Annotated, Any
from urllib.parse import unquote

from fastapi import APIRouter, Depends, FastAPI, Header, Path, Query, Request
from fastapi.responses import StreamingResponse
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from api.conversation.context import Context, World
from api.conversation.models import Conversation
from api.conversation.replies import Reply
from api.conversation.schemas import TurnOut, reply_out
from api.conversation.screens import files as screens
from api.conversation.state import State
from api.errors import Problem, described, not_found
from api.guidance.guidance import Guidance
from api.people import audit
from api.people.audit import Action
from api.people.guards import CurrentDesk, CurrentUnlocked, requires
from api.people.permissions import Permission
from api.people.sessions import Person
from api.reports.attachments import actions, queries
from api.reports.attachments.arriving import bring, drain
from api.reports.attachments.files import Gone
from api.reports.attachments.queries import Download
from api.reports.attachments.receiving import Begun, Received
from api.reports.attachments.rules import MB, Limits, Refused, plain_name
from api.reports.attachments.schemas import AttachmentOut, ReceivedOut
from api.reports.receipt_holder import CurrentHolder
from api.server_key import ServerKey, Unreadable
from api.service import ChannelOnly, CurrentGuidance, CurrentService, Service

BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
LIMITS = Limits()

# Channels

channels = APIRouter(
    prefix="/v1/turns/files", tags=["conversation"], dependencies=[ChannelOnly], responses=described(401, 422, 429, 503)
)
Key = Annotated[str, Path(pattern=r"^[!-~]{1,128}$", description="The key of the turn whose answer had `upload`.")]


@dataclass(frozen=True)
class _Whose:
    channel: str
    address: str = field(repr=False)


def _whose(
    channel: Annotated[str, Header(pattern=r"^[a-z]{1,20}$", description="As in the turn.")],
    address: Annotated[str, Header(min_length=1, max_length=1536, description="As in the turn, percent-encoded.")],
) -> _Whose:
    """In headers: what stands in a path comes into the logs of proxies."""
    return _Whose(channel, _decoded(address, "address"))


Whose = Annotated[_Whose, Depends(_whose)]
FileName = Annotated[str, Header(max_length=12_000, description="What the sender calls it, percent-encoded.")]


@channels.put("/{key:path}", summary="Bring the bytes of a file", responses=described(409, 413), openapi_extra=BODY)
async def bring_file(
    key: Key,
    whose: Whose,
    request: Request,
    service: CurrentService,
    guidance: CurrentGuidance,
    file_name: FileName = "",
) -> TurnOut:
    """The body is the file as it is. The answer says to the person what became of it: it was kept, or why not.

    A repeated key gets the same answer. One for which no file is awaited (any more) gets no replies. On 409 and 503
    bring it again.
    """
    arrival = _Arrival(service, whose, key, _decoded(file_name, "file-name"))
    parts = request.stream()
    try:
        begun = await run_in_threadpool(service.database.run, arrival.begin)
        count = begun if isinstance(begun, int) else await bring(service.database, begun, parts, arrival.finish(begun))
    except Refused as refusal:
        reason = refusal.reason
        await drain(parts)
        return await run_in_threadpool(_say, service, guidance, whose, lambda ctx: screens.refused(ctx, reason))
    except Gone:
        await drain(parts)
        if await run_in_threadpool(service.database.run, arrival.is_awaited):
            raise Problem(409, "Another upload of this file took the place of this one; bring it again.") from None
        return await run_in_threadpool(_say, service, guidance, whose, None)
    await drain(parts)
    return await run_in_threadpool(_say, service, guidance, whose, lambda ctx: screens.kept(ctx, count, LIMITS.files))


@channels.delete("/{key:path}", summary="Say that a file cannot be had")
def give_up_file(key: Key, whose: Whose, service: CurrentService, guidance: CurrentGuidance) -> TurnOut:
    """The messenger does not give it, or it is too large for a bot. The answer says so to the person."""
    arrival = _Arrival(service, whose, key)
    if not service.database.run(arrival.give_up):
        return _say(service, guidance, whose, None)
    return _say(service, guidance, whose, lambda ctx: screens.refused(ctx, "not-fetched"))


class _Arrival:
    """The file of one message of one person."""

    def __init__(self, service: Service, whose: _Whose, key: str, name: str = "") -> None:
        self._server_key = service.inbox.key
        self._person = self._server_key.person(whose.channel, whose.address)
        self._key = key
        self._name = plain_name(name)

    def begin(self, session: Session) -> Begun | int:
        return actions.begin_for_person(session, self._server_key, self._person, self._key, LIMITS, self._name)

    def finish(self, begun: Begun) -> Callable[[Session, Received], int]:
        def finish(session: Session, received: Received) -> int:
            return actions.finish_for_person(session, self._server_key, self._person, self._key, begun, received)

        return finish

    def is_awaited(self, session: Session) -> bool:
        return actions.is_awaited(session, self._server_key, self._person, self._key)

    def give_up(self, session: Session) -> bool:
        return actions.give_up(session, self._server_key, self._person, self._key)


def _say(service: Service, guidance: Guidance, whose: _Whose, what: Callable[[Context], Reply] | None) -> TurnOut:
    """`what` in the person's language; None says nothing."""
    key = service.inbox.key
    person = key.person(whose.channel, whose.address)
    state = service.database.run(lambda session: _state(session, key, person))
    ctx = World(guidance, whose.channel).context(state)
    return TurnOut(replies=[reply_out(what(ctx))] if what else [], language=ctx.language)


def _state(session: Session, key: ServerKey, person: bytes) -> State:
    kept = session.get(Conversation, person)
    try:
        return State.from_bytes(key.open(kept.state, "state", person)) if kept else State()
    except Unreadable:
        return State()


def _decoded(text: str, header: str) -> str:
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        errors = [{"field": header, "message": "is not UTF-8, percent-encoded"}]
        raise Problem(422, "A header is wrong; `errors` names it.", errors=errors) from None


# Who has the receipt

holders = APIRouter(prefix="/v1/receipts", tags=["reports"], responses=described(404, 422, 429, 503))
_REFUSALS = {
    "type": (415, "This type of file is not taken. Send a picture, a PDF, sound, video or plain text."),
    "size": (
        413,
        f"The file is too large: one has up to {LIMITS.file_bytes // MB} MB, all together {LIMITS.report_bytes // MB}.",
    ),
    "count": (409, f"This report has {LIMITS.files} files already."),
    "empty": (422, "The file is empty."),
    "broken": (400, "The file did not arrive whole; send it again."),
}


@holders.post(
    "/attachments",
    status_code=201,
    summary="Add a file to one's report",
    responses=described(400, 409, 413, 415),
    openapi_extra=BODY,
)
async def add_file(
    holder: CurrentHolder, request: Request, service: CurrentService, file_name: FileName = ""
) -> ReceivedOut:
    """The body is the file as it is. Its type is judged from its bytes."""
    name, parts = _decoded(file_name, "file-name"), request.stream()

    def begin(session: Session) -> Begun:
        return actions.begin_for_report(session, holder.report, name, LIMITS)

    try:
        begun = await run_in_threadpool(service.database.run, begin)
        finish = partial(actions.finish_for_report, begun=begun)
        about = await bring(service.database, begun, parts, finish)
    except Refused as refusal:
        await drain(parts)
        raise Problem(*_REFUSALS[refusal.reason]) from None
    except Gone:
        raise not_found("report") from None
    return ReceivedOut(id=begun.attachment, type=about.type, size=about.size)


# Staff

staff = APIRouter(prefix="/v1/reports", tags=["reports"], responses=described(401, 403, 404, 409, 422, 429, 503))
Id = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
Reader = Annotated[Person, requires(Permission.REPORTS_READ)]
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
}
_NO_COPY = (
    "No copy without metadata could be made of this file. `?original=true` gives the original: handle it with care."
)
_FILE: dict[int | str, dict[str, Any]] = {
    200: {"description": "The file.", "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}
}


@staff.get("/{report_id}/attachments", summary="The files of a report")
def list_attachments(
    report_id: Id, person: Reader, unlocked: CurrentUnlocked, desk: CurrentDesk
) -> list[AttachmentOut]:
    """Those that came with the report first, then those of its messages."""

    def find(session: Session) -> queries.Found:
        found = queries.find(session, unlocked, report_id)
        audit.append(session, person.id, Action.REPORT_READ, "report", report_id)
        return found

    found = desk.run(find)
    return [AttachmentOut.of(*pair) for pair in zip(found.files, found.opened(unlocked), strict=True)]


@staff.get(
    "/{report_id}/attachments/{attachment_id}",
    summary="A file of a report",
    response_class=StreamingResponse,
    responses=_FILE,
)
def read_attachment(
    report_id: Id,
    attachment_id: Id,
    person: Reader,
    unlocked: CurrentUnlocked,
    desk: CurrentDesk,
    original: Annotated[bool, Query(description="As it was sent, metadata and all.")] = False,
) -> StreamingResponse:
    """The copy without metadata of an image or a PDF; 409 where none could be made. Others go as they were sent."""
    found = desk.run(lambda session: queries.find(session, unlocked, report_id))
    row = found.files[found.number(attachment_id) - 1]
    if row.copy_state == "failed" and not original:
        raise Problem(409, _NO_COPY)
    original = original or row.copy_state == "none"
    about = found.opened(unlocked)[found.number(attachment_id) - 1]
    download = Download.of(desk.database, found, attachment_id, about, original=original)
    download.check()
    action = Action.ATTACHMENT_ORIGINAL_READ if original else Action.ATTACHMENT_READ
    desk.run(lambda session: audit.append(session, person.id, action, "attachment", attachment_id))
    headers = _HEADERS | {
        "Content-Disposition": f'attachment; filename="{download.name}"',
        "Content-Length": str(download.size),
    }
    return StreamingResponse(download.pieces(), headers=headers, media_type=download.type)


def install(app: FastAPI) -> None:
    for router in (channels, holders, staff):
        app.include_router(router)
