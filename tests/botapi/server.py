"""A small Telegram Bot API on loopback.

    with BotApiServer(token="1234:test") as telegram:
        user = telegram.user(id=7, language_code="ky")
        ...  # a bot with base_url=telegram.base_url
        user.sends("/start")
        user.waits_for("Тилди тандаңыз")

Without `with`, `telegram.app` serves the same to an httpx.ASGITransport in the caller's event loop.
"""

import asyncio
import re
import socket
import threading
import time
from types import TracebackType
from typing import Any, Self

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.botapi import media, methods, profile, webhook
from tests.botapi.chats import Json, Message, Person
from tests.botapi.faults import Failure, Faults
from tests.botapi.parameters import Parameters, read_parameters
from tests.botapi.polling import get_updates
from tests.botapi.refusals import Refusal, not_found, unauthorized
from tests.botapi.state import State
from tests.botapi.users import User

METHODS = methods.METHODS | media.METHODS | profile.METHODS | webhook.METHODS
NAMES = {name.lower(): name for name in [*METHODS, "getUpdates"]}
TOKEN = re.compile(r"\d+:[\w-]+")
START_SECONDS = 10


class _Web(uvicorn.Server):
    """Looks ten times as often whether it is to stop: tests start and stop many."""

    async def main_loop(self) -> None:
        while True:
            if await self.on_tick(0):
                return
            await asyncio.sleep(0.01)


class BotApiServer:
    def __init__(self, token: str = "1234:test", *, name: str = "Jardam", one_a_second: bool = False) -> None:
        self.token = token
        self.state = State(bot=_bot(token, name), faults=Faults(one_a_second=one_a_second))
        self.app = Starlette(
            routes=[
                Route("/bot{token}/{method}", self._call, methods=["GET", "POST"]),
                Route("/file/bot{token}/{path:path}", self._download, methods=["GET"]),
            ],
            exception_handlers={404: _unknown_path, 405: _unknown_path},
        )
        self.port = 0
        self._users: dict[int, User] = {}
        self._postman = webhook.Postman(self.state)
        self._web: _Web | None = None
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        self._listen()
        self._postman.start()

    def stop(self) -> None:
        # Being down sends waiting readers away, so that hanging up is quick.
        self.down(refuse=True)
        self._postman.stop()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}" if self.port else "http://telegram.test"

    @property
    def base_url(self) -> str:
        return f"{self.address}/bot"

    @property
    def base_file_url(self) -> str:
        return f"{self.address}/file/bot"

    def user(self, id: int = 1001, language_code: str = "ru", first_name: str = "Айбек", username: str = "") -> User:
        """A person whose chat with the bot exists from now on; the same id gives the same person."""
        with self.state.lock:
            if id not in self._users:
                self.state.chats.people[id] = Person(id, first_name, language_code, username)
                self._users[id] = User(self.state, self.state.chats.people[id])
            return self._users[id]

    @property
    def calls(self) -> list[tuple[str, Json]]:
        with self.state.lock:
            return list(self.state.calls)

    def calls_of(self, method: str) -> list[Json]:
        return [parameters for name, parameters in self.calls if name == method]

    @property
    def messages(self) -> dict[int, Message]:
        """Every message ever, deleted ones too, by id."""
        with self.state.lock:
            return dict(self.state.chats.messages)

    @property
    def waiting_updates(self) -> list[int]:
        """Ids that the bot has not confirmed yet."""
        with self.state.lock:
            return sorted(self.state.updates.pending)

    def redeliver(self, update_id: int) -> None:
        with self.state.lock:
            self.state.updates.give_again(update_id)

    def fail(
        self,
        method: str,
        status: int = 500,
        description: str = "Internal Server Error",
        times: int = 1,
        *,
        parameters: Json | None = None,
        after_effect: bool = False,
    ) -> None:
        """The next calls of a method (`*`: of any) fail; with `after_effect` only once the work is done."""
        with self.state.lock:
            refusal = Refusal(status, description, parameters)
            self.state.faults.failures.append(Failure(method, refusal, times, after_effect))

    def delay(self, method: str, seconds: float) -> None:
        with self.state.lock:
            self.state.faults.delays[method.lower()] = seconds

    def flood(self, chat_id: int, seconds: float) -> None:
        with self.state.lock:
            self.state.faults.flood(chat_id, seconds)

    def pass_time(self, *, hours: float = 0, seconds: float = 0) -> None:
        """Moves the clock that dates messages; floods and delays go by real time."""
        with self.state.lock:
            self.state.chats.elapsed += hours * 3600 + seconds

    def down(self, *, refuse: bool = False) -> None:
        """An outage: 502 to every call, or, with `refuse`, no one listens on the port."""
        with self.state.lock:
            self.state.faults.is_down = True
        if refuse:
            self._hang_up()

    def up(self) -> None:
        with self.state.lock:
            self.state.faults.is_down = False
        if self.port and self._thread is None:
            self._listen()

    async def _call(self, request: Request) -> Response:
        try:
            result = await self._result(request)
        except Refusal as refusal:
            return JSONResponse(refusal.as_json(), refusal.status)
        return JSONResponse({"ok": True, "result": result})

    async def _result(self, request: Request) -> Any:
        self._check_token(request)
        name = NAMES.get(request.path_params["method"].lower())
        if name is None:
            raise Refusal(404, "Not Found: method not found")
        parameters = await read_parameters(request)
        with self.state.lock:
            self.state.calls.append((name, parameters.readable()))
            delay = self.state.faults.delay_of(name)
        if delay:
            await asyncio.sleep(delay)
        if name == "getUpdates":
            return await get_updates(self.state, parameters, request.is_disconnected)
        return self._do(name, parameters)

    def _do(self, name: str, parameters: Parameters) -> Any:
        with self.state.lock:
            self.state.faults.check(name)
            result = METHODS[name](self.state, parameters)
            self.state.faults.check(name, after_effect=True)
            return result

    def _check_token(self, request: Request) -> None:
        token = request.path_params["token"]
        if not TOKEN.fullmatch(token):
            raise not_found()
        if token != self.token:
            raise unauthorized()

    async def _download(self, request: Request) -> Response:
        try:
            self._check_token(request)
            with self.state.lock:
                self.state.faults.check("download")
                stored = self.state.chats.files.get(request.path_params["path"].removeprefix("documents/"))
            if stored is None:
                raise not_found()
        except Refusal as refusal:
            return JSONResponse(refusal.as_json(), refusal.status)
        return Response(stored.content, media_type="application/octet-stream")

    def _listen(self) -> None:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port))
        self.port = listener.getsockname()[1]
        config = uvicorn.Config(
            self.app, log_level="error", access_log=False, lifespan="off", ws="none", timeout_graceful_shutdown=1
        )
        self._web = _Web(config)
        self._thread = threading.Thread(target=self._web.run, args=([listener],), name="telegram", daemon=True)
        self._thread.start()
        end = time.monotonic() + START_SECONDS
        while not self._web.started:
            assert time.monotonic() < end and self._thread.is_alive(), "the server did not start"
            time.sleep(0.005)

    def _hang_up(self) -> None:
        if self._web and self._thread:
            self._web.should_exit = True
            self._thread.join()
        self._web = self._thread = None


def _bot(token: str, name: str) -> Json:
    return {
        "id": int(token.split(":", maxsplit=1)[0]),
        "is_bot": True,
        "first_name": name,
        "username": f"{name.lower()}_bot",
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


async def _unknown_path(_request: Request, _error: Exception) -> Response:
    return JSONResponse(not_found().as_json(), 404)
