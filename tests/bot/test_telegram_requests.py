import json
import logging

import pytest
from telegram import Bot
from telegram.error import NetworkError

from bot.telegram.requests import BotApiRequest, UpdatesRequest
from tests.botapi.server import BotApiServer
from tests.botapi.users import User


def gives_a_riddle(telegram: BotApiServer) -> int:
    """An update in a shape that the library does not know."""
    with telegram.state.lock:
        return telegram.state.updates.add("message", {"chat": {"id": 7}, "text": "secret words"})


async def test_an_update_that_cannot_be_read_comes_empty_and_unlogged(
    telegram: BotApiServer, bot: Bot, nurlan: User, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    riddle = gives_a_riddle(telegram)
    nurlan.sends("hello")
    first, second = await bot.get_updates()
    assert (first.update_id, first.message) == (riddle, None)
    assert second.message and second.message.text == "hello"
    assert "secret words" not in caplog.text


@pytest.mark.parametrize("payload", [b"<html>secret words</html>", b"", b"[1]", b'{"ok": true, "result": [{"mess'])
@pytest.mark.parametrize("kind", [BotApiRequest, UpdatesRequest])
def test_an_answer_that_is_no_json_object_is_a_failed_connection(
    kind: type[BotApiRequest], payload: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(NetworkError):
        kind.parse_json_payload(payload)
    assert caplog.text == ""


def test_a_refusal_keeps_its_description() -> None:
    refusal = {"ok": False, "error_code": 400, "description": "Bad Request"}
    assert UpdatesRequest.parse_json_payload(json.dumps(refusal).encode()) == refusal
