import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import pytest
from telegram import Bot, Update

from bot.telegram.polling import LIMIT, Polling
from tests.bot.telegram_stand_ins import until
from tests.botapi.server import BotApiServer
from tests.botapi.users import User

SECONDS = 5.0


class Desk:
    """Takes updates and notes what was done; what is said in `held` waits until it is let go."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.done: list[str] = []
        self.held: dict[str, asyncio.Event] = {}
        self.commits_first = True

    async def take(self, update: Update, committed: Callable[[], None]) -> None:
        said = update.message.text or "" if update.message else ""
        self.begun.append(said)
        if self.commits_first:
            committed()
        if said in self.held:
            await self.held[said].wait()
        if said == "fault":
            raise ValueError("a fault of ours")
        self.done.append(said)

    def holds(self, said: str) -> asyncio.Event:
        self.held[said] = asyncio.Event()
        return self.held[said]


@pytest.fixture
def desk() -> Desk:
    return Desk()


@asynccontextmanager
async def polling(bot: Bot, desk: Desk) -> AsyncIterator[None]:
    task = asyncio.create_task(Polling(bot, desk.take).run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def test_what_is_done_is_confirmed(telegram: BotApiServer, bot: Bot, desk: Desk, nurlan: User) -> None:
    for said in ("one", "two", "three"):
        nurlan.sends(said)
    async with polling(bot, desk):
        await until(lambda: not telegram.waiting_updates)
    assert desk.done == ["one", "two", "three"]


async def test_a_slow_chat_stays_unconfirmed_and_holds_up_no_other(
    telegram: BotApiServer, bot: Bot, desk: Desk, nurlan: User, saltanat: User
) -> None:
    slow = desk.holds("slow")
    held = nurlan.sends("slow")
    async with polling(bot, desk):
        for said in ("one", "two", "three"):
            saltanat.sends(said)
            await until(lambda said=said: said in desk.done)  # type: ignore[misc]
        assert held in telegram.waiting_updates
        slow.set()
        await until(lambda: not telegram.waiting_updates)
    assert sorted(desk.begun) == ["one", "slow", "three", "two"]


async def test_more_updates_than_telegram_gives_at_once_are_all_taken_once(
    telegram: BotApiServer, bot: Bot, desk: Desk, nurlan: User
) -> None:
    said = [str(number) for number in range(2 * LIMIT + 50)]
    for word in said:
        nurlan.sends(word)
    async with polling(bot, desk):
        await until(lambda: not telegram.waiting_updates)
    assert desk.done == said


async def test_a_committed_answer_that_waits_long_lets_the_queue_move_on(
    telegram: BotApiServer, bot: Bot, desk: Desk, nurlan: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.polling._HOLD_SECONDS", 0.1)
    slow = desk.holds("slow")
    nurlan.sends("slow")
    async with polling(bot, desk):
        await until(lambda: not telegram.waiting_updates)
        assert desk.done == []
        slow.set()
        await until(lambda: desk.done == ["slow"])


async def test_an_uncommitted_message_is_never_let_go(
    telegram: BotApiServer, bot: Bot, desk: Desk, nurlan: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.polling._HOLD_SECONDS", 0.05)
    monkeypatch.setattr("bot.telegram.polling._BATCH_SECONDS", 0.05)
    monkeypatch.setattr("bot.telegram.polling._FAREWELL_SECONDS", 0.05)
    desk.commits_first = False
    desk.holds("slow")
    held = nurlan.sends("slow")
    async with polling(bot, desk):
        await until(lambda: len(telegram.calls_of("getUpdates")) > 5)
    assert telegram.waiting_updates == [held]


async def test_an_end_waits_for_what_is_under_way_and_confirms_it(
    telegram: BotApiServer, bot: Bot, desk: Desk, nurlan: User
) -> None:
    slow = desk.holds("slow")
    nurlan.sends("slow")
    async with polling(bot, desk):
        await until(lambda: desk.begun == ["slow"])
        asyncio.get_running_loop().call_later(0.2, slow.set)
    assert desk.done == ["slow"]
    assert telegram.waiting_updates == []


async def test_an_end_leaves_what_is_not_done_to_the_next_start(
    telegram: BotApiServer, bot: Bot, desk: Desk, nurlan: User, saltanat: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.polling._FAREWELL_SECONDS", 0.1)
    monkeypatch.setattr("bot.telegram.polling._HOLD_SECONDS", 0.05)
    desk.holds("slow")
    saltanat.sends("quick")
    held = nurlan.sends("slow")
    async with polling(bot, desk):
        await until(lambda: desk.done == ["quick"] and desk.begun[-1] == "slow")
    assert telegram.waiting_updates == [held]

    again = Desk()
    async with polling(bot, again):
        await until(lambda: not telegram.waiting_updates)
    assert again.done == ["slow"]


async def test_a_fault_in_one_update_stops_no_other_and_is_not_repeated(
    telegram: BotApiServer, bot: Bot, desk: Desk, nurlan: User
) -> None:
    nurlan.sends("fault")
    nurlan.sends("fine")
    async with polling(bot, desk):
        await until(lambda: not telegram.waiting_updates)
        assert desk.begun == ["fault", "fine"]
    assert desk.done == ["fine"]


@pytest.mark.parametrize(
    ("status", "description"),
    [
        (429, "Too Many Requests: retry after 1"),
        (500, "Internal Server Error"),
        (403, "Forbidden: by a proxy on the way"),
        (409, "Conflict: terminated by other getUpdates request"),
    ],
)
async def test_polling_outlives_what_telegram_answers(
    telegram: BotApiServer, bot: Bot, desk: Desk, nurlan: User, short_waits: None, status: int, description: str
) -> None:
    telegram.fail("getUpdates", status, description, times=3)
    nurlan.sends("hello")
    async with polling(bot, desk):
        await until(lambda: not telegram.waiting_updates)
    assert desk.done == ["hello"]


async def test_polling_outlives_an_outage(
    telegram: BotApiServer, bot: Bot, desk: Desk, nurlan: User, short_waits: None
) -> None:
    async with polling(bot, desk):
        telegram.down(refuse=True)
        await asyncio.sleep(0.1)
        nurlan.sends("hello")
        telegram.up()
        await until(lambda: not telegram.waiting_updates)
    assert desk.done == ["hello"]


async def test_updates_whose_delivery_failed_half_way_are_taken_once(
    telegram: BotApiServer, bot: Bot, desk: Desk, nurlan: User, short_waits: None
) -> None:
    telegram.fail("getUpdates", 502, "Bad Gateway", after_effect=True)
    nurlan.sends("hello")
    async with polling(bot, desk):
        await until(lambda: not telegram.waiting_updates)
    assert desk.begun == ["hello"]


async def test_an_update_that_nobody_can_read_is_confirmed_and_forgotten(
    telegram: BotApiServer, bot: Bot, desk: Desk, nurlan: User
) -> None:
    with telegram.state.lock:
        telegram.state.updates.add("message", {"chat": {"id": 7}})
    nurlan.sends("hello")
    async with polling(bot, desk):
        await until(lambda: not telegram.waiting_updates)
    assert desk.done == ["", "hello"]


async def test_a_refused_token_is_tried_again(
    telegram: BotApiServer,
    bot: Bot,
    desk: Desk,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.telegram.polling._REFUSED_SECONDS", 0.05)
    telegram.fail("getUpdates", 401, "Unauthorized", times=2)
    telegram.user(id=7).sends("hello")
    async with polling(bot, desk):
        await until(lambda: desk.done == ["hello"])
    assert "Telegram refuses TELEGRAM_TOKEN" in caplog.text
    assert "1234:" not in caplog.text
