from typing import Any

import pytest
from telegram import Update

from bot.telegram.updates import Incoming, read

ALI = {"id": 42, "is_bot": False, "first_name": "Ali", "language_code": "uz"}
CHAT = {"id": 42, "type": "private"}
PLACE = {"latitude": 55.5, "longitude": 37.5}


def message(**content: Any) -> dict[str, Any]:
    return {"message_id": 5, "date": 1, "chat": CHAT, "from": ALI} | content


def reading(**update: Any) -> Incoming | None:
    return read(Update.de_json({"update_id": 9} | update))


@pytest.mark.parametrize(
    ("content", "event"),
    [
        ({"text": "салам"}, {"type": "text", "text": "салам"}),
        ({"location": PLACE}, {"type": "location", "lat": 55.5, "lon": 37.5}),
        (
            {"venue": {"location": PLACE, "title": "Дом", "address": "Ленина, 1"}, "location": PLACE},
            {"type": "location", "lat": 55.5, "lon": 37.5},
        ),
        ({"dice": {"emoji": "🎲", "value": 3}}, {"type": "other", "what": "dice"}),
        ({"pinned_message": message(text="x")}, {"type": "other", "what": "pinned_message"}),
        ({}, {"type": "other", "what": "unknown"}),
    ],
)
def test_a_message_becomes_an_event(content: dict[str, Any], event: dict[str, Any]) -> None:
    incoming = reading(message=message(**content))
    assert incoming is not None
    assert incoming.message.event == event
    assert (incoming.chat_id, incoming.message.address) == (42, "42")
    assert incoming.message.key.startswith("9-")
    assert (incoming.message.message_id, incoming.message.language_hint) == (5, "uz")


def test_a_press_becomes_a_choice_and_names_its_message() -> None:
    query = {"id": "q", "from": ALI, "chat_instance": "c", "data": "home", "message": message(text="menu")}
    incoming = reading(callback_query=query)
    assert incoming is not None
    assert incoming.message.event == {"type": "choice", "choice": "home"}
    assert (incoming.pressed_id, incoming.query_id) == (5, "q")


def test_a_press_on_a_message_that_telegram_no_longer_shows_is_read() -> None:
    gone = {"message_id": 5, "date": 0, "chat": CHAT}
    incoming = reading(callback_query={"id": "q", "from": ALI, "chat_instance": "c", "data": "home", "message": gone})
    assert incoming is not None and incoming.pressed_id == 5


@pytest.mark.parametrize(
    "update",
    [
        {},
        {"edited_message": message(text="x")},
        {"message": message(text="x") | {"chat": {"id": -1, "type": "group", "title": "Work"}}},
        {"message": message(text="x") | {"chat": {"id": -1, "type": "supergroup", "title": "Work"}}},
        {"channel_post": message(text="x") | {"chat": {"id": -1, "type": "channel", "title": "News"}}},
        {"callback_query": {"id": "q", "from": ALI, "chat_instance": "c", "game_short_name": "chess"}},
        {
            "callback_query": {
                "id": "q",
                "from": ALI,
                "chat_instance": "c",
                "data": "home",
                "message": message(text="x") | {"chat": {"id": -1, "type": "group", "title": "Work"}},
            }
        },
    ],
    ids=["empty", "edit", "group", "supergroup", "channel", "game", "press in a group"],
)
def test_what_is_not_said_to_us_is_left_alone(update: dict[str, Any]) -> None:
    assert reading(**update) is None


def test_two_bots_may_use_the_same_update_number() -> None:
    """Numbers begin anew with another bot; a message must not get the answer of another one."""
    first, second = (_message_at(moment) for moment in (1_790_000_000, 1_790_000_060))
    assert first.message.key != second.message.key
    assert first.message.key == _message_at(1_790_000_000).message.key


def _message_at(moment: int) -> Incoming:
    chat = {"id": 42, "type": "private"}
    message = {"message_id": 1, "date": moment, "chat": chat, "text": "салам"}
    update = Update.de_json({"update_id": 9, "message": message}, None)
    incoming = read(update)
    assert incoming is not None
    return incoming
