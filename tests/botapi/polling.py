"""getUpdates: long polling that one reader at a time may do."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from tests.botapi.chats import Json
from tests.botapi.parameters import Parameters
from tests.botapi.refusals import conflict
from tests.botapi.state import State

LONGEST_WAIT = 50
BATCH = 100
PAUSE = 0.01


async def get_updates(state: State, parameters: Parameters, is_gone: Callable[[], Awaitable[bool]]) -> list[Json]:
    """The newest reader wins: an older one that still waits is sent away, as Telegram does."""
    reader = object()
    _begin(state, parameters, reader)
    end = time.monotonic() + min(parameters.integer("timeout"), LONGEST_WAIT)
    try:
        while True:
            batch = _take(state, parameters, reader)
            if batch:
                state.faults.check("getUpdates", after_effect=True)
            if batch or time.monotonic() >= end or await is_gone():
                return batch
            await asyncio.sleep(PAUSE)
    finally:
        _end(state, reader)


def _begin(state: State, parameters: Parameters, reader: object) -> None:
    with state.lock:
        state.faults.check("getUpdates")
        if state.updates.webhook.url:
            raise conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        state.updates.allow(parameters.structure("allowed_updates"))
        state.updates.poller = reader


def _take(state: State, parameters: Parameters, reader: object) -> list[Json]:
    with state.lock:
        state.faults.check_up()
        if state.updates.webhook.url:
            raise conflict("terminated by setWebhook request")
        if state.updates.poller is not reader:
            raise conflict("terminated by other getUpdates request; make sure that only one bot instance is running")
        limit = min(max(parameters.integer("limit", BATCH), 1), BATCH)
        return state.updates.take(parameters.integer("offset"), limit)


def _end(state: State, reader: object) -> None:
    with state.lock:
        if state.updates.poller is reader:
            state.updates.poller = None
