"""Sends what the api delivers itself: e-mail to the staff, or a line in the log where nothing is set up."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

from starlette.concurrency import run_in_threadpool

from api.delivery import actions
from api.delivery.actions import CONSOLE, EMAIL, Claimed, Outcome
from api.delivery.mail import Mailer, NotSent
from api.delivery.notices import words_of
from api.service import Service

log = logging.getLogger(__name__)
_LOOK_SECONDS = 3.0
_TROUBLE_SECONDS = 30.0
_FAREWELL_SECONDS = 8.0
_AT_ONCE = 10


@contextlib.asynccontextmanager
async def running(service: Service) -> AsyncIterator[None]:
    """The api's own outbox at work, beside the service. At the end what is on its way may arrive."""
    stop = asyncio.Event()
    work = asyncio.create_task(_Worker(service).run(stop))
    try:
        yield
    finally:
        stop.set()
        await asyncio.wait([work], timeout=_FAREWELL_SECONDS)
        work.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await work


class _Worker:
    def __init__(self, service: Service) -> None:
        self._service = service
        self._mailer = Mailer.of(service.settings)

    async def run(self, stop: asyncio.Event) -> None:
        """A failure waits for the next round."""
        while not stop.is_set():
            try:
                found = [await self._round(channel) for channel in (EMAIL, CONSOLE)]
                pause = 0.0 if any(found) else _LOOK_SECONDS
            except Exception:
                log.exception("Notices to the staff could not be looked up; trying again later")
                pause = _TROUBLE_SECONDS
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)

    async def _round(self, channel: str) -> int:
        """How many notices were taken."""
        database, key = self._service.database, self._service.inbox.key
        claimed = await run_in_threadpool(database.run, lambda session: actions.claim(session, key, channel, _AT_ONCE))
        await asyncio.gather(*map(self._one, claimed))
        return len(claimed)

    async def _one(self, claimed: Claimed) -> None:
        outcome = await self._send(claimed)
        database, key = self._service.database, self._service.inbox.key
        await run_in_threadpool(
            database.run, lambda session: actions.settle(session, key, claimed.id, claimed.claimed_until, outcome)
        )

    async def _send(self, claimed: Claimed) -> Outcome:
        interface = self._service.library.current.catalogue.interface
        text = words_of(claimed.notice, interface, self._service.settings).text
        if claimed.notice.channel == CONSOLE:
            log.warning("%s (Set STAFF_EMAILS or STAFF_TELEGRAM_GROUP to be told elsewhere.)", text.splitlines()[0])
            return Outcome("sent")
        try:
            if self._mailer is None:
                raise NotSent("no SMTP_URL")
            await self._mailer.send(claimed.notice.address, text)
        except NotSent as error:
            log.warning("An e-mail to the staff could not be sent, trying again later: %s", error)
            return Outcome("later")
        return Outcome("sent")
