"""Notices to people who did not just write: through the channel, and by the whole service as operators run it."""

import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count

import pytest
from telegram import Bot

from bot import outbox as outboxes
from bot.backend import BackendBroke, BackendDown, BackendRefused, Button, Notice, Outcome, Reply
from bot.outbox import Outbox
from bot.telegram.channel import TelegramChannel
from bot.telegram.notices import NoticeSender
from tests.bot.notice_office import SECONDS, NoticeOffice, is_a_notice, until_so
from tests.bot.service_process import ServiceProcess
from tests.bot.telegram_stand_ins import SECRET, FakeApi, from_bot, texts_from_bot, until
from tests.botapi.server import BotApiServer
from tests.botapi.users import User

_NUMBERS = count(1)


def notice(address: int | str, text: str = "**New**") -> Notice:
    reply = Reply(text, ((Button("Menu", "home"),),))
    return Notice(f"{next(_NUMBERS):032x}", "2026-11-22T10:00:00Z", str(address), reply)


class NoticeApi(FakeApi):
    """Gives out `waiting`; `heard` are the outcomes that it was told, by address."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[Notice] = []
        self.heard: list[tuple[str, Outcome]] = []
        self.deaf: list[Exception] = []
        self.claims = 0

    async def claim(self, limit: int) -> list[Notice]:
        self.claims += 1
        if self.error:
            raise self.error
        given, self.waiting = self.waiting[:limit], self.waiting[limit:]
        return given

    async def settle(self, notice: Notice, outcome: Outcome) -> None:
        if self.deaf:
            raise self.deaf.pop(0)
        self.heard.append((notice.address, outcome))

    @property
    def results(self) -> list[tuple[str, str]]:
        return [(address, outcome.result) for address, outcome in self.heard]


@pytest.fixture
def api() -> NoticeApi:
    return NoticeApi()


@pytest.fixture(autouse=True)
def looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outboxes, "_LOOK_SECONDS", 0.02)
    monkeypatch.setattr(outboxes, "_LONGEST_PAUSE_SECONDS", 0.05)


@asynccontextmanager
async def outbox(api: NoticeApi, bot: Bot) -> AsyncIterator[None]:
    async with Outbox(api, NoticeSender(bot).send).running():
        yield


# One notice


async def test_a_notice_arrives_with_its_button_and_its_number_is_told(
    api: NoticeApi, bot: Bot, telegram: BotApiServer, nurlan: User
) -> None:
    api.waiting = [notice(nurlan.id, "**New** at https://jardam.test")]
    async with outbox(api, bot):
        await until(lambda: bool(api.heard))
    (shown,) = from_bot(nurlan)
    assert (shown.text, shown.buttons) == ("New at https://jardam.test", [[("Menu", "home")]])
    assert api.heard == [(str(nurlan.id), Outcome("sent", (shown.message_id,)))]
    (call,) = telegram.calls_of("sendMessage")
    assert call["link_preview_options"] == {"is_disabled": True}


async def test_who_blocked_the_bot_or_is_unknown_is_gone_and_stops_nobody(
    api: NoticeApi, bot: Bot, nurlan: User, saltanat: User, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", "bot")
    nurlan.blocks()
    api.waiting = [notice(nurlan.id), notice(404_404), notice("a-cookie"), notice(saltanat.id)]
    async with outbox(api, bot):
        await until(lambda: len(api.heard) == 4)
    gone = [(str(nurlan.id), "gone"), ("404404", "gone"), ("a-cookie", "gone")]
    assert sorted(api.results) == sorted([*gone, (str(saltanat.id), "sent")])
    assert not {str(nurlan.id), "404404", str(saltanat.id)} & set(re.findall(r"\d+", caplog.text))


async def test_a_chat_that_must_wait_is_left_to_later(
    api: NoticeApi, bot: Bot, telegram: BotApiServer, nurlan: User
) -> None:
    telegram.flood(nurlan.id, seconds=40)
    api.waiting = [notice(nurlan.id)]
    async with outbox(api, bot):
        await until(lambda: bool(api.heard))
    ((_, outcome),) = api.heard
    assert outcome.result == "later"
    assert 38 <= outcome.retry_after <= 41


async def test_a_telegram_that_is_away_is_tried_later(
    api: NoticeApi, bot: Bot, telegram: BotApiServer, nurlan: User
) -> None:
    telegram.down()
    api.waiting = [notice(nurlan.id)]
    async with outbox(api, bot):
        await until(lambda: bool(api.heard))
    assert api.results == [(str(nurlan.id), "later")]


async def test_a_telegram_that_does_not_answer_is_left_before_the_claim_ends(
    api: NoticeApi, bot: Bot, telegram: BotApiServer, nurlan: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outboxes, "_SEND_SECONDS", 0.1)
    telegram.delay("sendMessage", 2)
    api.waiting = [notice(nurlan.id)]
    async with outbox(api, bot):
        await until(lambda: bool(api.heard))
    assert api.results == [(str(nurlan.id), "later")]


async def test_a_group_with_a_new_id_is_told_there(
    api: NoticeApi, bot: Bot, telegram: BotApiServer, nurlan: User, saltanat: User
) -> None:
    moved = {"migrate_to_chat_id": saltanat.id}
    telegram.fail("sendMessage", 400, "Bad Request: group chat was upgraded to a supergroup chat", parameters=moved)
    api.waiting = [notice(nurlan.id)]
    async with outbox(api, bot):
        await until(lambda: bool(api.heard))
    assert api.results == [(str(nurlan.id), "sent")]
    assert texts_from_bot(saltanat) == ["New"]


# Many, and an api that is away


async def test_not_more_than_twenty_a_second_and_one_a_second_to_one_chat(
    api: NoticeApi, bot: Bot, telegram: BotApiServer, nurlan: User
) -> None:
    people = [telegram.user(7_000 + number) for number in range(25)]
    api.waiting = [notice(person.id) for person in people] + [notice(nurlan.id), notice(nurlan.id)]
    began = time.monotonic()
    async with outbox(api, bot):
        await until(lambda: len(api.heard) == 26)
        assert time.monotonic() - began >= 25 * 0.05
        await until(lambda: len(api.heard) == 27)
        assert time.monotonic() - began >= 25 * 0.05 + 1
    assert {result for _, result in api.results} == {"sent"}
    assert len(texts_from_bot(nurlan)) == 2


async def test_nothing_is_sent_twice_when_the_api_does_not_hear(api: NoticeApi, bot: Bot, nurlan: User) -> None:
    api.waiting = [notice(nurlan.id)]
    api.deaf = [BackendDown("away"), BackendBroke("status 500"), BackendDown("away")]
    async with outbox(api, bot):
        await until(lambda: bool(api.heard))
    assert api.results == [(str(nurlan.id), "sent")]
    assert len(texts_from_bot(nurlan)) == 1


async def test_what_the_api_refuses_to_hear_is_not_said_for_ever(
    api: NoticeApi, bot: Bot, nurlan: User, saltanat: User
) -> None:
    api.waiting = [notice(nurlan.id), notice(saltanat.id)]
    api.deaf = [BackendDown("away"), BackendDown("away"), BackendRefused("status 422")]
    async with outbox(api, bot):
        await until(lambda: len(api.heard) == 1)
        api.waiting = [notice(nurlan.id)]
        await until(lambda: len(api.heard) == 2)


async def test_an_api_that_comes_back_is_asked_again(
    api: NoticeApi, bot: Bot, nurlan: User, caplog: pytest.LogCaptureFixture
) -> None:
    api.error = BackendDown("away")
    api.waiting = [notice(nurlan.id)]
    async with outbox(api, bot):
        await until(lambda: api.claims > 3)
        api.error = None
        await nurlan.sees("New")
    assert [record for record in caplog.records if record.levelname not in ("DEBUG", "INFO")] == []


async def test_a_stop_lets_what_is_on_its_way_arrive(
    api: NoticeApi, bot: Bot, telegram: BotApiServer, nurlan: User
) -> None:
    telegram.delay("sendMessage", 0.3)
    api.waiting = [notice(nurlan.id)]
    async with outbox(api, bot):
        await until(lambda: bool(telegram.calls_of("sendMessage")))
    assert api.results == [(str(nurlan.id), "sent")]


async def test_the_channel_sends_notices_beside_answers(
    api: NoticeApi, telegram: BotApiServer, nurlan: User, saltanat: User
) -> None:
    channel = TelegramChannel(
        api, token=telegram.token, api=telegram.address, proxy=None, webhook_url=None, webhook_secret=SECRET
    )
    api.waiting = [notice(saltanat.id)]
    async with channel.running():
        nurlan.sends("one")
        await nurlan.sees("re: one")
        await saltanat.sees("New")


# The whole service


def test_a_person_is_told_in_their_language_and_nothing_remains(
    service: ServiceProcess, office: NoticeOffice, aigul: User, john: User
) -> None:
    office.tells(aigul)
    office.tells(john)
    first = aigul.waits_for(lambda message: is_a_notice(message.text), timeout=SECONDS)
    second = john.waits_for(lambda message: is_a_notice(message.text), timeout=SECONDS)
    assert first.text != second.text
    until_so(lambda: office.waiting == 0)
    aigul.sends("/wipe")
    aigul.waits_for(lambda message: bool(message.buttons))
    aigul.taps("wipe/yes")
    until_so(lambda: first.is_deleted)
    log = service.log
    assert [secret for secret in (str(aigul.id), str(john.id), first.text) if secret in log] == []


def test_who_blocked_the_bot_is_forgotten(service: ServiceProcess, office: NoticeOffice, bakyt: User) -> None:
    bakyt.blocks()
    office.tells(bakyt)
    until_so(lambda: office.waiting == 0)
    assert texts_from_bot(bakyt) == []
