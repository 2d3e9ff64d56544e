"""Sends what the api has for people who did not just write.

A notice that was sent is told to the api until it hears it. A process that dies between the two leaves a notice that
the api gives out again after a minute: then the person sees the same neutral words twice.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from time import monotonic

from bot.backend import BackendDown, BackendRefused, Notice, Outcome, PushingBackend

log = logging.getLogger(__name__)
_AT_ONCE = 20  # all are sent, and told to the api, well within the minute for which they are ours
_LOOK_SECONDS = 3.0
_LONGEST_PAUSE_SECONDS = 60.0  # while the api is away
_BETWEEN_SENDS_SECONDS = 0.05  # Telegram takes about thirty messages a second from one bot: the others are for answers
_BETWEEN_SENDS_TO_ONE_SECONDS = 1.0
_SEND_SECONDS = 25.0
_FAREWELL_SECONDS = 8.0

Send = Callable[[Notice], Awaitable[Outcome]]


class Outbox:
    """`send` sends one notice and says what became of it."""

    def __init__(self, backend: PushingBackend, send: Send) -> None:
        self._backend = backend
        self._send = send
        self._untold: list[tuple[Notice, Outcome]] = []  # what the api has not heard yet
        self._last_sends: dict[str, float] = {}  # by address, of the last second
        self._last_send = 0.0
        self._stop = asyncio.Event()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """At the end what is on its way may arrive."""
        self._stop.clear()
        work = asyncio.create_task(self._work())
        try:
            yield
        finally:
            self._stop.set()
            await asyncio.wait([work], timeout=_FAREWELL_SECONDS)
            work.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await work

    async def _work(self) -> None:
        pause = _LOOK_SECONDS
        while not self._stop.is_set():
            try:
                pause = 0.0 if await self._round() else _LOOK_SECONDS
            except (BackendDown, BackendRefused) as error:
                log.info("The api gives no notices: %s", error)
                pause = min(max(pause, _LOOK_SECONDS) * 2, _LONGEST_PAUSE_SECONDS)
            except Exception:  # a fault in one round must not stop those after it
                log.exception("Notices could not be sent")
                pause = _LONGEST_PAUSE_SECONDS
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), pause)

    async def _round(self) -> int:
        """How many notices were taken. Raises BackendDown or BackendRefused."""
        while self._untold:
            await self._tell(*self._untold[0])
            self._untold.pop(0)
        notices = await self._backend.claim(_AT_ONCE)
        sending = []
        for notice in notices:
            await self._wait_for_turn(notice.address)
            sending.append(asyncio.create_task(self._one(notice)))
        await asyncio.gather(*sending)
        return len(notices)

    async def _wait_for_turn(self, address: str) -> None:
        """So many a second in all, and one a second to one chat."""
        before = self._last_sends.get(address, 0.0)
        at = max(self._last_send + _BETWEEN_SENDS_SECONDS, before + _BETWEEN_SENDS_TO_ONE_SECONDS)
        await asyncio.sleep(max(0.0, at - monotonic()))
        moment = self._last_send = monotonic()
        recent = {to: sent for to, sent in self._last_sends.items() if moment - sent < _BETWEEN_SENDS_TO_ONE_SECONDS}
        self._last_sends = {**recent, address: moment}

    async def _one(self, notice: Notice) -> None:
        try:
            async with asyncio.timeout(_SEND_SECONDS):
                outcome = await self._send(notice)
        except TimeoutError:
            outcome = Outcome("later")
        try:
            await self._tell(notice, outcome)
        except BackendDown:
            self._untold.append((notice, outcome))

    async def _tell(self, notice: Notice, outcome: Outcome) -> None:
        """Raises BackendDown. What the api refuses to hear is not told again."""
        try:
            await self._backend.settle(notice, outcome)
        except BackendRefused as error:
            log.error("The api refused to hear what became of a notice: %s", error)
