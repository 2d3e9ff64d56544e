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
from api.delivery import routes as delivery
from api.delivery import worker
from api.delivery.actions import forget_old as forget_old_notices
from api.feedback import routes as feedback
from api.feedback.actions import forget_old as forget_old_questions
from api.guidance import routes as guidance
from api.guidance.library import Library
from api.guidance.pack import routes as pack
from api.guidance.pack.shelf import Shelf
from api.migrate import migrate
from api.no_store import NoStore
from api.people import routes as people
from api.people.actions import forget_old as forget_old_sessions
from api.people.delays import AddressLimit
from api.people.desk import Desk
from api.reports import retention
from api.reports import routes as reports
from api.reports.attachments import routes as attachments
from api.reports.casework import routes as casework
from api.reports.intake import Intake
from api.reports.receipt_keys import Receipts
from api.reports.reception import SealedReception
from api.reports.referral import routes as referral
from api.reports.rekey import reseal
from api.reports.statistics import routes as statistics
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
    return furnish(build(), open_service(settings, library))


def build() -> FastAPI:
    """The house without anybody in it: routes and middleware, which find the service in `app.state`."""
    app = FastAPI(title="Jardam", version="1", description=_ABOUT, lifespan=_lifespan, redoc_url=None)
    errors.install(app)
    app.add_middleware(RequestLimits)
    app.add_middleware(NoStore)
    app.include_router(guidance.router)
    app.include_router(pack.router)
    app.include_router(conversation.router)
    app.include_router(feedback.router)
    for each in (reports, casework, statistics, referral, delivery):
        app.include_router(each.router)
    attachments.install(app)
    app.include_router(people.router)
    _add_operations(app)
    return app


def furnish(app: FastAPI, service: Service) -> FastAPI:
    app.state.service, app.state.desk = service, service.desk
    return app


def open_service(settings: Settings, library: Library | None = None) -> Service:
    database = Database(settings.database)
    migrate(database)
    key, library = ServerKey(settings.key_of_server), library or Library(settings.content, settings.cache)
    desk = Desk.open(settings, database, reseal)
    receipts, intake = Receipts(desk.slow_hash, desk.pepper), Intake(key, settings)
    reception = SealedReception(database, key, receipts, intake, library, settings.reports_kept_days)
    packs = Shelf(settings, library)
    return Service(
        settings=settings,
        database=database,
        library=library,
        packs=packs,
        desk=desk,
        receipts=receipts,
        intake=intake,
        inbox=Inbox(database, key, reception, packs),
        requests=AddressLimit(settings.requests_per_minute),
        new_reports=AddressLimit(settings.receipts_per_minute),
        receipt_tries=AddressLimit(settings.receipts_per_minute),
    )


@contextlib.asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    service: Service = app.state.service
    service.library.watch(service.settings.reload_seconds)
    service.packs.watch(service.settings.reload_seconds)
    stopping = asyncio.Event()
    cleaning = asyncio.create_task(_clean_up(service, stopping))
    async with worker.running(service):
        yield
    stopping.set()
    await cleaning  # a round that has begun is finished: its connection must not be left behind
    service.packs.close()
    service.library.close()
    service.database.close()


async def _clean_up(service: Service, stopping: asyncio.Event) -> None:
    """Deletes what is past its time, now and then. A failure waits for the next round."""
    while not stopping.is_set():
        try:
            await run_in_threadpool(service.database.run, inbox.forget_old)
            await run_in_threadpool(service.database.run, forget_old_questions)
            await run_in_threadpool(service.database.run, forget_old_sessions)
            await run_in_threadpool(service.database.run, forget_old_notices)
            await run_in_threadpool(retention.clean_up, service.database)
        except Exception:
            log.exception("Old rows could not be deleted; trying again later")
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), _CLEAN_UP_SECONDS)


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
