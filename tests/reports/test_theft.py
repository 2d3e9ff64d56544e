"""A thief has all that lies on the server: the database and its log, files, logs, metrics, the environment; at last the
server's key too. What people told, and who they are, is not in it, and does not open.
"""

import base64
import json
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b, sha256
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from sqlalchemy import MetaData, delete, select
from sqlmodel import Session, col

from api.conversation.events import Text
from api.conversation.models import Conversation, Turn
from api.database import Database, now
from api.people.keys import Pepper
from api.reports import documents, retention
from api.reports.documents import Details, Entry, FileAbout, open_document, seal_document
from api.reports.models import Attachment, Draft, Report, ReportEntry
from api.reports.receipt_keys import Receipts
from api.reports.receipts import read_receipt
from api.reports.sealing import Place, Unreadable, unlock, unseal
from api.server_key import ServerKey
from api.settings import Settings
from tests.databases import on_sqlite
from tests.people.staff import Office
from tests.reports.chats import Chat
from tests.reports.conftest import QUICK
from tests.reports.reporters import Reporter, private_of, report_row, rows

CHAT_ID = "700100200"
NAME = "Асанов Эрмек Токтосунович"
PHONE = "+79161234567"
STORY = f"Прораб {NAME} забрал паспорт и держит нас в вагончике, звоните {PHONE}"
REPLY = "Мы позвонили адвокату Ивановой, она придёт в четверг"
FILE_NAME = "договор-Асанов.txt"
FILE = "Я, Асанов Эрмек, получу за ноябрь сорок тысяч рублей.".encode()
PLANTED = [CHAT_ID, NAME, "Асанов", PHONE, PHONE[1:], STORY, "вагончике", REPLY, "Ивановой", FILE_NAME, FILE.decode()]


# What is stolen


def all_rows(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table that is there, known to the code or not."""
    found = MetaData()
    with database.transaction() as session:
        found.reflect(session.connection())
        return {
            name: [dict(row) for row in session.execute(select(table)).mappings()]
            for name, table in found.tables.items()
        }


def loot(database: Database, settings: Settings, *more: bytes) -> bytes:
    """All of it in one heap of bytes: rows, the database's files with the log, the data folder, the environment."""
    parts = [repr(all_rows(database)).encode(), *_bytes_in(all_rows(database)), *more]
    if database.is_sqlite:
        path = Path(database.url.removeprefix("sqlite:///"))
        parts += [file.read_bytes() for file in path.parent.glob(f"{path.name}*")]
    parts += [file.read_bytes() for file in settings.data.rglob("*") if file.is_file()]
    parts.append("\n".join(f"{name}={value}" for name, value in os.environ.items()).encode())
    return b"\n".join(parts)


def _bytes_in(tables: dict[str, list[dict[str, Any]]]) -> Iterator[bytes]:
    every = (value for lines in tables.values() for row in lines for value in row.values())
    return (bytes(value) for value in every if isinstance(value, bytes | memoryview))


def written_ways(text: str) -> Iterator[bytes]:
    """The ways in which a text could lie around."""
    for raw in (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")):
        yield raw
        yield raw.hex().encode()
        yield raw.hex().upper().encode()
        yield repr(raw)[2:-1].encode()
        for offset in range(3):
            encoded = base64.b64encode(bytes(offset) + raw)
            certain = encoded[-(-offset * 8 // 6) : (offset + len(raw)) * 8 // 6]
            yield certain
            yield certain.translate(bytes.maketrans(b"+/", b"-_"))
    yield json.dumps(text)[1:-1].encode()
    yield quote(text).encode()
    if text.isdigit() and int(text) < 2**63:
        yield int(text).to_bytes(8, "big")
        yield int(text).to_bytes(8, "little")


def found_in(heap: bytes, planted: list[str]) -> list[str]:
    return [text for text in planted if any(way in heap for way in written_ways(text))]


def test_the_search_itself_finds_what_is_there() -> None:
    for way in written_ways("Асанов"):
        assert found_in(b"\x00\x01" + way + b"\xff", ["Асанов"]) == ["Асанов"]
    assert found_in(b"x" + base64.b64encode(b"12" + STORY.encode() + b"3"), [NAME]) == [NAME]
    assert found_in(STORY.encode(), [REPLY]) == []


@dataclass
class Scene:
    """A report that was told in a chat, answered, and answered again; and one that came over HTTP."""

    chat: Chat
    office: Office
    settings: Settings
    receipts: list[str]

    @property
    def database(self) -> Database:
        return self.office.desk.database


@pytest.fixture
def logs() -> Iterator[StringIO]:
    """Everything is logged, the statements of the database and calls between channel and api too."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    noisy = [logging.getLogger(name) for name in ("", "sqlalchemy.engine", "httpx")]
    before = [logger.level for logger in noisy]
    noisy[0].addHandler(handler)
    for logger in noisy:
        logger.setLevel(logging.DEBUG)
    yield written
    noisy[0].removeHandler(handler)
    for logger, level in zip(noisy, before, strict=True):
        logger.setLevel(level)


@pytest.fixture
async def scene(
    logs: StringIO,
    channel: httpx.AsyncClient,
    client: httpx.AsyncClient,
    office: Office,
    settings: Settings,
) -> Scene:
    chat = Chat(channel, CHAT_ID)
    await chat.tells(STORY, {FILE_NAME: FILE})
    receipt = chat.receipt
    await chat.presses("r/send")
    assert receipt in chat.shown
    [report] = rows(office.desk.database, Report)
    answer_as_caseworker(office, report.id, REPLY)
    await chat.says(receipt)
    assert "Ивановой" in chat.shown
    body = {"told": STORY, "language": "ru", "consent": True, "place": NAME, "when": PHONE}
    sent = await client.post("/v1/reports", json=body)
    headers = {"X-Receipt": sent.json()["receipt"]}
    await client.post("/v1/receipts/messages", json={"text": REPLY}, headers=headers)
    added = await client.post(
        "/v1/receipts/attachments", content=FILE, headers=headers | {"File-Name": quote(FILE_NAME)}
    )
    assert added.status_code == 201, added.text
    return Scene(chat, office, settings, [receipt, headers["X-Receipt"]])


def answer_as_caseworker(office: Office, report: str, text: str) -> None:
    def add(session: Session) -> None:
        row = session.get_one(Report, report)
        row.entries += 1
        sealed = seal_document(
            Entry(text=text, at=now()), row.public_key, documents.entry_place(report, row.entries, "staff")
        )
        session.add(ReportEntry(report=report, number=row.entries, direction="staff", sealed=sealed))

    office.desk.run(add)


def secrets_of(scene: Scene) -> list[str]:
    codes = [code for receipt in scene.receipts for code in (receipt, read_receipt(receipt))]
    return PLANTED + codes


# Nothing is found


async def test_what_was_told_is_nowhere(logs: StringIO, scene: Scene) -> None:
    metrics = (await scene.chat.channel.get("/metrics")).content
    logged = logs.getvalue().encode()
    assert b"INSERT INTO report" in logged
    assert found_in(loot(scene.database, scene.settings, metrics, logged), secrets_of(scene)) == []


async def test_a_draft_lies_there_unread_too(channel: httpx.AsyncClient, office: Office, settings: Settings) -> None:
    chat = Chat(channel, CHAT_ID)
    await chat.tells(STORY, {FILE_NAME: FILE})
    assert found_in(loot(office.desk.database, settings), [*PLANTED, chat.receipt]) == []


@on_sqlite
async def test_the_servers_key_opens_no_word_of_what_was_sent(scene: Scene) -> None:
    """With it a thief reads what the conversation keeps: the story, the receipt and the answers are not in it."""
    key, database = ServerKey(scene.settings.key_of_server), scene.database
    opened = [key.open(turn.answer, "answer", turn.person, turn.key) for turn in rows(database, Turn)]
    opened += [key.open(row.state, "state", row.person) for row in rows(database, Conversation)]
    opened += [key.open(row.sealed, row.kind, row.person) for row in rows(database, Draft)]
    assert len(opened) > 10
    assert found_in(b"\n".join(opened), secrets_of(scene)) == []


@on_sqlite
async def test_database_environment_and_server_key_open_no_report(scene: Scene) -> None:
    server_key, tables = scene.settings.key_of_server, all_rows(scene.database)
    candidates = list(keys_in_reach(server_key, list(_bytes_in(tables))))
    assert len(tables["report"]) == 2
    for row in tables["report"]:
        place = documents.receipt_key_place(row["id"])
        for key in candidates:
            assert not _opens(unlock, row["private_for_receipt"], key, place)
            assert not _opens(unseal, row["private_for_staff"], key, documents.staff_key_place(row["id"]))
            assert not _opens(unseal, row["details"], key, documents.details_place(row["id"]))
    for row in tables["report_entry"]:
        place = documents.entry_place(row["report"], row["number"], row["direction"])
        assert not any(_opens(unseal, row["sealed"], key, place) for key in candidates)
    assert len(tables["attachment"]) == 2
    for row in tables["attachment"]:
        place = documents.about_place(row["report"], row["id"])
        assert not any(_opens(unseal, row["about"], key, place) for key in candidates)
    for row in tables["attachment_chunk"]:
        report = next(file["report"] for file in tables["attachment"] if file["id"] == row["attachment"])
        place = documents.chunk_place(report, row["attachment"], row["number"], of_copy=row["of_copy"], last=True)
        assert not any(_opens(unlock, row["sealed"], key, place) for key in candidates)


def keys_in_reach(server_key: bytes, stolen: list[bytes]) -> set[bytes]:
    """Whatever of 32 bytes can be cut out of the loot, or is derived from the server's key as the code does it."""
    pepper = Pepper.of_server(server_key)
    purposes = ("receipt lookup", "receipt key", "receipt delay", "report retry", "password", "totp", "delay", "device")
    derived = {pepper.secret, server_key, *(pepper.hash(purpose) for purpose in purposes)}
    derived |= {blake2b(name, key=server_key, digest_size=32).digest() for name in (b"people", b"conversation")}
    whole = {raw for raw in stolen if len(raw) == 32}
    derived |= {pepper.hash("receipt key", raw) for raw in whole}
    cut = {raw[at : at + 32] for raw in stolen for at in (0, 24, 32, 48, 80, len(raw) - 32) if len(raw) >= at + 32 > 31}
    return {key for key in derived | cut if len(key) == 32}


def _opens(opener: Any, sealed: bytes, key: bytes, place: Place) -> bool:
    try:
        opener(bytes(sealed), key, place)
    except Unreadable:
        return False
    return True


@on_sqlite
async def test_receipts_cannot_be_tried_without_the_servers_key(scene: Scene) -> None:
    """Who finds one on paper, and has the database, recognises no report by it: look-up and key are peppered."""
    symbols = read_receipt(scene.receipts[0]).encode()
    slow = scene.office.desk.slow_hash(symbols, b"jardam receipt 1", QUICK)
    stolen = rows(scene.database, Report)
    for raw in (symbols, slow):
        for guess in (raw.ljust(32)[:32], blake2b(raw, digest_size=32).digest(), sha256(raw).digest()):
            for row in stolen:
                assert row.receipt != guess
                assert not _opens(unlock, row.private_for_receipt, guess, documents.receipt_key_place(row.id))
    without = Receipts(scene.office.desk.slow_hash, Pepper.of_server(bytes(32)), QUICK).keys(symbols.decode())
    assert without.lookup not in {row.receipt for row in stolen}


# Who it was


@on_sqlite
async def test_trying_every_chat_id_finds_nobody_without_the_servers_key(scene: Scene) -> None:
    heap = loot(scene.database, scene.settings.model_copy(update={"data": Path("/nowhere")}))
    wrong_key = ServerKey(bytes(32))
    for number in range(700_100_000, 700_100_400):
        told = f"telegram\0{number}".encode()
        for text in (told, str(number).encode()):
            assert sha256(text).digest() not in heap
            assert blake2b(text, digest_size=32).digest() not in heap
            assert sha256(text).hexdigest().encode() not in heap
        assert wrong_key.person("telegram", str(number)) not in heap


@on_sqlite
async def test_with_the_servers_key_it_finds_who_wrote_to_the_bot_but_not_what_they_reported(scene: Scene) -> None:
    """Chat ids are numbers that can all be tried: SECURITY.md says so. From there no row leads on to a report."""
    key = ServerKey(scene.settings.key_of_server)
    found = {number for number in range(700_100_000, 700_100_400) if _is_known(scene, key, str(number))}
    assert found == {int(CHAT_ID)}
    person = key.person("telegram", CHAT_ID)
    scene.office.desk.run(lambda session: session.execute(delete(Draft)))
    retention.clean_up(scene.database)
    reports = {row.id for row in rows(scene.database, Report)}
    for name, lines in all_rows(scene.database).items():
        for row in lines:
            is_report = name.startswith(("report", "attachment"))
            assert not (is_report and person in [bytes(v) for v in row.values() if isinstance(v, bytes | memoryview)])
    opened = [key.open(turn.answer, "answer", turn.person, turn.key) for turn in rows(scene.database, Turn)]
    assert not any(report.encode() in answer for report in reports for answer in opened)


def _is_known(scene: Scene, key: ServerKey, number: str) -> bool:
    with scene.database.transaction() as session:
        return session.get(Conversation, key.person("telegram", number)) is not None


@on_sqlite
async def test_no_clock_in_the_rows_of_a_report_is_finer_than_an_hour(scene: Scene) -> None:
    """Turns have exact times for two days; a report must not be found beside its turn by the clock."""
    for name in ("report", "report_label", "attachment", "outgoing"):
        for row in all_rows(scene.database)[name]:
            moments = [value for column, value in row.items() if column.endswith("_at") and value is not None]
            assert all(moment % 3_600_000_000 == 0 for moment in moments), (name, row.keys())


# Moving ciphertext


@pytest.fixture
def two(office: Office, aigul: Reporter) -> tuple[Report, Report]:
    told = [aigul.reports(), aigul.reports()]
    for each in told:
        aigul.writes(each.report, "first")
        answer_as_caseworker(office, each.report, "second")
        aigul.writes(each.report, "third")
    first, second = (report_row(office.desk.database, each.report) for each in told)
    return first, second


def test_a_seal_moved_between_reports_or_fields_does_not_open(office: Office, two: tuple[Report, Report]) -> None:
    mine, other = two
    keyring = office.keyring()
    private = private_of(mine, keyring)
    moved = mine.model_copy(update={"private_for_staff": other.private_for_staff})
    with pytest.raises(Unreadable):
        private_of(moved, keyring)
    for sealed, place in (
        (mine.details, documents.casework_place(mine.id)),
        (mine.details, documents.details_place(other.id)),
        (other.details, documents.details_place(mine.id)),
        (mine.private_for_staff, documents.details_place(mine.id)),
    ):
        with pytest.raises(Unreadable):
            open_document(Details, sealed, private, place)


def test_a_message_moved_to_another_place_or_speaker_does_not_open(office: Office, two: tuple[Report, Report]) -> None:
    mine, other = two
    private = private_of(mine, office.keyring())
    entries = {row.number: row for row in rows(office.desk.database, ReportEntry) if row.report == mine.id}
    assert open_document(Entry, entries[1].sealed, private, documents.entry_place(mine.id, 1, "person")).text == "first"
    for number, direction, report in (
        (3, "person", mine.id),
        (1, "staff", mine.id),
        (1, "note", mine.id),
        (1, "person", other.id),
    ):
        with pytest.raises(Unreadable):
            place = documents.entry_place(report, number, direction)  # type: ignore[arg-type]
            open_document(Entry, entries[1].sealed, private, place)


def test_messages_swapped_in_the_database_are_not_shown(
    office: Office, aigul: Reporter, two: tuple[Report, Report]
) -> None:
    told = aigul.reports()
    aigul.writes(told.report, "I was not paid")
    aigul.writes(told.report, "I was paid")

    def swap(session: Session) -> None:
        query = select(ReportEntry).where(col(ReportEntry.report) == told.report).order_by(col(ReportEntry.number))
        first, second = session.scalars(query).all()
        first.sealed, second.sealed = second.sealed, first.sealed

    office.desk.run(swap)
    assert aigul.types(told.receipt).opened is None


@on_sqlite
async def test_a_file_moved_to_another_report_does_not_open(scene: Scene) -> None:
    keyring = scene.office.keyring()
    mine, other = rows(scene.database, Attachment)
    private = private_of(report_row(scene.database, mine.report), keyring)
    about = open_document(FileAbout, mine.about, private, documents.about_place(mine.report, mine.id))
    assert about.name == FILE_NAME
    for sealed, report, file in ((other.about, mine.report, mine.id), (mine.about, mine.report, other.id)):
        with pytest.raises(Unreadable):
            open_document(FileAbout, sealed, private, documents.about_place(report, file))


def test_what_is_held_in_memory_does_not_show_when_it_is_printed(office: Office, aigul: Reporter) -> None:
    told = aigul.reports()
    aigul.writes(told.report, "the second message")
    prepared = aigul.reception.prepare(aigul.person, Text(told.receipt))
    assert prepared.receipt == "opened"
    shown = repr((prepared, aigul.reception))
    for secret in (read_receipt(told.receipt), told.receipt, "the second message"):
        assert secret not in shown
