"""One upload from its first byte to its place in the report; whatever goes wrong, nothing of it is left behind."""

from collections.abc import AsyncIterator, Callable
from typing import TypeVar

from anyio import CancelScope
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from api.database import Database
from api.reports.attachments import actions
from api.reports.attachments.receiving import Begun, Received, receive
from api.reports.attachments.rules import Refused

T = TypeVar("T")


async def bring(
    database: Database, begun: Begun, parts: AsyncIterator[bytes], finish: Callable[[Session, Received], T]
) -> T:
    """What `finish` gives, in whose transaction the file becomes part of its report. Raises Refused and Gone."""
    try:
        received = await receive(database, begun, parts)
        return await run_in_threadpool(database.run, lambda session: finish(session, received))
    except BaseException as error:
        with CancelScope(shield=True):
            await run_in_threadpool(database.run, lambda session: actions.discard(session, begun.attachment))
        if isinstance(error, ClientDisconnect):
            raise Refused("broken") from error
        raise


async def drain(parts: AsyncIterator[bytes]) -> None:
    """Reads what is left, and keeps none of it: many clients hear an answer only once they have said all."""
    try:
        async for _ in parts:
            pass
    except ClientDisconnect:
        return
