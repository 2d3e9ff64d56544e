import asyncio

import pytest
from telegram import Bot
from telegram.error import NetworkError

from bot.backend import Answer, Button, Message, Place, Reply
from bot.telegram.delivery import Delivery
from bot.telegram.documents import Documents
from bot.telegram.updates import Incoming
from tests.bot.telegram_stand_ins import FakeApi, from_bot, texts_from_bot
from tests.botapi.server import BotApiServer
from tests.botapi.users import User

BUTTONS = ((Button("🏠 Меню", "home"),),)


@pytest.fixture
def delivery(bot: Bot, short_waits: None) -> Delivery:
    return Delivery(bot, Documents(bot, FakeApi()))


def incoming_from(person: User, pressed_id: int | None = None) -> Incoming:
    return Incoming(person.id, Message(str(person.id), "key", {}), pressed_id)


def answer(*replies: Reply) -> Answer:
    return Answer(replies, "ky")


async def test_the_numbers_of_all_new_messages_are_given(delivery: Delivery, nurlan: User) -> None:
    place = Place(55.73, 37.62, "Посольство", "Ордынка, 64")
    replies = (Reply("слово " * 1900, BUTTONS), Reply("Карта", place=place), Reply("Где вы?", ask_location="📍"))
    numbers = await delivery.deliver(incoming_from(nurlan), answer(*replies))
    assert list(numbers) == [message.message_id for message in from_bot(nurlan)]
    assert len(numbers) == 3 + 2 + 2


async def test_buttons_stand_under_the_last_part_of_a_long_text(delivery: Delivery, nurlan: User) -> None:
    await delivery.deliver(incoming_from(nurlan), answer(Reply("слово " * 1900, BUTTONS)))
    assert [bool(message.buttons) for message in from_bot(nurlan)] == [False, False, True]


async def test_a_place_without_an_address_is_a_plain_point(delivery: Delivery, nurlan: User) -> None:
    await delivery.deliver(incoming_from(nurlan), answer(Reply("x", place=Place(55.73, 37.62, "Посольство", ""))))
    assert "venue" not in from_bot(nurlan)[1].content
    assert "location" in from_bot(nurlan)[1].content


async def test_only_the_first_reply_takes_the_place_of_the_pressed_message(delivery: Delivery, nurlan: User) -> None:
    await delivery.deliver(incoming_from(nurlan), answer(Reply("menu", BUTTONS)))
    menu = from_bot(nurlan)[0]
    replies = answer(Reply("one", in_place=True), Reply("two", in_place=True))
    numbers = await delivery.deliver(incoming_from(nurlan, menu.message_id), replies)
    assert texts_from_bot(nurlan) == ["one", "two"]
    assert len(numbers) == 1


async def test_the_same_edit_twice_is_taken_as_done(delivery: Delivery, nurlan: User) -> None:
    await delivery.deliver(incoming_from(nurlan), answer(Reply("menu", BUTTONS)))
    pressed = incoming_from(nurlan, from_bot(nurlan)[0].message_id)
    for _ in range(2):
        assert await delivery.deliver(pressed, answer(Reply("**home**", BUTTONS, in_place=True))) == ()
    assert texts_from_bot(nurlan) == ["home"]


async def test_what_cannot_be_edited_is_sent_anew(delivery: Delivery, nurlan: User) -> None:
    await delivery.deliver(incoming_from(nurlan, pressed_id=9999), answer(Reply("home", in_place=True)))
    assert texts_from_bot(nurlan) == ["home"]


async def test_a_refused_message_does_not_keep_back_the_next(
    delivery: Delivery, telegram: BotApiServer, nurlan: User
) -> None:
    telegram.fail("sendMessage", 400, "Bad Request: can't parse entities")
    await delivery.deliver(incoming_from(nurlan), answer(Reply("one"), Reply("two")))
    assert texts_from_bot(nurlan) == ["two"]


@pytest.mark.parametrize("status", [500, 502, 504])
async def test_a_failing_telegram_is_tried_again(
    delivery: Delivery, telegram: BotApiServer, nurlan: User, status: int
) -> None:
    telegram.fail("sendMessage", status, "Failed", times=3)
    await delivery.deliver(incoming_from(nurlan), answer(Reply("one"), Reply("two")))
    assert texts_from_bot(nurlan) == ["one", "two"]


async def test_a_wait_that_telegram_asks_for_is_kept(delivery: Delivery, telegram: BotApiServer, nurlan: User) -> None:
    telegram.flood(nurlan.id, seconds=0.5)
    began = asyncio.get_running_loop().time()
    await delivery.deliver(incoming_from(nurlan), answer(Reply("one")))
    assert asyncio.get_running_loop().time() - began >= 0.99
    assert len(telegram.calls_of("sendMessage")) == 2
    assert texts_from_bot(nurlan) == ["one"]


async def test_nothing_more_is_sent_to_who_blocked_the_bot(
    delivery: Delivery, telegram: BotApiServer, nurlan: User
) -> None:
    nurlan.blocks()
    assert await delivery.deliver(incoming_from(nurlan), answer(Reply("one"), Reply("two"))) == ()
    assert len(telegram.calls_of("sendMessage")) == 1


async def test_a_telegram_that_stays_away_is_an_error_in_the_end(
    delivery: Delivery, telegram: BotApiServer, nurlan: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.delivery._PAUSES", [0.01] * 3)
    telegram.down()
    with pytest.raises(NetworkError):
        await delivery.deliver(incoming_from(nurlan), answer(Reply("one")))
    assert len(telegram.calls_of("sendMessage")) == 4


async def test_a_wipe_deletes_also_what_nobody_noted(delivery: Delivery, nurlan: User) -> None:
    for text in ("one", "two", "three"):
        nurlan.sends(text)
        await delivery.deliver(incoming_from(nurlan), answer(Reply(f"re: {text}")))
    newest = nurlan.messages[-1].message_id
    wiped = Answer((Reply("done"),), "ky", wipe=(1,))
    await delivery.deliver(incoming_from(nurlan, newest), wiped)
    assert [message.text for message in nurlan.messages] == ["done"]


async def test_a_wipe_deletes_every_message_that_is_young_enough(
    delivery: Delivery, telegram: BotApiServer, nurlan: User
) -> None:
    for number in range(120):
        nurlan.sends(str(number))
    telegram.pass_time(hours=49)
    for number in range(120, 370):
        nurlan.sends(str(number))
    ids = tuple(message.message_id for message in nurlan.messages)
    await delivery.deliver(incoming_from(nurlan), Answer((), "ky", wipe=ids))
    assert [message.text for message in nurlan.messages] == [str(number) for number in range(120)]
