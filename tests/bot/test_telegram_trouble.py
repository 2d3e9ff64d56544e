"""What goes wrong around a running service: Telegram slows down, fails, is away; people block the bot."""

import time
from collections.abc import Iterator

import pytest

from tests.bot.service_process import ServiceProcess
from tests.bot.telegram_stand_ins import from_bot, texts_from_bot, waits_until_the_bot_sends_to
from tests.botapi.users import User

RECOVERY_SECONDS = 12  # the bot looks again after a few seconds


@pytest.fixture(autouse=True)
def a_telegram_that_is_well_again_afterwards(service: ServiceProcess) -> Iterator[None]:
    yield
    service.telegram.up()
    service.telegram.delay("sendMessage", 0)


def test_a_chat_that_must_wait_holds_up_nobody_and_keeps_its_order(
    service: ServiceProcess, aigul: User, john: User
) -> None:
    service.telegram.flood(aigul.id, seconds=1.5)
    for command in ("/help", "/privacy", "/language"):
        aigul.sends(command)
    john.sends("/help")
    john.waits_for("How to use this", timeout=1.4)
    assert texts_from_bot(aigul) == []
    aigul.waits_for("Тилди тандаңыз")
    assert [text[:6] for text in texts_from_bot(aigul)] == ["Кантип", "Биз эм", "Тилди "]


def test_who_blocks_the_bot_stops_nobody_and_is_answered_when_back(
    service: ServiceProcess, aigul: User, john: User
) -> None:
    service.telegram.delay("sendMessage", 0.3)
    aigul.sends("/help")
    aigul.sends("/offices")
    aigul.blocks()
    john.sends("/help")
    john.waits_for("How to use this")
    service.telegram.delay("sendMessage", 0)
    assert texts_from_bot(aigul) == []
    aigul.unblocks()
    aigul.sends("/privacy")
    aigul.waits_for("Биз эмнени сактайбыз")


def test_what_was_written_while_telegram_was_down_is_answered(service: ServiceProcess, aigul: User, john: User) -> None:
    service.telegram.down()
    aigul.sends("/help")
    john.sends("/privacy")
    time.sleep(0.2)  # the bot notices
    assert texts_from_bot(aigul) == texts_from_bot(john) == []
    service.telegram.up()
    aigul.waits_for("Кантип колдонуш керек", timeout=RECOVERY_SECONDS)
    john.waits_for("What we keep", timeout=RECOVERY_SECONDS)


def test_an_answer_on_its_way_when_telegram_goes_away_arrives_later(service: ServiceProcess, aigul: User) -> None:
    service.telegram.delay("sendMessage", 0.5)
    aigul.sends("/help")
    waits_until_the_bot_sends_to(service.telegram, aigul)
    service.telegram.delay("sendMessage", 0)
    service.telegram.down(refuse=True)
    service.telegram.up()
    aigul.waits_for("Кантип колдонуш керек", timeout=RECOVERY_SECONDS)
    aigul.sends("/privacy")
    aigul.waits_for("Биз эмнени сактайбыз", timeout=RECOVERY_SECONDS)


def test_an_update_that_comes_twice_has_no_second_effect(service: ServiceProcess, aigul: User) -> None:
    aigul.sends("/language")
    menu = aigul.waits_for("Тилди тандаңыз")
    first = aigul.taps("Русский", menu)
    aigul.waits_for("Чем помочь?")
    aigul.sends("/start unpaid-wages_en")
    aigul.waits_for(lambda message: message is not menu)
    service.telegram.redeliver(first)
    aigul.sends("/help")
    aigul.waits_for("How to use this")
    assert len(from_bot(aigul)) == 3


def test_a_send_whose_answer_is_lost_is_tried_again(service: ServiceProcess, aigul: User) -> None:
    service.telegram.fail("sendMessage", 500, times=2)
    aigul.sends("/help")
    aigul.waits_for("Кантип колдонуш керек")
    assert len(from_bot(aigul)) == 1
