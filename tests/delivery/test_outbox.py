"""Notices to people: once, to the right one, without a word of what it is about, and not for ever."""

import base64
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import text

from api.delivery import actions
from api.delivery.actions import GIVEN_UP
from api.reports.documents import Contact
from api.server_key import ServerKey
from api.settings import Settings
from tests.databases import on_sqlite
from tests.delivery.conftest import CHAT, Clock, Outbox

REPORT = "6f1d0c5a9b3e4728a1f0c2d4e6b8a090"

# To a person


def test_a_notice_is_given_to_a_worker_with_the_address(outbox: Outbox) -> None:
    assert outbox.tells(CHAT, "uz")
    (claimed,) = outbox.claim()
    assert (claimed.notice.address, claimed.notice.language) == (CHAT, "uz")
    assert outbox.claim() == []


def test_nobody_can_be_told_through_a_page_that_is_closed(outbox: Outbox) -> None:
    assert not outbox.tells("a-cookie", channel="webchat")
    assert outbox.rows == []


def test_what_waits_already_is_not_doubled(outbox: Outbox) -> None:
    for address in (CHAT, CHAT, "42", CHAT):
        outbox.tells(address)
    assert sorted(claimed.notice.address for claimed in outbox.claim()) == ["42", CHAT]


def test_what_is_sent_is_forgotten(outbox: Outbox) -> None:
    outbox.tells()
    outbox.works()
    assert outbox.rows == []
    outbox.tells()
    assert len(outbox.claim()) == 1


def test_news_that_come_while_a_notice_is_on_its_way_are_told_too(outbox: Outbox) -> None:
    outbox.tells()
    (first,) = outbox.claim()
    outbox.tells()
    outbox.tells()
    assert outbox.claim() == []
    outbox.settle(first)
    (second,) = outbox.claim()
    outbox.settle(second)
    assert outbox.rows == []


def test_who_blocked_the_bot_is_not_written_to_again(outbox: Outbox) -> None:
    outbox.tells()
    outbox.works("gone")
    assert outbox.rows == []


def test_what_could_not_be_sent_is_tried_again_later(outbox: Outbox, clock: Clock) -> None:
    outbox.tells()
    outbox.works("later")
    assert outbox.claim() == []
    clock.passes(seconds=15)
    outbox.works("later", asked=timedelta(seconds=90))
    clock.passes(seconds=89)
    assert outbox.claim() == []
    clock.passes(seconds=2)
    assert len(outbox.claim()) == 1


def test_news_do_not_hurry_a_chat_that_must_wait(outbox: Outbox, clock: Clock) -> None:
    outbox.tells()
    outbox.works("later", asked=timedelta(seconds=90))
    outbox.tells()
    assert outbox.claim() == []
    clock.passes(seconds=91)
    assert len(outbox.claim()) == 1


def test_after_three_days_it_is_given_up_and_counted(outbox: Outbox, clock: Clock) -> None:
    before = _given_up()
    outbox.tells()
    outbox.works("later")
    clock.passes(days=2, hours=22)
    outbox.forgets()
    assert len(outbox.rows) == 1
    clock.passes(hours=3)
    outbox.forgets()
    assert outbox.rows == []
    assert _given_up() == before + 1


def _given_up() -> float:
    (metric,) = GIVEN_UP.collect()
    assert all(not sample.labels for sample in metric.samples)
    return next(sample.value for sample in metric.samples if sample.name.endswith("_total"))


def test_a_notice_under_a_lost_key_is_dropped(outbox: Outbox) -> None:
    outbox.tells()
    thief = Outbox(outbox.database, ServerKey(bytes(32)))
    assert thief.claim() == []
    assert outbox.rows == []


def test_what_waits_for_who_wiped_the_chat_is_never_sent(outbox: Outbox, clock: Clock) -> None:
    outbox.tells(CHAT, "ky")
    outbox.tells("42")
    clock.passes(days=2)
    outbox.tells(CHAT, "ru")
    outbox.database.run(lambda session: actions.forget_person(session, outbox.key, "telegram", CHAT))
    assert [claimed.notice.address for claimed in outbox.claim()] == ["42"]


# Workers


def test_what_a_dead_worker_had_goes_to_another(outbox: Outbox, clock: Clock) -> None:
    outbox.tells()
    (dead,) = outbox.claim()
    clock.passes(seconds=59)
    assert outbox.claim() == []
    clock.passes(seconds=2)
    (alive,) = outbox.claim()
    assert alive.notice == dead.notice
    outbox.settle(dead, "gone")
    assert len(outbox.rows) == 1, "an old claim decides nothing"
    outbox.settle(alive)
    assert outbox.rows == []


def test_workers_at_once_get_different_notices(outbox: Outbox) -> None:
    everybody = {str(number) for number in range(40)}
    for address in everybody:
        outbox.tells(address)
    with ThreadPoolExecutor(8) as workers:
        batches = list(workers.map(lambda _: outbox.claim(limit=5), range(8)))
    batches.append(outbox.claim())
    given = [claimed.notice.address for batch in batches for claimed in batch]
    assert len(given) == len(everybody)
    assert set(given) == everybody


def test_many_who_write_to_one_person_at_once_make_one_notice(outbox: Outbox) -> None:
    with ThreadPoolExecutor(4) as writers:
        assert all(writers.map(lambda _: outbox.tells(), range(12)))
    assert len(outbox.claim()) == 1


def test_a_notice_belongs_to_the_transaction_that_made_it(outbox: Outbox) -> None:
    with pytest.raises(RuntimeError), outbox.database.connection() as connection:
        contact = Contact(channel="telegram", address=CHAT, language="ky")
        actions.notify_person(connection, outbox.key, contact)
        raise RuntimeError("the message was not saved")
    assert outbox.rows == []


# What a thief of the database sees


def test_a_row_shows_neither_person_nor_report(outbox: Outbox, clock: Clock) -> None:
    outbox.tells()
    outbox.works("later")
    with outbox.database.connection() as connection:
        (row,) = connection.execute(text("SELECT * FROM outgoing")).all()
    seen = b"\n".join(value if isinstance(value, bytes) else str(value).encode() for value in row)
    for secret in _as_written(CHAT, REPORT, "notice-message"):
        assert secret not in seen
    assert outbox.key.person("telegram", CHAT) not in seen
    assert outbox.key.person("telegram", CHAT).hex()[:32].encode() not in seen


def _as_written(*secrets: str) -> Iterator[bytes]:
    for secret in secrets:
        yield secret.encode()
        yield secret.encode().hex().encode()
        yield base64.b64encode(secret.encode()).rstrip(b"=")[:-1]
    yield int(CHAT).to_bytes(8, "big").lstrip(b"\0")
    yield int(CHAT).to_bytes(8, "little").rstrip(b"\0")
    yield bytes.fromhex(REPORT)


def test_the_time_in_a_row_is_a_whole_hour(outbox: Outbox) -> None:
    """To the second it would be found again in the audit, beside the report that was answered."""
    outbox.tells()
    (row,) = outbox.rows
    assert all(
        (moment.minute, moment.second, moment.microsecond) == (0, 0, 0) for moment in (row.created_at, row.due_at)
    )


def test_rows_do_not_differ_in_length_or_by_the_day(outbox: Outbox, settings: Settings, clock: Clock) -> None:
    outbox.tells("1", "ky")
    outbox.tells("-1009999999999", "en")
    outbox.tells_staff(settings)
    assert len({len(row.sealed) for row in outbox.rows}) == 1
    clock.passes(days=1)
    before = {row.id for row in outbox.rows}
    for claimed in outbox.claim():
        outbox.settle(claimed)
    outbox.tells("1", "ky")
    assert not before & {row.id for row in outbox.rows if row.waiting}


# Over HTTP


async def test_a_channel_takes_notices_and_tells_what_became_of_them(
    channel: httpx.AsyncClient, outbox: Outbox
) -> None:
    outbox.tells(CHAT, "en")
    (notice,) = (await channel.post("/v1/outgoing/claim", json={"channel": "telegram"})).json()
    assert (notice["address"], notice["language"]) == (CHAT, "en")
    assert notice["buttons"]
    assert not {"report", "violation", "caseworker"} & set(notice["text"].lower().split())
    assert (await channel.post("/v1/outgoing/claim", json={"channel": "telegram", "limit": 5})).json() == []
    told = {"outcome": "sent", "claimed_until": notice["claimed_until"], "message_ids": [7]}
    answer = await channel.post(f"/v1/outgoing/{notice['id']}", json=told)
    assert (answer.status_code, answer.content) == (204, b"")
    assert outbox.rows == []
    assert (await channel.post(f"/v1/outgoing/{notice['id']}", json=told)).status_code == 204


@on_sqlite
@pytest.mark.parametrize("language", ["ky", "ru", "uz", "en"])
async def test_the_words_are_in_the_language_of_the_person(
    channel: httpx.AsyncClient, outbox: Outbox, language: str
) -> None:
    outbox.tells(CHAT, language)
    outbox.tells("42", "ru" if language == "en" else "en")
    first, second = (await channel.post("/v1/outgoing/claim", json={"channel": "telegram"})).json()
    assert first["text"] != second["text"]


async def test_a_wipe_deletes_a_notice_too(channel: httpx.AsyncClient, outbox: Outbox) -> None:
    outbox.tells()
    outbox.works("sent", message_ids=(71, 72))
    wipe = {"type": "choice", "choice": "wipe/yes"}
    body = {"channel": "telegram", "address": CHAT, "key": "w", "event": wipe}
    assert (await channel.post("/v1/turns", json=body)).json()["wipe"] == [71, 72]


@on_sqlite
@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("claim", {}, "channel"),
        ("claim", {"channel": "email"}, "channel"),
        ("claim", {"channel": "telegram", "limit": 0}, "limit"),
        ("claim", {"channel": "telegram", "limit": 51}, "limit"),
        ("claim", {"channel": "telegram", "more": 1}, "more"),
        ("0" * 31, {}, "notice_id"),
        ("0" * 32, {"outcome": "lost"}, "outcome"),
        ("0" * 32, {"outcome": "sent"}, "claimed_until"),
        ("0" * 32, {"outcome": "sent", "claimed_until": "2026-11-22T10:00:00"}, "claimed_until"),
        ("0" * 32, {"outcome": "later", "retry_after": -1}, "retry_after"),
        ("0" * 32, {"outcome": "later", "retry_after": 1e9}, "retry_after"),
        ("0" * 32, {"outcome": "sent", "message_ids": [2**63]}, "message_ids.0"),
    ],
)
async def test_fields_at_fault_are_named(
    channel: httpx.AsyncClient, path: str, body: dict[str, object], field: str
) -> None:
    answer = await channel.post(
        f"/v1/outgoing/{path}", content=json.dumps(body), headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 422
    assert field in [error["field"] for error in answer.json()["errors"]]


@on_sqlite
@pytest.mark.parametrize("path", ["claim", "0" * 32])
async def test_only_channels_may_take_notices(stranger: httpx.AsyncClient, path: str) -> None:
    assert (await stranger.post(f"/v1/outgoing/{path}", json={})).status_code == 401
