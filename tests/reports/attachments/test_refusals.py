"""What is not taken in, and what is said about it."""

from collections.abc import AsyncIterator, Iterator

import pytest
from fastapi import FastAPI
from starlette.types import Message

from api.reports.attachments.rules import MB
from tests.conftest import TOKEN
from tests.reports.attachments import samples
from tests.reports.attachments.conftest import Told
from tests.reports.attachments.samples import TEXT
from tests.reports.attachments.senders import Sender, client_of, in_parts, said

SOUND = b"#!AMR\n"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is refused does not depend on the database: one will do."""
    return sqlite_url


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"MZ" + bytes(100), "type"),
        (b"<svg onload=alert(1)>", "type"),
        (b"\n" + samples.pdf(), "type"),
        (TEXT * 5_000 + b"\x00", "type"),  # text but for its very end
        (TEXT * 5_000 + b"\xd0", "type"),
    ],
)
async def test_what_is_not_taken_leaves_nothing(sender: Sender, told: Told, content: bytes, reason: str) -> None:
    sender.writes()
    assert await sender.sends(in_parts(content)) == told(f"file-refused-{reason}")
    assert (sender.files(), sender.pieces()) == ([], 0)
    kept = sender.kept()
    assert kept
    assert kept.files == ()


async def test_twenty_megabytes_are_taken_and_not_a_byte_more(sender: Sender, told: Told) -> None:
    sender.writes()
    most = SOUND + bytes(20 * MB - len(SOUND))
    assert await sender.sends(in_parts(most, MB)) == told("file-kept", count=1, limit=10)
    assert await sender.sends(in_parts(most + b"\0", MB)) == told("file-refused-size")
    assert len(sender.files()) == 1


async def test_a_body_without_end_is_cut_off(sender: Sender) -> None:
    sender.writes()
    asked = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal asked
        while True:
            asked += MB
            yield SOUND + bytes(MB - len(SOUND))

    assert (await sender.brings(sender.announces(), endless())).status_code == 413
    assert asked <= 66 * MB
    assert sender.files() == []
    declared = await sender.brings(sender.announces(), b"x", **{"Content-Length": str(10**12)})
    assert declared.status_code == 413


async def test_elsewhere_bodies_stay_small(app: FastAPI) -> None:
    async with client_of(app) as client:
        for path in ("/v1/turns", "/v1/reports", "/v1/receipts/messages", "/v1/turns/files/1"):
            assert (await client.post(path, content=bytes(70_000))).status_code in (405, 413), path
        assert (await client.post("/v1/reports", content=bytes(70_000))).status_code == 413


async def test_a_file_that_the_messenger_does_not_give(sender: Sender, told: Told) -> None:
    sender.writes()
    key = sender.announces()
    assert said(await sender.cannot_fetch(key)) == told("file-refused-not-fetched")
    assert (await sender.cannot_fetch(key)).json()["replies"] == []
    assert (await sender.brings(key, TEXT)).json()["replies"] == []


async def test_a_file_that_nobody_announced(sender: Sender, other: Sender) -> None:
    key = sender.writes().announces()
    assert (await other.brings(key, TEXT)).json()["replies"] == []
    assert (await sender.brings("another", TEXT)).json()["replies"] == []
    assert sender.files() == []


NAMES = {
    "../../etc/passwd": "passwd",
    "C:\\Users\\Aibek\\photo.jpg": "photo.jpg",
    "\u202egpj.exe": "gpj.exe",
    "a\r\nX-Evil: 1\x00\x1b[31m.jpg": "a X-Evil: 1[31m.jpg",
    "x" * 1_000 + ".jpg": "x" * 116 + ".jpg",
    "😀 келишим.pdf": "😀 келишим.pdf",
    "..": "as announced.jpg",
    "\u200f\u202e": "as announced.jpg",
}


async def test_names_are_made_harmless(sender: Sender) -> None:
    sender.writes()
    for name in NAMES:
        key = sender.announces(name="/tmp/as announced.jpg")
        assert (await sender.brings(key, TEXT, name)).status_code == 200
    draft = sender.kept()
    assert draft
    assert [file.name for file in draft.files] == list(NAMES.values())


@pytest.mark.parametrize("header", [{"Address": "%ff%fe"}, {"File-Name": "%ff"}, {"Channel": "Telegram!"}])
async def test_broken_headers_are_named(sender: Sender, header: dict[str, str]) -> None:
    response = await sender.brings(sender.announces(), TEXT, **header)
    assert response.status_code == 422
    assert next(iter(header)).lower() in response.json()["errors"][0]["field"]


@pytest.mark.parametrize(("content", "status"), [(b"", 422), (b"MZ\x90\x00", 415), (bytes(65 * MB), 413)])
async def test_with_the_receipt_a_refusal_is_a_problem(sender: Sender, content: bytes, status: int) -> None:
    sender.writes().reports()
    refused = await sender.adds(in_parts(content, MB))
    assert (refused.status_code, refused.headers["content-type"]) == (status, "application/problem+json")
    assert sender.files() == []


async def test_another_receipt_adds_nothing(sender: Sender, other: Sender) -> None:
    sender.writes().reports()
    assert (await sender.adds(TEXT, receipt=other.told.receipt)).status_code == 404
    assert sender.files() == []


async def test_a_sender_who_hangs_up_leaves_nothing(sender: Sender, app: FastAPI) -> None:
    sender.writes()
    messages: Iterator[Message] = iter(
        [{"type": "http.request", "body": TEXT * 10_000, "more_body": True}, {"type": "http.disconnect"}]
    )
    answered: list[Message] = []

    async def receive() -> Message:
        return next(messages)

    async def send(message: Message) -> None:
        answered.append(message)

    headers = {"authorization": f"Bearer {TOKEN}", "channel": "telegram", "address": sender.reporter.address}
    scope = {
        "type": "http",
        "method": "PUT",
        "path": f"/v1/turns/files/{sender.announces()}",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    await app(scope, receive, send)
    assert answered[0]["status"] == 200, "nobody hears it; but nothing broke here"
    assert (sender.files(), sender.pieces()) == ([], 0)
