"""Updates that Telegram posts to us: answered with 200 only when the turn is committed."""

import asyncio
import json
import logging
import secrets
from collections.abc import Awaitable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot, Update

from bot.backend import BackendDown
from bot.telegram.polling import Take

log = logging.getLogger(__name__)
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  (a header's name)
_PATIENCE_SECONDS = 20.0  # for sending, once committed: Telegram would not wait much longer
_MAX_BYTES = 1_000_000


def create_webhook(bot: Bot, take: Take, secret: str) -> Starlette:
    """An app to mount; posts with a wrong secret get 403, an api that is down 503, so that Telegram posts again."""
    running: set[asyncio.Task[None]] = set()

    async def receive(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not secrets.compare_digest(given.encode(), secret.encode()):
            return Response(status_code=403)
        body = await request.body()
        update = _update(body, bot) if len(body) <= _MAX_BYTES else None
        if update is None:
            return Response(status_code=400)
        committed = asyncio.Event()
        task = asyncio.create_task(_quietly(take(update, committed.set)))
        running.add(task)
        task.add_done_callback(running.discard)
        await asyncio.wait([task], timeout=_PATIENCE_SECONDS)
        failed = task.done() and task.exception() is not None
        return Response(status_code=503 if failed or not (task.done() or committed.is_set()) else 200)

    return Starlette(routes=[Route("/", receive, methods=["POST"])])


def _update(body: bytes, bot: Bot) -> Update | None:
    try:
        data = json.loads(body)
        return Update.de_json(data, bot) if isinstance(data, dict) else None
    except (ValueError, KeyError, TypeError):
        return None


async def _quietly(taking: Awaitable[None]) -> None:
    try:
        await taking
    except BackendDown:
        raise
    except Exception:  # a fault in one update must not make Telegram repeat it for ever
        log.exception("An update could not be handled")
