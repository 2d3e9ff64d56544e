"""Files on their way in: through a channel for a draft or an open thread, and with the receipt alone."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from fastapi import FastAPI
from sqlmodel import Session

from api.database import now
from api.reports import retention
from api.reports.attachments import routes
from api.reports.attachments.files import CHUNK_BYTES
from api.reports.attachments.rules import Limits
from api.reports.models import Attachment, Draft
from tests.people.staff import Office
from tests.reports.attachments import samples
from tests.reports.attachments.conftest import Told
from tests.reports.attachments.samples import TEXT, photo
from tests.reports.attachments.senders import Reader, Sender, in_parts, said
from tests.reports.reporters import rows


async def test_a_file_is_kept_with_the_draft_and_sealed_with_the_report(
    sender: Sender, told: Told, app: FastAPI, office: Office
) -> None:
    sender.writes()
    assert await sender.sends(photo(), name="IMG_1.jpg") == told("file-kept", count=1, limit=10)
    assert await sender.sends(TEXT, kind="document", name="../шот.txt") == told("file-kept", count=2, limit=10)
    draft = sender.kept()
    assert draft
    assert [(file.kind, file.name, file.size) for file in draft.files] == [
        ("photo", "IMG_1.jpg", len(photo())),
        ("document", "шот.txt", len(TEXT)),
    ]
    sender.reports()
    listed = await Reader.bermet(app, office).lists(sender.told.report)
    assert {file["id"] for file in listed} == {file.id for file in draft.files}
    found = {file["type"]: file for file in listed}
    assert found["image/jpeg"]["copy_state"] == "made"
    assert found["text/plain"]["copy_state"] == "none"
    assert found["text/plain"]["sha256"] == hashlib.sha256(TEXT).hexdigest()
    assert [row.created_at.minute for row in sender.files()] == [0, 0], "the clock must not tell which chat it was"


async def test_a_large_file_in_parts_of_any_size_stays_the_same(sender: Sender, app: FastAPI, office: Office) -> None:
    sender.writes()
    lengths = (1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES)
    contents = [samples.WAV[: min(length, 44)] + bytes(max(length - 44, 0)) for length in lengths[1:]] + [b"a"]
    for content, size in zip(contents, (7_777, CHUNK_BYTES, 1_000_000, 65_536, 1), strict=True):
        await sender.sends(in_parts(content, size), kind="voice")
    sender.reports()
    reader = Reader.bermet(app, office)
    read = [
        (await reader.opens(sender.told.report, file["id"])).content for file in await reader.lists(sender.told.report)
    ]
    assert sorted(map(len, read)) == sorted(map(len, contents))
    assert set(read) == set(contents)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "LIMITS", Limits(file_bytes=3_000, files=3, report_bytes=5_000))


async def test_so_many_files_and_no_more_even_at_once(small: None, sender: Sender, told: Told) -> None:
    sender.writes()
    answers = await asyncio.gather(*(sender.sends(b"salam") for _ in range(6)))
    assert sorted(answers).count(told("file-refused-count")) == 3
    kept = sender.kept()
    assert kept
    assert len(kept.files) == len(sender.files()) == 3


async def test_so_many_bytes_together_even_at_once(small: None, sender: Sender, told: Told) -> None:
    sender.writes()
    answers = await asyncio.gather(*(sender.sends(b"a" * 2_400) for _ in range(3)))
    assert answers.count(told("file-refused-size")) == 1
    assert sum(row.size for row in sender.files()) == 4_800
    assert await sender.sends(b"a" * 201) == told("file-refused-size")


async def test_a_file_that_is_brought_again_is_kept_once(sender: Sender) -> None:
    sender.writes()
    key = sender.announces()
    first = await sender.brings(key, photo())
    again = await sender.brings(key, photo())
    assert said(again) == said(first)
    assert len(sender.files()) == 1
    draft = sender.kept()
    assert draft
    assert len(draft.files) == 1


async def test_of_two_uploads_of_one_file_at_once_the_later_counts(sender: Sender) -> None:
    sender.writes()
    key, half, go_on = sender.announces(), asyncio.Event(), asyncio.Event()
    slow = asyncio.create_task(sender.brings(key, halting(half, go_on)))
    await half.wait()
    assert (await sender.brings(key, TEXT)).status_code == 200
    go_on.set()
    assert (await slow).status_code == 409
    assert [row.size for row in sender.files()] == [len(TEXT)]
    assert sender.pieces() == 1


async def halting(half: asyncio.Event, go_on: asyncio.Event, size: int = 3 * CHUNK_BYTES) -> AsyncIterator[bytes]:
    """Text that stops in the middle until it may go on."""
    yield b"a" * (size // 2)
    half.set()
    await go_on.wait()
    yield b"b" * (size - size // 2)


async def test_a_report_that_is_sent_meanwhile_gets_the_file(sender: Sender, app: FastAPI, office: Office) -> None:
    sender.writes()
    half, go_on = asyncio.Event(), asyncio.Event()
    slow = asyncio.create_task(sender.brings(sender.announces(), halting(half, go_on)))
    await half.wait()
    sender.reports()
    go_on.set()
    assert (await slow).status_code == 200
    (file,) = await Reader.bermet(app, office).lists(sender.told.report)
    assert (file["size"], file["entry"]) == (3 * CHUNK_BYTES, None)


async def test_a_draft_that_is_given_up_meanwhile_takes_the_file_along(sender: Sender) -> None:
    sender.writes()
    half, go_on = asyncio.Event(), asyncio.Event()
    slow = asyncio.create_task(sender.brings(sender.announces(), halting(half, go_on)))
    await half.wait()
    sender.gives_up()
    go_on.set()
    response = await slow
    assert (response.status_code, response.json()["replies"]) == (200, [])
    assert (sender.files(), sender.pieces()) == ([], 0)


async def test_an_upload_that_breaks_off_leaves_nothing_and_can_be_repeated(sender: Sender, told: Told) -> None:
    sender.writes()
    key = sender.announces()

    async def breaking() -> AsyncIterator[bytes]:
        yield b"a" * 2 * CHUNK_BYTES
        assert sender.pieces() == 1
        raise ConnectionResetError

    assert (await sender.brings(key, breaking())).status_code == 500
    assert (sender.files(), sender.pieces()) == ([], 0)
    assert said(await sender.brings(key, TEXT)) == told("file-kept", count=1, limit=10)


async def test_what_a_crash_leaves_is_swept_away_after_a_day(sender: Sender) -> None:
    sender.writes()
    await sender.sends(TEXT)
    sender.changes()
    database = sender.reporter.reception.database

    (file,) = sender.files()

    def a_day_later(session: Session) -> None:
        session.get_one(Attachment, file.id).created_at = now() - timedelta(hours=25)

    retention.clean_up(database)
    assert len(sender.files()) == 1
    database.run(a_day_later)
    sender.changes()
    retention.clean_up(database)
    assert len(sender.files()) == 1, "a draft that changes keeps its files"
    database.run(a_day_later)
    retention.clean_up(database)
    assert (sender.files(), sender.pieces()) == ([], 0)


async def test_a_thread_takes_files_as_messages(sender: Sender, told: Told) -> None:
    sender.writes().reports()
    assert await sender.sends(photo()) == told("file-kept", count=1, limit=10)
    thread = sender.reporter.opens(sender.told.receipt)
    assert [(message.direction, message.text, message.files) for message in thread.messages] == [("person", "", 1)]


async def test_with_the_receipt_alone(sender: Sender, app: FastAPI, office: Office) -> None:
    sender.writes().reports()
    added = await sender.adds(photo("PNG"), "скрин.png")
    assert added.status_code == 201
    assert added.json() == {"id": sender.files()[0].id, "type": "image/png", "size": len(photo("PNG"))}
    (file,) = await Reader.bermet(app, office).lists(sender.told.report)
    assert (file["kind"], file["name"], file["entry"], file["copy_state"]) == ("photo", "скрин.png", 1, "made")


async def test_who_sent_a_file_is_not_noted_once_the_report_is_sent(sender: Sender) -> None:
    sender.writes()
    await sender.sends(TEXT)
    sender.reports()
    assert rows(sender.reporter.reception.database, Draft) == []
