"""Takes one update from beginning to end: ask the api, send the answer, note what was sent."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from weakref import WeakValueDictionary

from telegram.error import TelegramError

from bot.backend import Answer, Backend, BackendBroke, BackendDown, BackendRefused, Sent, Texts
from bot.telegram.delivery import Delivery
from bot.telegram.files import Files
from bot.telegram.reporter import Reporter
from bot.telegram.updates import Incoming

log = logging.getLogger(__name__)
_PAUSES = (0.5, 1, 2, 4, 8, 15)  # seconds; then the last one again and again
_APOLOGY_AFTER = 3  # failed tries
_BREAKS = 8  # failed tries after which a message that breaks the api is given up, for the sake of all others


@dataclass
class _Lane:
    """The order of one chat: first who asks the api, then, in the same order, who sends."""

    ask: asyncio.Lock = field(default_factory=asyncio.Lock)
    send: asyncio.Lock = field(default_factory=asyncio.Lock)


class Lanes:
    """Messages of one chat are answered in order; those of different chats side by side.

    Asking and sending are two queues: a chat that Telegram makes wait has its messages committed meanwhile.
    """

    def __init__(self, backend: Backend, delivery: Delivery, reporter: Reporter, files: Files) -> None:
        self._backend = backend
        self._files = files
        self._delivery = delivery
        self._reporter = reporter
        self._lanes: WeakValueDictionary[int, _Lane] = WeakValueDictionary()
        self._texts: Texts = {}
        self._apologised: set[int] = set()  # chats that were told of the trouble and not answered since

    async def take(self, incoming: Incoming, committed: Callable[[], None], *, insist: bool) -> None:
        """Answers one message. `committed` is called as soon as the api has saved the turn.

        With `insist` an api that is down is asked until it answers; without, BackendDown is raised after a few tries.
        """
        lane = self._lanes.setdefault(incoming.chat_id, _Lane())
        async with lane.ask:
            answer = await self._ask(incoming, insist=insist)
            committed()
            if answer and answer.upload and incoming.file_id:  # in line: what is sent next belongs after the file
                answer = await self._bring(incoming, incoming.file_id)
        if answer is None:
            return
        async with lane.send:
            await self._send(incoming, answer)

    async def _ask(self, incoming: Incoming, *, insist: bool) -> Answer | None:
        """The api's answer; None if it refuses this message for good (then the person has been told)."""
        failures = 0
        while True:
            try:
                answer = await self._backend.take(incoming.message)
                self._apologised.discard(incoming.chat_id)
                return answer
            except BackendRefused as error:
                log.error("The api refused a message: %s", error)
                await self._apologise(incoming)
                return None
            except BackendDown as error:
                failures += 1
                log.warning("The api did not answer, try %d: %s", failures, error)
                if failures == _APOLOGY_AFTER:
                    await self._apologise(incoming)
                if failures >= _APOLOGY_AFTER and not insist:
                    raise
                if failures == _BREAKS and isinstance(error, BackendBroke):
                    log.error("A message that breaks the api was given up")
                    return None
                await asyncio.sleep(_PAUSES[min(failures, len(_PAUSES)) - 1])

    async def _bring(self, incoming: Incoming, file_id: str) -> Answer | None:
        """The answer to the file; None when the api is away (then the person has been told)."""
        try:
            return await self._files.bring(incoming.message, file_id)
        except (BackendDown, BackendRefused) as error:
            log.error("A file was given up: %s", error)
            await self._apologise(incoming)
            return None

    async def _send(self, incoming: Incoming, answer: Answer) -> None:
        try:
            numbers = await self._delivery.deliver(incoming, answer)
        except TelegramError as error:
            log.error("An answer could not be sent: %s", type(error).__name__)
            return
        if numbers and answer.wipe is None:
            message = incoming.message
            await self._reporter.note(Sent(message.address, message.key, numbers))

    async def remember_texts(self) -> None:
        """Fetches, while the api is well, the words for when it is not. Raises BackendDown or BackendRefused."""
        self._texts = await self._backend.texts()

    @property
    def texts(self) -> Texts:
        return self._texts

    async def _apologise(self, incoming: Incoming) -> None:
        """Once for each chat until the api answers it again, however often its messages come."""
        language = (incoming.message.language_hint or "").split("-")[0]
        texts = self._texts.get(language) or self._texts.get("ru")
        if texts and incoming.chat_id not in self._apologised:
            self._apologised.add(incoming.chat_id)
            await self._delivery.say(incoming.chat_id, texts["trouble"])
