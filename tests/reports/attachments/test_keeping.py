"""Files at rest: what a thief finds, and what becomes of them when somebody changes the database."""

import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from api.reports.attachments.files import CHUNK_BYTES
from api.reports.models import Attachment, AttachmentChunk
from api.server_key import Unreadable
from tests.databases import files_of
from tests.reports.attachments import samples
from tests.reports.attachments.samples import TEXT, photo
from tests.reports.attachments.senders import Reader, Sender, in_parts


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Seals do not depend on the database: one will do."""
    return sqlite_url


@pytest.mark.parametrize(
    "content", [photo()[:-400], samples.png_that_says(100_000, 100_000), samples.EVERY_TYPE["image/heic"]]
)
async def test_without_a_copy_only_the_original_can_be_asked_for(
    sender: Sender, reader: Reader, content: bytes
) -> None:
    sender.writes()
    await sender.sends(content)
    sender.reports()
    (file,) = await reader.lists(sender.told.report)
    refused = await reader.opens(sender.told.report, file["id"])
    assert (file["copy_state"], refused.status_code) == ("failed", 409)
    assert "original=true" in refused.json()["detail"]
    assert (await reader.opens(sender.told.report, file["id"], original=True)).content == content


def swap(session: Session, file: str, _other: str) -> None:
    """Two pieces change places."""
    first, second = (session.get_one(AttachmentChunk, (file, False, number)) for number in (0, 1))
    first.sealed, second.sealed = second.sealed, first.sealed


def cut_off(session: Session, file: str, _other: str) -> None:
    session.execute(
        delete(AttachmentChunk).where(col(AttachmentChunk.attachment) == file, col(AttachmentChunk.number) == 2)
    )


def move(session: Session, file: str, other: str) -> None:
    """A piece of another file of the same report takes the place of this one's."""
    theirs = session.get_one(AttachmentChunk, (other, False, 1))
    session.get_one(AttachmentChunk, (file, False, 1)).sealed = theirs.sealed


def change(session: Session, file: str, _other: str) -> None:
    piece = session.get_one(AttachmentChunk, (file, False, 2))
    piece.sealed = piece.sealed[:-1] + bytes([piece.sealed[-1] ^ 1])


def exchange_abouts(session: Session, file: str, other: str) -> None:
    first, second = session.get_one(Attachment, file), session.get_one(Attachment, other)
    first.about, second.about = second.about, first.about


@pytest.mark.parametrize("harm", [swap, cut_off, move, change, exchange_abouts])
async def test_what_was_changed_in_the_database_does_not_open(sender: Sender, reader: Reader, harm: Any) -> None:
    sender.writes()
    for letter in (b"a", b"b"):
        await sender.sends(letter * (2 * CHUNK_BYTES + 1))
    sender.reports()
    file, other = (file["id"] for file in await reader.lists(sender.told.report))
    sender.reporter.reception.database.run(lambda session: harm(session, file, other))
    response = await reader.opens(sender.told.report, file)
    assert (response.status_code, response.headers["content-type"]) == (409, "application/problem+json")
    assert "damaged" in response.json()["detail"]


async def test_a_file_cannot_be_given_to_another_report(sender: Sender, other: Sender, reader: Reader) -> None:
    for who in (sender, other):
        who.writes()
        await who.sends(TEXT)
        who.reports()
    moved = update(Attachment).where(col(Attachment.id) == sender.files()[0].id).values(report=other.told.report)
    sender.reporter.reception.database.run(lambda session: session.execute(moved))
    assert (await reader.asks(f"/v1/reports/{other.told.report}/attachments")).status_code == 409


async def test_nothing_lies_in_clear_on_the_disk_at_any_moment(
    sender: Sender, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither while a file comes, nor while its copy is made, nor after."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    sender.writes()
    secret = b"Aibek Secretov was here. "
    looks = 0

    def look() -> None:
        nonlocal looks
        looks += 1
        written = files_of(sender.reporter.reception.database.url)
        assert written
        every = [*written, *(path for path in tmp_path.rglob("*") if path.is_file())]
        assert not [path for path in every if secret in path.read_bytes() or b"passport-of-aibek" in path.read_bytes()]

    async def watched(content: bytes) -> AsyncIterator[bytes]:
        async for part in in_parts(content, 100_000):
            look()
            yield part

    await sender.sends(watched(secret * 30_000), name="passport-of-aibek.txt")
    await sender.sends(watched(samples.encoded(samples.picture((900, 900)), "JPEG", comment=secret)))
    look()
    assert looks > 8
    assert list(temporary.iterdir()) == []
    assert [row.copy_state for row in sender.files()] == ["none", "made"]


async def test_the_database_and_the_servers_key_do_not_open_a_file_that_was_sent(sender: Sender) -> None:
    sender.writes()
    await sender.sends(TEXT, name="passport-of-aibek.txt")
    sender.reports()
    (row,) = sender.files()
    key, person = sender.reporter.reception.key, sender.reporter.person
    for purpose in ("attachment", "upload", "report", "thread", "state"):
        with pytest.raises(Unreadable):
            key.open(row.about, purpose, person, row.id)
    with sender.reporter.reception.database.transaction() as session:
        sealed = session.scalars(select(col(AttachmentChunk.sealed))).all()
    assert not [piece for piece in [*sealed, row.about] if TEXT[:20] in piece or b"aibek" in piece]
