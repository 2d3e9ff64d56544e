"""Staff hear that an urgent report waits: soon, not too often, and nothing else of it."""

import logging

import httpx
import pytest
from fastapi import FastAPI

from api.delivery import worker
from api.delivery.actions import CONSOLE, EMAIL
from api.guidance.guidance import Guidance
from api.settings import Settings
from tests.delivery.conftest import Clock, Outbox, until

GROUP = "-1002233445566"


def rings(outbox: Outbox) -> list[str]:
    """The texts that the group is sent now."""
    claimed = outbox.claim()
    for one in claimed:
        outbox.settle(one)
    return sorted(one.notice.text for one in claimed)


def test_many_urgent_reports_are_one_message_in_five_minutes(outbox: Outbox, settings: Settings, clock: Clock) -> None:
    outbox.tells_staff(settings)
    outbox.tells_staff(settings)
    assert rings(outbox) == ["staff-notice-urgent"]
    for _ in range(4):
        clock.passes(minutes=1)
        outbox.tells_staff(settings)
        assert rings(outbox) == []
    clock.passes(minutes=1, seconds=1)
    assert rings(outbox) == ["staff-notice-urgent"]
    clock.passes(minutes=6)
    assert rings(outbox) == []
    outbox.tells_staff(settings)
    assert rings(outbox) == ["staff-notice-urgent"]


def test_what_comes_while_staff_are_being_told_is_told_five_minutes_later(
    outbox: Outbox, settings: Settings, clock: Clock
) -> None:
    outbox.tells_staff(settings)
    (first,) = outbox.claim()
    outbox.tells_staff(settings)
    outbox.settle(first)
    assert rings(outbox) == []
    clock.passes(minutes=5, seconds=1)
    assert rings(outbox) == ["staff-notice-urgent"]


def test_an_emergency_does_not_wait_behind_an_urgent_report(outbox: Outbox, settings: Settings) -> None:
    outbox.tells_staff(settings, "urgent")
    rings(outbox)
    outbox.tells_staff(settings, "emergency")
    assert rings(outbox) == ["staff-notice-emergency"]


def test_routine_reports_ring_no_bell(outbox: Outbox, settings: Settings) -> None:
    outbox.tells_staff(settings, "routine")
    assert outbox.rows == []


def test_after_a_while_nothing_remains_of_what_was_told(outbox: Outbox, settings: Settings, clock: Clock) -> None:
    outbox.tells_staff(settings)
    rings(outbox)
    outbox.forgets()
    assert len(outbox.rows) == 1
    clock.passes(minutes=6)
    outbox.forgets()
    assert outbox.rows == []


def test_a_group_that_threw_the_bot_out_is_tried_again_and_the_log_says_so(
    outbox: Outbox, settings: Settings, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    outbox.tells_staff(settings)
    outbox.works("gone")
    assert "their group does not take messages" in caplog.text
    assert GROUP not in caplog.text
    clock.passes(minutes=1)
    assert rings(outbox) == ["staff-notice-urgent"]


def test_everybody_on_the_list_is_told_alone(outbox: Outbox, settings: Settings) -> None:
    listed = settings.model_copy(update={"staff_emails": "b@ngo.test, a@ngo.test,b@ngo.test,"})
    outbox.tells_staff(listed)
    assert [claimed.notice.address for claimed in outbox.claim()] == [GROUP]
    assert sorted(claimed.notice.address for claimed in outbox.claim(EMAIL)) == ["a@ngo.test", "b@ngo.test"]
    assert outbox.claim(CONSOLE) == []


async def test_the_group_is_told_where_to_look_in_its_language(
    channel: httpx.AsyncClient, outbox: Outbox, settings: Settings, guidance: Guidance
) -> None:
    say = guidance.catalogue.interface.say
    outbox.tells_staff(settings)
    outbox.tells_staff(settings.model_copy(update={"staff_language": "en"}), "emergency")
    notices = (await channel.post("/v1/outgoing/claim", json={"channel": "telegram"})).json()
    assert {notice["text"] for notice in notices} == {
        f"{say('ru', 'staff-notice-urgent')}\n\nhttps://jardam.test",
        f"{say('en', 'staff-notice-emergency')}\n\nhttps://jardam.test",
    }
    assert {notice["address"] for notice in notices} == {GROUP}
    assert not any(notice["buttons"] for notice in notices)


async def test_with_nobody_to_tell_the_log_says_it_once(
    app: FastAPI, outbox: Outbox, settings: Settings, guidance: Guidance, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    alone = settings.model_copy(update={"staff_telegram_group": "", "staff_language": "en"})
    outbox.tells_staff(alone)
    outbox.tells_staff(alone)
    async with worker.running(app.state.service):
        await until(lambda: not any(row.waiting or row.claimed_until for row in outbox.rows))
    assert caplog.text.count(guidance.catalogue.interface.say("en", "staff-notice-urgent")) == 1
