"""Files that people send on Telegram, on their way to an api that answers as told."""

from collections.abc import AsyncIterator

import pytest

from bot.backend import Answer, BackendDown, Message
from bot.telegram.channel import TelegramChannel
from tests.bot.telegram_stand_ins import SECRET, FakeApi, echo, texts_from_bot
from tests.botapi.server import BotApiServer
from tests.botapi.users import User


def wants_files(message: Message) -> Answer:
    return Answer((), "ky", upload=True) if message.event["type"] == "file" else echo(message)


@pytest.fixture
def api() -> FakeApi:
    return FakeApi(wants_files)


@pytest.fixture(autouse=True)
async def channel(
    api: FakeApi, telegram: BotApiServer, short_waits: None, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[None]:
    monkeypatch.setattr("bot.telegram.files._PAUSES", (0.01, 0.01))
    channel = TelegramChannel(
        api,
        token=telegram.token,
        api=telegram.address,
        proxy=None,
        webhook_url=None,
        webhook_secret=SECRET,
    )
    async with channel.running():
        yield


async def test_a_photo_comes_whole_and_its_answer_is_shown(api: FakeApi, nurlan: User) -> None:
    content = b"\xff\xd8\xff" + bytes(300_000)
    nurlan.sends_photo(content, caption="my papers")
    await nurlan.sees("kept photo")
    assert api.brought == [content]
    event = api.taken[0].event
    assert (event["what"], event["size"], event["caption"]) == ("photo", len(content), "my papers")


async def test_a_document_keeps_its_name_and_a_voice_message_has_none(api: FakeApi, nurlan: User) -> None:
    nurlan.sends_document(b"%PDF-1.7", "contract.pdf", "application/pdf")
    await nurlan.sees("kept document")
    nurlan.sends_voice(b"OggS")
    await nurlan.sees("kept voice")
    assert [(taken.event["what"], taken.event["name"]) for taken in api.taken] == [
        ("document", "contract.pdf"),
        ("voice", ""),
    ]


async def test_what_is_sent_next_comes_after_the_file(api: FakeApi, nurlan: User) -> None:
    nurlan.sends_photo(b"\xff\xd8\xff" + bytes(2_000_000))
    nurlan.sends("done")
    await nurlan.sees("re: done")
    assert texts_from_bot(nurlan) == ["kept photo", "re: done"]


async def test_a_file_too_large_for_bots_is_told(api: FakeApi, nurlan: User) -> None:
    nurlan.sends_document(bytes(20 * 1024 * 1024 + 1), "film.mp4", "video/mp4")
    await nurlan.sees("missed")
    assert api.brought == []


async def test_an_api_that_is_away_for_a_moment_gets_the_file_again(api: FakeApi, nurlan: User) -> None:
    api.bringing_fails = [BackendDown("away")]
    nurlan.sends_photo(b"\xff\xd8\xff")
    await nurlan.sees("kept photo")
    assert api.brought == [b"\xff\xd8\xff"]


async def test_a_file_that_never_comes_is_told(api: FakeApi, nurlan: User) -> None:
    api.bringing_fails = [BackendDown("away")] * 2
    nurlan.sends_photo(b"\xff\xd8\xff")
    await nurlan.sees("missed")
