"""A report through the whole service: HTTP, conversation, sealed storage."""

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import func, select

from api.database import Database
from api.reports.models import Attachment
from tests.reports.chats import Chat
from tests.reports.conftest import app, channel, client, desk, office, reception, settings

__all__ = ["app", "channel", "client", "desk", "office", "reception", "settings"]

STORY = "Начальник третий месяц не платит зарплату за стройку"


@pytest.fixture
async def aigul(channel: httpx.AsyncClient) -> Chat:
    chat = Chat(channel, "700100200")
    await chat.tells(STORY, {"расписка.txt": b"received for bricks", "другая.txt": b"another paper"})
    return chat


def files(app: FastAPI) -> int:
    database: Database = app.state.service.database
    return database.run(lambda session: session.scalar(select(func.count()).select_from(Attachment))) or 0


async def test_sending_twice_sends_once(aigul: Chat) -> None:
    send = next(choice for choice in aigul.choices if choice.startswith("r/send/"))
    await aigul.turn({"type": "choice", "choice": send})
    assert "Отправлено" in aigul.shown
    await aigul.turn({"type": "choice", "choice": send})
    assert "больше нет" in aigul.shown


async def test_a_removed_file_is_not_sent(aigul: Chat, app: FastAPI) -> None:
    assert files(app) == 2
    await aigul.turn({"type": "choice", "choice": "r/edit/files"})
    await aigul.presses("r/unfile/")
    await aigul.presses("r/done/files")
    assert "Файлы: 1" in aigul.shown
    assert files(app) == 1


async def test_wiping_leaves_no_draft_and_no_file(aigul: Chat, app: FastAPI) -> None:
    await aigul.turn({"type": "choice", "choice": "wipe/yes"})
    await aigul.turn({"type": "choice", "choice": "r/go"})
    assert "больше нет" in aigul.shown
    assert files(app) == 0
