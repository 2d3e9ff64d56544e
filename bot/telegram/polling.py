"""Long polling that confirms an update only when it is done, and lets no slow chat hold up the others."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from time import monotonic

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.telegram.delivery import seconds
from bot.telegram.updates import ALLOWED

log = logging.getLogger(__name__)
LIMIT = 100  # updates that Telegram gives at once
_LONG_POLL_SECONDS = 25
_BATCH_SECONDS = 0.5  # to finish a batch before looking for more
_HOLD_SECONDS = 30.0  # a committed turn that still waits to be sent stops holding the others back
_PAUSE_SECONDS = 3.0
_REFUSED_SECONDS = 60.0
_FAREWELL_SECONDS = 8.0

Take = Callable[[Update, Callable[[], None]], Awaitable[None]]


@dataclass
class _Pending:
    task: asyncio.Task[None]
    began: float = field(default_factory=monotonic)
    committed: bool = False

    def holds(self) -> bool:
        """Whether the update must stay unconfirmed."""
        waited_long = self.committed and monotonic() - self.began > _HOLD_SECONDS
        return not self.task.done() and not waited_long


class Polling:
    """`take` answers one update; it calls its second argument when the turn is committed."""

    def __init__(self, bot: Bot, take: Take) -> None:
        self._bot = bot
        self._take = take
        self._pending: dict[int, _Pending] = {}
        self._next = 0  # the first update that Telegram has not given us yet

    async def run(self) -> None:
        """Until cancelled."""
        try:
            while True:
                try:
                    await self._round()
                except InvalidToken:
                    log.error("Telegram refuses TELEGRAM_TOKEN; trying again in a minute")
                    await asyncio.sleep(_REFUSED_SECONDS)
                except RetryAfter as error:
                    await asyncio.sleep(seconds(error.retry_after))
                except Conflict:
                    log.error("Another process polls with the same token, or a webhook is set; trying again")
                    await asyncio.sleep(_PAUSE_SECONDS)
                except TelegramError as error:
                    log.warning("Telegram does not answer: %s", type(error).__name__)
                    await asyncio.sleep(_PAUSE_SECONDS)
        finally:
            await self._farewell()

    async def _round(self) -> None:
        updates = await self._bot.get_updates(
            offset=self._offset() or None,
            limit=LIMIT,
            timeout=0 if self._holding() else _LONG_POLL_SECONDS,
            allowed_updates=ALLOWED,
        )
        fresh = [update for update in updates if update.update_id not in self._pending]
        self._start(fresh)
        tasks = [pending.task for pending in self._pending.values() if not pending.task.done()]
        if tasks:
            until = asyncio.ALL_COMPLETED if fresh else asyncio.FIRST_COMPLETED
            await asyncio.wait(tasks, timeout=_BATCH_SECONDS, return_when=until)
        self._forget_done()

    def _start(self, updates: Sequence[Update]) -> None:
        for update in updates:
            self._next = max(self._next, update.update_id + 1)
            self._pending[update.update_id] = _Pending(asyncio.create_task(self._one(update)))

    async def _one(self, update: Update) -> None:
        def committed() -> None:
            self._pending[update.update_id].committed = True

        try:
            await self._take(update, committed)
        except Exception:  # a fault in one update must not stop the others, nor be repeated for ever
            log.exception("An update could not be handled")

    def _holding(self) -> list[int]:
        return [number for number, pending in self._pending.items() if pending.holds()]

    def _offset(self) -> int:
        """The lowest update that is not done: Telegram forgets all before it and gives those from it on again."""
        return min(self._holding(), default=self._next)

    def _forget_done(self) -> None:
        offset = self._offset()
        done = [n for n, pending in self._pending.items() if n < offset and pending.task.done()]
        for number in done:
            del self._pending[number]

    async def _farewell(self) -> None:
        """Lets running answers finish, and confirms what is done so that it is not sent again at the next start."""
        tasks = [pending.task for pending in self._pending.values() if not pending.task.done()]
        if tasks:
            await asyncio.wait(tasks, timeout=_FAREWELL_SECONDS)
        unfinished = [number for number, pending in self._pending.items() if not pending.task.done()]
        for number in unfinished:
            self._pending[number].task.cancel()
        if self._next:
            offset = min(unfinished, default=self._next)
            try:
                await self._bot.get_updates(offset=offset, limit=1, timeout=0, allowed_updates=ALLOWED)
            except TelegramError as error:
                log.warning("The last updates were not confirmed: %s", type(error).__name__)
