import asyncio
from typing import Any

import httpx
import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter
from telegram.request import HTTPXRequest

from tests.botapi.server import BotApiServer
from tests.botapi.users import User

PNG = b"\x89PNG\r\n\x1a\n" + bytes(16)


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=f"go:{label}")] for label in labels])


async def test_a_message_reaches_the_bot_and_its_answer_the_person(bot: Bot, user: User) -> None:
    user.sends("/start ref1")
    [update] = await bot.get_updates(timeout=1)
    assert update.message and update.message.from_user and update.message.entities
    assert update.message.from_user.language_code == "ky"
    assert [(entity.type, entity.length) for entity in update.message.entities] == [("bot_command", 6)]

    sent = await bot.send_message(user.id, "<b>Салам</b> &amp; кош", parse_mode="HTML", reply_markup=keyboard("Ооба"))

    message = user.waits_for("Салам")
    assert (message.message_id, message.text, message.html) == (
        sent.message_id,
        "Салам & кош",
        "<b>Салам</b> &amp; кош",
    )
    assert message.buttons == [[("Ооба", "go:Ооба")]]


async def test_a_tap_is_answered_and_the_message_edited_in_place(bot: Bot, user: User) -> None:
    await bot.send_message(user.id, "1", reply_markup=keyboard("Next"))
    user.taps("Next")
    [update] = await bot.get_updates()
    query = update.callback_query
    assert query and query.data == "go:Next" and query.message

    await query.answer("ok")
    await bot.edit_message_text("2", user.id, query.message.message_id)

    message = user.waits_for(lambda message: message.edits == 1)
    assert (message.text, message.buttons, user.answers) == ("2", [], ["ok"])
    assert [action.kind for action in user.history] == ["sent", "answered", "edited"]


async def test_waiting_looks_only_at_what_came_since_the_last_act(bot: Bot, user: User) -> None:
    await bot.send_message(user.id, "Menu")
    user.sends("again")
    with pytest.raises(AssertionError, match="nothing like 'Menu' came"):
        user.waits_for("Menu", timeout=0.05)
    waiting = asyncio.create_task(user.sees("Menu"))
    await bot.send_message(user.id, "Menu")
    assert (await waiting).message_id == user.messages[-1].message_id


@pytest.mark.parametrize(
    ("text", "options", "complaint"),
    [
        ("", {}, "Message text is empty"),
        ("<b> </b>", {"parse_mode": "HTML"}, "Text must be non-empty"),
        ("я" * 4097, {}, "Message is too long"),
        ("👍" * 2049, {}, "Message is too long"),
        ("<b>x", {"parse_mode": "HTML"}, "Can't parse entities: can't find end tag"),
        ("x", {"reply_markup": keyboard("я" * 31)}, "Button_data_invalid"),
        ("x", {"reply_to_message_id": 999}, "Message to be replied not found"),
    ],
)
async def test_what_telegram_does_not_send(
    bot: Bot, user: User, text: str, options: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(BadRequest, match=f"(?i){complaint}"):
        await bot.send_message(user.id, text, **options)
    assert user.messages == []


async def test_the_longest_text_and_callback_data_pass(bot: Bot, user: User) -> None:
    text = "<i>" + "я" * 4096 + "</i>"
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="я" * 32)]])
    await bot.send_message(user.id, text, parse_mode="HTML", reply_markup=markup)
    assert len(user.messages[0].text) == 4096


async def test_edits_that_change_nothing_or_meet_no_message_are_refused(bot: Bot, user: User) -> None:
    markup = keyboard("a")
    sent = await bot.send_message(user.id, "<b>x</b>", parse_mode="HTML", reply_markup=markup)
    with pytest.raises(BadRequest, match="exactly the same as a current content and reply markup"):
        await bot.edit_message_text(
            "<b>x</b> ", user.id, sent.message_id, parse_mode="HTML", reply_markup=keyboard("a")
        )
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_reply_markup(user.id, sent.message_id, reply_markup=markup)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("y", user.id, 999)
    user.sends("mine")
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("y", user.id, user.messages[-1].message_id)


async def test_strangers_and_people_who_block(bot: Bot, user: User) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(404, "x")
    user.blocks()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(user.id, "x")
    user.unblocks()
    await bot.send_message(user.id, "x")
    changes = [update.my_chat_member for update in await bot.get_updates()]
    assert [change.new_chat_member.status for change in changes if change] == ["kicked", "member"]


async def test_a_flood_lasts_as_long_as_it_says(telegram: BotApiServer, bot: Bot, user: User) -> None:
    telegram.flood(user.id, 0.2)
    with pytest.raises(RetryAfter):
        await bot.send_message(user.id, "x")
    await asyncio.sleep(0.25)
    await bot.send_message(user.id, "x")

    telegram.state.faults.one_a_second = True
    async with httpx.AsyncClient() as client:
        answer = await client.post(f"{telegram.base_url}1234:test/sendMessage", json={"chat_id": user.id, "text": "y"})
    assert answer.status_code == 429
    assert answer.json() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }


async def test_deleting_skips_the_unknown_and_stops_at_48_hours(telegram: BotApiServer, bot: Bot, user: User) -> None:
    user.sends("secret")
    old = await bot.send_message(user.id, "old")
    telegram.pass_time(hours=49)
    new = await bot.send_message(user.id, "new")

    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_messages(user.id, [old.message_id, new.message_id])
    assert await bot.delete_messages(user.id, [new.message_id, 999])
    assert [message.text for message in user.messages] == ["secret", "old"]
    assert telegram.messages[new.message_id].is_deleted
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(user.id, new.message_id)
    with pytest.raises(BadRequest, match="Too many message identifiers specified"):
        await bot.delete_messages(user.id, list(range(101)))


async def test_late_answers_to_taps_are_refused(telegram: BotApiServer, bot: Bot, user: User) -> None:
    await bot.send_message(user.id, "x", reply_markup=keyboard("a"))
    user.taps("go:a")
    [update] = await bot.get_updates()
    telegram.pass_time(hours=1)
    assert update.callback_query
    for query_id in (update.callback_query.id, "5"):
        with pytest.raises(BadRequest, match="Query is too old"):
            await bot.answer_callback_query(query_id)


async def test_every_kind_of_message_arrives(bot: Bot, user: User) -> None:
    user.sends_location(55.75, 37.62)
    user.sends_sticker()
    user.sends_voice()
    user.sends_photo(PNG, caption="Паспорт")
    user.sends_document(b"%PDF", "contract.pdf", "application/pdf")
    user.sends_contact("+996555000000")
    first, *rest = [update.message for update in await bot.get_updates() if update.message]
    assert first.location and first.location.latitude == 55.75
    assert [bool(message.sticker or message.voice or message.contact) for message in rest] == [1, 1, 0, 0, 1]
    photo, document = rest[2], rest[3]
    assert photo.caption == "Паспорт" and document.document and document.document.file_name == "contract.pdf"
    assert await (await photo.photo[-1].get_file()).download_as_bytearray() == PNG
    with pytest.raises(BadRequest, match="Wrong file_id"):
        await bot.get_file("nothing")


async def test_files_and_places_that_the_bot_sends(bot: Bot, user: User) -> None:
    sent = await bot.send_document(user.id, b"%PDF", filename="claim.pdf", caption="<b>Арыз</b>", parse_mode="HTML")
    assert sent.document and sent.document.file_name == "claim.pdf" and sent.caption == "Арыз"
    await bot.send_document(user.id, sent.document.file_id)
    await bot.send_photo(user.id, PNG)
    await bot.send_location(user.id, 42.87, 74.59)
    await bot.send_venue(user.id, 55.74, 37.62, "Элчилик", "Большая Ордынка, 64")
    assert [next(iter(message.content)) for message in user.messages] == ["document"] * 2 + ["photo"] + ["location"] * 2
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(user.id, b"not a picture")
    with pytest.raises(BadRequest, match="Message can't be forwarded"):
        await bot.forward_message(user.id, user.id, sent.message_id)


async def test_the_reply_keyboard_is_pressed(bot: Bot, user: User) -> None:
    keys = [[KeyboardButton("Жер", request_location=True), KeyboardButton("Жок")]]
    await bot.send_message(user.id, "Кайда?", reply_markup=ReplyKeyboardMarkup(keys))
    user.presses_keyboard("Жер", location=(55.75, 37.62))
    user.presses_keyboard("Жок")
    place, answer = [update.message for update in await bot.get_updates() if update.message]
    assert place.location and answer.text == "Жок"


async def test_the_profile_is_kept_by_language_and_scope(telegram: BotApiServer, bot: Bot) -> None:
    scope = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([BotCommand("start", "Баштоо")], scope=scope, language_code="ky")
    assert (await bot.get_my_commands(scope=scope, language_code="ky"))[0].description == "Баштоо"
    assert await bot.get_my_commands() == ()
    await bot.delete_my_commands(scope=scope, language_code="ky")
    assert await bot.get_my_commands(scope=scope, language_code="ky") == ()
    await bot.set_my_description("Жардам", language_code="ky")
    assert (await bot.get_my_description(language_code="ky")).description == "Жардам"
    await bot.set_my_short_description("Help")
    assert (await bot.get_my_short_description()).short_description == "Help"
    await bot.set_my_name("Жардам")
    await bot.set_chat_menu_button()
    with pytest.raises(BadRequest, match="Bot_command_invalid"):
        await bot.set_my_commands([BotCommand("Жардам", "x")])
    assert telegram.calls_of("setMyShortDescription") == [{"short_description": "Help"}]


def test_wrong_tokens_and_methods(telegram: BotApiServer) -> None:
    answer = httpx.get(f"{telegram.base_url}1234:other/getMe")
    assert answer.status_code == 401
    assert answer.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    assert httpx.get(f"{telegram.base_url}nonsense/getMe").status_code == 404
    assert httpx.get(f"{telegram.base_url}1234:test/GETME").json()["result"]["is_bot"]
    unknown = httpx.post(f"{telegram.base_url}1234:test/sendNonsense")
    assert (unknown.status_code, unknown.json()["description"]) == (404, "Not Found: method not found")
    assert httpx.put(f"{telegram.base_url}1234:test/getMe").status_code == 404


async def test_trouble_on_command(telegram: BotApiServer, bot: Bot, user: User) -> None:
    telegram.fail("sendMessage", 400, "Bad Request: strange", times=2)
    for _ in range(2):
        with pytest.raises(BadRequest, match="Strange"):
            await bot.send_message(user.id, "x")
    telegram.fail("sendMessage", 502, "Bad Gateway", after_effect=True)
    with pytest.raises(NetworkError):
        await bot.send_message(user.id, "done, but the answer is lost")
    assert len(user.messages) == 1
    telegram.delay("getMe", 0.1)
    with pytest.raises(NetworkError, match="Timed out"):
        await bot.get_me(read_timeout=0.05)


async def test_an_outage(telegram: BotApiServer, bot: Bot) -> None:
    telegram.down()
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.get_me()
    telegram.down(refuse=True)
    with pytest.raises(NetworkError, match="ConnectError"):
        await bot.get_me()
    telegram.up()
    assert (await bot.get_me()).is_bot


async def test_the_app_serves_a_bot_in_the_same_loop() -> None:
    telegram = BotApiServer()
    user = telegram.user()
    request = HTTPXRequest(httpx_kwargs={"transport": httpx.ASGITransport(app=telegram.app)})
    async with Bot(telegram.token, base_url=telegram.base_url, request=request, get_updates_request=request) as bot:
        user.sends("x")
        assert len(await bot.get_updates(timeout=1)) == 1
        await bot.send_message(user.id, "y")
        assert (await user.sees("y")).from_bot
