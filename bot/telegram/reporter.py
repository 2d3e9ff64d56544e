"""Notes the numbers of sent messages with the api, many chats in one call."""

import asyncio
import logging

from bot.backend import Backend, BackendDown, BackendRefused, Sent

log = logging.getLogger(__name__)


class Reporter:
    """Reports that come while one call is under way go together in the next."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._waiting: list[Sent] = []
        self._one_at_a_time = asyncio.Lock()

    async def note(self, report: Sent) -> None:
        """Returns when the report is saved, or could not be: then `/wipe` finds the messages by their neighbours."""
        self._waiting.append(report)
        async with self._one_at_a_time:
            reports, self._waiting = self._waiting, []
            if not reports:
                return
            try:
                await self._backend.sent(reports)
            except (BackendDown, BackendRefused) as error:
                log.warning("Numbers of sent messages were not noted: %s", error)
