"""Limits on size and number of requests, before anything reads the body."""

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import Problem, problem_response
from api.service import Service

MAX_BODY_BYTES = 64 * 1024
MAX_FILE_BYTES = 64 * 1024 * 1024  # more than any file that is taken: the routes themselves refuse, in kinder words
_FILES = (("POST", "/v1/receipts/attachments"), ("POST", "/chat/file"))  # and those of channels
_UNLIMITED = ("/healthz", "/readyz", "/metrics")


class _TooLarge(HTTPException):
    """An HTTPException, since FastAPI turns every other error of reading a body into 400."""

    def __init__(self, most: int) -> None:
        super().__init__(413, f"The request is larger than {most // 1024} kB; send less.")


class RequestLimits:
    """ASGI middleware: 413 above 64 kB of body, 429 above so many requests a minute from one address.

    Where files arrive, 64 MB of body may come.

    Addresses are counted in memory only, for a minute. Requests that carry the channels' token are not counted: a
    channel speaks for many people.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        if _over_limit(scope, headers):
            problem = Problem(429, "Too many requests; wait a minute.", headers={"Retry-After": "60"})
            await problem_response(problem)(scope, receive, send)
            return
        try:
            await self.app(scope, _counted(receive, headers, _most(scope)), send)
        except _TooLarge as error:
            await problem_response(Problem(error.status_code, error.detail))(scope, receive, send)


def _over_limit(scope: Scope, headers: dict[bytes, bytes]) -> bool:
    service: Service = scope["app"].state.service
    channel = f"Bearer {service.settings.token_for_channels}".encode()
    if scope["path"] in _UNLIMITED or headers.get(b"authorization") == channel:
        return False
    client = scope.get("client") or ("",)
    return not service.requests.allows(client[0])


def _most(scope: Scope) -> int:
    """Bytes of body that a request may have."""
    brings_file = (scope["method"], scope["path"]) in _FILES or scope["path"].startswith("/v1/turns/files/")
    return MAX_FILE_BYTES if brings_file else MAX_BODY_BYTES


def _counted(receive: Receive, headers: dict[bytes, bytes], most: int) -> Receive:
    """A `receive` that stops at the limit, whatever Content-Length said."""
    declared = headers.get(b"content-length", b"0")
    seen = 0

    async def limited() -> Message:
        nonlocal seen
        if declared.isdigit() and int(declared) > most:
            raise _TooLarge(most)
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise _TooLarge(most)
        return message

    return limited
