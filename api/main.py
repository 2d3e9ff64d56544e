"""The FastAPI app: what is mounted where, what starts and stops with it."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from typing import Any

from fastapi import FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.concurrency import run_in_threadpool

from api import errors
from api.conversation import inbox
from api.conversation import routes as conversation
from api.conversation.inbox import Inbox
from api.database import Database
from api.guidance import routes as guidance
from api.guidance.library import Library
from api.migrate import migrate
from api.people import routes as people
from api.people.actions import forget_old as forget_old_sessions
from api.people.desk import Desk
from api.request_limits import RequestLimits
from api.server_key import ServerKey
from api.service import CurrentService, Service
from api.settings import Settings

log = logging.getLogger(__name__)
_CLEAN_UP_SECONDS = 600.0
_ABOUT = """Checked guidance for migrants from Kyrgyzstan, in Kyrgyz, Russian, Uzbek and English.

Errors are RFC 9457 problem+json; `errors` names the fields at fault. Nothing that people ask is stored or logged."""


def create_app(settings: Settings, library: Library | None = None) -> FastAPI:
    """The service: database migrated, guidance loaded unless it is given. Raises ContentError for broken content."""
    service = open_service(settings, library)
    app = FastAPI(title="Jardam", version="1", description=_ABOUT, lifespan=_lifespan, redoc_url=None)
    app.state.service = service
    errors.install(app)
    app.add_middleware(
        RequestLimits, per_minute=settings.requests_per_minute, channel_token=settings.token_for_channels
    )
    app.include_router(guidance.router)
    app.include_router(conversation.router)
    people.install(app, Desk.open(settings, service.database))
    _add_operations(app)
    return app


def open_service(settings: Settings, library: Library | None = None) -> Service:
    database = Database(settings.database)
    migrate(database)
    key = ServerKey(settings.key_of_server)
    return Service(settings, database, library or Library(settings.content, settings.cache), Inbox(database, key))


@contextlib.asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    service: Service = app.state.service
    service.library.watch(service.settings.reload_seconds)
    cleaning = asyncio.create_task(_clean_up(service))
    yield
    cleaning.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await cleaning
    service.library.close()
    service.database.close()


async def _clean_up(service: Service) -> None:
    """Deletes what is past its time, now and then. A failure waits for the next round."""
    while True:
        try:
            await run_in_threadpool(service.database.run, inbox.forget_old)
            await run_in_threadpool(service.database.run, forget_old_sessions)
        except Exception:
            log.exception("Old rows could not be deleted; trying again later")
        await asyncio.sleep(_CLEAN_UP_SECONDS)


def _add_operations(app: FastAPI) -> None:
    @app.get("/healthz", tags=["operations"], summary="The process is alive")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/readyz", tags=["operations"], summary="The service can answer", responses=errors.described(503))
    def readyz(service: CurrentService) -> dict[str, Any]:
        """503 when the database does not answer. `content` lists problems of edits that are not in use."""
        service.database.ping()
        return {"status": "ok", "content": service.library.problems}

    @app.get("/metrics", tags=["operations"], summary="Prometheus metrics", response_class=Response)
    async def metrics() -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
