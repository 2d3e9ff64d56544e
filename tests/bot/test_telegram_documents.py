"""Files that the bot sends: fetched from the api once, and what is said where they cannot be brought."""

import pytest
from telegram import Bot

from bot.backend import Answer, Document, Message, Reply
from bot.telegram.delivery import Delivery
from bot.telegram.documents import Documents
from bot.telegram.updates import Incoming
from tests.bot.telegram_stand_ins import FakeApi, from_bot, texts_from_bot
from tests.botapi.server import BotApiServer
from tests.botapi.users import User

PAGE = Document(
    "/v1/pack/ky.html", "jardam-ky-2026-11-22-1a2b3c4d.html", "Версиясы 2026-11-22-1a2b3c4d", "Болбой калды"
)


@pytest.fixture
def api() -> FakeApi:
    api = FakeApi()
    api.files[PAGE.path] = b"<!doctype html>" + b"x" * 1000
    return api


@pytest.fixture
def delivery(bot: Bot, api: FakeApi, short_waits: None) -> Delivery:
    return Delivery(bot, Documents(bot, api))


async def sends(delivery: Delivery, person: User, *documents: Document) -> tuple[int, ...]:
    incoming = Incoming(person.id, Message(str(person.id), "key", {}))
    return await delivery.deliver(incoming, Answer((Reply("Сактап алыңыз", documents=documents),), "ky"))


async def test_the_file_comes_before_the_text(delivery: Delivery, nurlan: User) -> None:
    numbers = await sends(delivery, nurlan, PAGE)
    file, text = from_bot(nurlan)
    assert file.content["document"]["file_name"] == PAGE.name
    assert file.content["document"]["file_size"] == 1015
    assert file.text == PAGE.caption
    assert text.text == "Сактап алыңыз"
    assert list(numbers) == [file.message_id, text.message_id]


async def test_a_file_is_uploaded_once_for_everybody(
    delivery: Delivery, api: FakeApi, nurlan: User, saltanat: User
) -> None:
    await sends(delivery, nurlan, PAGE)
    await sends(delivery, saltanat, PAGE)
    first, second = from_bot(nurlan)[0], from_bot(saltanat)[0]
    assert api.files_given == 1
    assert first.content["document"] == second.content["document"]


async def test_another_version_is_another_file(delivery: Delivery, api: FakeApi, nurlan: User) -> None:
    await sends(delivery, nurlan, PAGE, Document(PAGE.path, "jardam-ky-2026-11-23-ffffffff.html", "", ""))
    assert api.files_given == 2


async def test_a_file_that_telegram_has_forgotten_is_uploaded_again(
    delivery: Delivery, api: FakeApi, telegram: BotApiServer, nurlan: User
) -> None:
    await sends(delivery, nurlan, PAGE)
    telegram.fail("sendDocument", 400, "Bad Request: wrong file identifier/HTTP URL specified")
    await sends(delivery, nurlan, PAGE)
    assert api.files_given == 2
    assert [message.content.get("document") is not None for message in from_bot(nurlan)] == [True, False] * 2


async def test_a_refused_file_is_told(delivery: Delivery, telegram: BotApiServer, nurlan: User) -> None:
    telegram.fail("sendDocument", 400, "Bad Request: file is too strange")
    await sends(delivery, nurlan, PAGE)
    assert texts_from_bot(nurlan) == [PAGE.instead, "Сактап алыңыз"]


async def test_a_file_that_the_api_does_not_give_is_told(delivery: Delivery, nurlan: User) -> None:
    await sends(delivery, nurlan, Document("/v1/pack/tg.html", "a.html", "", "Болбой калды"))
    assert texts_from_bot(nurlan) == ["Болбой калды", "Сактап алыңыз"]


async def test_a_stumbling_telegram_is_tried_again(delivery: Delivery, telegram: BotApiServer, nurlan: User) -> None:
    telegram.fail("sendDocument", 502, "Bad Gateway", times=2)
    telegram.fail("sendDocument", 429, "Too Many Requests: retry after 1", parameters={"retry_after": 1})
    await sends(delivery, nurlan, PAGE)
    assert from_bot(nurlan)[0].content["document"]["file_name"] == PAGE.name


async def test_who_has_blocked_the_bot_gets_nothing(delivery: Delivery, telegram: BotApiServer, nurlan: User) -> None:
    telegram.fail("sendDocument", 403, "Forbidden: bot was blocked by the user")
    assert await sends(delivery, nurlan, PAGE) == ()
