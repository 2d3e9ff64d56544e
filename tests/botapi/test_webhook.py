import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from tests.botapi.server import BotApiServer


class Hook(ThreadingHTTPServer):
    """A bot's address: it notes what comes and answers with the statuses it was told, then 200."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.statuses: list[int] = []
        self.bodies: list[bytes] = []
        self.secrets: list[str | None] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook"

    def waits_for(self, count: int) -> None:
        end = time.monotonic() + 5
        while len(self.bodies) < count:
            assert time.monotonic() < end, f"only {len(self.bodies)} of {count} deliveries came"
            time.sleep(0.01)


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        hook = self.server
        assert isinstance(hook, Hook)
        self.send_response(hook.statuses.pop(0) if hook.statuses else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()
        hook.secrets.append(self.headers["X-Telegram-Bot-Api-Secret-Token"])
        hook.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def hook() -> Iterator[Hook]:
    with Hook() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_updates_are_carried_until_taken_and_again_on_request(hook: Hook) -> None:
    hook.statuses = [500, 503]
    with BotApiServer() as telegram:
        api = f"{telegram.base_url}{telegram.token}"
        httpx.post(f"{api}/setWebhook", data={"url": hook.url, "secret_token": "s3cret"})
        user = telegram.user()
        update_id = user.sends("one")
        user.sends("two")
        hook.waits_for(4)
        assert hook.secrets == ["s3cret"] * 4
        assert [b"one" in body for body in hook.bodies] == [True, True, True, False]

        telegram.redeliver(update_id)
        hook.waits_for(5)
        assert b"one" in hook.bodies[4]
        info = httpx.get(f"{api}/getWebhookInfo").json()["result"]
        assert info["last_error_message"] == "Wrong response from the webhook: 503 Service Unavailable"


def test_a_chat_in_trouble_does_not_hold_up_the_others(hook: Hook) -> None:
    with BotApiServer() as telegram:
        httpx.post(f"{telegram.base_url}{telegram.token}/setWebhook", json={"url": hook.url})
        hook.statuses = [500]
        telegram.user(id=1).sends("stuck")
        telegram.user(id=2).sends("free")
        hook.waits_for(3)
        assert telegram.user(id=1).messages[0].text == "stuck"
        assert sum(b"free" in body for body in hook.bodies) in {1, 2}
