"""What one running service holds, and how a route gets at it."""

import secrets
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.conversation.inbox import Inbox
from api.database import Database
from api.errors import Problem
from api.guidance.guidance import Guidance
from api.guidance.library import Library
from api.guidance.pack.shelf import Shelf
from api.people.delays import AddressLimit
from api.people.desk import Desk
from api.reports.intake import Intake
from api.reports.receipt_keys import Receipts
from api.settings import Settings


@dataclass(frozen=True)
class Service:
    """`requests`, `new_reports` and `receipt_tries` count by network address, for a minute."""

    settings: Settings
    database: Database
    library: Library
    packs: Shelf
    desk: Desk
    receipts: Receipts
    intake: Intake
    inbox: Inbox
    requests: AddressLimit
    new_reports: AddressLimit
    receipt_tries: AddressLimit


async def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


async def _guidance(request: Request) -> Guidance:
    service: Service = request.app.state.service
    return service.library.current


_bearer = HTTPBearer(auto_error=False, scheme_name="Channel token", description="SERVICE_TOKEN, for channels")


async def _channel_only(
    request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> None:
    service: Service = request.app.state.service
    given = credentials.credentials if credentials else ""
    if not secrets.compare_digest(given.encode(), service.settings.token_for_channels.encode()):
        raise Problem(401, "This needs the channels' token.", headers={"WWW-Authenticate": "Bearer"})


CurrentService = Annotated[Service, Depends(_service)]
CurrentGuidance = Annotated[Guidance, Depends(_guidance)]
ChannelOnly = Depends(_channel_only)
